import { describe, expect, it } from 'vitest';
import { agree, agreementKeyPair, sign, signingKeyPair, verify } from '../../src/crypto/index.ts';
import { MalformedError, bytes, fromHex, toHex } from '../../src/encoding/index.ts';
import { cases as agreements } from '../vectors/rfc7748-x25519.json';
import { cases as signatures } from '../vectors/rfc8032-ed25519.json';

describe('signing', () => {
  it.each(signatures)('RFC 8032 section 7.1, $section', async ({ seed, publicKey, message, signature }) => {
    const pair = await signingKeyPair(fromHex(seed));
    expect(toHex(pair.publicKey)).toBe(publicKey);
    expect(toHex(await sign(pair.privateKey, fromHex(message)))).toBe(signature);
    expect(await verify(pair.publicKey, fromHex(message), fromHex(signature))).toBe(true);
  });

  it('makes pairs that differ and work', async () => {
    const [first, second] = [await signingKeyPair(), await signingKeyPair()];
    const signature = await sign(first.privateKey, bytes(5));
    expect(await verify(first.publicKey, bytes(5), signature)).toBe(true);
    expect(await verify(second.publicKey, bytes(5), signature)).toBe(false);
  });

  it.each([0, 31, 33, 64])('takes no private key of %d bytes', async (length) => {
    await expect(signingKeyPair(bytes(length))).rejects.toThrow(MalformedError);
    await expect(sign(bytes(length), bytes(1))).rejects.toThrow(MalformedError);
  });

  it('copies the seed, so that wiping the one leaves the other', async () => {
    const seed = bytes(32).fill(1);
    const { privateKey } = await signingKeyPair(seed);
    seed.fill(0);
    expect(privateKey).toEqual(bytes(32).fill(1));
  });
});

describe('agreeing', () => {
  it.each(agreements)('RFC 7748 section $section', async ({ privateKey, publicKey, shared }) => {
    expect(toHex(await agree(fromHex(privateKey), fromHex(publicKey)))).toBe(shared);
  });

  it('makes pairs that agree', async () => {
    const [alice, bob] = [await agreementKeyPair(), await agreementKeyPair(bytes(32).fill(5))];
    expect(await agree(alice.privateKey, bob.publicKey)).toEqual(await agree(bob.privateKey, alice.publicKey));
  });

  it.each([0, 31, 33])('takes no private key of %d bytes', async (length) => {
    const { publicKey } = await agreementKeyPair();
    await expect(agreementKeyPair(bytes(length))).rejects.toThrow(MalformedError);
    await expect(agree(bytes(length), publicKey)).rejects.toThrow(MalformedError);
  });
});
