import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { newId, randomBytes } from '../../src/crypto/index.ts';
import type { Catalog, Entry } from '../../src/records/index.ts';
import {
  allRows,
  findRow,
  listedRows,
  newCatalog,
  openSnapshot,
  sealSnapshot,
  snapshotKey,
  updateCatalog,
} from '../../src/records/index.ts';
import { runs } from '../support/runs.ts';

const entry = (id = newId(), revision = 1): Entry => ({ id, revision, summary: { title: `title of ${id}` } });
const many = (count: number) => Array.from({ length: count }, () => entry());
const sorted = (catalog: Catalog) => allRows(catalog).sort((a, b) => (a.id < b.id ? -1 : 1));

describe('a catalog', () => {
  test('finds and lists what was put in, with id and revision whatever the summary says', () => {
    const listed: Entry = { id: newId(), revision: 3, summary: { title: 'x', id: 'forged', revision: 9 } };
    const unlisted: Entry = { id: newId(), revision: 2, summary: null };
    const catalog = newCatalog([listed, unlisted]);
    expect(listedRows(catalog)).toEqual([{ title: 'x', id: listed.id, revision: 3 }]);
    expect(findRow(catalog, unlisted.id)).toEqual({ id: unlisted.id, revision: 2 });
    expect(findRow(catalog, newId())).toBeUndefined();
    expect(catalog.size).toBe(2);
  });

  test.each([
    [0, 1],
    [100, 1],
    [101, 2],
    [10_000, 100],
    [30_000, 100],
  ])('of %i records has %i chunks of about the same size', (size, chunks) => {
    const catalog = newCatalog(many(size));
    expect(catalog.chunks).toHaveLength(chunks);
    const largest = Math.max(...catalog.chunks.map(({ listed }) => listed.length));
    expect(largest).toBeLessThanOrEqual(2 * (size / chunks) + 1);
  });

  test('changed step by step is the one made of what remains, and leaves the old one standing', () => {
    const step = fc.record({ put: fc.array(fc.nat({ max: 300 })), remove: fc.array(fc.nat({ max: 300 })) });
    const ids = Array.from({ length: 301 }, () => newId());
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), fc.boolean(), (steps, startsLarge) => {
        const live = new Map<string, Entry>();
        if (startsLarge) for (const id of ids) live.set(id, entry(id));
        let catalog = newCatalog([...live.values()]);
        for (const [revision, { put, remove }] of steps.entries()) {
          const entries = [...new Set(put)].map((at): Entry => {
            const fresh = entry(ids[at], revision + 2);
            return at % 3 === 0 ? { ...fresh, summary: null } : fresh;
          });
          const gone = [...new Set(remove)].filter((at) => !put.includes(at)).map((at) => ids[at] ?? '');
          const [before, copy] = [catalog, structuredClone(catalog)];
          catalog = updateCatalog(catalog, entries, gone).catalog;
          expect(before).toEqual(copy);
          for (const made of entries) live.set(made.id, made);
          for (const id of gone) live.delete(id);
        }
        expect(sorted(catalog)).toEqual(sorted(newCatalog([...live.values()])));
        expect(catalog.size).toBe(live.size);
      }),
      { numRuns: runs(50), seed: 4 },
    );
  });
});

describe('a snapshot', () => {
  const place = { account: newId(), generation: 1, head: randomBytes(32) };

  test('is sealed again only where it changed, and opens as a whole', async () => {
    const key = await snapshotKey(randomBytes(32));
    const first = newCatalog(many(700));
    const all = first.chunks.map((_, chunk) => chunk);
    const whole = await sealSnapshot(key, place, first, all);
    const stored = whole.parts.map(({ bytes }) => bytes);
    expect(whole.length).toBe(9);
    const { catalog, changed } = updateCatalog(first, [entry()], []);
    expect(changed).toHaveLength(1);
    const next = { ...place, head: randomBytes(32) };
    const update = await sealSnapshot(key, next, catalog, changed, whole.tags);
    expect(update.parts).toHaveLength(2);
    for (const { chunk, bytes } of update.parts) stored[chunk] = bytes;
    expect(sorted((await openSnapshot(key, next, stored)).catalog)).toEqual(sorted(catalog));
    await expect(openSnapshot(key, place, stored)).rejects.toThrow();
  });

  test('grows by dealing all rows out again', async () => {
    const key = await snapshotKey(randomBytes(32));
    const { catalog, changed } = updateCatalog(newCatalog(many(100)), many(2), []);
    expect(changed).toEqual([0, 1]);
    const { parts, length } = await sealSnapshot(key, place, catalog, changed);
    expect(length).toBe(3);
    const opened = await openSnapshot(
      key,
      place,
      parts.map(({ bytes }) => bytes),
    );
    expect(sorted(opened.catalog)).toEqual(sorted(catalog));
  });

  test('refuses to be sealed with a chunk missing', async () => {
    const key = await snapshotKey(randomBytes(32));
    await expect(sealSnapshot(key, place, newCatalog(many(300)), [0])).rejects.toMatchObject({ code: 'malformed' });
  });
});

describe('what an unlock parses', () => {
  const place = { account: newId(), generation: 1, head: randomBytes(32) };

  /** Characters of JSON that opening a snapshot of these records parses; short texts are others' of this process, still at work. */
  async function parsed(entries: readonly Entry[]): Promise<number> {
    const key = await snapshotKey(randomBytes(32));
    const catalog = newCatalog(entries);
    const all = catalog.chunks.map((_, chunk) => chunk);
    const { parts } = await sealSnapshot(key, place, catalog, all);
    const parse = vi.spyOn(JSON, 'parse');
    onTestFinished(() => parse.mockRestore());
    parse.mockClear();
    const opened = await openSnapshot(
      key,
      place,
      parts.map(({ bytes }) => bytes),
    );
    const length = parse.mock.calls.reduce((sum, [text]) => sum + (text.length > 1_000 ? text.length : 0), 0);
    parse.mockRestore();
    expect(sorted(opened.catalog)).toEqual(sorted(catalog));
    return length;
  }

  test('does not grow with records that are not listed: archived texts, fifty thousand of them', async () => {
    const listed = many(10_000);
    const archived = Array.from({ length: 50_000 }, (): Entry => ({ id: newId(), revision: 1, summary: null }));
    expect(await parsed([...listed, ...archived])).toBe(await parsed(listed));
    expect(await parsed([...listed, ...archived.slice(0, 9).map((one) => ({ ...one, summary: {} }))])).toBeGreaterThan(
      await parsed(listed),
    );
  });
});
