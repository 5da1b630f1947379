import { padme } from '../encoding/index.ts';
import { armoredLength } from './armor.ts';
import { CHECKSUM_BYTES, overheadOf } from './layout.ts';

/**
 * How many bytes of UTF-8 fit when the armored text, for oneself or for others, may have at most `limit` characters; negative:
 * not even none.
 */
export function textCapacity(kind: 'self' | 'message' | 'channel', limit: number): number {
  let fits = -1;
  const around = overheadOf(kind) - CHECKSUM_BYTES;
  for (let padded = padme(1); armoredLength(around + padded) <= limit; padded = padme(padded + 1)) fits = padded - 1;
  return fits;
}
