import { beforeEach, describe, expect, test } from 'vitest';
import type { OpenVault } from '../../src/vault/index.ts';
import { newPasswordWay, VaultClosedError } from '../../src/vault/index.ts';
import { newId } from '../../src/crypto/index.ts';
import type { Id } from '../../src/encoding/index.ts';
import { bytes, toHex } from '../../src/encoding/index.ts';
import type { VaultDatabase } from '../../src/records/index.ts';
import { MemoryDatabase } from '../support/memory-database.ts';
import { quickStretch } from '../support/quick-stretch.ts';
import type { World } from '../support/vaults.ts';
import { keeperOf, newWorld, wayId } from '../support/vaults.ts';

const note = (title: string, base?: number) => ({
  domain: 'notes' as const,
  body: { title, text: title },
  ...(base === undefined ? {} : { base }),
});

/** Everything that writes. */
const flows: readonly { name: string; run: (vault: OpenVault, id: Id) => Promise<unknown> }[] = [
  { name: 'write', run: (vault) => vault.records.write({ put: [{ id: newId(), ...note('new') }] }) },
  { name: 'edit', run: (vault, id) => vault.records.write({ put: [{ id, ...note('edited', 1) }] }) },
  { name: 'save', run: (vault, id) => vault.records.save({ id, ...note('saved', 7) }) },
  { name: 'delete', run: (vault, id) => vault.records.write({ remove: [{ id }] }) },
  { name: 'add a way', run: async (vault) => vault.ways.add(await newPasswordWay('p', 'New', quickStretch)) },
  { name: 'rename a way', run: (vault) => vault.ways.rename(wayId(vault, 'phrase'), 'Renamed') },
  { name: 'remove a way', run: (vault) => vault.ways.remove(wayId(vault, 'passkey')) },
  {
    name: 'change the password',
    run: async (vault) => vault.ways.replace(wayId(vault, 'password'), await newPasswordWay('p', 'New', quickStretch)),
  },
  {
    name: 'import',
    run: (vault) =>
      vault.backup.importVault({
        account: newId(),
        madeAt: 1,
        records: [{ id: newId(), domain: 'notes', body: { title: 'imported' } }],
        messageKeys: [{ epoch: bytes(4).fill(3), key: bytes(32).fill(4), createdAt: 1 }],
      }),
  },
];

/** What a person would notice of a vault. */
async function seen(vault: OpenVault | null) {
  if (!vault) throw new Error('it does not open');
  const entries = [...vault.records.entries()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const bodies = await Promise.all(entries.map(async ({ id }) => (await vault.records.read(id)).body));
  const ways = vault.ways.list().map(({ id, name }) => `${id} ${name}`);
  return { entries, bodies, ways, generation: vault.generation, sequence: vault.sequence, head: toHex(vault.head) };
}

let world: World;
let id: Id;

beforeEach(async () => {
  world = await newWorld();
  id = newId();
  await world.vault.records.write({ put: [{ id, ...note('first') }] });
});

async function reopen(store: VaultDatabase): Promise<OpenVault | null> {
  const keeper = keeperOf(store);
  const phrase = (await keeper.ways()).find(({ kind }) => kind === 'phrase');
  return keeper.unlock(phrase?.id ?? '', world.ways.phrase.secret);
}

describe.each(flows)('$name', ({ run }) => {
  test('is one transaction', async () => {
    const { store, vault } = world;
    const before = store.applied;
    await run(vault, id);
    expect(store.applied).toBe(before + 1);
    expect(await seen(await reopen(store))).toEqual(await seen(vault));
  });

  test('on a full disk changes nothing, and works when there is room again', async () => {
    const { store, vault } = world;
    const before = await seen(vault);
    store.full = true;
    await expect(run(vault, id)).rejects.toMatchObject({ code: 'disk-full' });
    expect(await seen(vault)).toEqual(before);
    expect(await seen(await reopen(store.copy()))).toEqual(before);
    store.full = false;
    await run(vault, id);
    expect((await seen(await reopen(store))).sequence).toBe(before.sequence + 1);
    expect(await (await reopen(store))?.records.check()).toEqual({ damaged: [] });
  });

  test('cut off at any step leaves what was before or what comes after', async () => {
    const before = await seen(world.vault);
    for (let step = 0; step < 100; step += 1) {
      const store = world.store.copy();
      const mortal = dyingAfter(store, step);
      const vault = await keeperOf(mortal.store).resume(world.vault.masterKey);
      if (!vault) throw new Error('it does not open');
      mortal.arm();
      const outcome = await run(vault, id).then(
        () => 'done',
        () => 'dead',
      );
      const after = await reopen(store);
      const { sequence, head } = await seen(after);
      if (sequence === before.sequence) expect(head).toBe(before.head);
      else expect(sequence).toBe(before.sequence + 1);
      expect(await after?.records.check()).toEqual({ damaged: [] });
      if (outcome === 'done') return;
    }
    throw new Error('a flow of more than a hundred steps');
  });
});

/** A store whose background dies at a step: the call fails, before or (for the last write) after it took effect. */
function dyingAfter(store: MemoryDatabase, steps: number): { store: MemoryDatabase; arm: () => void } {
  let left = Number.POSITIVE_INFINITY;
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    if (left <= 0) throw new Error('dead');
    left -= 1;
    const result = await work();
    // The last step took effect, and its answer never came.
    if (left === 0 && steps % 2 === 1) throw new Error('dead');
    return result;
  };
  const mortal = new MemoryDatabase();
  mortal.read = () => step(() => store.read());
  mortal.readRecord = (record) => step(() => store.readRecord(record));
  mortal.readRecords = () => step(() => store.readRecords());
  mortal.readSnapshot = () => step(() => store.readSnapshot());
  mortal.apply = (change) => step(() => store.apply(change));
  return {
    store: mortal,
    arm: () => {
      left = Math.ceil(steps / 2);
    },
  };
}

