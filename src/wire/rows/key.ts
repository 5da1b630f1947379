import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { bytesOf, decode, encode, id, time } from '../format/index.ts';
import { message } from '../messages/index.ts';

const keyRow = v.variant('state', [
  /** A text that ends by itself, with its key, and with what it says once that was seen: never archived, gone at `until`. */
  v.strictObject({ state: v.literal('kept'), until: time, message }),
  /**
   * What is known of a text whose key was forgotten, or is to be: since when, and until when that is remembered. `from`: record of the
   * contact who wrote it; absent: an own one.
   */
  v.strictObject({
    ...{ state: v.literal('gone'), id: bytesOf(24), by: v.picklist(['expiry', 'unsend']) },
    ...{ from: v.optional(id), at: time, until: time },
  }),
]);
/** A text that this device doesn't archive (protocol 8.8). */
export type KeyRow = v.InferOutput<typeof keyRow>;

/** Throws MalformedError, FormatError. */
export function readKeyRow(source: Bytes): KeyRow {
  return decode(keyRow, source);
}

export function writeKeyRow(row: KeyRow): Bytes {
  return encode(row);
}
