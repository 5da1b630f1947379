import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from '../../src/typed/nearest.ts';
import { runs } from '../support/runs.ts';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['cat', 'cat', 0],
    ['cat', 'cut', 1],
    ['cat', 'cats', 1],
    ['cat', 'act', 1],
    ['kitten', 'sitting', 3],
  ])('%j to %j is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is a distance', () => {
    const word = fc.string({ maxLength: 6, unit: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(editDistance(b, a)).toBe(distance);
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
      { numRuns: runs(200) },
    );
  });
});

describe('nearest', () => {
  it('puts the nearest first, and leaves out what is far', () => {
    expect(nearest('trainl', ['zebra', 'trial', 'trail', 'train'])).toEqual(['train', 'trail', 'trial']);
    expect(nearest('qqqq', ['zebra', 'train'])).toEqual([]);
  });
});
