import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreeBy } from '../../src/crypto/agree.ts';
import { nativeCurve } from '../../src/crypto/curve-native.ts';
import { agreementPairOf, nobleCurve, signingPairOf } from '../../src/crypto/curve-noble.ts';
import type { Curve } from '../../src/crypto/curve.ts';
import { choose, curve, works } from '../../src/crypto/curves.ts';
import { PublicKeyError } from '../../src/crypto/index.ts';
import { verifyBy } from '../../src/crypto/sign.ts';
import { bytes, fromHex, toHex } from '../../src/encoding/index.ts';
import { someBytes } from '../support/arbitrary.ts';
import { changes } from '../support/changes.ts';
import { runs } from '../support/runs.ts';
import refused from '../vectors/refused-points.json';
import { cases as agreements } from '../vectors/rfc7748-x25519.json';
import { cases as signatures } from '../vectors/rfc8032-ed25519.json';

const implementations: { name: string; by: Curve }[] = [
  { name: 'the platform', by: nativeCurve },
  { name: 'noble', by: nobleCurve },
];

describe.each(implementations)('Ed25519 by $name', ({ by }) => {
  it.each(signatures)('RFC 8032 section 7.1, $section', async ({ seed, publicKey, message, signature }) => {
    expect(toHex(signingPairOf(fromHex(seed)).publicKey)).toBe(publicKey);
    expect(toHex(await by.sign(fromHex(seed), fromHex(message)))).toBe(signature);
    expect(await verifyBy(by, fromHex(publicKey), fromHex(message), fromHex(signature))).toBe(true);
  });

  it('refuses every change of signature, message and key', async () => {
    const { publicKey, privateKey } = await by.signingKeyPair();
    const message = Uint8Array.of(1, 2, 3);
    const signature = await by.sign(privateKey, message);
    for (const { what, changed } of changes(signature)) {
      expect(await verifyBy(by, publicKey, message, changed), what).toBe(false);
    }
    for (const { what, changed } of changes(message)) {
      expect(await verifyBy(by, publicKey, changed, signature), what).toBe(false);
    }
    for (const { what, changed } of changes(publicKey)) {
      expect(await verifyBy(by, changed, message, signature), what).toBe(false);
    }
  });
});

describe.each(implementations)('points of low order or not canonical, by $name', ({ by }) => {
  it.each(refused.ed25519)('$section verifies nothing, as key or as R', async ({ point }) => {
    // R = A and S = 0 satisfies the equation for many messages where A is of low order.
    const signature = fromHex(point + '00'.repeat(32));
    for (let message = 0; message < 16; message += 1) {
      expect(await verifyBy(by, fromHex(point), Uint8Array.of(message), signature)).toBe(false);
    }
    const { publicKey, privateKey } = await by.signingKeyPair();
    const good = await by.sign(privateKey, bytes(1));
    expect(await verifyBy(by, publicKey, bytes(1), Uint8Array.from([...fromHex(point), ...good.subarray(32)]))).toBe(
      false,
    );
  });
});

describe.each(implementations)('X25519 by $name', ({ by }) => {
  it.each(agreements)('RFC 7748 section $section', async ({ privateKey, publicKey, shared }) => {
    const canonical = fromHex(publicKey);
    expect(toHex(await agreeBy(by, fromHex(privateKey), canonical))).toBe(shared);
  });

  it.each(refused.x25519)('agrees on nothing with $section', async ({ point }) => {
    await expect(agreeBy(by, bytes(32).fill(7), fromHex(point))).rejects.toThrow(PublicKeyError);
  });

  it.each([0, 31, 33])('takes no public key of %d bytes', async (length) => {
    await expect(agreeBy(by, bytes(32).fill(7), bytes(length).fill(9))).rejects.toThrow(PublicKeyError);
  });

  it('agrees both ways', async () => {
    const [alice, bob] = [await by.agreementKeyPair(), await by.agreementKeyPair()];
    const shared = await agreeBy(by, alice.privateKey, bob.publicKey);
    expect(shared).toEqual(await agreeBy(by, bob.privateKey, alice.publicKey));
    expect(agreementPairOf(alice.privateKey).publicKey).toEqual(alice.publicKey);
  });
});

describe('the two implementations', () => {
  it('sign and verify alike', async () => {
    await fc.assert(
      fc.asyncProperty(someBytes(32, 32), someBytes(), async (seed, message) => {
        const signature = await nobleCurve.sign(seed, message);
        expect(await nativeCurve.sign(seed, message)).toEqual(signature);
        expect(await verifyBy(nativeCurve, signingPairOf(seed).publicKey, message, signature)).toBe(true);
      }),
      { numRuns: runs(20) },
    );
  });

  it('agree alike on any key that is not refused', async () => {
    const outcome = (by: Curve, ours: Uint8Array<ArrayBuffer>, theirs: Uint8Array<ArrayBuffer>): Promise<string> =>
      agreeBy(by, ours, theirs).then(toHex, (error: unknown) => String(error));
    await fc.assert(
      fc.asyncProperty(someBytes(32, 32), someBytes(32, 32), async (ours, theirs) => {
        expect(await outcome(nativeCurve, ours, theirs)).toBe(await outcome(nobleCurve, ours, theirs));
      }),
      { numRuns: runs(20) },
    );
  });
});

describe('the choice', () => {
  const broken: Curve = { ...nativeCurve, agree: () => Promise.reject(new Error('not supported')) };
  const lying: Curve = { ...nativeCurve, sign: () => Promise.resolve(bytes(64)) };

  it('takes the platform where it works', async () => {
    expect(await works(nativeCurve)).toBe(true);
    expect(await curve()).toBe(nativeCurve);
  });

  it.each([
    ['is not there', broken],
    ['answers wrongly', lying],
  ])('falls back where the platform %s', async (_, platform) => {
    expect(await choose(platform, nobleCurve)).toBe(nobleCurve);
  });
});
