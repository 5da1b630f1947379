import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createdAt, inOrder, newIndex } from '../../src/items/index.ts';
import type { Summary } from '../../src/items/index.ts';
import { runs } from '../support/runs.ts';

const one = (title: string, at: number, extra: Partial<Summary> = {}): Summary => ({
  id: `id ${String(at)}`,
  revision: 1,
  kind: 'note',
  title,
  detail: '',
  favourite: false,
  updatedAt: at,
  ...extra,
});
const titlesBy = (order: 'title' | 'created', all: Summary[]): string[] => {
  const index = newIndex(all);
  return inOrder(index, index.summaries, order).map(({ title }) => title);
};

describe('a sorted list', () => {
  it('by title is as people sort words, those without one last', () => {
    const all = ['Item 10', 'item 9', '', 'Zebra', 'Äpfel', 'apple', '  '].map((title, at) => one(title, at));
    const sorted = titlesBy('title', all);
    expect(sorted.slice(-2).map((title) => title.trim())).toEqual(['', '']);
    expect(sorted.indexOf('item 9')).toBe(sorted.indexOf('Item 10') - 1);
    expect(sorted.indexOf('Äpfel')).toBeLessThan(sorted.indexOf('Zebra'));
    expect(sorted.indexOf('apple')).toBeLessThan(sorted.indexOf('Item 10'));
  });

  it('by creation has the last one first, and one that was never changed was made when it was changed', () => {
    const all = [one('old, changed', 9, { createdAt: 1 }), one('never changed', 5), one('young', 8, { createdAt: 7 })];
    expect(titlesBy('created', all)).toEqual(['young', 'never changed', 'old, changed']);
  });

  it('has all that was found, each once, and sorted twice it stays', () => {
    const any = fc.uniqueArray(fc.tuple(fc.string({ maxLength: 4 }), fc.nat(50)), { selector: ([, at]) => at });
    fc.assert(
      fc.property(any, fc.constantFrom('title' as const, 'created' as const), (rows, order) => {
        const index = newIndex(rows.map(([title, at]) => one(title, at, at % 3 === 0 ? { createdAt: at >> 1 } : {})));
        const sorted = inOrder(index, index.summaries, order);
        expect(new Set(sorted)).toEqual(new Set(index.summaries));
        expect(sorted.length).toBe(index.summaries.length);
        expect(inOrder(index, sorted, order)).toEqual(sorted);
        if (order === 'created') {
          const times = sorted.map(createdAt);
          expect(times).toEqual(times.toSorted((a, b) => b - a));
        }
      }),
      { numRuns: runs(100), seed: 3 },
    );
  });
});
