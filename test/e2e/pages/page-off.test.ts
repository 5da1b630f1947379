import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTo, inPage } from '../support/asking.ts';
import { area, withBody } from './hard-pages.ts';
import { findFrame, focusField, markAt, openCompose } from './in-page.ts';
import { describeInTurn, startSite, until, type Session, type Site } from '../support/index.ts';

const password = 'a long enough password';

describeInTurn('a site', (launch) => {
  let session: Session;
  let site: Site;
  let own: Page;
  const visit = async (path: string, html: string): Promise<Page> => {
    const opened = await session.open(site.put(path, html));
    await opened.bringToFront();
    return opened;
  };

  beforeAll(async () => {
    session = await launch();
    site = await startSite();
    own = await session.page('popup');
    await answerTo(own, 'vault.create', { password, deviceName: 'Test browser' });
  });
  afterAll(() => site.close());

  it('is left alone from the moment its site is switched off', async () => {
    const page = await visit('/off', withBody(area));
    await focusField(page, '#area');
    await until('the mark', () => page.evaluate('document.documentElement.children.length === 3'));
    await answerTo(own, 'sites.switch', { host: '127.0.0.1', on: false });
    await until('the mark to go', () => page.evaluate('document.documentElement.children.length === 2'));
    await page.reload();
    await focusField(page, '#area');
    await page.evaluate('new Promise((done) => setTimeout(done, 700))');
    expect(await page.evaluate('document.documentElement.children.length')).toBe(2);
    await answerTo(own, 'sites.switch', { host: '127.0.0.1', on: true });
    await page.close();
  });

  const isOn = async (): Promise<boolean> =>
    !(await answerTo<{ off: string[] }>(own, 'sites.read')).off.includes('127.0.0.1');

  it('is switched off in two clicks, from the mark', async () => {
    const page = await visit('/off-mark', withBody(area));
    await until('the site to be off', async () => {
      await focusField(page, '#area');
      const { x, y } = await markAt(page, '#area');
      await page.mouse.click(x, y, { button: 'right' });
      await page.mouse.click(x + 20, y + 16 + 8 + 5 + 34 + 17);
      return until('the site to be off', async () => !(await isOn()), 2_000).catch(() => false);
    });
    await until('the marks to go', () => page.evaluate('document.documentElement.children.length === 2'));
    await answerTo(own, 'sites.switch', { host: '127.0.0.1', on: true });
    await page.close();
  });

  it('is switched off in two clicks, from the frame, which goes', async () => {
    const page = await visit('/off-frame', withBody(area));
    const frame = await openCompose(page, '#area');
    // It knows its site a little later than it takes text.
    const menu = '.icon-button[aria-haspopup=menu]';
    await frame.waitForSelector(menu);
    await frame.click(menu);
    const last = `${menu} + .menu > :last-child`;
    await frame.waitForSelector(last, { visible: true });
    await frame.click(last);
    await until('the site to be off', async () => !(await isOn()));
    await until('the frame to go', async () => !(await findFrame(page, 'compose')));
    await answerTo(own, 'sites.switch', { host: '127.0.0.1', on: true });
    await page.close();
  });

  /** What an update leaves of us where it ends our scripts without a last word, made by the page; and an end of its script. */
  const leftover = `<script>
    const host = document.body.appendChild(document.createElement('div'));
    host.attachShadow({ mode: 'closed' }).append(document.createComment('latchkey'));
    globalThis.isLeft = () => host.isConnected;
  </script>`;
  const runAgain = (page: Page): Promise<unknown> =>
    inPage(
      own,
      `api.tabs.query({}).then((tabs) =>
        api.scripting.executeScript({ target: { tabId: tabs.find(({ url }) => url === ${JSON.stringify(page.url())}).id, allFrames: true }, files: ['content.js', 'again.js'] }))`,
    );

  it('that was open at an update gets its marks anew, and no other one without a person', async () => {
    const other = await visit('/unread', withBody(area));
    await other.focus('#area');
    await runAgain(other);
    const page = await visit('/open', withBody(`${area}${leftover}`));
    await page.focus('#area');
    expect(await page.evaluate('isLeft()')).toBe(true);
    await runAgain(page);
    const before = await markAt(page, '#area');
    expect(await page.evaluate('isLeft()')).toBe(false);
    // What lives stays as it is.
    await page.evaluate(`globalThis.living = document.documentElement.lastElementChild`);
    await runAgain(page);
    expect(await page.evaluate('living.isConnected')).toBe(true);
    expect(await markAt(page, '#area')).toEqual(before);
    expect(await other.evaluate('document.documentElement.children.length')).toBe(2);
    await Promise.all([page.close(), other.close()]);
  });
});
