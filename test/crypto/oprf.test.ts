import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isOprfElement,
  isOprfKey,
  newOprfKey,
  oprfBlind,
  oprfEvaluate,
  oprfFinalize,
  oprfOutput,
} from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { MalformedError, bytes, fromHex, toHex } from '../../src/encoding/index.ts';
import { runs } from '../support/runs.ts';
import published from '../vectors/oblivious/rfc9497-oprf.json' with { type: 'json' };

/** The group's order and its elements' prime (RFC 9496), little-endian. */
const ORDER = fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');
const PRIME = fromHex('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f');
const input = fc.uint8Array({ maxLength: 64 }).map((value) => Uint8Array.from(value));
const key = fromHex(published.key);

describe('RFC 9497, A.1.1', () => {
  it.each(published.vectors)('input $input', (vector) => {
    expect(toHex(oprfEvaluate(key, fromHex(vector.blinded)))).toBe(vector.evaluated);
    const output = oprfFinalize(fromHex(vector.input), fromHex(vector.blind), fromHex(vector.evaluated));
    expect(toHex(output)).toBe(vector.output);
    expect(toHex(oprfOutput(key, fromHex(vector.input)))).toBe(vector.output);
  });
});

describe('the three steps', () => {
  it('come to the same, whatever the blind, and to something else by another key or input', () => {
    fc.assert(
      fc.property(input, input, (asked, other) => {
        const [mine, another] = [newOprfKey(), newOprfKey()];
        const [first, second] = [oprfBlind(asked), oprfBlind(asked)];
        expect(toHex(first.blinded)).not.toBe(toHex(second.blinded));
        const output = (by: Bytes, of: Bytes, { blind, blinded }: typeof first) =>
          toHex(oprfFinalize(of, blind, oprfEvaluate(by, blinded)));
        expect(output(mine, asked, first)).toBe(output(mine, asked, second));
        expect(output(mine, asked, first)).not.toBe(output(another, asked, first));
        if (toHex(asked) !== toHex(other)) {
          expect(output(mine, asked, first)).not.toBe(output(mine, other, oprfBlind(other)));
        }
      }),
      { numRuns: runs(10) },
    );
  });
});

describe('what is refused', () => {
  const { blind, blinded } = oprfBlind(bytes(3));

  it.each([
    ['zero', bytes(32)],
    ['the order', ORDER],
    ['a large number', bytes(32).fill(0xff)],
    ['too few bytes', key.subarray(1)],
    ['too many bytes', bytes(33)],
  ])('%s as a key', (_, wrong) => {
    expect(isOprfKey(wrong)).toBe(false);
    expect(() => oprfEvaluate(wrong, blinded)).toThrow(MalformedError);
  });

  it.each([
    ['the identity', bytes(32)],
    ['p', PRIME],
    ['a negative one', Uint8Array.from([1, ...bytes(31)])],
    ['none of the group', bytes(32).fill(0xff)],
    ['too few bytes', blinded.subarray(1)],
    ['too many bytes', bytes(33)],
  ])('%s as an element', (_, wrong) => {
    expect(isOprfElement(wrong)).toBe(false);
    expect(() => oprfEvaluate(key, wrong)).toThrow(MalformedError);
    expect(() => oprfFinalize(bytes(3), blind, wrong)).toThrow(MalformedError);
  });

  it('but not what they are in truth', () => {
    expect(isOprfKey(key)).toBe(true);
    expect(isOprfElement(blinded)).toBe(true);
    expect(oprfFinalize(bytes(3), blind, oprfEvaluate(key, blinded))).toHaveLength(64);
  });

  it('an input that has no length of two bytes', () => {
    expect(() => oprfBlind(bytes(65_536))).toThrow(MalformedError);
    expect(oprfBlind(bytes(65_535)).blinded).toHaveLength(32);
  });
});
