import { beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '../../src/encoding/index.ts';
import { bytes } from '../../src/encoding/index.ts';
import type { StoredRecord, SyncState, VaultHeader } from '../../src/records/index.ts';
import { Browser, newAccount } from '../support/synced.ts';

let a: Browser;
let b: Browser;
let ids: { edited: Id; gone: Id; other: Id };

/** Two browsers; the first has an edit, a deletion and a new note that are not sent. */
beforeEach(async () => {
  const account = await newAccount();
  a = await Browser.first(account, 'laptop');
  ids = { edited: await a.write('one'), gone: await a.write('two'), other: await a.write('three') };
  await a.sync();
  b = await Browser.joining(account, 'desk');
  await a.sync();
  await a.edit(ids.edited, { title: 'edited' });
  await a.remove(ids.gone);
  await a.write('new');
});

function rowOf(id: Id): StoredRecord {
  const row = a.disk.records.get(id);
  if (!row) throw new Error('no row');
  return row;
}

function spoil(id: Id): void {
  a.disk.records.set(id, { ...rowOf(id), blob: rowOf(id).blob.map((byte, at) => (at === 70 ? byte ^ 1 : byte)) });
}

function withSync(change: (sync: SyncState) => object): void {
  const { sync, ...header } = a.disk.vault;
  if (!sync) throw new Error('not connected');
  a.disk.header = { ...header, sync: change(sync) } as VaultHeader;
}

describe('what a browser keeps of its store', () => {
  test.each<[string, (sync: SyncState) => object]>([
    ['the head is another', (sync) => ({ ...sync, synced: { ...sync.synced, head: bytes(32) } })],
    ['no list of what is unsent', (sync) => ({ ...sync, dirty: undefined })],
    ['an id that is none', (sync) => ({ ...sync, dirty: [...sync.dirty, 'x'] })],
    ['no list of what was sent', (sync) => ({ ...sync, sent: 7 })],
  ])('%s: damaged, and nothing is opened', async (_, change) => {
    withSync(change);
    await expect(a.restart()).rejects.toMatchObject({ code: 'vault-damaged' });
  });

  test.each<[string, (sync: SyncState) => object]>([
    ['an unsent record is forgotten', (sync) => ({ ...sync, dirty: sync.dirty.slice(1) })],
    ['a record counts as unsent that is not', (sync) => ({ ...sync, dirty: [...sync.dirty, ids.other] })],
    ['a deletion is forgotten', (sync) => ({ ...sync, deleted: [] })],
  ])('%s: nothing wrong is ever sent', async (_, change) => {
    withSync(change);
    await a.restart();
    await expect(a.sync()).rejects.toMatchObject({ code: 'record-sum' });
    await b.sync();
    expect(await b.vault.records.check()).toEqual({ damaged: [] });
    expect(b.vault.records.entries()).toHaveLength(3);
  });
});

describe('a record damaged on the disk', () => {
  test('that somebody else changes is made good by following', async () => {
    spoil(ids.other);
    await b.edit(ids.other, { title: 'three, edited' });
    await b.sync();
    await a.sync();
    expect(await a.vault.records.read(ids.other)).toMatchObject({ body: { title: 'three, edited' } });
    expect(await a.vault.records.check()).toEqual({ damaged: [] });
    await b.sync();
    expect(await b.vault.records.check()).toEqual({ damaged: [] });
  });

  test('that is untouched stays named, and stops nothing', async () => {
    spoil(ids.other);
    await a.sync();
    await b.sync();
    expect(await a.vault.records.check()).toEqual({ damaged: [ids.other] });
    expect(await b.vault.records.check()).toEqual({ damaged: [] });
    expect(await b.vault.records.read(ids.other)).toMatchObject({ body: { title: 'three' } });
  });

  test.each(['deleted', 'written again'])('can be %s, and that is sent', async (how) => {
    spoil(ids.other);
    if (how === 'deleted') await a.remove(ids.other);
    else await a.vault.records.write({ put: [{ id: ids.other, domain: 'notes', body: { title: 'again' }, base: 1 }] });
    await a.sync();
    await b.sync();
    expect(await b.notes()).toEqual(await a.notes());
    expect(await a.vault.records.check()).toEqual({ damaged: [] });
    expect(await b.vault.records.check()).toEqual({ damaged: [] });
  });

  test('while another is deleted: nothing wrong is sent', async () => {
    spoil(ids.other);
    spoil(ids.edited);
    await a.remove(ids.edited);
    await expect(a.sync()).rejects.toMatchObject({ code: 'record-sum' });
    await b.sync();
    expect(b.vault.records.entries()).toHaveLength(3);
  });

  test('that is gone while unsent is named, and nothing is sent without it', async () => {
    a.disk.records.delete(ids.edited);
    await expect(a.sync()).rejects.toMatchObject({ code: 'record-damaged' });
    await b.sync();
    expect(await b.vault.records.read(ids.edited)).toMatchObject({ body: { title: 'one' } });
  });
});

test('a full disk stops a round, and the next goes on', async () => {
  await b.write('of b');
  await b.sync();
  a.disk.full = true;
  const stored = a.stored();
  await expect(a.sync()).rejects.toMatchObject({ code: 'disk-full' });
  expect(a.stored()).toEqual(stored);
  a.disk.full = false;
  await a.sync();
  await b.sync();
  expect(await a.notes()).toEqual(await b.notes());
});
