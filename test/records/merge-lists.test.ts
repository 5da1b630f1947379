import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeLists } from '../../src/records/index.ts';
import { runs } from '../support/runs.ts';

const entry = (id: string, value: number): object => ({ id, value });
const entries = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), value: fc.nat(2) }), {
  selector: ({ id }) => id,
  maxLength: 4,
});
const words = fc.uniqueArray(fc.constantFrom('x', 'y', 'z', 'w'), { maxLength: 4 });

describe('a list that both sides edited', () => {
  test('takes each entry from the side that changed it', () => {
    const base = [entry('a', 0), entry('b', 0)];
    const merged = mergeLists({ base, winner: [entry('a', 1), entry('b', 0)], other: [entry('a', 0), entry('b', 2)] });
    expect(merged).toEqual({ value: [entry('a', 1), entry('b', 2)], lost: [] });
  });

  test('tells which entry gave way', () => {
    const merged = mergeLists({ base: [entry('a', 0)], winner: [entry('a', 1)], other: [entry('a', 2)] });
    expect(merged).toEqual({ value: [entry('a', 1)], lost: [{ id: 'a', value: entry('a', 2) }] });
  });

  test('loses no entry and no word that either side put there', () => {
    for (const lists of [entries, words] as fc.Arbitrary<unknown[]>[]) {
      fc.assert(
        fc.property(lists, lists, lists, (base, winner, other) => {
          const { value, lost } = mergeLists({ base, winner, other });
          const kept = new Set([...value, ...lost.map((one) => one.value)].map((each) => JSON.stringify(each)));
          const known = new Set(base.map((each) => JSON.stringify(each)));
          for (const each of [...winner, ...other].map((one) => JSON.stringify(one)))
            if (!known.has(each)) expect(kept).toContain(each);
        }),
        { numRuns: runs(200), seed: 4 },
      );
    }
  });

  test('holds the same whoever wins, where nothing gave way', () => {
    fc.assert(
      fc.property(entries, entries, entries, (base, winner, other) => {
        const [one, two] = [mergeLists({ base, winner, other }), mergeLists({ base, winner: other, other: winner })];
        const sorted = (list: readonly unknown[]): string[] => list.map((each) => JSON.stringify(each)).sort();
        if (one.lost.length === 0) expect(sorted(one.value)).toEqual(sorted(two.value));
      }),
      { numRuns: runs(200), seed: 5 },
    );
  });
});
