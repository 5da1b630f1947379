import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kdf } from '../../src/crypto/index.ts';
import { bytes, fromHex, toHex, toUtf8 } from '../../src/encoding/index.ts';
import { someBytes } from '../support/arbitrary.ts';
import { runs } from '../support/runs.ts';
import { cases } from '../vectors/rfc5869-hkdf.json';

async function byPlatform(ikm: BufferSource, salt: BufferSource, info: BufferSource, length: number): Promise<string> {
  const key = await crypto.subtle.importKey('raw', ikm, 'HKDF', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, length * 8);
  return toHex(new Uint8Array(bits));
}

describe('HKDF-SHA256', () => {
  it.each(cases)('RFC 5869 $section, by noble and by the platform', async ({ ikm, salt, info, length, okm }) => {
    expect(toHex(Uint8Array.from(hkdf(sha256, fromHex(ikm), fromHex(salt), fromHex(info), length)))).toBe(okm);
    expect(await byPlatform(fromHex(ikm), fromHex(salt), fromHex(info), length)).toBe(okm);
  });
});

describe('kdf', () => {
  it('is HKDF with "latchkey/v1/" and the label as info', async () => {
    const label = fc.constantFrom('keyring', 'slot/kem', 'x');
    await fc.assert(
      fc.asyncProperty(someBytes(1, 64), someBytes(), label, async (ikm, salt, name) => {
        const info = toUtf8(`latchkey/v1/${name}`);
        expect(toHex(kdf(ikm, name, salt))).toBe(await byPlatform(ikm, salt, info, 32));
      }),
      { numRuns: runs(30) },
    );
  });

  it('answers 32 bytes unless asked for another length', () => {
    expect(kdf(bytes(32), 'a')).toHaveLength(32);
    expect(kdf(bytes(32), 'a', undefined, 64)).toHaveLength(64);
    expect(kdf(bytes(32), 'a', undefined, 64).slice(0, 32)).toEqual(kdf(bytes(32), 'a'));
  });

  it('keeps labels, salts and keys apart', () => {
    const all = [
      kdf(bytes(32), 'a'),
      kdf(bytes(32), 'b'),
      kdf(bytes(32), 'a', Uint8Array.of(1)),
      kdf(bytes(32).fill(1), 'a'),
    ];
    expect(new Set(all.map(toHex)).size).toBe(all.length);
  });
});
