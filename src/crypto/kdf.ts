import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
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
