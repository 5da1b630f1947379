import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256, sha512 as nobleSha512 } from '@noble/hashes/sha2.js';
import type { Bytes, Field, What } from '../encoding/index.ts';
import { associate } from '../encoding/index.ts';

/** SHA-256 (FIPS 180-4): 32 bytes. For several fields use `digest`, which binds what they are. */
export function sha256(message: Bytes): Bytes {
  return nobleSha256(message);
}

/** SHA-512 (FIPS 180-4): 64 bytes. */
export function sha512(message: Bytes): Bytes {
  return nobleSha512(message);
}

/** HMAC-SHA256 (RFC 2104): 32 bytes. Compare with `equal`, never with `===` on text. */
export function hmacSha256(key: Bytes, message: Bytes): Bytes {
  return hmac(nobleSha256, key, message);
}

/** HMAC-SHA512 (RFC 2104): 64 bytes, for standards that ask for it. Compare with `equal`. */
export function hmacSha512(key: Bytes, message: Bytes): Bytes {
  return hmac(nobleSha512, key, message);
}

/**
 * `hmacSha256` by the platform for many messages under one key of at least one byte; the key's bytes may be wiped once
 * this has answered. The function holds the key.
 */
export async function hmacUnder(key: Bytes): Promise<(message: Bytes) => Promise<Bytes>> {
  const held = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return async (message) => new Uint8Array(await crypto.subtle.sign('HMAC', held, message));
}

/** SHA-256 of a row of the table `layouts`: 32 bytes. */
export function digest<W extends What>(what: W, values: Readonly<Record<Field<W>, Bytes>>): Bytes {
  return sha256(associate(what, values));
}
