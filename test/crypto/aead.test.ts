import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decryptWithNonce, encryptWithNonce } from '../../src/crypto/aead.ts';
import {
  DecryptionError,
  importKey,
  open,
  openKey,
  openOnce,
  randomBytes,
  seal,
  sealOnce,
} from '../../src/crypto/index.ts';
import { MalformedError, bytes, fromHex, toHex } from '../../src/encoding/index.ts';
import { someBytes } from '../support/arbitrary.ts';
import { changes } from '../support/changes.ts';
import { runs } from '../support/runs.ts';
import { cases } from '../vectors/gcm-aes256.json';

describe('AES-256-GCM', () => {
  it.each(cases)('$section', async ({ key, nonce, plaintext, ad, sealed }) => {
    const handle = await importKey(fromHex(key));
    const out = await encryptWithNonce(handle, fromHex(nonce), fromHex(plaintext), fromHex(ad));
    expect(toHex(out)).toBe(sealed);
    expect(toHex(await decryptWithNonce(handle, fromHex(nonce), fromHex(sealed), fromHex(ad)))).toBe(plaintext);
  });
});

const forms = [
  { name: 'seal', close: seal, open, overhead: 28 },
  { name: 'sealOnce', close: sealOnce, open: openOnce, overhead: 16 },
] as const;

describe.each(forms)('$name', ({ close, open: reopen, overhead }) => {
  it('opens with the same key and associated data', async () => {
    await fc.assert(
      fc.asyncProperty(someBytes(32, 32), someBytes(), someBytes(), async (key, plaintext, ad) => {
        const sealed = await close(key, plaintext, ad);
        expect(sealed).toHaveLength(plaintext.length + overhead);
        expect(await reopen(key, sealed, ad)).toEqual(plaintext);
      }),
      { numRuns: runs(50) },
    );
  });

  it('opens nothing changed, cut or extended, and says the same of each', async () => {
    const [key, ad] = [randomBytes(32), randomBytes(10)];
    const sealed = await close(key, randomBytes(20), ad);
    const messages = new Set<string>();
    for (const { changed } of changes(sealed)) {
      const error: unknown = await reopen(key, changed, ad).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(DecryptionError);
      messages.add(String(error));
    }
    expect(messages.size).toBe(1);
  });

  it('opens nothing under another key or other associated data', async () => {
    const [key, ad] = [randomBytes(32), randomBytes(10)];
    const sealed = await close(key, randomBytes(20), ad);
    await expect(reopen(randomBytes(32), sealed, ad)).rejects.toThrow(DecryptionError);
    for (const { changed } of changes(ad)) {
      await expect(reopen(key, sealed, changed)).rejects.toThrow(DecryptionError);
    }
  });

  it.each([0, 16, 31, 33])('refuses a key of %d bytes', async (length) => {
    await expect(close(bytes(length), bytes(1), bytes(0))).rejects.toThrow(MalformedError);
  });
});

describe('seal', () => {
  it('never repeats itself', async () => {
    const key = await importKey(randomBytes(32));
    const sealed = await Promise.all(Array.from({ length: 200 }, () => seal(key, bytes(8), bytes(0))));
    expect(new Set(sealed.map((one) => toHex(one.subarray(0, 12)))).size).toBe(sealed.length);
  });

  it('takes a handle as well as bytes', async () => {
    const raw = randomBytes(32);
    const handle = await importKey(raw);
    const sealed = await seal(handle, Uint8Array.of(1), bytes(0));
    expect(await open(raw, sealed, bytes(0))).toEqual(Uint8Array.of(1));
    await expect(crypto.subtle.exportKey('raw', handle)).rejects.toThrow();
  });
});

describe('openKey', () => {
  const ad = randomBytes(10);

  it('opens a sealed key into a handle that opens and is not to be read', async () => {
    const [outer, inner] = [await importKey(randomBytes(32)), randomBytes(32)];
    const handle = await openKey(outer, await seal(outer, inner, ad), ad);
    const sealed = await sealOnce(inner, Uint8Array.of(1, 2), ad);
    expect(await openOnce(handle, sealed, ad)).toEqual(Uint8Array.of(1, 2));
    await expect(crypto.subtle.exportKey('raw', handle)).rejects.toThrow();
  });

  it('opens nothing changed, cut, extended, or bound elsewhere', async () => {
    const outer = await importKey(randomBytes(32));
    const sealed = await seal(outer, randomBytes(32), ad);
    for (const { what, changed } of changes(sealed)) {
      await expect(openKey(outer, changed, ad), what).rejects.toThrow(DecryptionError);
    }
    await expect(openKey(outer, sealed, randomBytes(10))).rejects.toThrow(DecryptionError);
    await expect(openKey(await importKey(randomBytes(32)), sealed, ad)).rejects.toThrow(DecryptionError);
  });

  it.each([0, 16, 31, 33, 64])('opens no sealed thing of %d bytes, which is no key', async (length) => {
    const outer = await importKey(randomBytes(32));
    const sealed = await seal(outer, randomBytes(length), ad);
    await expect(openKey(outer, sealed, ad)).rejects.toThrow(DecryptionError);
  });
});
