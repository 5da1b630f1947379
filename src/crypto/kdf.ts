import { expand, extract, hkdf } from '@noble/hashes/hkdf.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import type { Bytes } from '../encoding/index.ts';
import { toUtf8 } from '../encoding/index.ts';

/**
 * KDF of protocol 1: HKDF-SHA256 (RFC 5869) with info = "latchkey/v1/" + label; `length` bytes, at most 8,160.
 * Every secret has one purpose: a new purpose takes a new label. `ikm` must be a key or a stretched password, never a
 * password itself.
 */
export function kdf(ikm: Bytes, label: string, salt?: Bytes, length = 32): Bytes {
  return hkdf(sha256, ikm, salt, toUtf8(`latchkey/v1/${label}`), length);
}

/** HKDF-SHA512's first half without a salt (RFC 5869, 2.2): 64 bytes. For protocols of others alone; what is ours is `kdf`. */
export function extractSha512(ikm: Bytes): Bytes {
  return extract(sha512, ikm);
}

/** HKDF-SHA512's second half (RFC 5869, 2.3) of a key that `extractSha512` made. */
export function expandSha512(key: Bytes, info: Bytes, length: number): Bytes {
  return expand(sha512, key, info, length);
}
