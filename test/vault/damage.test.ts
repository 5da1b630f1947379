import { beforeEach, describe, expect, test } from 'vitest';
import type { OpenVault } from '../../src/vault/index.ts';
import { newPasswordWay, NoVaultError } from '../../src/vault/index.ts';
import { openCore } from '../../src/vault/state/core.ts';
import { newId, randomBytes } from '../../src/crypto/index.ts';
import type { Id } from '../../src/encoding/index.ts';
import { keyringSlot, sealSlot, TamperedSlotError, UnknownWayError } from '../../src/keys/index.ts';
import type { StoredRecord } from '../../src/records/index.ts';
import { DamagedRecordError, DamagedVaultError, RecordSumError } from '../../src/records/index.ts';
import { writeSlot } from '../../src/wire/index.ts';
import { MemoryDatabase } from '../support/memory-database.ts';
import { quickStretch } from '../support/quick-stretch.ts';
import type { World } from '../support/vaults.ts';
import { keeperOf, newWorld, wayId } from '../support/vaults.ts';

let world: World;
let ids: Id[];

beforeEach(async () => {
  world = await newWorld();
  ids = [newId(), newId(), newId()];
  await world.vault.records.write({ put: ids.map((id) => ({ id, domain: 'notes', body: { title: id } })) });
});

const resume = (store = world.store) => keeperOf(store).resume(world.vault.masterKey);

async function opened(attempt = resume()): Promise<OpenVault> {
  const vault = await attempt;
  if (!vault) throw new Error('it does not open');
  return vault;
}

function rowOf(id: Id | undefined): StoredRecord {
  const row = world.store.records.get(id ?? '');
  if (!row) throw new Error('no row');
  return row;
}

function spoil(id: Id | undefined): void {
  const row = rowOf(id);
  world.store.records.set(row.id, { ...row, blob: row.blob.slice(0, -1) });
}

describe('a damaged record', () => {
  test('is named, does not stop the others, and can be deleted', async () => {
    spoil(ids[0]);
    const vault = await opened();
    await expect(vault.records.read(ids[0] ?? '')).rejects.toThrow(DamagedRecordError);
    expect(await vault.records.read(ids[1] ?? '')).toMatchObject({ body: { title: ids[1] } });
    expect(await vault.records.check()).toEqual({ damaged: [ids[0]] });
    expect(vault.records.damaged()).toEqual([ids[0]]);
    await vault.records.write({ remove: [{ id: ids[0] ?? '' }] });
    expect(await vault.records.check()).toEqual({ damaged: [] });
    expect(await (await opened()).records.check()).toEqual({ damaged: [] });
    world.store.snapshot = [];
    expect((await opened()).records.entries()).toHaveLength(2);
  });

  test('does not keep a password from being changed', async () => {
    spoil(ids[0]);
    const vault = await opened();
    await vault.ways.replace(wayId(vault, 'password'), await newPasswordWay('new', 'New', quickStretch));
    expect(await vault.records.check()).toEqual({ damaged: [ids[0]] });
    expect(await vault.records.read(ids[1] ?? '')).toMatchObject({ body: { title: ids[1] } });
  });

  test('found while the index is made again is named, and unlisted', async () => {
    spoil(ids[0]);
    world.store.snapshot = [];
    const vault = await opened();
    expect(vault.records.damaged()).toEqual([ids[0]]);
    expect(vault.records.entries().map(({ id }) => id)).not.toContain(ids[0]);
    expect(vault.records.entries()).toHaveLength(2);
  });
});

describe('a record that is gone, or older than the index', () => {
  test.each(['gone', 'older'])('(%s) is named, stops a rotation, and can be deleted', async (how) => {
    const id = ids[0] ?? '';
    const before = rowOf(id);
    await world.vault.records.write({ put: [{ id, domain: 'notes', body: { title: 'new' }, base: 1 }] });
    if (how === 'gone') world.store.records.delete(id);
    else world.store.records.set(id, before);
    const vault = await opened();
    await expect(vault.records.read(id)).rejects.toThrow(DamagedRecordError);
    expect(await vault.records.check()).toEqual({ damaged: [id] });
    await expect(vault.ways.remove(wayId(vault, 'phrase'))).rejects.toThrow(DamagedRecordError);
    expect(vault.generation).toBe(1);
    await vault.records.write({ remove: [{ id }] });
    await vault.ways.remove(wayId(vault, 'phrase'));
    expect(await vault.records.check()).toEqual({ damaged: [] });
  });

  test.each(['gone', 'older', 'brought back'])(
    '(%s) is noticed without the index, and nothing is shown',
    async (how) => {
      const id = ids[0] ?? '';
      const before = rowOf(id);
      if (how === 'brought back') await world.vault.records.write({ remove: [{ id }] });
      else await world.vault.records.write({ put: [{ id, domain: 'notes', body: { title: 'new' }, base: 1 }] });
      if (how === 'gone') world.store.records.delete(id);
      else world.store.records.set(id, before);
      world.store.snapshot = [];
      await expect(resume()).rejects.toThrow(RecordSumError);
      expect(world.store.snapshot).toEqual([]);
    },
  );

  test('(brought back) is never read, is named by a check, and goes with the next rotation', async () => {
    const id = ids[0] ?? '';
    const before = rowOf(id);
    await world.vault.records.write({ remove: [{ id }] });
    world.store.records.set(id, before);
    const vault = await opened();
    await expect(vault.records.read(id)).rejects.toMatchObject({ code: 'unknown-record' });
    expect(await vault.records.check()).toEqual({ damaged: [id] });
    await vault.ways.remove(wayId(vault, 'phrase'));
    expect(world.store.records.has(id)).toBe(false);
    expect(await vault.records.check()).toEqual({ damaged: [] });
  });
});

