import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTo, ask } from '../support/asking.ts';
import { lockBy, press, see } from '../support/hands.ts';
import { startStore, type Store } from '../support/store.ts';
import { describeInTurn, findBarriers, until, type Session } from '../support/index.ts';

const password = 'seven quiet harbours under snow';
const next = 'eleven loud markets in the rain';

interface Row {
  readonly id: string;
  readonly title: string;
}

function note(title: string, body: string) {
  return { kind: 'note', title, body, favourite: false, tags: [], folder: '', fields: [] };
}

async function rows(page: Page): Promise<readonly Row[]> {
  const all = { query: '', in: 'all', offset: 0, limit: 50 };
  return (await answerTo<{ rows: readonly Row[] }>(page, 'items.search', all)).rows;
}

async function titles(page: Page): Promise<string[]> {
  return (await rows(page)).map(({ title }) => title).toSorted();
}

function state(page: Page) {
  return answerTo<{ state?: { at: string; code?: string } }>(page, 'account.status');
}

async function join(page: Page, origin: string, phrase: string): Promise<void> {
  const { ticket } = await answerTo<{ ticket: string }>(page, 'signin.start', { address: origin });
  expect(await answerTo(page, 'signin.phrase', { ticket, phrase })).toMatchObject({ at: 'preview' });
  await answerTo(page, 'signin.accept', { ticket, deviceName: 'Second browser' });
}

describeInTurn('two browsers at one store', (launch) => {
  let store: Store;
  let first: Session;
  let second: Session;
  let here: Page;
  let there: Page;

  beforeAll(async () => {
    store = await startStore();
    first = await launch();
    here = await first.page('vault');
    await answerTo(here, 'vault.create', { password, deviceName: 'First browser' });
    const { phrase } = await answerTo<{ phrase: string }>(here, 'ways.drawPhrase');
    await answerTo(here, 'ways.addPhrase', { phrase, name: 'Paper' });
    await answerTo(here, 'items.save', { item: note('Shared', 'as it was') });
    await answerTo(here, 'account.signUp', { kind: 'keys', address: store.origin });
    second = await launch();
    there = await second.page('vault');
    await join(there, store.origin, phrase);
  });
  afterAll(() => store.end());

  it('merge what was written in each while the store was down', async () => {
    const [shared] = await rows(there);
    await store.stop();
    await answerTo(here, 'items.save', { id: shared?.id, item: note('Shared', 'changed in the first') });
    await answerTo(there, 'items.save', { id: shared?.id, item: note('Renamed in the second', 'as it was') });
    await answerTo(there, 'items.save', { item: note('Only in the second', '') });
    await until('the first to wait', async () => (await state(here)).state?.at === 'waiting');
    await store.start();
    await Promise.all([answerTo(here, 'account.sync'), answerTo(there, 'account.sync')]);
    const both = ['Only in the second', 'Renamed in the second'];
    await until('both to have both', async () => {
      const found = [await titles(here), await titles(there)];
      return JSON.stringify(found) === JSON.stringify([both, both]);
    });
    const { item } = await answerTo<{ item: { body: string } }>(here, 'items.read', { id: shared?.id });
    expect(item.body).toBe('changed in the first');
  });

  it('goes on when the background was stopped meanwhile', async () => {
    await second.stopBackground();
    await answerTo(here, 'items.save', { item: note('While it slept', '') });
    await until('it to be there', async () => (await titles(there)).includes('While it slept'));
  });

  it('asks the other for the new password when it was changed while that one was locked', async () => {
    await answerTo(there, 'items.save', { item: note('Last before the lock', '') });
    await until('it to be here', async () => (await titles(here)).includes('Last before the lock'));
    await lockBy(there, () => answerTo(there, 'lock'));
    await answerTo(here, 'ways.changePassword', { password: next });
    await answerTo(there, 'unlock.password', { password: next });
    expect(await titles(there)).toContain('Last before the lock');
    await answerTo(there, 'items.save', { item: note('By the new password', '') });
    await until('it to be here', async () => (await titles(here)).includes('By the new password'));
  });

  it('locks the other when the password is changed while it is open', async () => {
    await lockBy(there, () => answerTo(here, 'ways.changePassword', { password: 'a third one, by the sea' }));
    await see(there, 'Your ways in were changed in another browser');
    await press(there, 'Open without the store');
    await see(there, 'The store is left alone until the next lock');
    expect(await findBarriers(there)).toEqual([]);
    await press(there, 'Ask the store again');
    await see(there, 'Your ways in were changed in another browser');
    await press(there, 'Open without the store');
    await see(there, 'The store is left alone until the next lock');
    await answerTo(there, 'unlock.password', { password: next });
    // The proof may have it ask once more, which brings nothing else.
    await until('it to stop', async () => {
      const { state: now } = await state(there);
      return now?.at === 'stopped' && now.code === 'rotated-away';
    });
    await lockBy(there, () => answerTo(there, 'lock'));
    await answerTo(there, 'unlock.password', { password: 'a third one, by the sea' });
    await until('it to follow', async () => (await state(there)).state?.at === 'idle');
  });

  it('go on from a store that was restored from a backup, when somebody says so', async () => {
    const restore = await store.backUp();
    await answerTo(here, 'items.save', { item: note('After the backup', '') });
    await until('it to be there', async () => (await titles(there)).includes('After the backup'));
    await restore();
    await answerTo(here, 'items.save', { item: note('After all', '') });
    await until('the first to stop', async () => (await state(here)).state?.code === 'store-rolled-back');
    const settings = await first.page('vault', '#settings/store');
    await press(settings, 'Publish what is here');
    await see(settings, 'Publish what is here?');
    expect(await findBarriers(settings)).toEqual([]);
    await press(settings, 'Yes, publish it');
    await see(settings, 'Everything is at the store.');
    await ask(there, 'account.sync');
    await until('it to be there', async () => (await titles(there)).includes('After all'));
    expect(await titles(there)).toEqual(await titles(here));
  });
});
