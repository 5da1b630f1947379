import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { expect, it } from 'vitest';
import { decryptWithNonce, encryptWithNonce, importKey } from '../../src/crypto/aead.ts';
import { DecryptionError, equal, hmacSha256 } from '../../src/crypto/index.ts';
import { concat, fromHex, toHex } from '../../src/encoding/index.ts';
import { describeForeign } from './support/folder.ts';
import { readWycheproof } from './support/wycheproof.ts';

interface AeadFields {
  readonly key: string;
  readonly iv: string;
  readonly aad: string;
  readonly msg: string;
  readonly ct: string;
  readonly tag: string;
}

describeForeign('Wycheproof AES-GCM', () => {
  const groups = readWycheproof<AeadFields, { keySize: number; ivSize: number; tagSize: number }>('aes_gcm_test.json');
  const fits = ({ keySize, ivSize, tagSize }: { keySize: number; ivSize: number; tagSize: number }): boolean =>
    keySize === 256 && ivSize === 96 && tagSize === 128;
  const ours = groups.filter(({ group }) => fits(group)).flatMap(({ tests }) => tests);
  const others = groups.filter(({ group }) => !fits(group)).flatMap(({ tests }) => tests);

  it.each(ours)('$tcId $result $comment', async ({ key, iv, aad, msg, ct, tag, result }) => {
    const handle = await importKey(fromHex(key));
    const sealed = concat(fromHex(ct), fromHex(tag));
    const opened = decryptWithNonce(handle, fromHex(iv), sealed, fromHex(aad));
    if (result === 'invalid') {
      await expect(opened).rejects.toThrow(DecryptionError);
      return;
    }
    expect(toHex(await opened)).toBe(msg);
    expect(await encryptWithNonce(handle, fromHex(iv), fromHex(msg), fromHex(aad))).toEqual(sealed);
  });

  it.skip(`${others.length} tests with other sizes: format 1 has 256-bit keys and 96-bit nonces only`, () => undefined);
});

interface MacFields {
  readonly key: string;
  readonly msg: string;
  readonly tag: string;
}

describeForeign('Wycheproof HMAC-SHA256', () => {
  const groups = readWycheproof<MacFields, { tagSize: number }>('hmac_sha256_test.json');
  const tests = groups.flatMap(({ tests: some, group }) => some.map((test) => ({ ...test, size: group.tagSize / 8 })));

  it.each(tests)('$tcId $result $comment', ({ key, msg, tag, size, result }) => {
    const mac = hmacSha256(fromHex(key), fromHex(msg)).slice(0, size);
    expect(equal(mac, fromHex(tag))).toBe(result === 'valid');
  });
});

interface HkdfFields {
  readonly ikm: string;
  readonly salt: string;
  readonly info: string;
  readonly size: number;
  readonly okm: string;
}

describeForeign('Wycheproof HKDF-SHA256', () => {
  const tests = readWycheproof<HkdfFields>('hkdf_sha256_test.json').flatMap((group) => group.tests);

  // The implementation under `kdf`, whose info always begins with our label.
  it.each(tests)('$tcId $result $comment', ({ ikm, salt, info, size, okm, result }) => {
    const derive = (): Uint8Array => hkdf(sha256, fromHex(ikm), fromHex(salt), fromHex(info), size);
    if (result === 'invalid') expect(derive).toThrow();
    else expect(toHex(Uint8Array.from(derive()))).toBe(okm);
  });
});

describeForeign('Wycheproof, primitives that format 1 does not have', () => {
  it.skip('ECDSA P-256: only WebAuthn brings it, to the store', () => undefined);
  it.skip('PBKDF2: only imports read it', () => undefined);
  it.skip('ML-KEM-768: only messages between people use it', () => undefined);
});
