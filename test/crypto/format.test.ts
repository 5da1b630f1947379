import { describe, expect, it } from 'vitest';
import {
  digest,
  kdf,
  kemKeyPair,
  open,
  openCommitting,
  openOnce,
  openSealed,
  sealOnce,
} from '../../src/crypto/index.ts';
import type { Bytes, What } from '../../src/encoding/index.ts';
import { associate, fromHex, pad, readFrames, toHex, unpad, writeFrames } from '../../src/encoding/index.ts';
import vectors from '../vectors/latchkey-format-1.json';

function fields(values: object): Record<string, Bytes> {
  return Object.fromEntries(Object.entries(values).map(([name, hex]) => [name, fromHex(String(hex))]));
}

/** What was sealed once must open for ever: once format 1 is released, these bytes never change. */
describe('format 1, encodings', () => {
  it.each(vectors.kdf)('KDF with label $label', ({ ikm, label, salt, length, okm }) => {
    expect(toHex(kdf(fromHex(ikm), label, fromHex(salt), length))).toBe(okm);
  });

  it.each(vectors.associate)('fields of $what', ({ what, values, bytes, digest: hash }) => {
    expect(toHex(associate(what as What, fields(values) as never))).toBe(bytes);
    expect(toHex(digest(what as What, fields(values) as never))).toBe(hash);
  });

  it.each(vectors.pad)('padding of $plain', ({ plain, padded }) => {
    expect(toHex(pad(fromHex(plain)))).toBe(padded);
    expect(toHex(unpad(fromHex(padded)))).toBe(plain);
  });

  it.each(vectors.frames)('frames $frames', ({ frames, bytes }) => {
    expect(toHex(writeFrames(frames.map(fromHex)))).toBe(bytes);
    expect(readFrames(fromHex(bytes), frames.length).map(toHex)).toEqual(frames);
  });
});

describe('format 1, sealed things', () => {
  it.each(vectors.sealOnce)('$section', async ({ key, ad, plaintext, sealed }) => {
    expect(toHex(await sealOnce(fromHex(key), fromHex(plaintext), fromHex(ad)))).toBe(sealed);
    expect(toHex(await openOnce(fromHex(key), fromHex(sealed), fromHex(ad)))).toBe(plaintext);
  });

  it.each(vectors.seal)('$section', async ({ key, ad, plaintext, sealed }) => {
    expect(toHex(await open(fromHex(key), fromHex(sealed), fromHex(ad)))).toBe(plaintext);
  });

  it.each(vectors.committing)('$section', async ({ secret, ad, plaintext, sealed }) => {
    expect(toHex(await openCommitting(fromHex(secret), fromHex(sealed), fromHex(ad)))).toBe(plaintext);
  });

  it.each(vectors.hpke)('$section', async ({ seed, publicKey, info, psk, pskId, plaintext, sealed }) => {
    const keyPair = kemKeyPair(fromHex(seed));
    expect(toHex(keyPair.publicKey)).toBe(publicKey);
    const binding = { info: fromHex(info), ...(psk && pskId && { psk: fromHex(psk), pskId: fromHex(pskId) }) };
    expect(toHex(await openSealed({ keyPair, ...binding }, fromHex(sealed)))).toBe(plaintext);
  });
});
