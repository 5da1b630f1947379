import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MalformedError,
  bytes,
  concat,
  fromHex,
  readU16,
  readU32,
  readU64,
  toHex,
  u16,
  u32,
  u64,
} from '../../src/encoding/index.ts';
import { runs } from '../support/runs.ts';

const numbers = [
  { name: 'u16', write: u16, read: readU16, size: 2, max: 0xffff },
  { name: 'u32', write: u32, read: readU32, size: 4, max: 0xffff_ffff },
  { name: 'u64', write: u64, read: readU64, size: 8, max: Number.MAX_SAFE_INTEGER },
] as const;

describe.each(numbers)('$name', ({ write, read, size, max }) => {
  it('reads what it wrote, at any offset', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max }), fc.nat(5), (value, offset) => {
        expect(write(value)).toHaveLength(size);
        expect(read(concat(bytes(offset), write(value)), offset)).toBe(value);
      }),
      { numRuns: runs(100) },
    );
  });

  it('is big-endian', () => {
    expect(toHex(write(0x0102))).toBe('0102'.padStart(size * 2, '0'));
  });

  it.each([-1, max + 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (value) => {
    expect(() => write(value)).toThrow(MalformedError);
  });

  it('refuses to read beyond the end or before the beginning', () => {
    expect(() => read(bytes(size - 1))).toThrow(MalformedError);
    expect(() => read(bytes(size), 1)).toThrow(MalformedError);
    expect(() => read(bytes(size), -1)).toThrow(MalformedError);
  });
});

describe('readU64', () => {
  it('refuses what a number can not hold exactly', () => {
    expect(() => readU64(fromHex('0020000000000000'))).toThrow(MalformedError);
  });
});

describe('concat', () => {
  it('copies', () => {
    const part = Uint8Array.of(1, 2);
    const all = concat(part, bytes(0), Uint8Array.of(3));
    part[0] = 9;
    expect(all).toEqual(Uint8Array.of(1, 2, 3));
  });
});