describe('a lost index', () => {
  test('is made again and stored', async () => {
    const before = structuredClone(world.store.snapshot.length);
    world.store.snapshot = [];
    const vault = await opened();
    expect(vault.records.entries()).toHaveLength(3);
    expect(world.store.snapshot).toHaveLength(before);
    expect((await opened()).records.entries()).toHaveLength(3);
  });

  test('keeps nobody out where there is no room for it, and is stored whole with the next write', async () => {
    world.store.snapshot = [];
    world.store.full = true;
    const vault = await opened();
    expect(vault.records.entries()).toHaveLength(3);
    world.store.full = false;
    await vault.records.write({ remove: [{ id: ids[0] ?? '' }] });
    const { store } = world;
    store.readRecords = () => Promise.reject(new Error('the index was not enough'));
    expect((await opened()).records.entries()).toHaveLength(2);
  });

  test('of another head (a database restored in part) is not believed', async () => {
    const { snapshot } = world.store.copy();
    await world.vault.records.write({ put: [{ id: ids[0] ?? '', domain: 'notes', body: { title: 'new' }, base: 1 }] });
    world.store.snapshot = snapshot;
    expect((await opened()).records.entries()).toContainEqual({ id: ids[0], revision: 2, title: 'new' });
  });
});

describe('a planted slot', () => {
  test('opens the master key for whoever planted it, and the vault stays shut', async () => {
    const secret = randomBytes(32);
    const core = await openCore(world.store.vault, world.vault.masterKey);
    const known = await keyringSlot({ id: newId(), parameters: { kind: 'phrase' }, name: '', createdAt: 1 }, secret);
    const planted = await sealSlot(core.masterKey, core.keyring, known);
    world.store.header = { ...world.store.vault, slots: [...world.store.vault.slots, writeSlot(planted)] };
    await expect(keeperOf(world.store).unlock(planted.id, secret)).rejects.toThrow(TamperedSlotError);
    await expect(resume()).rejects.toThrow(TamperedSlotError);
  });

  test('under another’s id, or a seal of an earlier commit, stays shut too', async () => {
    const core = await openCore(world.store.vault, world.vault.masterKey);
    const [first, ...rest] = core.keyring.slots;
    if (!first) throw new Error('no slots');
    const again = await sealSlot(core.masterKey, core.keyring, first);
    world.store.header = { ...world.store.vault, slots: [writeSlot(again), ...world.store.vault.slots.slice(1)] };
    expect(rest).toHaveLength(3);
    await expect(resume()).rejects.toThrow(TamperedSlotError);
  });
});

describe('a database without a vault, or with less than one', () => {
  test('has no ways and opens nothing', async () => {
    const keeper = keeperOf(new MemoryDatabase());
    expect(await keeper.exists()).toBe(false);
    expect(await keeper.ways()).toEqual([]);
    await expect(keeper.unlock(newId(), randomBytes(32))).rejects.toThrow(NoVaultError);
    await expect(keeper.resume(randomBytes(32))).rejects.toThrow(NoVaultError);
    await expect(keeperOf(world.store).unlock(newId(), randomBytes(32))).rejects.toThrow(UnknownWayError);
  });

  test('is told as damage of its header, whatever is missing', async () => {
    for (const field of Object.keys(world.store.vault)) {
      for (const value of [undefined, null, 'text', [null], 0.5]) {
        const store = world.store.copy();
        store.header = { ...store.vault, [field]: value };
        await expect(resume(store), field).rejects.toThrow(DamagedVaultError);
        await expect(keeperOf(store).ways(), field).rejects.toThrow(DamagedVaultError);
      }
    }
  });

  test('leaves out rows that are none', async () => {
    world.store.records.set('junk', 'junk' as unknown as StoredRecord);
    const vault = await opened();
    expect(await vault.records.check()).toEqual({ damaged: [] });
  });
});
