import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowAfterKey } from '../../../src/ui/vault/list/list-keys.ts';
import { drawn, pagesOf, scrolledTo } from '../../../src/ui/vault/list/stretch.ts';
import { runs } from '../../support/runs.ts';

const sight = fc.record({
  top: fc.integer({ min: -200, max: 520_000 }),
  height: fc.integer({ min: 100, max: 3_000 }),
  row: fc.constantFrom(44, 52, 70),
});

describe('a list of any length', () => {
  it('draws every row in sight, and no more than a screen and what lies beside it', () => {
    fc.assert(
      fc.property(sight, (seen) => {
        const { from, to } = drawn(seen);
        expect(from * seen.row).toBeLessThanOrEqual(Math.max(0, seen.top));
        expect(to * seen.row).toBeGreaterThanOrEqual(seen.top + seen.height);
        expect(to - from).toBeLessThanOrEqual(Math.ceil(seen.height / seen.row) + 60);
      }),
      { numRuns: runs(300), seed: 8 },
    );
  });

  it('asks for all that it draws, in answers that the contract gives', () => {
    fc.assert(
      fc.property(sight, (seen) => {
        const stretch = drawn(seen);
        const { offset, limit } = pagesOf(stretch);
        expect(offset).toBeLessThanOrEqual(stretch.from);
        expect(offset + limit).toBeGreaterThanOrEqual(stretch.to);
        expect(limit).toBeLessThanOrEqual(500);
      }),
      { numRuns: runs(300), seed: 9 },
    );
  });

  it('scrolls no further than a row needs to be seen', () => {
    fc.assert(
      fc.property(sight, fc.nat(10_000), (seen, index) => {
        const top = scrolledTo(index, seen);
        expect(index * seen.row).toBeGreaterThanOrEqual(top);
        expect((index + 1) * seen.row).toBeLessThanOrEqual(top + seen.height);
        expect(scrolledTo(index, { ...seen, top })).toBe(top);
      }),
      { numRuns: runs(300), seed: 10 },
    );
  });

  it.each([
    ['ArrowDown', 3, 4],
    ['ArrowDown', 99, 99],
    ['ArrowUp', 3, 2],
    ['ArrowUp', 0, undefined],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['PageDown', 50, 59],
    ['PageDown', 98, 99],
    ['PageUp', 50, 41],
    ['PageUp', 2, 0],
    ['x', 2, undefined],
  ])('goes by %s from row %i to %s', (key, at, to) => {
    expect(rowAfterKey(key, at, 100, 10)).toBe(to);
  });
});
