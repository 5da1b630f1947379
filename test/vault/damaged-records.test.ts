import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenVault } from '../../src/vault/index.ts';
import { newPasswordWay } from '../../src/vault/index.ts';
import { newId } from '../../src/crypto/index.ts';
import type { Bytes, Id } from '../../src/encoding/index.ts';
import { concat, LatchkeyError } from '../../src/encoding/index.ts';
import type { StoredRecord, VaultHeader } from '../../src/records/index.ts';
import { DamagedRecordError } from '../../src/records/index.ts';
import type { MemoryDatabase } from '../support/memory-database.ts';
import { quickStretch } from '../support/quick-stretch.ts';
import { runs } from '../support/runs.ts';
import type { World } from '../support/vaults.ts';
import { keeperOf, newWorld, wayId } from '../support/vaults.ts';

/** A change of some bytes by somebody who has the disk but no key. */
const harm: fc.Arbitrary<(source: Bytes) => Bytes> = fc.oneof(
  fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(([at, mask]) => (source: Bytes) => {
    const changed = source.slice();
    const place = at % source.length;
    changed[place] = (changed[place] ?? 0) ^ mask;
    return changed;
  }),
  fc.nat().map((length) => (source: Bytes) => source.slice(0, length % source.length)),
  fc.nat().map((length) => (source: Bytes) => source.slice(1 + (length % source.length))),
  fc
    .uint8Array({ minLength: 1, maxLength: 20 })
    .map((more) => (source: Bytes) => concat(source, Uint8Array.from(more))),
);

const headerFields = ['keyring', 'manifest', 'parent', 'signature', 'list', 'device', 'head'] as const;

let world: World;
let notes: Id[];
let contents: Map<Id, unknown>;

async function contentsOf(vault: OpenVault): Promise<Map<Id, unknown>> {
  const read = await Promise.all(notes.map(async (id) => [id, (await vault.records.read(id)).body] as const));
  return new Map(read);
}

beforeAll(async () => {
  world = await newWorld();
  notes = Array.from({ length: 6 }, newId);
  for (const id of notes)
    await world.vault.records.write({ put: [{ id, domain: 'notes', body: { title: `note ${id}` } }] });
  const [first = newId()] = notes;
  await world.vault.records.write({ put: [{ id: first, domain: 'notes', body: { title: 'edited' }, base: 1 }] });
  contents = await contentsOf(world.vault);
});

/**
 * What may happen with a damaged store: refused by a typed error, or as a wrong secret; or it opens, and then everything
 * in it is what was written, or says itself that it is damaged. Nothing is written but a snapshot made again.
 */
async function expectHonest(store: MemoryDatabase): Promise<void> {
  const { header, records } = structuredClone({ header: store.header, records: store.records });
  const attempts = [
    keeperOf(store).unlock(wayId(world.vault, 'phrase'), world.ways.phrase.secret),
    keeperOf(store).resume(world.vault.masterKey),
  ];
  for (const attempt of attempts) {
    const outcome: unknown = await attempt.catch((error: unknown) => error);
    if (outcome === null || outcome instanceof LatchkeyError) continue;
    expect(outcome).not.toBeInstanceOf(Error);
    await expectHonestContents(outcome as OpenVault);
  }
  expect(store.header).toEqual(header);
  expect(store.records).toEqual(records);
}

async function expectHonestContents(vault: OpenVault): Promise<void> {
  for (const { id, title } of vault.records.entries()) expect({ title }).toEqual(contents.get(id));
  for (const id of notes) {
    const body: unknown = await vault.records.read(id).then(
      (record) => record.body,
      (error: unknown) => error,
    );
    if (!(body instanceof LatchkeyError)) expect(body).toEqual(contents.get(id));
  }
}

