import { describe, expect, it } from 'vitest';
import { headFingerprint } from '../../src/records/index.ts';

describe('a short head', () => {
  it('is its first forty bits in base32, in two groups', () => {
    expect(headFingerprint(new Uint8Array(32))).toBe('AAAA-AAAA');
    expect(headFingerprint(new Uint8Array(32).fill(255))).toBe('7777-7777');
    // RFC 4648 section 10: "fooba" is MZXW6YTB.
    expect(headFingerprint(new TextEncoder().encode('foobarbazfoobarbazfoobarbazfooba'))).toBe('MZXW-6YTB');
  });
});
