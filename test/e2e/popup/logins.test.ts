import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { answerTo, inPage } from '../support/asking.ts';
import { press, reload, see, words } from '../support/hands.ts';
import { describeInTurn, findBarriers, startSite, until, type Session, type Site } from '../support/index.ts';

const password = 'seven quiet harbours under snow';

const blank = {
  kind: 'login',
  favourite: false,
  tags: [],
  folder: '',
  fields: [],
  username: '',
  accountId: '',
  totp: '',
  notes: '',
};

/** The background takes its time to say whose code comes next; noted is the first heading as the first row is drawn. */
const slowCodeNext = `(() => {
  const send = chrome.runtime.sendMessage.bind(chrome.runtime);
  chrome.runtime.sendMessage = async (message) => {
    if (message.ask === 'items.codeNext') await new Promise((resolve) => setTimeout(resolve, 1500));
    return send(message);
  };
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.row')) return;
    observer.disconnect();
    globalThis.withFirstRow = document.querySelector('h2').innerText;
  }).observe(document, { childList: true, subtree: true });
})()`;

describeInTurn('logins in the popup', (launch, kind) => {
  let session: Session;
  let page: Page;

  /** What lies on the computer's clipboard, as a page sees it. */
  const clipboard = async () => {
    // The welcome page opens whenever it likes, and only a page in front may look.
    await page.bringToFront();
    return inPage(page, 'navigator.clipboard.readText()');
  };
  const clipboardIs = (text: string) =>
    until(`the clipboard to hold “${text}”`, async () => (await clipboard()) === text);
  /** The time of what was copied is up: the browser's alarm rings. */
  const ring = () =>
    inPage(
      page,
      `api.storage.session.get('copied').then(({ copied }) =>
         api.storage.session.set({ copied: { ...copied, clearsAt: 1 } })).then(() => api.alarms.create('clipboard', { when: Date.now() }))`,
    );

  const mark = `api.storage.session.get('copied').then(({ copied }) => copied)`;
  const login = (fields: object) => answerTo(page, 'items.save', { item: { ...blank, ...fields } });

  /** A menu takes the focus a moment after it is there. */
  const menuOpen = () =>
    until('the menu to have the focus', () => page.evaluate(() => document.activeElement?.role === 'menuitem'));

  let site: Site;
  beforeAll(async () => {
    site = await startSite();
    session = await launch();
    page = await session.page('popup');
    await answerTo(page, 'vault.create', { password, deviceName: 'Test browser' });
    return () => site.close();
  });

  it('clears what was copied, also by a background that was stopped', async () => {
    await answerTo(page, 'clipboard.copy', { text: 'hunter2', lasts: false });
    await clipboardIs('hunter2');
    await ring();
    await clipboardIs('');
    await answerTo(page, 'clipboard.copy', { text: 'hunter2', lasts: false });
    await session.stopBackground();
    await ring();
    await clipboardIs('');
  });

  it('leaves what somebody else copied since', async () => {
    await answerTo(page, 'clipboard.copy', { text: 'hunter2', lasts: false });
    await clipboardIs('hunter2');
    await inPage(page, `navigator.clipboard.writeText('a recipe')`);
    await ring();
    await until('the mark to go', async () => !(await inPage(page, mark)));
    expect(await clipboard()).toBe('a recipe');
  });

  it('come first on their site, and are copied by keyboard alone', async () => {
    const there = await session.open(site.put('/', '<p>A shop</p>'));
    const urls = [{ url: there.url(), match: 'host' }];
    await login({ title: 'Lantern Shop', username: 'mira@example.org', password: 'hunter2', urls });
    await login({
      title: 'Lantern Shop (work)',
      username: 'mira@work',
      password: 'sesame',
      totp: 'JBSWY3DPEHPK3PXP',
      urls,
    });
    await login({ title: 'Elsewhere', password: 'nothing', urls: [{ url: 'https://other.example', match: 'host' }] });
    await there.bringToFront();
    await reload(page);
    await see(page, 'For 127.0.0.1');
    await page.bringToFront();
    expect(
      await page.$$eval('section:first-of-type .row-words > span', (rows) => rows.map((row) => row.innerText)),
    ).toEqual(['Lantern Shop (work)', 'Lantern Shop']);
    expect(await words(page)).toContain('mira@work · code');
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('.');
    await menuOpen();
    await page.keyboard.press('p');
    await see(page, 'Password of “Lantern Shop (work)” copied.');
    await clipboardIs('sesame');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('.');
    await menuOpen();
    await page.keyboard.press('u');
    await see(page, 'User name of “Lantern Shop” copied.');
    await clipboardIs('mira@example.org');
    await press(page, 'Clear now');
    await clipboardIs('');
  });

  // Firefox's driver cannot run a script in an extension's page before the page's own.
  it.runIf(kind === 'chromium')('stand still: what comes above them is there before they are', async () => {
    const late = await session.page('popup', '#late');
    await late.evaluateOnNewDocument(slowCodeNext);
    await reload(late);
    await see(late, 'Recent');
    expect(await late.evaluate('globalThis.withFirstRow')).toBe('Code for Lantern Shop (work)');
    await late.close();
  });

  it('are shown by dots until the eye is pressed, and former values come back', async () => {
    const { rows } = await answerTo<{ rows: { id: string }[] }>(page, 'items.search', {
      query: 'Elsewhere',
      in: 'all',
      offset: 0,
      limit: 1,
    });
    const { item, revision } = await answerTo<{ item: object; revision: number }>(page, 'items.read', {
      id: rows[0]?.id,
    });
    await answerTo(page, 'items.save', { id: rows[0]?.id, revision, base: item, item: { ...item, password: 'x' } });
    await page.bringToFront();
    await press(page, 'More for “Elsewhere”');
    await menuOpen();
    await page.keyboard.press('s');
    await see(page, 'History (1)');
    expect(await words(page)).not.toContain('nothing');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Show: Password · until');
    await see(page, 'nothing');
    await until('the secret to be hidden', async () => {
      // The eye hears it once it is drawn.
      await page.evaluate(() => dispatchEvent(new Event('blur')));
      return !(await words(page)).includes('nothing');
    });
    await press(page, 'Use again');
    await until('the password to be what it was', async () => {
      const read = await answerTo<{ item: { password: string } }>(page, 'items.read', { id: rows[0]?.id });
      return read.item.password === 'nothing';
    });
    await page.keyboard.press('Escape');
    await see(page, 'Recent');
  });
});
