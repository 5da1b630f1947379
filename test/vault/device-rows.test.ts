import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Bytes } from '../../src/encoding/index.ts';
import { toBase64url, toHex, toUtf8 } from '../../src/encoding/index.ts';
import { newId } from '../../src/crypto/index.ts';
import { DamagedRowError } from '../../src/records/errors.ts';
import type { OpenVault } from '../../src/vault/index.ts';
import { Browser, newAccount } from '../support/synced.ts';
import { keeperOf, newWorld, wayId } from '../support/vaults.ts';
import type { World } from '../support/vaults.ts';

/*
 * What a device has for itself of its messages (protocol 8.6): in the commit's own transaction, under a key of its own.
 */
const body = (text: string): Bytes => toUtf8(text);
const session = (name: string, text: string, version?: number) => ({
  put: [{ table: 'sessions' as const, name, body: body(text), ...(version === undefined ? {} : { version }) }],
});
const note = (title: string) => ({ put: [{ id: newId(), domain: 'notes' as const, body: { title } }] });
const rowsOf = async ({ rows }: OpenVault): Promise<string[]> =>
  (await rows.list('sessions')).map((row) => `${row.name} ${String(row.version)} ${Buffer.from(row.body).toString()}`);

let world: World;
beforeEach(async () => {
  world = await newWorld();
});

describe('rows of a device', () => {
  it('are read by name and listed, and go', async () => {
    const { rows } = world.vault;
    expect(await rows.read('sessions', 'bob')).toBeUndefined();
    await rows.write(session('bob', 'one'));
    await rows.write(session('bob', 'two', 1));
    await rows.write(session('eve', 'one'));
    expect(await rows.read('sessions', 'bob')).toEqual({ name: 'bob', version: 2, body: body('two') });
    expect(await rows.read('prekeys', 'bob')).toBeUndefined();
    expect((await rowsOf(world.vault)).toSorted()).toEqual(['bob 2 two', 'eve 1 one']);
    await rows.write({ put: [], remove: [{ table: 'sessions', name: 'bob', version: 2 }] });
    expect(await rowsOf(world.vault)).toEqual(['eve 1 one']);
  });

  it('are no commit by themselves, and one with records or where the store is owed one', async () => {
    const { vault } = world;
    const { sequence } = vault;
    await vault.rows.write(session('bob', 'one'));
    expect(vault.sequence).toBe(sequence);
    await vault.rows.write(session('bob', 'two', 1), { records: note('with it') });
    expect(vault.sequence).toBe(sequence + 1);
    await vault.rows.write(session('bob', 'three', 2), { owed: true });
    expect(vault.sequence).toBe(sequence + 2);
    expect(await vault.records.check()).toEqual({ damaged: [] });
  });

  it('survive the background, and say nothing on the disk', async () => {
    await world.vault.rows.write(session('bob', 'a secret of the session'));
    const { ways } = world;
    const again = await keeperOf(world.store).unlock(wayId(world.vault, 'phrase'), ways.phrase.secret);
    expect(again && (await rowsOf(again))).toEqual(['bob 1 a secret of the session']);
    const disk = [...world.store.rows.values()].map(({ id, sealed }) => id + Buffer.from(sealed).toString('latin1'));
    for (const said of ['bob', 'secret', toBase64url(body('bob'))]) expect(disk.join()).not.toContain(said);
  });

  it('are written with the records or not at all', async () => {
    await world.vault.rows.write(session('bob', 'one'));
    const before = world.store.contents();
    world.store.full = true;
    await expect(world.vault.rows.write(session('bob', 'two', 1), { records: note('lost') })).rejects.toMatchObject({
      code: 'disk-full',
    });
    world.store.full = false;
    expect(world.store.contents()).toEqual(before);
    const stale = { put: [{ id: newId(), domain: 'notes' as const, body: {}, base: 7 }] };
    await expect(world.vault.rows.write(session('bob', 'two', 1), { records: stale })).rejects.toMatchObject({
      code: 'stale-write',
    });
    expect(world.store.contents()).toEqual(before);
  });

  it('are refused on another version than the one that was read', async () => {
    await world.vault.rows.write(session('bob', 'one'));
    const before = world.store.contents();
    const late = [session('bob', 'again'), session('bob', 'ahead', 2), session('eve', 'of none', 1)];
    const gone = { put: [], remove: [{ table: 'sessions' as const, name: 'bob', version: 2 }] };
    for (const write of [...late, gone]) {
      await expect(world.vault.rows.write(write)).rejects.toMatchObject({ code: 'conflict' });
      await expect(world.vault.rows.write(write, { records: note('with it') })).rejects.toMatchObject({
        code: 'conflict',
      });
    }
    expect(world.store.contents()).toEqual(before);
  });

  it('open nowhere but in their place', async () => {
    await world.vault.rows.write(session('bob', 'one'));
    await world.vault.rows.write(session('eve', 'two'));
    const [bob, eve] = [...world.store.rows];
    if (!bob || !eve) throw new Error('two rows');
    world.store.rows.set(bob[0], { ...bob[1], sealed: eve[1].sealed });
    await expect(world.vault.rows.read('sessions', 'bob')).rejects.toThrow(DamagedRowError);
    expect(await rowsOf(world.vault)).toEqual(['eve 1 two']);
  });
});

