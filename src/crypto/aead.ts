import { gcm } from '@noble/ciphers/aes.js';
import type { Bytes } from '../encoding/index.ts';
import { MalformedError, bytes, concat } from '../encoding/index.ts';
import { DecryptionError } from './errors.ts';
import { randomBytes } from './random.ts';

declare const forAead: unique symbol;

/** An AES-256-GCM key held by the platform, not to be read back; worth making where a key is used many times. */
export type AeadKey = CryptoKey & { readonly [forAead]: true };

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
const TAG_BITS = TAG_BYTES * 8;

/** A handle for a 32-byte key. Throws MalformedError for another length. */
export async function importKey(raw: Bytes): Promise<AeadKey> {
  if (raw.length !== KEY_BYTES) throw new MalformedError('an AEAD key has 32 bytes');
  return (await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt', 'unwrapKey'])) as AeadKey;
}

async function handle(key: AeadKey | Bytes): Promise<AeadKey> {
  return key instanceof Uint8Array ? importKey(key) : key;
}

/**
 * AES-256-GCM with the nonce given. Inside this room only: whoever chooses a nonce can repeat it.
 * Answers ciphertext | tag 16.
 */
export async function encryptWithNonce(key: AeadKey, nonce: Bytes, plaintext: Bytes, ad: Bytes): Promise<Bytes> {
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: ad, tagLength: TAG_BITS };
  return new Uint8Array(await crypto.subtle.encrypt(algorithm, key, plaintext));
}

/** Undoes `encryptWithNonce`. Throws DecryptionError. */
export async function decryptWithNonce(key: AeadKey, nonce: Bytes, ciphertext: Bytes, ad: Bytes): Promise<Bytes> {
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: ad, tagLength: TAG_BITS };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, ciphertext));
  } catch {
    throw new DecryptionError();
  }
}

/**
 * Seals under a random nonce: nonce 12 | ciphertext | tag 16 (protocol 1). `ad` comes from `associate` and must say
 * where the ciphertext belongs. One key seals at most 2^32 times (SP 800-38D, 8.3).
 */
export async function seal(key: AeadKey | Bytes, plaintext: Bytes, ad: Bytes): Promise<Bytes> {
  const nonce = randomBytes(NONCE_BYTES);
  return concat(nonce, await encryptWithNonce(await handle(key), nonce, plaintext, ad));
}

/** Opens what `seal` made. Throws DecryptionError for everything that is not exactly that. */
export async function open(key: AeadKey | Bytes, sealed: Bytes, ad: Bytes): Promise<Bytes> {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new DecryptionError();
  const [nonce, ciphertext] = [sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES)];
  return decryptWithNonce(await handle(key), nonce, ciphertext, ad);
}

/**
 * Opens a 32-byte key that `seal` sealed, straight into a handle: its bytes never show in script, and it costs one step of
 * the platform less. Throws DecryptionError.
 */
export async function openKey(key: AeadKey, sealed: Bytes, ad: Bytes): Promise<AeadKey> {
  if (sealed.length !== NONCE_BYTES + KEY_BYTES + TAG_BYTES) throw new DecryptionError();
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: ad, tagLength: TAG_BITS };
  const wrapped = sealed.subarray(NONCE_BYTES);
  try {
    return (await crypto.subtle.unwrapKey('raw', wrapped, key, algorithm, 'AES-GCM', false, ['decrypt'])) as AeadKey;
  } catch {
    throw new DecryptionError();
  }
}

/**
 * Seals under nonce 0: ciphertext | tag 16. The caller's construction must make the key, or the random input it is
 * derived from, afresh once the plaintext is final: a second plaintext under the same key opens both. A retry resends
 * the same bytes.
 */
export async function sealOnce(key: Bytes, plaintext: Bytes, ad: Bytes): Promise<Bytes> {
  return encryptWithNonce(await importKey(key), bytes(NONCE_BYTES), plaintext, ad);
}

/** Opens what `sealOnce` made. Throws DecryptionError. */
export async function openOnce(key: AeadKey | Bytes, sealed: Bytes, ad: Bytes): Promise<Bytes> {
  return decryptWithNonce(await handle(key), bytes(NONCE_BYTES), sealed, ad);
}

/*
 * The same without waiting: a step of the ratchet is one function, so that nothing can come between reading a state and
 * its successor. For a few hundred bytes under a key that is used once it is also faster than the platform's.
 */

/** The same bytes as `seal` makes, for a key of 32 bytes: nonce 12 | ciphertext | tag 16. */
export function sealStep(key: Bytes, plaintext: Bytes, ad: Bytes): Bytes {
  const nonce = randomBytes(NONCE_BYTES);
  return concat(nonce, gcm(key, nonce, ad).encrypt(plaintext));
}

/** Opens what `sealStep` or `seal` made; undefined for everything that is not exactly that. */
export function openStep(key: Bytes, sealed: Bytes, ad: Bytes): Bytes | undefined {
  return decrypt(key, sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES), ad);
}

/** The same bytes as `sealOnce` makes, under nonce 0: the key is used for this plaintext and no other. */
export function sealStepOnce(key: Bytes, plaintext: Bytes, ad: Bytes): Bytes {
  return gcm(key, bytes(NONCE_BYTES), ad).encrypt(plaintext);
}

/** Opens what `sealStepOnce` or `sealOnce` made; undefined for everything that is not exactly that. */
export function openStepOnce(key: Bytes, sealed: Bytes, ad: Bytes): Bytes | undefined {
  return decrypt(key, bytes(NONCE_BYTES), sealed, ad);
}

function decrypt(key: Bytes, nonce: Bytes, ciphertext: Bytes, ad: Bytes): Bytes | undefined {
  if (nonce.length !== NONCE_BYTES || ciphertext.length < TAG_BYTES) return undefined;
  try {
    return gcm(key, nonce, ad).decrypt(ciphertext);
  } catch {
    return undefined;
  }
}
