import { describe, expect, test } from 'vitest';
import { DecryptionError, importKey, openKey, openOnce, randomBytes, seal, sealOnce } from '../../src/crypto/index.ts';
import { bytes, toUtf8 } from '../../src/encoding/index.ts';

const ad = toUtf8('where it belongs');
const text = toUtf8('text');

describe('a sealed key', () => {
  test('opens into a handle that opens what the key sealed', async () => {
    const [outer, inner] = [await importKey(randomBytes(32)), randomBytes(32)];
    const handle = await openKey(outer, await seal(outer, inner, ad), ad);
    expect(handle.extractable).toBe(false);
    expect(await openOnce(handle, await sealOnce(inner, text, ad), ad)).toEqual(text);
  });

  test('is refused elsewhere, changed, cut, extended, and with another length of key', async () => {
    const outer = await importKey(randomBytes(32));
    const sealed = await seal(outer, randomBytes(32), ad);
    await expect(openKey(outer, sealed, toUtf8('elsewhere'))).rejects.toThrow(DecryptionError);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(openKey(outer, changed, ad)).rejects.toThrow(DecryptionError);
    }
    for (const other of [sealed.subarray(1), new Uint8Array([...sealed, 0]), bytes(0)]) {
      await expect(openKey(outer, other, ad)).rejects.toThrow(DecryptionError);
    }
    const short = await seal(outer, randomBytes(16), ad);
    await expect(openKey(outer, short, ad)).rejects.toThrow(DecryptionError);
  });
});
