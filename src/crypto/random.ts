import type { Bytes, Id } from '../encoding/index.ts';
import { ID_BYTES, bytes, toId } from '../encoding/index.ts';

/** The platform refuses to fill more at once. */
const MOST_AT_ONCE = 65_536;

/** `length` bytes from the platform's cryptographic generator. */
export function randomBytes(length: number): Bytes {
  const out = bytes(length);
  for (let offset = 0; offset < length; offset += MOST_AT_ONCE) {
    crypto.getRandomValues(out.subarray(offset, offset + MOST_AT_ONCE));
  }
  return out;
}

/** A fresh identifier: 16 random bytes, without meaning or order. */
export function newId(): Id {
  return toId(randomBytes(ID_BYTES));
}
