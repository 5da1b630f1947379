import { describe, expect, it } from 'vitest';
import { MalformedError, bytes, fromId, isId, toId } from '../../src/encoding/index.ts';

describe('an id', () => {
  it('is 22 characters for 16 bytes', () => {
    const id = toId(bytes(16).fill(255));
    expect(id).toBe('_____________________w');
    expect(fromId(id)).toEqual(bytes(16).fill(255));
    expect(isId(id)).toBe(true);
  });

  it.each(['', 'AAAAAAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAAAAAAAB', 'AAAAAAAAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAAAAAA=='])(
    'is not %j',
    (text) => {
      expect(isId(text)).toBe(false);
      expect(() => fromId(text)).toThrow(MalformedError);
    },
  );

  it('has no other length', () => {
    expect(() => toId(bytes(15))).toThrow(MalformedError);
    expect(() => toId(bytes(17))).toThrow(MalformedError);
    expect(isId(7)).toBe(false);
  });
});
