import { TestOrganisation } from '../../test/recovery/support/organisation.ts';
import { openMailServer } from '../../test/server/support/smtp.ts';
import { answerTo } from '../../test/e2e/support/asking.ts';
import { fill, press, see } from '../../test/e2e/support/hands.ts';
import { mailedCode, signUp } from '../../test/e2e/store/store-hands.ts';
import { startStore } from '../../test/e2e/support/store.ts';
import { tabSize, type Scene, type Size } from './stage.ts';

const who = { email: 'mira@fjord.example', password: 'seven quiet harbours under snow' };
const long: Size = { ...tabSize, height: 1100 };
const narrow: Size = { width: 360, height: 900, scale: 2 };
/** A window of 1,280 pixels at 400 %. */
const zoomed: Size = { width: 320, height: 640, scale: 2 };

/** In a browser of its own: an organisation that can open the vault, from its fingerprint to the drill. */
export const organisation: Scene = async (stage) => {
  const [mail, acme] = await Promise.all([openMailServer(), TestOrganisation.make()]);
  const place = await startStore({ LATCHKEY_MAIL: mail.url, LATCHKEY_ORGANISATION_KEY: acme.published });
  try {
    const here = await stage.elsewhere();
    const page = await here.open('vault.html#settings/store', long);
    await answerTo(page, 'vault.create', { password: who.password, deviceName: 'Laptop' });
    await signUp(page, place, who);
    await page.evaluate(`location.hash = '#organisation'`);
    await see(page, 'Set it up only if you would hand it everything in here.');
    await here.shoot(page, 'organisation');
    for (const [name, size] of [
      ['organisation-narrow', narrow],
      ['organisation-zoomed', zoomed],
    ] as const) {
      const slim = await here.open('vault.html#organisation', size);
      await see(slim, 'Set it up only if you would hand it everything in here.');
      await here.shoot(slim, name);
      await slim.close();
    }
    await press(page, 'Go on');
    await fill(page, 'Fingerprint of its key', acme.fingerprint);
    await here.shoot(page, 'organisation-choose');
    await page.keyboard.press('Enter');
    await see(page, 'Is this your organisation?');
    await here.shoot(page, 'organisation-confirm');
    await press(page, 'Go on');
    const before = mail.mails.length;
    await fill(page, 'E-mail address', who.email);
    await page.keyboard.press('Enter');
    await fill(page, 'Code from the mail', await mailedCode(mail.mails, who.email, before));
    await page.keyboard.press('Enter');
    await see(page, 'Your organisation can open the vault');
    await page.evaluate(`location.hash = '#drill'`);
    await see(page, 'Organisation “Acme Rope Works”');
    await answerTo(page, 'recovery.drill.organisation', {});
    await see(page, 'Proven');
    await here.shoot(page, 'organisation-drill');
    await page.evaluate(`location.hash = '#recovery'`);
    await see(page, 'Acme Rope Works can open this vault');
    const slim = await here.open('vault.html#recovery', narrow);
    await see(slim, 'Acme Rope Works can open this vault');
    await slim.evaluate(`document.querySelector('.recovery-rung:last-child').scrollIntoView()`);
    await here.shoot(slim, 'organisation-ladder-narrow');
    await slim.close();
    // Nobody was compared yet.
    const few = await here.open('vault.html#trustees', narrow);
    await see(few, 'To contacts');
    await here.shoot(few, 'trustees-narrow');
    await few.close();
    await here.browser.close();
  } finally {
    await Promise.all([place.end(), mail.close()]);
  }
};