describe('a rotation', () => {
  it('seals them again under another key, in its own transaction', async () => {
    const { vault, store } = world;
    await vault.rows.write(session('bob', 'one'));
    await vault.rows.write({ put: [{ table: 'prekeys', name: 'p', body: body('key') }] });
    const before = new Map(store.rows);
    const { applied } = store;
    await vault.ways.remove(wayId(vault, 'phrase'));
    expect(store.applied).toBe(applied + 1);
    expect([...store.rows.keys()].filter((id) => before.has(id))).toEqual([]);
    expect(await rowsOf(vault)).toEqual(['bob 1 one']);
    expect((await vault.rows.read('prekeys', 'p'))?.body).toEqual(body('key'));
    // By what a copy from before has, nothing of now opens, and the other way round.
    store.rows = before;
    expect(await rowsOf(vault)).toEqual([]);
  });

  it('forgets none that came in between, and nothing where it fails', async () => {
    const { vault, store } = world;
    await vault.rows.write(session('bob', 'one'));
    const other = await keeperOf(store).unlock(wayId(vault, 'phrase'), world.ways.phrase.secret);
    const whole = store.apply.bind(store);
    let isFirst = true;
    store.apply = async (change) => {
      if (isFirst) {
        isFirst = false;
        await other?.rows.write(session('eve', 'in between'));
      }
      return whole(change);
    };
    await vault.ways.remove(wayId(vault, 'passkey'));
    expect((await rowsOf(vault)).toSorted()).toEqual(['bob 1 one', 'eve 1 in between']);
  });

  it('of another browser does the same here, followed open or locked', async () => {
    const account = await newAccount();
    const a = await Browser.first(account, 'a');
    const b = await Browser.joining(account, 'b');
    await a.sync();
    await a.vault.rows.write(session('bob', 'one'));
    for (const follow of [() => a.sync(), () => a.reopen()]) {
      const ids = new Set(a.disk.rows.keys());
      await b.vault.devices.propose({ kind: 'rotation' });
      await b.sync();
      await follow();
      expect(a.vault.generation).toBe(b.vault.generation);
      expect([...a.disk.rows.keys()].some((id) => ids.has(id))).toBe(false);
      expect(await rowsOf(a.vault)).toEqual(['bob 1 one']);
    }
  });
});

describe('a commit that the store is owed', () => {
  it('goes even where nothing else is unsent, and after others came first', async () => {
    const account = await newAccount();
    const a = await Browser.first(account, 'a');
    const b = await Browser.joining(account, 'b');
    await a.sync();
    await a.vault.rows.write(session('bob', 'one'), { owed: true });
    expect(a.vault.replica.status).toMatchObject({ owed: true, unsent: 0 });
    await b.write('first');
    await b.sync();
    const { sequence } = b.vault;
    await a.sync();
    expect(a.vault.replica.status).toMatchObject({ owed: false, unsent: 0 });
    expect(a.vault.sequence).toBe(sequence + 1);
    await b.sync();
    expect(toHex(b.vault.head)).toBe(toHex(a.vault.head));
  });

  it('is refused to a copy of this profile that comes second', async () => {
    const account = await newAccount();
    const a = await Browser.first(account, 'a');
    const b = await Browser.joining(account, 'b');
    await a.sync();
    const copy = await Browser.of(account, 'copy', a.disk.copy());
    await copy.signIn();
    await copy.unlock();
    await copy.vault.rows.write(session('bob', 'by the copy'), { owed: true });
    await copy.sync();
    await a.vault.rows.write(session('bob', 'by the original'), { owed: true });
    await b.write('first');
    await b.sync();
    await expect(a.sync()).rejects.toMatchObject({ code: 'device-cloned' });
    expect(a.vault.replica.status).toMatchObject({ owed: true });
  });
});

it('any writes and removals leave what the last of each wrote', async () => {
  const names = fc.constantFrom('a', 'b', 'c');
  const step = fc.record({ name: names, text: fc.option(fc.string({ maxLength: 9 }), { nil: undefined }) });
  const { vault } = await newWorld();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      for (const row of await vault.rows.list('sessions'))
        await vault.rows.write({ put: [], remove: [{ table: 'sessions', name: row.name, version: row.version }] });
      const model = new Map<string, string>();
      for (const { name, text } of steps) {
        const version = (await vault.rows.read('sessions', name))?.version;
        expect(version !== undefined).toBe(model.has(name));
        if (text !== undefined) await vault.rows.write(session(name, text, version));
        else if (version !== undefined)
          await vault.rows.write({ put: [], remove: [{ table: 'sessions', name, version }] });
        if (text === undefined) model.delete(name);
        else model.set(name, text);
      }
      const stored = (await vault.rows.list('sessions')).map((row) => [row.name, Buffer.from(row.body).toString()]);
      expect(new Map(stored as [string, string][])).toEqual(model);
    }),
    { numRuns: 20 },
  );
});
