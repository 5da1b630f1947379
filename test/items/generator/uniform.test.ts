import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitsOf, uniformBelow } from '../../../src/items/generator/uniform.ts';
import { runs } from '../../support/runs.ts';
import { seeded, unevenness } from './seeded.ts';

describe('a number below a limit', () => {
  it('lies there, whatever is drawn', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 1n << 900n }), fc.string(), (limit, seed) => {
        const drawn = uniformBelow(limit, seeded(seed));
        expect(drawn >= 0n && drawn < limit).toBe(true);
      }),
      { numRuns: runs(200) },
    );
  });

  it('is drawn again where the bits are no such number, and takes the first that are', () => {
    const bytes = [0xff, 0xb0, 0x9f];
    // Ten takes four bits: 15 and 11 are none, 9 is.
    expect(uniformBelow(10n, () => Uint8Array.of(bytes.shift() ?? 0))).toBe(9n);
    expect(bytes).toEqual([]);
  });

  it.each([2, 3, 10, 94, 257])('is each of %i equally often, where a remainder would not be', (limit) => {
    const counts = new Array<number>(limit).fill(0);
    const random = seeded(`below ${String(limit)}`);
    for (let i = 0; i < runs(20_000); i++) {
      const drawn = Number(uniformBelow(BigInt(limit), random));
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    expect(unevenness(counts)).toBeLessThan(4);
  });

  it('would be found uneven: 94 out of a byte by remainder', () => {
    const counts = new Array<number>(94).fill(0);
    for (const byte of seeded('remainder')(20_000)) counts[byte % 94] = (counts[byte % 94] ?? 0) + 1;
    expect(unevenness(counts)).toBeGreaterThan(10);
  });

  it('is nowhere without a limit', () => {
    expect(() => uniformBelow(0n, seeded('none'))).toThrow(RangeError);
  });
});

it.each([
  [1n, 0],
  [2n, 1],
  [7776n ** 5n, 5 * Math.log2(7776)],
  [94n ** 128n, 128 * Math.log2(94)],
])('%i ways are %f bits', (count, bits) => {
  expect(bitsOf(count)).toBeCloseTo(bits, 8);
});
