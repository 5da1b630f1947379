import { describe, expect, test } from 'vitest';
import type { OpenVault } from '../../src/vault/index.ts';
import { newPasswordWay } from '../../src/vault/index.ts';
import { newId } from '../../src/crypto/index.ts';
import { toHex } from '../../src/encoding/index.ts';
import { LastWayError, UnknownWayError } from '../../src/keys/index.ts';
import { StaleWriteError, UnknownRecordError } from '../../src/records/index.ts';
import { quickStretch } from '../support/quick-stretch.ts';
import { keeperOf, newWorld, wayId } from '../support/vaults.ts';

async function addNote(vault: OpenVault, title: string): Promise<string> {
  const id = newId();
  await vault.records.write({ put: [{ id, domain: 'notes', body: { title, text: 'text' } }] });
  return id;
}

describe('a new vault', () => {
  test('opens by each of its ways, and by no other secret', async () => {
    const { store, vault, ways } = await newWorld();
    for (const kind of ['password', 'phrase', 'passkey'] as const) {
      const opened = await keeperOf(store).unlock(wayId(vault, kind), ways[kind].secret);
      expect(opened?.account).toBe(vault.account);
      expect(opened?.device).toEqual({ id: vault.device.id, name: 'This laptop' });
    }
    expect(await keeperOf(store).unlock(wayId(vault, 'password'), ways.phrase.secret)).toBeNull();
  });

  test('tells its ways while locked, without names', async () => {
    const { store } = await newWorld();
    const ways = await keeperOf(store).ways();
    expect(ways.map(({ kind }) => kind)).toEqual(['password', 'phrase', 'passkey']);
    expect(JSON.stringify(ways)).not.toContain('Password');
  });

  test('opens with what was read before the secret was there', async () => {
    const { store, vault, ways } = await newWorld();
    const id = await addNote(vault, 'first');
    const keeper = keeperOf(store);
    const ahead = keeper.readAhead();
    await ahead;
    let reads = 0;
    store.readSnapshot = () => Promise.resolve((reads++, []));
    const opened = await keeper.unlock(wayId(vault, 'password'), ways.password.secret, ahead);
    expect(opened?.records.entries()).toEqual([{ id, revision: 1, title: 'first' }]);
    expect(reads).toBe(0);
  });

  test.each(['after both were read', 'between the header and the snapshot'])(
    'reads again when somebody wrote meanwhile, %s',
    async (moment) => {
      const { store, vault, ways } = await newWorld();
      await addNote(vault, 'first');
      const keeper = keeperOf(store);
      const read = store.readSnapshot.bind(store);
      let reads = 0;
      store.readSnapshot = async () => {
        reads += 1;
        if (reads === 1 && moment.startsWith('between')) await addNote(vault, 'second');
        return read();
      };
      const ahead = keeper.readAhead();
      await ahead;
      if (moment.startsWith('after')) await addNote(vault, 'second');
      const opened = await keeper.unlock(wayId(vault, 'password'), ways.password.secret, ahead);
      expect(
        opened?.records
          .entries()
          .map(({ title }) => title)
          .toSorted(),
      ).toEqual(['first', 'second']);
      expect(reads).toBe(2);
    },
  );

  test('reads for itself where nothing sound was there to be read', async () => {
    const { store, vault, ways } = await newWorld();
    const keeper = keeperOf(store);
    const { header } = store;
    store.header = undefined;
    const ahead = keeper.readAhead();
    expect(await ahead).toBeUndefined();
    store.header = header;
    expect(await keeper.unlock(wayId(vault, 'password'), ways.password.secret, ahead)).not.toBeNull();
  });

  test('is made once', async () => {
    const { keeper, ways, store } = await newWorld();
    const before = toHex(store.vault.head);
    await expect(keeper.create([ways.password], 'again')).rejects.toMatchObject({ code: 'vault-exists' });
    expect(toHex(store.vault.head)).toBe(before);
  });
});

