import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isCanonicalKem,
  mlkemDecapsulate,
  mlkemEncapsulate,
  mlkemKeyPair,
  randomBytes,
} from '../../src/crypto/index.ts';
import type { Kem } from '../../src/crypto/kem.ts';
import { nativeKem } from '../../src/crypto/kem-native.ts';
import { nobleKem } from '../../src/crypto/kem-noble.ts';
import { works } from '../../src/crypto/mlkem.ts';
import { bytes } from '../../src/encoding/index.ts';
import { runs } from '../support/runs.ts';

const implementations: readonly [string, Kem][] = [
  ['the platform', nativeKem],
  ['noble', nobleKem],
];

describe('ML-KEM-768', () => {
  it.each(implementations)('gives both sides the same secret, by %s and the other', async (_, kem) => {
    for (const other of [nativeKem, nobleKem]) {
      const { publicKey, seed } = await kem.keyPair();
      const { secret, ciphertext } = await other.encapsulate(publicKey);
      expect([publicKey.length, seed.length, ciphertext.length, secret.length]).toEqual([1_184, 64, 1_088, 32]);
      expect(await kem.decapsulate(seed, ciphertext)).toEqual(secret);
      expect(await other.decapsulate(seed, ciphertext)).toEqual(secret);
    }
  });

  it('answers a ciphertext for another key with a secret that nobody knows, by both the same', async () => {
    const [{ publicKey }, { seed }] = [await mlkemKeyPair(), await mlkemKeyPair()];
    const { secret, ciphertext } = await mlkemEncapsulate(publicKey);
    const rejected = await nativeKem.decapsulate(seed, ciphertext);
    expect(rejected).not.toEqual(secret);
    expect(await nobleKem.decapsulate(seed, ciphertext)).toEqual(rejected);
  });

  it('takes an implementation only if it gives the known answers', async () => {
    expect(await works(nobleKem)).toBe(true);
    const broken: Readonly<Record<string, Kem>> = {
      'another secret': { ...nobleKem, decapsulate: () => Promise.resolve(bytes(32)) },
      'no rejection': {
        ...nobleKem,
        decapsulate: async (seed, ciphertext) =>
          ciphertext.every((byte) => byte === 1) ? bytes(32) : nobleKem.decapsulate(seed, ciphertext),
      },
      'another key': { ...nobleKem, keyPair: async () => ({ ...(await nobleKem.keyPair()), seed: randomBytes(64) }) },
      'another ciphertext': {
        ...nobleKem,
        encapsulate: async (key) => ({ ...(await nobleKem.encapsulate(key)), secret: randomBytes(32) }),
      },
      nothing: { ...nobleKem, keyPair: () => Promise.reject(new Error('not there')) },
    };
    for (const [what, kem] of Object.entries(broken)) expect([what, await works(kem)]).toEqual([what, false]);
  });

  it('refuses public keys that are not canonical, and takes every one that is', async () => {
    const { publicKey } = await mlkemKeyPair();
    expect(isCanonicalKem(publicKey)).toBe(true);
    fc.assert(
      fc.property(fc.nat({ max: 383 }), fc.boolean(), fc.integer({ min: 3_329, max: 4_095 }), (at, isFirst, value) => {
        const key = publicKey.slice();
        const [low, middle, high] = [at * 3, at * 3 + 1, at * 3 + 2];
        if (isFirst) {
          key[low] = value & 255;
          key[middle] = ((key[middle] ?? 0) & 0xf0) | (value >> 8);
        } else {
          key[middle] = ((key[middle] ?? 0) & 0x0f) | ((value & 15) << 4);
          key[high] = value >> 4;
        }
        expect(isCanonicalKem(key)).toBe(false);
      }),
      { numRuns: runs(200) },
    );
    for (const wrong of [publicKey.slice(1), new Uint8Array(1_185), bytes(0)]) {
      await expect(mlkemEncapsulate(wrong)).rejects.toMatchObject({ code: 'bad-public-key' });
    }
    await expect(mlkemDecapsulate(bytes(63), bytes(1_088))).rejects.toMatchObject({ code: 'malformed' });
    await expect(mlkemDecapsulate(bytes(64), bytes(1_087))).rejects.toMatchObject({ code: 'malformed' });
  });
});
