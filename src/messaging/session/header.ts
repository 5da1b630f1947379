import { openStep, sealStep } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { associate, concat, readU32, u32 } from '../../encoding/index.ts';

const KEY_BYTES = 32;
const PLAIN_BYTES = KEY_BYTES + 8;
/** nonce 12 | ciphertext 40 | tag 16. */
const HEADER_BYTES = 12 + PLAIN_BYTES + 16;

export interface Header {
  /** The sender's ratchet key, public half. */
  readonly ratchetKey: Bytes;
  /** How many messages the sender's former chain had. */
  readonly previous: number;
  readonly n: number;
}

/** Seals a header under HK: whoever carries the message sees neither turns nor numbers. */
export function sealHeader(key: Bytes, { ratchetKey, previous, n }: Header): Bytes {
  return sealStep(key, concat(ratchetKey, u32(previous), u32(n)), associate('ratchet/header', {}));
}

/** Undefined for a header of another chain. */
export function openHeader(key: Bytes, sealed: Bytes): Header | undefined {
  if (sealed.length !== HEADER_BYTES) return undefined;
  const plain = openStep(key, sealed, associate('ratchet/header', {}));
  if (!plain) return undefined;
  return {
    ratchetKey: plain.slice(0, KEY_BYTES),
    previous: readU32(plain, KEY_BYTES),
    n: readU32(plain, KEY_BYTES + 4),
  };
}
