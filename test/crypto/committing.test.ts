import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecryptionError, openCommitting, randomBytes, sealCommitting } from '../../src/crypto/index.ts';
import { concat } from '../../src/encoding/index.ts';
import { someBytes } from '../support/arbitrary.ts';
import { changes } from '../support/changes.ts';
import { runs } from '../support/runs.ts';

describe('committing AEAD', () => {
  it('opens with the same secret and associated data', async () => {
    await fc.assert(
      fc.asyncProperty(someBytes(1, 64), someBytes(), someBytes(), async (secret, plaintext, ad) => {
        const sealed = await sealCommitting(secret, plaintext, ad);
        expect(sealed).toHaveLength(24 + 32 + plaintext.length + 16);
        expect(await openCommitting(secret, sealed, ad)).toEqual(plaintext);
      }),
      { numRuns: runs(50) },
    );
  });

  it('opens nothing changed, cut or extended', async () => {
    const [secret, ad] = [randomBytes(32), randomBytes(10)];
    const sealed = await sealCommitting(secret, randomBytes(20), ad);
    for (const { changed } of changes(sealed)) {
      await expect(openCommitting(secret, changed, ad)).rejects.toThrow(DecryptionError);
    }
    for (const { changed } of changes(ad)) {
      await expect(openCommitting(secret, sealed, changed)).rejects.toThrow(DecryptionError);
    }
  });

  it('makes a new key each time', async () => {
    const secret = randomBytes(32);
    const [first, second] = [
      await sealCommitting(secret, randomBytes(4), randomBytes(0)),
      await sealCommitting(secret, randomBytes(4), randomBytes(0)),
    ];
    const crossed = concat(first.subarray(0, 56), second.subarray(56));
    await expect(openCommitting(secret, crossed, randomBytes(0))).rejects.toThrow(DecryptionError);
    expect(first.subarray(0, 24)).not.toEqual(second.subarray(0, 24));
  });

  it('refuses a foreign commitment even where the ciphertext would open', async () => {
    const [secret, other] = [randomBytes(32), randomBytes(32)];
    const sealed = await sealCommitting(secret, randomBytes(4), randomBytes(0));
    const foreign = await sealCommitting(other, randomBytes(4), randomBytes(0));
    const mixed = concat(sealed.subarray(0, 24), foreign.subarray(24, 56), sealed.subarray(56));
    await expect(openCommitting(secret, mixed, randomBytes(0))).rejects.toThrow(DecryptionError);
  });
});
