import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../support/runs.ts';
import '../browser.ts';
import { lasting } from '../../../src/ui/kit/words.ts';
import { pauseUntil } from '../../../src/ui/reveal/pause.ts';

const MINUTE = 60_000;

/** What is said of a text's time from one moment to its end, each time that it is said, and when it ends. */
function said(until: number, from: number): { readonly words: string[]; readonly endedAt: number } {
  const words: string[] = [];
  let now = from;
  while (now < until) {
    words.push(lasting(until - now));
    now += pauseUntil(until, now);
  }
  return { words, endedAt: now };
}

describe('the time that a text has left', () => {
  it('falls by the minute, in whole minutes, to its last', () => {
    const { words } = said(62.5 * MINUTE, 0);
    expect(words.slice(0, 4)).toEqual(['1 hour 2 minutes', '1 hour 1 minute', '1 hour', '59 minutes']);
    expect(words.slice(-3)).toEqual(['2 minutes', '1 minute', '1 minute']);
    expect(words).toHaveLength(63);
  });

  it('ends at its moment, whenever somebody began to look', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 * MINUTE }), fc.nat(1e12), (left, from) => {
        const { words, endedAt } = said(from + left, from);
        expect(endedAt).toBe(from + left);
        expect(words).toHaveLength(Math.ceil(left / MINUTE));
      }),
      { numRuns: runs(50) },
    );
  });

  it('is over at once for who comes too late', () => {
    expect([pauseUntil(5, 5), pauseUntil(5, 6)]).toEqual([0, 0]);
  });
});