describe('records', () => {
  test('are written, read, listed, edited, deleted, and all of it is there after a restart', async () => {
    const { store, vault, ways } = await newWorld();
    const id = await addNote(vault, 'first');
    const second = await addNote(vault, 'second');
    await vault.records.write({
      put: [{ id, domain: 'notes', body: { title: 'edited' }, base: 1 }],
      remove: [{ id: second }],
    });
    const again = await keeperOf(store).unlock(wayId(vault, 'phrase'), ways.phrase.secret);
    for (const opened of [vault, again]) {
      expect(opened?.records.entries()).toEqual([{ id, revision: 2, title: 'edited' }]);
      expect(await opened?.records.read(id)).toEqual({ id, revision: 2, domain: 'notes', body: { title: 'edited' } });
      await expect(opened?.records.read(second)).rejects.toThrow(UnknownRecordError);
      expect(await opened?.records.check()).toEqual({ damaged: [] });
      expect(opened?.sequence).toBe(4);
    }
  });

  test('refuse an edit, a delete and a creation that began on another revision, whole', async () => {
    const { vault } = await newWorld();
    const id = await addNote(vault, 'first');
    await vault.records.write({ put: [{ id, domain: 'notes', body: { title: 'theirs' }, base: 1 }] });
    const other = newId();
    const put = { id: other, domain: 'notes', body: { title: 'along' } } as const;
    for (const stale of [
      { put: [put, { id, domain: 'notes', body: {}, base: 1 } as const] },
      { put: [put, { id, domain: 'notes', body: {} } as const] },
      { put: [put], remove: [{ id, base: 1 }] },
    ]) {
      await expect(vault.records.write(stale)).rejects.toThrow(StaleWriteError);
    }
    expect(vault.records.entries()).toEqual([{ id, revision: 2, title: 'theirs' }]);
    expect(vault.records.has(other)).toBe(false);
  });

  test('of two windows are merged field by field by save', async () => {
    const { vault } = await newWorld();
    const id = newId();
    const body = { title: 'a', text: 'b', tag: 'c', updatedAt: 1 };
    await vault.records.save({ id, domain: 'notes', body });
    const [one, two] = await Promise.all([
      vault.records.save({ id, domain: 'notes', body: { ...body, title: 'A', tag: 'x', updatedAt: 2 }, base: 1 }),
      vault.records.save({ id, domain: 'notes', body: { ...body, text: 'B', tag: 'y', updatedAt: 3 }, base: 1 }),
    ]);
    expect(one.revision).toBe(2);
    expect(two.revision).toBe(3);
    expect(two.body).toEqual({
      title: 'A',
      text: 'B',
      tag: 'y',
      updatedAt: 3,
      history: [{ field: 'tag', value: 'x', until: 3 }],
    });
  });

  test('deleted in one window come back with the edit of another', async () => {
    const { vault } = await newWorld();
    const id = await addNote(vault, 'first');
    await vault.records.write({ remove: [{ id, base: 1 }] });
    await vault.records.save({ id, domain: 'notes', body: { title: 'edited' }, base: 1 });
    expect(vault.records.entries()).toMatchObject([{ id, title: 'edited' }]);
  });

  test('have one place by name, the same after a restart, another in another vault', async () => {
    const { store, vault } = await newWorld();
    const resumed = await keeperOf(store).resume(vault.masterKey);
    expect(resumed?.records.namedId('settings')).toBe(vault.records.namedId('settings'));
    expect(vault.records.namedId('settings')).not.toBe(vault.records.namedId('sites'));
    expect((await newWorld()).vault.records.namedId('settings')).not.toBe(vault.records.namedId('settings'));
  });
});

describe('ways in', () => {
  test('a changed password opens, the old one doesn’t, and everything old is readable', async () => {
    const { store, vault, ways } = await newWorld();
    const id = await addNote(vault, 'old');
    const [old, messages] = [vault.masterKey, vault.domainKey('messages')];
    const fresh = await newPasswordWay('battery staple', 'Password', quickStretch);
    const way = await vault.ways.replace(wayId(vault, 'password'), fresh);
    expect(vault.generation).toBe(2);
    expect(toHex(vault.masterKey)).not.toBe(toHex(old));
    const again = await keeperOf(store).unlock(way.id, fresh.secret);
    expect(await again?.records.read(id)).toMatchObject({ body: { title: 'old' } });
    expect(again?.domainKey('messages', messages?.epoch)).toEqual(messages);
    expect(again?.domainKey('messages')).not.toEqual(messages);
    expect(await keeperOf(store).unlock(way.id, ways.password.secret)).toBeNull();
    expect(await keeperOf(store).resume(old)).toBeNull();
    for (const kind of ['phrase', 'passkey'] as const) {
      expect(await keeperOf(store).unlock(wayId(vault, kind), ways[kind].secret)).not.toBeNull();
    }
    expect(await again?.records.check()).toEqual({ damaged: [] });
    await addNote(vault, 'after the rotation');
    expect(vault.records.entries()).toHaveLength(2);
  });

  test('are added and renamed without rotation, removed with one, and the last stays', async () => {
    const { store, vault, ways } = await newWorld();
    const extra = await newPasswordWay('second', 'Second', quickStretch);
    const { id } = await vault.ways.add(extra);
    await vault.ways.rename(id, 'At work');
    expect(vault.generation).toBe(1);
    expect((await keeperOf(store).unlock(id, extra.secret))?.ways.list().find((way) => way.id === id)?.name).toBe(
      'At work',
    );
    for (const kind of ['password', 'phrase', 'passkey']) await vault.ways.remove(wayId(vault, kind));
    expect(vault.generation).toBe(4);
    await expect(vault.ways.remove(wayId(vault, 'password'))).rejects.toThrow(LastWayError);
    await expect(vault.ways.remove(newId())).rejects.toThrow(UnknownWayError);
    expect(await keeperOf(store).unlock(wayId(vault, 'password'), extra.secret)).not.toBeNull();
    expect(await keeperOf(store).unlock(wayId(vault, 'password'), ways.password.secret)).toBeNull();
    expect(vault.generation).toBe(4);
  });
});