describe('a stored vault', () => {
  it('whose header was changed anywhere does not open as anything else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...headerFields), harm, async (field, change) => {
        const store = world.store.copy();
        store.header = { ...store.vault, [field]: change(store.vault[field]) };
        const resumed: unknown = await keeperOf(store)
          .resume(world.vault.masterKey)
          .catch((error: unknown) => error);
        expect(resumed === null || resumed instanceof LatchkeyError, field).toBe(true);
        await expectHonest(store);
      }),
      { numRuns: runs(120) },
    );
  });

  it('with a changed slot is opened by no way: the others are not told to be sound', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), harm, async (at, change) => {
        const store = world.store.copy();
        const { slots } = store.vault;
        const place = at % slots.length;
        store.header = { ...store.vault, slots: slots.with(place, change(slots[place] ?? new Uint8Array(1))) };
        const resumed: unknown = await keeperOf(store)
          .resume(world.vault.masterKey)
          .catch((error: unknown) => error);
        expect(resumed).toBeInstanceOf(LatchkeyError);
        await expectHonest(store);
      }),
      { numRuns: runs(60) },
    );
  });

  it('with a changed record says so of that record, and gives the others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), harm, async (at, change) => {
        const store = world.store.copy();
        const id = notes[at % notes.length] ?? '';
        const row = store.records.get(id);
        if (row) store.records.set(id, { ...row, blob: change(row.blob) });
        const vault = await keeperOf(store).unlock(wayId(world.vault, 'phrase'), world.ways.phrase.secret);
        await expect(vault?.records.read(id)).rejects.toThrow(LatchkeyError);
        await expectHonest(store);
      }),
      { numRuns: runs(60) },
    );
  });

  it('with a changed snapshot makes it again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), harm, async (at, change) => {
        const store = world.store.copy();
        const place = at % store.snapshot.length;
        store.snapshot = store.snapshot.with(place, change(store.snapshot[place] ?? new Uint8Array(1)));
        const vault = await keeperOf(store).resume(world.vault.masterKey);
        expect(vault?.records.entries()).toHaveLength(notes.length);
        await expectHonest(store);
      }),
      { numRuns: runs(30) },
    );
  });

  it('with a changed record and no snapshot gives the others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), harm, async (at, change) => {
        const store = world.store.copy();
        store.snapshot = [];
        const id = notes[at % notes.length] ?? '';
        const row = store.records.get(id);
        if (row) store.records.set(id, { ...row, blob: change(row.blob) });
        const vault = await keeperOf(store).resume(world.vault.masterKey);
        expect(vault?.records.entries()).toHaveLength(notes.length - 1);
        expect(await vault?.records.check()).toEqual({ damaged: [id] });
        await expectHonest(store);
      }),
      { numRuns: runs(40) },
    );
  });
});

describe('stored things put in the place of others', () => {
  it('two records: neither is read as the other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 2, maxLength: 2 }),
        async ([a = 0, b = 1]) => {
          const store = world.store.copy();
          const [one, two] = [notes[a] ?? '', notes[b] ?? ''];
          const [first, second] = [store.records.get(one), store.records.get(two)];
          if (first && second) {
            store.records.set(one, { ...first, blob: second.blob });
            store.records.set(two, { ...second, blob: first.blob });
          }
          const vault = await keeperOf(store).resume(world.vault.masterKey);
          await expect(vault?.records.read(one)).rejects.toThrow(DamagedRecordError);
          await expect(vault?.records.read(two)).rejects.toThrow(DamagedRecordError);
          await expectHonest(store);
        },
      ),
      { numRuns: runs(15) },
    );
  });

  it('a record left out, brought back, or of an older revision', async () => {
    const [first = ''] = notes;
    const { base } = world.store.records.get(first) ?? {};
    const older: StoredRecord = { id: first, revision: base?.revision ?? 1, blob: base?.blob ?? new Uint8Array(0) };
    expect(base?.revision).toBe(1);
    const stray = newId();
    const changes: ((store: MemoryDatabase) => void)[] = [
      (store) => store.records.delete(first),
      (store) => store.records.set(first, older),
      (store) => store.records.set(stray, { ...older, id: stray }),
    ];
    for (const change of changes) {
      const store = world.store.copy();
      change(store);
      await expectHonest(store);
      store.snapshot = [];
      await expectHonest(store);
      const opened = await keeperOf(world.store.copy()).resume(world.vault.masterKey);
      expect(await opened?.records.check()).toEqual({ damaged: [] });
    }
  });

  it('parts of another vault, and of an earlier time', async () => {
    const other = await newWorld();
    const before = world.store.copy();
    const later = await keeperOf(before).resume(world.vault.masterKey);
    const earlier = world.store.copy();
    await later?.ways.add(await newPasswordWay('another', 'Another', quickStretch));
    for (const source of [other.store.vault, earlier.vault]) {
      for (const field of [...headerFields, 'slots', 'account', 'author'] as const) {
        const store = before.copy();
        const mixed: VaultHeader = { ...before.vault, [field]: source[field] };
        // Where both say the same, nothing was put in anything's place.
        if (JSON.stringify(mixed) === JSON.stringify(before.vault)) continue;
        store.header = mixed;
        const resumed: unknown = await keeperOf(store)
          .resume(world.vault.masterKey)
          .catch((error: unknown) => error);
        expect(resumed === null || resumed instanceof LatchkeyError, field).toBe(true);
      }
    }
  });
});
