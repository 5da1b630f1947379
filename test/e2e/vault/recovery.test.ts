import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTo } from '../support/asking.ts';
import { fill, lockBy, press, see } from '../support/hands.ts';
import {
  describeInTurn,
  findBarriers,
  openPasskeyDesk,
  until,
  type PasskeyDesk,
  type Session,
} from '../support/index.ts';
import { startStore, type Store } from '../support/store.ts';
import { signUp, type Enrolled } from '../store/store-hands.ts';

const who = { email: 'mira.fjord@example.org', password: 'seven quiet harbours under snow' };

/** Nothing is wider than the window, and axe finds nothing. */
async function fits(page: Page): Promise<void> {
  const before = page.viewport();
  for (const width of [1000, 320]) {
    await page.setViewport({ width, height: 700 });
    const over = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(over).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
  }
  await page.setViewport(before);
}

/** Presses the button of one way in the drill. */
async function begin(page: Page, way: string): Promise<void> {
  await until(`“${way}” to be tried`, () =>
    page.evaluate((title: string) => {
      const rows = [...document.querySelectorAll('.recovery-drill > li')];
      const row = rows.find((one) => one.querySelector('h2')?.textContent === title);
      const button = row?.querySelector<HTMLElement>('.recovery-way button');
      button?.click();
      return button !== null && button !== undefined;
    }, way),
  );
}

/** Waits until the drill says so of one way. */
async function says(page: Page, way: string, words: string): Promise<void> {
  await until(`“${words}” of “${way}”`, () =>
    page.evaluate(
      (title: string, wanted: string) => {
        const rows = [...document.querySelectorAll<HTMLElement>('.recovery-drill > li')];
        return rows.find((one) => one.querySelector('h2')?.textContent === title)?.innerText.includes(wanted);
      },
      way,
      words,
    ),
  );
}

describeInTurn('the ways back in', (launch) => {
  let store: Store;
  let session: Session;
  let page: Page;
  let desk: PasskeyDesk;
  let enrolled: Enrolled;
  let phrase: string;

  beforeAll(async () => {
    [store, session] = await Promise.all([startStore(), launch()]);
    desk = await openPasskeyDesk(session);
  });
  afterAll(() => store.end());

  it('are told to whoever has no vault yet, and to whoever is locked out', async () => {
    page = await session.page('vault', '#losses');
    await see(page, 'Losing all ways means the data is gone.');
    await fits(page);
    await press(page, 'Back to the vault');
    await see(page, 'No vault here yet');
    await press(page, 'What if I lose everything?');
    await see(page, 'You forgot the password');
    await answerTo(page, 'vault.create', { password: who.password, deviceName: 'Laptop' });
    await lockBy(page, () => answerTo(page, 'lock'));
    await press(page, 'Back to the vault');
    await see(page, 'Unlock');
    await press(page, 'What if I lose everything?');
    await see(page, 'You forgot the password');
  });

  it('are shown level by level, with what is missing and where that is set up', async () => {
    await answerTo(page, 'unlock.password', { password: who.password });
    await press(page, 'Back to the vault');
    await see(page, 'Only in this browser.');
    await see(page, 'Needs a store.');
    await fits(page);
    const settings = await session.page('vault', '#settings/store');
    enrolled = await signUp(settings, store, who);
    await see(page, 'Yes, but by one way only');
    ({ phrase } = await answerTo<{ phrase: string }>(page, 'ways.drawPhrase'));
    await answerTo(page, 'ways.addPhrase', { phrase, name: 'Recovery phrase' });
    await see(page, 'Yes, by 2 ways');
    await press(page, 'Set up: Passkey');
    await press(page, 'Add a passkey');
    await see(page, 'Name');
    await desk.ceremony(page, () => press(page, 'Add a passkey'));
    await see(page, 'opens this vault from now on');
    await settings.close();
    await page.evaluate(`location.hash = '#recovery'`);
    await see(page, 'Yes, by 3 ways');
    await fits(page);
  });

  it('are proven one by one, and none is used up by it', async () => {
    await press(page, 'Try the ways now');
    await see(page, 'Each way is tried without using it up.');
    const before = await answerTo(page, 'account.factors');
    await begin(page, 'Password and second factor');
    await fill(page, 'Password', who.password);
    await page.keyboard.press('Enter');
    await fill(page, 'Code from the app', await enrolled.code());
    await page.keyboard.press('Enter');
    await says(page, 'Password and second factor', 'Proven');

    await begin(page, 'Recovery phrase');
    await fill(page, 'Recovery phrase', phrase.split(' ').with(0, 'zzz').join(' '));
    await page.keyboard.press('Enter');
    await see(page, 'Word 1');
    await fits(page);
    await fill(page, 'Recovery phrase', phrase);
    await page.keyboard.press('Enter');
    await says(page, 'Recovery phrase', 'Proven');

    await begin(page, 'Printed kit');
    await fill(page, 'Letters on the sheet', 'AAAA-AAAA');
    await page.keyboard.press('Enter');
    await see(page, 'belong to no phrase of this vault');
    const ways = await answerTo<{ fingerprint?: string }[]>(page, 'ways.list');
    await fill(page, 'Letters on the sheet', ways.find(({ fingerprint }) => fingerprint)?.fingerprint ?? '');
    await page.keyboard.press('Enter');
    await says(page, 'Printed kit', 'Proven');

    const { name } = (await answerTo<{ kind: string; name: string }[]>(page, 'ways.list')).find(
      ({ kind }) => kind === 'passkey',
    ) ?? { name: '' };
    await desk.ceremony(page, () => begin(page, `Passkey “${name}”`));
    await says(page, `Passkey “${name}”`, 'Proven');
    await page.bringToFront();
    expect(await answerTo(page, 'account.factors')).toEqual(before);
    await fits(page);
    await press(page, 'Enough for today');
    await see(page, 'Yes, by 3 ways');
  });
});