describe('two windows', () => {
  test('that write at once are served in turn', async () => {
    const { vault, store } = world;
    const ids = Array.from({ length: 20 }, () => newId());
    await Promise.all([
      ...ids.map((each) => vault.records.write({ put: [{ id: each, ...note(each) }] })),
      vault.ways.rename(wayId(vault, 'phrase'), 'Renamed'),
      vault.ways.remove(wayId(vault, 'passkey')),
    ]);
    const again = await reopen(store);
    expect(again?.records.entries()).toHaveLength(21);
    expect(await seen(again)).toEqual(await seen(vault));
    expect(await again?.records.check()).toEqual({ damaged: [] });
  });

  test('of two backgrounds (one about to end) both get their writes in', async () => {
    const { vault, store } = world;
    const other = await reopen(store);
    const [one, two] = [newId(), newId()];
    await vault.records.write({ put: [{ id: one, ...note('one') }] });
    await other?.records.write({ put: [{ id: two, ...note('two') }] });
    await vault.records.save({ id, ...note('both', 1) });
    expect(vault.records.entries()).toHaveLength(3);
    expect(await (await reopen(store))?.records.check()).toEqual({ damaged: [] });
  });

  test('of two backgrounds, what one wrote is newer to the other, never damaged', async () => {
    const { vault, store } = world;
    const other = await reopen(store);
    await vault.records.save({ id, ...note('newer', 1) });
    expect((await other?.records.read(id))?.body).toMatchObject({ title: 'newer' });
    await vault.records.save({ id, ...note('newer still', 2) });
    expect(await other?.records.readMany([id])).toMatchObject([{ body: { title: 'newer still' } }]);
    await vault.records.save({ id, ...note('newest', 3) });
    await other?.records.save({ id, ...note('by the other', 4) });
    expect((await vault.records.read(id)).body).toMatchObject({ title: 'by the other' });
    // Control: where nobody wrote, it is damage.
    const row = store.records.get(id);
    if (row) store.records.set(id, { ...row, blob: row.blob.map(() => 0) });
    await expect(vault.records.read(id)).rejects.toMatchObject({ code: 'record-damaged' });
  });

  test('of two backgrounds, one of which rotated: the other writes nothing', async () => {
    const { vault, store } = world;
    const other = await reopen(store);
    await vault.ways.remove(wayId(vault, 'passkey'));
    await vault.records.save({ id, ...note('after it', 1) });
    const before = await seen(vault);
    await expect(other?.records.write({ put: [{ id: newId(), ...note('late') }] })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(other?.records.read(id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await seen(await reopen(store))).toEqual(before);
  });
});

describe('a closed vault', () => {
  test('answers nothing, and its key is no more', async () => {
    const { vault } = world;
    const key = vault.masterKey;
    vault.close();
    vault.close();
    for (const ask of [
      () => vault.records.entries(),
      () => vault.ways.list(),
      () => vault.masterKey,
      () => vault.domainKey('notes'),
    ]) {
      expect(ask).toThrow(VaultClosedError);
    }
    await expect(vault.records.read(id)).rejects.toThrow(VaultClosedError);
    for (const { run } of flows) await expect((async () => run(vault, id))()).rejects.toThrow(VaultClosedError);
    expect(await keeperOf(world.store).resume(key)).not.toBeNull();
  });

  test('finishes the write that was under way, sealed as ever', async () => {
    const { vault, store } = world;
    const late = newId();
    store.beforeApply = () => vault.close();
    await vault.records.write({ put: [{ id: late, ...note('late') }] });
    const queued = vault.records.write({ put: [{ id: newId(), ...note('queued') }] });
    await expect(queued).rejects.toThrow(VaultClosedError);
    store.beforeApply = () => undefined;
    const again = await reopen(store);
    expect(await again?.records.read(late)).toMatchObject({ body: { title: 'late' } });
    expect(await again?.records.check()).toEqual({ damaged: [] });
  });

  test('by a lock in the middle of a rotation opens by its ways afterwards', async () => {
    const { vault, store } = world;
    store.beforeApply = () => vault.close();
    await vault.ways.remove(wayId(vault, 'passkey')).catch(() => undefined);
    store.beforeApply = () => undefined;
    const opened = await keeperOf(store).unlock(
      (await keeperOf(store).ways()).find(({ kind }) => kind === 'password')?.id ?? '',
      world.ways.password.secret,
    );
    expect(opened?.generation).toBe(2);
    expect(await opened?.records.check()).toEqual({ damaged: [] });
  });
});
