import type { Bytes } from '../encoding/index.ts';
import { concat, toBase64 } from '../encoding/index.ts';
import { armorPrefix } from '../typed/index.ts';
import { checksum } from './checksum.ts';
import { CHECKSUM_BYTES } from './layout.ts';

/**
 * A text as it stands in a page: the prefix, then unpadded standard base64 of the bytes and their 2-byte checksum, in
 * one line. There is no length inside: `findArmored` finds the end by the checksum, so `text` must have a length that
 * its kind can have (its plaintext padded).
 */
export function armor(text: Bytes): string {
  return armorPrefix + toBase64(concat(text, checksum(text))).replace(/=+$/, '');
}

/** Characters of the armored form of a text of `length` bytes. */
export function armoredLength(length: number): number {
  return armorPrefix.length + base64Length(length + CHECKSUM_BYTES);
}

/** Characters of unpadded base64 for `length` bytes. */
export function base64Length(length: number): number {
  return Math.ceil((length * 4) / 3);
}
