import { beforeEach, describe, expect, test } from 'vitest';
import type { Account } from '../support/synced.ts';
import { Browser, newAccount } from '../support/synced.ts';

let account: Account;
let a: Browser;

beforeEach(async () => {
  account = await newAccount();
  a = await Browser.first(account, 'laptop');
});

async function converged(...browsers: Browser[]): Promise<void> {
  for (const browser of browsers) {
    expect(browser.vault.replica.status).toMatchObject({ connected: true, unsent: 0, outdated: false });
    expect(browser.vault.replica.status?.head).toBe(a.vault.replica.status?.head);
    expect(await browser.notes()).toEqual(await a.notes());
    expect(await browser.vault.records.check()).toEqual({ damaged: [] });
    await browser.restart();
    expect(await browser.notes()).toEqual(await a.notes());
  }
}

describe('two browsers and a store', () => {
  test('a vault made without a store is all there in a second browser', async () => {
    const id = await a.write('first');
    await a.sync();
    const b = await Browser.joining(account, 'desk');
    expect(await b.vault.records.read(id)).toMatchObject({ body: { title: 'first' } });
    expect(b.vault.device.name).toBe('desk');
    await a.sync();
    await converged(a, b);
  });

  test('writing, editing and deleting in one is seen in the other', async () => {
    const b = await Browser.joining(account, 'desk');
    await a.sync();
    const [kept, gone] = [await a.write('kept'), await a.write('gone')];
    await a.sync();
    await b.sync();
    await b.edit(kept, { title: 'edited' });
    await b.remove(gone);
    await b.sync();
    await a.sync();
    expect(await a.notes()).toMatchObject({ [kept]: { title: 'edited' } });
    expect(a.vault.records.has(gone)).toBe(false);
    await converged(a, b);
  });

  test('offline edits of one note in both merge field by field', async () => {
    const b = await Browser.joining(account, 'desk');
    const id = await a.write('note', { body: 'text' });
    await a.sync();
    await b.sync();
    await a.edit(id, { title: 'from a' });
    await b.edit(id, { body: 'from b' });
    await b.write('another');
    await a.sync();
    await b.sync();
    await a.sync();
    expect(await a.notes()).toMatchObject({ [id]: { title: 'from a', body: 'from b' } });
    await converged(a, b);
  });

  test('a delete does not beat an edit, whoever comes first', async () => {
    const b = await Browser.joining(account, 'desk');
    const [one, two] = [await a.write('one'), await a.write('two')];
    await a.sync();
    await b.sync();
    await a.remove(one);
    await a.edit(two, { title: 'two, edited' });
    await b.edit(one, { title: 'one, edited' });
    await b.remove(two);
    await a.sync();
    await b.sync();
    await a.sync();
    expect(await a.notes()).toMatchObject({ [one]: { title: 'one, edited' }, [two]: { title: 'two, edited' } });
    await converged(a, b);
  });

  test('a note deleted and written again under its id goes on', async () => {
    const b = await Browser.joining(account, 'desk');
    const id = await a.write('one');
    await a.sync();
    await a.remove(id);
    await a.write('again', {}, id);
    await a.sync();
    await b.sync();
    await a.sync();
    expect(await b.vault.records.read(id)).toMatchObject({ body: { title: 'again' }, revision: 2 });
    await converged(a, b);
  });
});

describe('ways in', () => {
  test('a phrase changed in one: the other is locked out, comes back by the new one, and keeps its edits', async () => {
    const b = await Browser.joining(account, 'desk');
    await a.sync();
    const id = await b.write('unsent');
    await a.newPhrase();
    expect(a.rotations).toBe(1);
    expect(a.vault.generation).toBe(2);
    await a.write('after');
    await a.sync();
    const before = b.stored();
    await expect(b.sync()).rejects.toMatchObject({ code: 'rotated-away' });
    expect(b.stored()).toEqual(before);
    await b.reopen();
    await b.sync();
    await a.sync();
    expect(await a.vault.records.read(id)).toMatchObject({ body: { title: 'unsent' } });
    await converged(a, b);
    await b.newPhrase();
    expect(b.vault.generation).toBe(3);
  });

  test('a change that the store refuses changes nothing', async () => {
    const before = a.vault.ways.list();
    account.store.clock.forward(600_000);
    const stale = a.changeWays({ remove: before[0]?.id ?? '' });
    await expect(stale).rejects.toThrow();
    expect(a.vault.ways.list()).toEqual(before);
    expect(a.vault.generation).toBe(1);
    await a.write('still');
    await a.sync();
    expect(a.vault.replica.status).toMatchObject({ unsent: 0 });
  });
});
