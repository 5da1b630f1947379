import type { Bytes } from '../encoding/index.ts';
import { concat } from '../encoding/index.ts';
import { KEY_BYTES, TAG_BYTES, openOnce, sealOnce } from './aead.ts';
import { DecryptionError } from './errors.ts';
import { kdf } from './kdf.ts';
import { equal, wipe } from './memory.ts';
import { randomBytes } from './random.ts';

const SALT_BYTES = 24;
const COMMITMENT_BYTES = 32;
const HEAD_BYTES = SALT_BYTES + COMMITMENT_BYTES;

function derive(secret: Bytes, salt: Bytes): { key: Bytes; commitment: Bytes } {
  const both = kdf(secret, 'committing', salt, KEY_BYTES + COMMITMENT_BYTES);
  return { key: both.subarray(0, KEY_BYTES), commitment: both.subarray(KEY_BYTES) };
}

/**
 * Committing AEAD (protocol 1), for keys that come from a password or that several readers share: AES-GCM alone lets a
 * forger make one ciphertext that opens under many keys, and so test many passwords with one question.
 * Answers salt 24 | commitment 32 | ciphertext | tag 16; nonce 0, as the salt makes the key fresh.
 * `secret` is a key or a *stretched* password.
 */
export async function sealCommitting(secret: Bytes, plaintext: Bytes, ad: Bytes): Promise<Bytes> {
  const salt = randomBytes(SALT_BYTES);
  const { key, commitment } = derive(secret, salt);
  const sealed = concat(salt, commitment, await sealOnce(key, plaintext, ad));
  wipe(key);
  return sealed;
}

/** Opens what `sealCommitting` made; the commitment is compared first. Throws DecryptionError. */
export async function openCommitting(secret: Bytes, sealed: Bytes, ad: Bytes): Promise<Bytes> {
  if (sealed.length < HEAD_BYTES + TAG_BYTES) throw new DecryptionError();
  const { key, commitment } = derive(secret, sealed.subarray(0, SALT_BYTES));
  try {
    if (!equal(commitment, sealed.subarray(SALT_BYTES, HEAD_BYTES))) throw new DecryptionError();
    return await openOnce(key, sealed.subarray(HEAD_BYTES), ad);
  } finally {
    wipe(key);
  }
}
