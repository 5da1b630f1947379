/**
 * encoding: bytes, text and the framing of several values into one. One value has one encoding, and every reader here
 * refuses whatever its writer could not have written (MalformedError), so that no two byte strings mean the same thing.
 * Imports nothing of ours; every other room may import it.
 */
export { LatchkeyError, MalformedError, MalformedTextError } from './errors.ts';
export type { Bytes } from './bytes.ts';
export { bytes, concat, join, readU16, readU32, readU64, u16, u32, u64 } from './bytes.ts';
export {
  fromBase32,
  fromBase64,
  fromBase64url,
  fromHex,
  fromUtf8,
  toBase32,
  toBase64,
  toBase64url,
  toHex,
  toUtf8,
} from './text.ts';
export { fromJson, isExactJson, toJson } from './json.ts';
export type { Field, What } from './associated.ts';
export { associate, layouts } from './associated.ts';
export { countFrames, readFrames, writeFrames } from './frames.ts';
export { pad, padme, unpad } from './padding.ts';
export type { Id } from './id.ts';
export { ID_BYTES, fromId, isId, toId } from './id.ts';
