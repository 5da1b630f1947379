import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedError, bytes, fromHex, pad, padme, toHex, unpad } from '../../src/encoding/index.ts';
import { someBytes } from '../support/arbitrary.ts';
import { changes } from '../support/changes.ts';
import { runs } from '../support/runs.ts';

describe('padme', () => {
  // Section 4 of the PURBs paper: the last E - S bits of the length are zero, E = floor(log2 L), S = floor(log2 E) + 1.
  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [9, 10],
    [10, 10],
    [17, 18],
    [100, 104],
    [256, 256],
    [257, 272],
    [1000, 1024],
    [1_000_000, 1_015_808],
  ])('%d -> %d', (length, padded) => {
    expect(padme(length)).toBe(padded);
  });

  it('never shrinks, adds at most an eighth, keeps the order and is stable', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), (length) => {
        const padded = padme(length);
        expect(padded).toBeGreaterThanOrEqual(length);
        expect(padded - length).toBeLessThanOrEqual(length / 8);
        expect(padme(length + 1)).toBeGreaterThanOrEqual(padded);
        expect(padme(padded)).toBe(padded);
      }),
      { numRuns: runs(500) },
    );
  });

  it.each([-1, 1.5, Number.NaN])('refuses %d', (length) => {
    expect(() => padme(length)).toThrow(MalformedError);
  });
});

describe('pad', () => {
  it('is 0x80, then zeros', () => {
    expect(toHex(pad(bytes(0)))).toBe('80');
    expect(toHex(pad(fromHex('0102030405060708')))).toBe('01020304050607088000');
  });

  it('comes off, whatever was padded', () => {
    fc.assert(
      fc.property(someBytes(0, 300), (source) => {
        expect(unpad(pad(source))).toEqual(source);
      }),
      { numRuns: runs(200) },
    );
  });

  it('has one form: whatever comes off would be put on the same way', () => {
    for (const { changed } of changes(pad(bytes(40)))) {
      let source;
      try {
        source = unpad(changed);
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedError);
        continue;
      }
      expect(pad(source)).toEqual(changed);
    }
  });

  it.each(['', '00', '0000', '01', '8001', '808000000000000000000000'])('refuses %j', (padded) => {
    expect(() => unpad(fromHex(padded))).toThrow(MalformedError);
  });
});
