import { expect, it } from 'vitest';
import { newId } from '../../src/crypto/index.ts';
import { compareIndex, indexOf, putRows, rowOf } from '../../src/messaging/archive/index.ts';
import { keeperOf, newWorld } from '../support/vaults.ts';

it('records that no list shows are told by id and revision, also after a restart', async () => {
  const { vault, store, ways } = await newWorld();
  const before = vault.records.unlisted().map(({ id }) => id);
  const [text, note] = [newId(), newId()];
  const body = { kind: 'poll' };
  await vault.records.write({ put: [{ id: text, domain: 'messages', body }] });
  await vault.records.write({ put: [{ id: text, domain: 'messages', body: { ...body, more: 1 }, base: 1 }] });
  await vault.records.write({ put: [{ id: note, domain: 'notes', body: { title: 'x' } }] });
  const fresh = (records: typeof vault.records) => records.unlisted().filter(({ id }) => !before.includes(id));
  expect(fresh(vault.records)).toEqual([{ id: text, revision: 2 }]);
  expect(vault.records.unlisted()).toBe(vault.records.unlisted());
  const again = await keeperOf(store).unlock(vault.ways.list()[0]?.id ?? '', ways.password.secret);
  expect(again && fresh(again.records)).toEqual([{ id: text, revision: 2 }]);
});

it('an index made of them says what came, changed and went since', async () => {
  const { vault } = await newWorld();
  const read = async (ids: readonly string[]) => (await vault.records.readMany(ids)).map(rowOf);
  const first = compareIndex(indexOf([]), vault.records.unlisted());
  const { index } = putRows(indexOf([]), await read(first.read));
  expect(compareIndex(index, vault.records.unlisted())).toEqual({ read: [], gone: [] });
  const id = newId();
  await vault.records.write({ put: [{ id, domain: 'messages', body: { kind: 'poll' } }] });
  expect(compareIndex(index, vault.records.unlisted())).toEqual({ read: [id], gone: [] });
  const next = putRows(index, await read([id])).index;
  await vault.records.write({ remove: [{ id }] });
  expect(compareIndex(next, vault.records.unlisted())).toEqual({ read: [], gone: [id] });
});
