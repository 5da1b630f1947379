import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countdown, grouped } from '../../../src/ui/totp/countdown.ts';
import { runs } from '../../support/runs.ts';

const now = 1_800_000_000_000;

describe('a countdown', () => {
  it.each([
    [30_000, { seconds: 30, wait: 1_000 }],
    [29_999, { seconds: 30, wait: 999 }],
    [13_042, { seconds: 14, wait: 42 }],
    [1_000, { seconds: 1, wait: 1_000 }],
    [1, { seconds: 1, wait: 1 }],
    [0, undefined],
    [-3_600_000, undefined],
    // Somebody set the clock back.
    [30_001, undefined],
  ])('%s ms before the end of thirty seconds', (left, shown) => {
    expect(countdown(now + left, 30, now)).toEqual(shown);
  });

  it('steps once a second, down to its end, whatever the period and wherever it begins', () => {
    const periods = fc.integer({ min: 1, max: 300 });
    fc.assert(
      fc.property(periods, fc.nat(), (period, some) => {
        const endsAt = now + 1 + (some % (period * 1_000));
        const seen: number[] = [];
        let time = now;
        for (let left = countdown(endsAt, period, time); left; left = countdown(endsAt, period, time)) {
          seen.push(left.seconds);
          time += left.wait;
        }
        expect(time).toBe(endsAt);
        expect(seen).toEqual(Array.from({ length: seen.length }, (_, at) => seen.length - at));
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('a code in groups', () => {
  it.each([
    ['482913', '482 913'],
    ['1234567', '123 4567'],
    ['12345678', '1234 5678'],
    ['2YXGV', '2YXGV'],
  ])('%s: %s', (code, shown) => {
    expect(grouped(code)).toBe(shown);
  });
});
