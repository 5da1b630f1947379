import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { bytesOf, decode, encode } from '../format/index.ts';

const header = v.strictObject({
  /** The authentication tag of each sealed chunk: a MAC under a key that only this vault has, so it serves as its hash. */
  tags: v.pipe(v.array(bytesOf(16)), v.minLength(1)),
});
/** What binds the chunks of a snapshot together. */
export type SnapshotHeader = v.InferOutput<typeof header>;

/** Throws MalformedError, FormatError. */
export function readSnapshotHeader(source: Bytes): SnapshotHeader {
  return decode(header, source);
}

export function writeSnapshotHeader(value: SnapshotHeader): Bytes {
  return encode(value);
}
