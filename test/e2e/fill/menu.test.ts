import type { Frame, Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { findFrame, markAt, openFillMenu } from '../pages/in-page.ts';
import { answerTo } from '../support/asking.ts';
import { describeInTurn, findBarriers, startSite, until, type Site } from '../support/index.ts';
import { Desk, valuesIn } from './desk.ts';

const signIn = `<!doctype html><meta charset="utf-8"><title>A shop</title><form method="post" action="/in">
<label>E-mail <input name="user" type="email" autocomplete="username"></label>
<label>Password <input name="secret" type="password" autocomplete="current-password"></label><button>Go on</button></form>`;

const whileSeen = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 900));

describeInTurn('the menu beside a form', (launch, kind) => {
  let desk: Desk;
  let shop: Site;
  let site: Page;

  beforeAll(async () => {
    shop = await startSite();
    desk = await Desk.open(await launch());
    await desk.login(shop.origin);
    await answerTo(desk.own, 'fill.saveSettings', { menu: true });
    site = await desk.session.open(shop.put('/', signIn));
    await site.bringToFront();
    await site.mouse.move(5, 5);
    return () => shop.close();
  });

  const menu = (): Promise<Frame | undefined> => findFrame(site, 'menu');
  const openMenu = async (selector = '[name=user]'): Promise<Frame> => {
    const frame = await openFillMenu(site, selector);
    await until('its rows', () => frame.evaluate(`document.querySelectorAll('.menu-row').length === 1`));
    return frame;
  };
  const closed = (): Promise<boolean> => until('the menu to go', async () => !(await menu()));
  const filled = (): Promise<void> =>
    until('the login to be filled', async () => (await valuesIn(site))['secret'] !== '').then(async () =>
      expect(await valuesIn(site)).toEqual({ user: 'mira@example.org', secret: 'hunter2-canary' }),
    );

  it.runIf(kind === 'firefox')(
    'is not where the browser can’t prove that it is seen, and nothing is filled by the mark',
    async () => {
      await site.click('[name=user]');
      const { x, y } = await markAt(site, '[name=user]');
      await site.mouse.click(x, y);
      await whileSeen();
      expect(await menu()).toBeUndefined();
      expect(await valuesIn(site)).toEqual({ user: '', secret: '' });
    },
  );

  describe.runIf(kind === 'chromium')('where the browser proves that a person sees it', () => {
    it('stands where the form is free, says whose page it is, and tells that page nothing', async () => {
      const frame = await openMenu();
      expect(await frame.evaluate('document.body.innerText')).toContain('For 127.0.0.1');
      expect(await frame.evaluate('document.body.innerText')).toContain('mira@example.org');
      expect(await findBarriers(frame)).toEqual([]);
      const [at, button] = await Promise.all([
        frame.frameElement().then((element) => element?.boundingBox()),
        site.$('button').then((element) => element?.boundingBox()),
      ]);
      expect(
        (at?.x ?? 0) >= (button?.x ?? 0) + (button?.width ?? 0) ||
          (at?.y ?? 0) >= (button?.y ?? 0) + (button?.height ?? 0),
      ).toBe(true);
      expect(await site.evaluate('document.documentElement.outerHTML')).not.toContain('Lantern');
    });

    it('goes when somebody types on, or by Escape, which closes nothing of the page', async () => {
      await site.keyboard.press('Escape');
      await closed();
      await openMenu();
      await site.keyboard.type('m');
      await closed();
      expect(await valuesIn(site)).toEqual({ user: 'm', secret: '' });
      await site.keyboard.press('Backspace');
    });

    it('fills by ↓ and Enter, once it was in sight for a while', async () => {
      const frame = await openMenu();
      await site.keyboard.press('ArrowDown');
      await until('the first row to have the focus', () =>
        frame.evaluate(`document.hasFocus() && document.activeElement?.matches('.menu-row') === true`),
      );
      await site.keyboard.press('Enter');
      await frame.waitForFunction(() => document.body.innerText.includes('That was quick'));
      expect(await valuesIn(site)).toEqual({ user: '', secret: '' });
      await whileSeen();
      await site.keyboard.press('Enter');
      await filled();
      await closed();
      // Enter sends the form from here.
      await until('the focus to be back', () =>
        site.evaluate(`document.hasFocus() && document.activeElement?.name === 'user'`),
      );
    });

    it('fills nothing by a press that the page covers or makes up', async () => {
      await site.evaluate('document.querySelector("form").reset()');
      const frame = await openMenu();
      await site.evaluate(
        `{ const cover = document.createElement('div'); cover.id = 'cover'; cover.popover = 'manual'; cover.style = 'position: fixed; margin: 0; border: 0; inset: 0; width: 100vw; height: 100vh; background: white; pointer-events: none'; document.body.append(cover); cover.showPopover(); }`,
      );
      await whileSeen();
      const box = await frame.frameElement().then((element) => element?.boundingBox());
      await site.mouse.click((box?.x ?? 0) + 60, (box?.y ?? 0) + 70);
      await frame.evaluate(`document.querySelector('.menu-row').click()`);
      expect(await valuesIn(site)).toEqual({ user: '', secret: '' });
      await site.evaluate(`document.querySelector('#cover').remove()`);
      await whileSeen();
      await site.mouse.click((box?.x ?? 0) + 60, (box?.y ?? 0) + 70);
      await filled();
    });

    it('fills the form that it stands beside, though another one of the page comes first', async () => {
      // It goes once the background has heard what became of the fields.
      await closed();
      const [head = '', form = ''] = signIn.split(/(?=<form)/);
      const second = form.replace('"user"', '"user2"').replace('"secret"', '"secret2"');
      await site.goto(shop.put('/two', `${head}${form}<p>${second}`));
      await site.mouse.move(5, 5);
      const frame = await openMenu('[name=user2]');
      await whileSeen();
      await frame.click('.menu-row');
      await until('a form to be filled', async () => Object.values(await valuesIn(site)).includes('hunter2-canary'));
      expect(await valuesIn(site)).toEqual({
        ...{ user: '', secret: '' },
        ...{ user2: 'mira@example.org', secret2: 'hunter2-canary' },
      });
    });
  });
});
