import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MalformedError,
  bytes,
  concat,
  countFrames,
  fromHex,
  readFrames,
  toHex,
  u32,
  writeFrames,
} from '../../src/encoding/index.ts';
import { someBytes } from '../support/arbitrary.ts';
import { runs } from '../support/runs.ts';

describe('frames', () => {
  it('are a u32 length and the bytes', () => {
    expect(toHex(writeFrames([Uint8Array.of(7), bytes(0), Uint8Array.of(8, 9)]))).toBe(
      '000000010700000000000000020809',
    );
  });

  it('come back', () => {
    fc.assert(
      fc.property(fc.array(someBytes()), (frames) => {
        expect(readFrames(writeFrames(frames), frames.length)).toEqual(frames);
      }),
      { numRuns: runs(100) },
    );
  });

  it('are written the one way in which they are read', () => {
    fc.assert(
      fc.property(someBytes(0, 20), (source) => {
        let frames;
        try {
          frames = readFrames(source, 5);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedError);
          return;
        }
        expect(writeFrames(frames)).toEqual(source);
      }),
      { numRuns: runs(300) },
    );
  });

  it('may be very many', () => {
    expect(readFrames(writeFrames(Array.from({ length: 200_000 }, () => bytes(1))), 200_000)).toHaveLength(200_000);
  });

  it.each(['00', '000000', '00000001', '0000000200', '00000001ffff', 'ffffffff00'])('refuses %s', (source) => {
    expect(() => readFrames(fromHex(source), 9)).toThrow(MalformedError);
  });

  it('are no more than were said: the next one is refused, and with one more it is there', () => {
    const nothing = writeFrames(Array.from({ length: 5 }, () => bytes(0)));
    expect(() => readFrames(nothing, 4)).toThrow(MalformedError);
    expect(readFrames(nothing, 5)).toHaveLength(5);
    expect([countFrames(nothing, 2), countFrames(nothing, 4), countFrames(nothing, 9)]).toEqual([3, 5, 5]);
    expect(() => countFrames(fromHex('0000000200'), 4)).toThrow(MalformedError);
  });

  it('reads views with an offset', () => {
    const shifted = concat(bytes(3), u32(1), Uint8Array.of(5)).subarray(3);
    expect(readFrames(shifted, 1)).toEqual([Uint8Array.of(5)]);
  });
});
