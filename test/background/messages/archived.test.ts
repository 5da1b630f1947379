import { beforeEach, describe, expect, it } from 'vitest';
import { ArchivedTexts } from '../../../src/background/messages/archived.ts';
import { newId } from '../../../src/crypto/index.ts';
import type { Id } from '../../../src/encoding/index.ts';
import { searchTexts } from '../../../src/messaging/index.ts';
import type { OpenVault } from '../../../src/vault/index.ts';
import { archivedBody } from '../../../src/wire/index.ts';
import type { World } from '../../support/vaults.ts';
import { keeperOf, newWorld } from '../../support/vaults.ts';

const fill = (length: number) => new Uint8Array(length).fill(7);

function textBody(text: string): unknown {
  return archivedBody({
    ...{ kind: 'message', id: fill(24), sender: newId(), contact: newId(), conversation: newId() },
    ...{
      key: fill(32),
      identity: fill(32),
      ciphertext: fill(32),
      recipients: [{ account: newId(), identity: fill(32) }],
    },
    ...{ time: 1, cameAt: 2, origin: '', text },
  });
}

type Archive = Parameters<ArchivedTexts['of']>[0];

/** A vault that counts the records that are opened for the index. */
function counted(vault: OpenVault): { readonly archive: Archive; readonly read: Id[] } {
  const { records } = vault;
  const read: Id[] = [];
  const readMany = (ids: readonly Id[]) => {
    read.push(...ids);
    return records.readMany(ids);
  };
  return { archive: { ...vault, records: { ...records, readMany } }, read };
}

/** A background's texts, and its lock. */
function newTexts() {
  let lock: () => void = () => undefined;
  const texts = new ArchivedTexts({
    session: { onLock: (listener) => void (lock = () => listener('messages')) },
    clock: () => 0,
  } as ConstructorParameters<typeof ArchivedTexts>[0]);
  return { texts, lock: () => lock() };
}

describe('the index of archived texts', () => {
  let world: World;
  const put = async (vault: OpenVault, text: string): Promise<Id> => {
    const id = newId();
    await vault.records.write({ put: [{ id, domain: 'messages', body: textBody(text) }] });
    return id;
  };
  const found = async (texts: ArchivedTexts, archive: Archive, query: string): Promise<number> =>
    searchTexts(await texts.of(archive), query).length;
  const restarted = async (): Promise<OpenVault> => {
    const way = world.vault.ways.list()[0]?.id ?? '';
    const vault = await keeperOf(world.store).unlock(way, world.ways.password.secret);
    if (!vault) throw new Error('shut');
    return vault;
  };

  beforeEach(async () => {
    world = await newWorld();
  });

  it('follows what came, changed and went, and opens nothing twice', async () => {
    const { archive, read } = counted(world.vault);
    const { texts } = newTexts();
    const id = await put(world.vault, 'first');
    expect(await found(texts, archive, 'first')).toBe(1);
    const before = read.length;
    await put(world.vault, 'second');
    expect(await found(texts, archive, 'second')).toBe(1);
    expect(read.length).toBe(before + 1);
    await world.vault.records.write({ put: [{ id, domain: 'messages', body: textBody('other'), base: 1 }] });
    expect(await found(texts, archive, 'first')).toBe(0);
    expect(await found(texts, archive, 'other')).toBe(1);
    await world.vault.records.write({ remove: [{ id }] });
    expect(await found(texts, archive, 'other')).toBe(0);
    expect(read.length).toBe(before + 2);
  });

  it('is there after a restart without opening a record, and after a rotation, too', async () => {
    const { texts } = newTexts();
    await put(world.vault, 'kept');
    expect(await found(texts, world.vault, 'kept')).toBe(1);
    for (const rotate of [false, true]) {
      if (rotate) await world.vault.ways.remove(world.vault.ways.list()[1]?.id ?? '');
      const { archive, read } = counted(await restarted());
      expect(await found(newTexts().texts, archive, 'kept')).toBe(1);
      // The keyring's own records may have changed with the rotation: none of them is a text.
      expect(read.length).toBeLessThanOrEqual(rotate ? 2 : 0);
    }
  });

  it('tells which conversations there are without the index or a record being read, until something changes', async () => {
    await put(world.vault, 'first');
    const {
      groups: [listed],
    } = await newTexts().texts.listed(world.vault);
    expect(listed).toBeDefined();
    const watched = async (): Promise<{
      readonly archive: Archive;
      readonly read: Id[];
      readonly listed: string[];
    }> => {
      const { archive, read } = counted(await restarted());
      const lists: string[] = [];
      const list: typeof archive.rows.list = (table) => {
        lists.push(table);
        return archive.rows.list(table);
      };
      return { archive: { ...archive, rows: { ...archive.rows, list } }, read, listed: lists };
    };
    const before = await watched();
    expect((await newTexts().texts.listed(before.archive)).groups).toEqual([listed]);
    // What ends by itself lies in rows of its own.
    expect([before.read, before.listed]).toEqual([[], ['keys']]);
    // Control: a change since is seen, by what came alone.
    await put(world.vault, 'second');
    const after = await watched();
    expect((await newTexts().texts.listed(after.archive)).groups).toHaveLength(2);
    expect([after.read.length, after.listed]).toEqual([1, ['keys', 'index']]);
    // And kept again.
    const last = await watched();
    expect((await newTexts().texts.listed(last.archive)).groups).toHaveLength(2);
    expect(last.listed).toEqual(['keys']);
  });

  it('is nothing that an unlock reads', async () => {
    await put(world.vault, 'kept');
    await newTexts().texts.of(world.vault);
    const read: string[] = [];
    const readRows = world.store.readRows.bind(world.store);
    world.store.readRows = (table) => {
      read.push(table);
      return readRows(table);
    };
    const vault = await restarted();
    expect(read).not.toContain('index');
    // Control: the first look at them does.
    await newTexts().texts.of(vault);
    expect(read).toContain('index');
  });

  it('lies sealed on the disk', async () => {
    await put(world.vault, 'nobody reads this');
    await newTexts().texts.of(world.vault);
    const rows = await world.store.readRows('index');
    expect(rows.length).toBeGreaterThan(0);
    for (const { sealed } of rows) expect(Buffer.from(sealed).includes('nobody')).toBe(false);
  });

  it('is dropped from memory with a lock, also with one that comes while it is read', async () => {
    const { texts, lock } = newTexts();
    await put(world.vault, 'x');
    const first = await texts.of(world.vault);
    expect(await texts.of(world.vault)).toBe(first);
    lock();
    const second = await texts.of(world.vault);
    expect(second).not.toBe(first);
    expect(second).toEqual(first);
    lock();
    const { rows } = world.vault;
    const list: typeof rows.list = async (table) => {
      lock();
      return rows.list(table);
    };
    const read = await texts.of({ ...world.vault, rows: { ...rows, list } });
    expect(read).toEqual(first);
    expect(await texts.of(world.vault)).not.toBe(read);
  });

  it('serves from memory where it can’t be stored', async () => {
    const { archive } = counted(world.vault);
    const full: Archive = { ...archive, rows: { ...world.vault.rows, write: () => Promise.reject(new Error('full')) } };
    const { texts } = newTexts();
    await put(world.vault, 'anyway');
    expect(await found(texts, full, 'anyway')).toBe(1);
    expect(await world.store.readRows('index')).toEqual([]);
    await put(world.vault, 'again');
    expect(await found(texts, archive, 'again')).toBe(1);
    const { archive: later, read } = counted(await restarted());
    expect(await found(newTexts().texts, later, 'a')).toBe(2);
    expect(read).toEqual([]);
  });
});
