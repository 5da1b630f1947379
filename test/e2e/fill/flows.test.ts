import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { answerTo } from '../support/asking.ts';
import { reload, see } from '../support/hands.ts';
import { describeEither, startSite, until, type Session, type Site } from '../support/index.ts';

const password = 'seven quiet harbours under snow';
const blank = {
  ...{ kind: 'login', favourite: false, tags: [], folder: '', fields: [], accountId: '', totp: '', notes: '' },
  ...{ title: 'Lantern Shop', username: 'mira@example.org', password: 'hunter2' },
};

const signIn = `<!doctype html><meta charset="utf-8"><title>Sign in</title>
<form method="post" action="/in"><label>E-mail <input type="email" name="email" autocomplete="username"></label>
<label>Password <input type="password" name="password" autocomplete="current-password"></label><button>Sign in</button></form>`;

describeEither('filling', (launch) => {
  let session: Session;
  let site: Site;

  beforeAll(async () => {
    site = await startSite();
    session = await launch();
    await answerTo(await session.page('popup'), 'vault.create', { password, deviceName: 'Test browser' });
    return () => site.close();
  });

  /** The popup as it comes up over this page. */
  const popupOver = async (page: Page): Promise<Page> => {
    const popup = await session.page('popup');
    await page.bringToFront();
    await reload(popup);
    await see(popup, 'For 127.0.0.1');
    await popup.bringToFront();
    return popup;
  };
  const valuesIn = (page: Page): Promise<string[]> =>
    page.$$eval('input', (inputs) => inputs.map((input) => input.value));

  it('puts a login into the page by Enter in the popup, which closes', async () => {
    const page = await session.open(site.put('/', signIn));
    const own = await session.page('popup');
    await answerTo(own, 'items.save', { item: { ...blank, urls: [{ url: page.url(), match: 'host' }] } });
    const popup = await popupOver(page);
    await popup.keyboard.press('Enter');
    await until('the popup to close', () => popup.isClosed());
    expect(await valuesIn(page)).toEqual(['mira@example.org', 'hunter2']);
  });
});
