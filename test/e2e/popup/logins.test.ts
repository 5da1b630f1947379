import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { answerTo, inPage } from '../support/asking.ts';
import { describeEither, until, type Session } from '../support/index.ts';

const password = 'seven quiet harbours under snow';

describeEither('logins in the popup', (launch) => {
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

  beforeAll(async () => {
    session = await launch();
    page = await session.page('popup');
    await answerTo(page, 'vault.create', { password, deviceName: 'Test browser' });
  });

  it('clears what was copied, also by a background that was stopped', async () => {
    await answerTo(page, 'clipboard.copy', { text: 'hunter2', lasts: false });
    await clipboardIs('hunter2');
    await ring();
    await clipboardIs('');
    await answerTo(page, 'clipboard.copy', { text: 'hunter2', lasts: false });
    await clipboardIs('hunter2');
    await session.stopBackground();
    await ring();
    await clipboardIs('');
    await answerTo(page, 'clipboard.copy', { text: 'hunter2', lasts: false });
    await inPage(page, `navigator.clipboard.writeText('a recipe')`);
    await ring();
    await until(
      'the mark to go',
      async () => !(await inPage(page, `api.storage.session.get('copied').then(({ copied }) => copied)`)),
    );
    expect(await clipboard()).toBe('a recipe');
  });
});
