import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equal, newId, randomBytes, wipe } from '../../src/crypto/index.ts';
import { bytes, isId, toHex } from '../../src/encoding/index.ts';
import { someBytes } from '../support/arbitrary.ts';
import { runs } from '../support/runs.ts';

describe('equal', () => {
  it('says what comparing as text says', () => {
    const few = someBytes(0, 2);
    fc.assert(
      fc.property(few, few, (a, b) => {
        expect(equal(a, b)).toBe(toHex(a) === toHex(b));
      }),
      { numRuns: runs(200) },
    );
  });

  it('sees a difference of one bit anywhere', () => {
    const source = randomBytes(40);
    for (let at = 0; at < source.length; at += 1) {
      const changed = source.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      expect(equal(source, changed)).toBe(false);
    }
    expect(equal(source, source.slice())).toBe(true);
  });
});

describe('wipe', () => {
  it('leaves zeros, within a view only', () => {
    const whole = bytes(6).fill(7);
    wipe(whole.subarray(2, 4), bytes(0));
    expect(whole).toEqual(Uint8Array.of(7, 7, 0, 0, 7, 7));
  });
});

describe('randomBytes', () => {
  it.each([0, 1, 65_536, 65_537, 200_000])('fills %d bytes to the end', (length) => {
    const random = randomBytes(length);
    expect(random).toHaveLength(length);
    if (length > 100) expect(random.subarray(-64)).not.toEqual(bytes(64));
  });

  it('does not repeat', () => {
    expect(randomBytes(32)).not.toEqual(randomBytes(32));
  });
});

describe('newId', () => {
  it('is an id, each time another', () => {
    const ids = Array.from({ length: 100 }, newId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every(isId)).toBe(true);
  });
});
