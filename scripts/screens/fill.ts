import { startSite } from '../../test/e2e/support/site.ts';
import { focusField, markAt, openFillMenu } from '../../test/e2e/pages/in-page.ts';
import { press, see } from '../../test/e2e/support/hands.ts';
import { popupSize, tabSize, type Scene } from './stage.ts';

const login = {
  ...{ kind: 'login', title: 'Lantern Shop', username: 'mira@example.org', password: 'hR7-dunmol-Vek3s', notes: '' },
  ...{ favourite: false, tags: [], folder: '', fields: [], accountId: '', totp: 'JBSWY3DPEHPK3PXP' },
};
const signIn = (action: string): string => `<!doctype html><meta charset="utf-8"><title>Sign in</title>
<style>body { margin: 48px; font: 15px system-ui; color-scheme: light dark } label { display: block; margin: 12px 0 } input { display: block; width: 300px; padding: 8px }</style>
<h1>Sign in</h1><form method="post" action="${action}"><label>E-mail <input name="user" type="email" autocomplete="username"></label>
<label>Password <input name="secret" type="password" autocomplete="current-password"></label><button>Sign in</button></form>`;

const signUp = signIn('/join').replace('current-password', 'new-password').replaceAll('Sign in', 'Sign up');
const short = signIn('/in').replace(
  'autocomplete="current-password"',
  'autocomplete="current-password" maxlength="12"',
);

/**
 * Filling: the mark at a login field, the code that comes next, what is asked before a form that sends elsewhere, what a
 * field doesn't take, and a password that is made for a form.
 */
export const fill: Scene = async (stage) => {
  const site = await startSite();
  try {
    const page = await stage.open(site.put('/', signIn('https://pay.example:8443/in')), tabSize);
    await page.bringToFront();
    await focusField(page, '[name=user]');
    await markAt(page, '[name=user]');
    await stage.shoot(page, 'page-fill-mark');
    const popup = await stage.open('popup.html', popupSize);
    const urls = [{ url: site.origin, match: 'host' }];
    const { id } = (await stage.ask(popup, 'items.save', { item: { ...login, urls } })) as { id: string };
    await stage.ask(popup, 'fill.saveSettings', { menu: true });
    await page.bringToFront();
    await (await openFillMenu(page, '[name=secret]')).waitForSelector('.menu-row');
    await page.keyboard.press('ArrowDown');
    await stage.shoot(page, 'page-fill-menu');
    await stage.ask(popup, 'fill.saveSettings', { menu: false });
    const over = async (): Promise<void> => {
      await page.bringToFront();
      await Promise.all([popup.waitForNavigation(), popup.evaluate('location.reload()')]);
      await see(popup, 'For 127.0.0.1');
      await popup.bringToFront();
    };
    await over();
    await stage.shoot(popup, 'popup-fill');
    await popup.keyboard.press('Enter');
    await see(popup, 'Fill in all the same');
    await stage.shoot(popup, 'popup-fill-ask');
    await popup.setViewport({ width: 380, height: 300, deviceScaleFactor: 2 });
    await stage.shoot(popup, 'popup-fill-ask-200');
    await popup.setViewport({ width: 380, height: 600, deviceScaleFactor: 2 });
    await page.goto(site.put('/short', short));
    await over();
    await popup.keyboard.press('Enter');
    await see(popup, 'Change it');
    await stage.shoot(popup, 'popup-fill-unfit');
    await page.goto(site.put('/join', signUp));
    await over();
    await press(popup, 'Generate');
    await see(popup, 'Fill in');
    await stage.shoot(popup, 'popup-fill-made');
    await stage.ask(popup, 'items.copy', { id, field: 'password' });
    await over();
    await see(popup, 'Fill code');
    await stage.shoot(popup, 'popup-fill-code');
    await stage.ask(popup, 'items.trash', { id });
    await stage.ask(popup, 'items.delete', { id });
    await popup.close();
    await page.close();
  } finally {
    await site.close();
  }
};

/** The menu in the page as it stands with more logins than fit, in a narrow window, and in German. */
export const fillMenu: Scene = async (stage) => {
  const site = await startSite();
  try {
    for (const language of ['en', 'de']) {
      const other = await stage.elsewhere(language);
      const popup = await other.open('popup.html', popupSize);
      await other.ask(popup, 'vault.create', { password: 'seven quiet harbours under snow', deviceName: 'Laptop' });
      const urls = [{ url: site.origin, match: 'host' }];
      for (const name of [
        'mira',
        'jonas',
        'ruth',
        'a.very.long.name.of.somebody',
        'ada',
        'noor',
        'li',
        'kofi',
        'ines',
      ]) {
        await other.ask(popup, 'items.save', { item: { ...login, username: `${name}@lighthouse.example`, urls } });
      }
      await other.ask(popup, 'fill.saveSettings', { menu: true });
      const page = await other.open(site.put('/', signIn('/in')), tabSize);
      for (const [width, name] of [
        [tabSize.width, 'many'],
        [360, 'narrow'],
      ] as const) {
        await page.setViewport({ width, height: 640, deviceScaleFactor: 2 });
        await page.bringToFront();
        await page.reload();
        await (await openFillMenu(page, '[name=secret]')).waitForSelector('.menu-row');
        await other.shoot(page, `page-fill-menu-${name}-${language}`);
      }
      await page.close();
      await popup.close();
    }
  } finally {
    await site.close();
  }
};
