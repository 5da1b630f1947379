import { MalformedError } from './errors.ts';

/** Bytes that own a plain ArrayBuffer (never a shared one): what WebCrypto and structured clone accept. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** `length` zero bytes. */
export function bytes(length: number): Bytes {
  return new Uint8Array(length);
}

/** All parts, one after another, in a fresh buffer. Not injective: for several variable fields use `associate`. */
export function concat(...parts: readonly Bytes[]): Bytes {
  return join(parts);
}

/** `concat` for a list of any length (arguments have a limit). */
export function join(parts: readonly Bytes[]): Bytes {
  const all = bytes(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

/** 2^32. */
const WORD = 0x1_0000_0000;

function requireInteger(value: number, limit: number): void {
  if (!Number.isSafeInteger(value) || value < 0 || value > limit) throw new MalformedError('number out of range');
}

/*
 * Written and read byte by byte: a DataView would take a small array out of the heap into a buffer of its own, which costs
 * ten times as much, and these stand around every field, frame and record.
 */
function bigEndian(value: number, length: 2 | 4): Bytes {
  const out = bytes(length);
  for (let at = 0; at < length; at += 1) out[at] = value >>> (8 * (length - 1 - at));
  return out;
}

/** Two bytes, big-endian. Throws MalformedError outside 0..65,535. */
export function u16(value: number): Bytes {
  requireInteger(value, 0xffff);
  return bigEndian(value, 2);
}

/** Four bytes, big-endian. Throws MalformedError outside 0..2^32-1. */
export function u32(value: number): Bytes {
  requireInteger(value, 0xffff_ffff);
  return bigEndian(value, 4);
}

/** Eight bytes, big-endian. Throws MalformedError outside 0..2^53-1 (times in milliseconds fit). */
export function u64(value: number): Bytes {
  requireInteger(value, Number.MAX_SAFE_INTEGER);
  return concat(bigEndian(Math.floor(value / WORD), 4), bigEndian(value % WORD, 4));
}

function read(source: Bytes, offset: number, length: 2 | 4): number {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset + length > source.length) {
    throw new MalformedError('input ends too early');
  }
  let value = 0;
  for (let at = offset; at < offset + length; at += 1) value = (value << 8) | (source[at] ?? 0);
  return value >>> 0;
}

/** The big-endian number in the two bytes at `offset`. Throws MalformedError if they aren't there. */
export function readU16(source: Bytes, offset = 0): number {
  return read(source, offset, 2);
}

/** The big-endian number in the four bytes at `offset`. Throws MalformedError if they aren't there. */
export function readU32(source: Bytes, offset = 0): number {
  return read(source, offset, 4);
}

/** The big-endian number in the eight bytes at `offset`. Throws MalformedError if absent or above 2^53-1. */
export function readU64(source: Bytes, offset = 0): number {
  const value = read(source, offset, 4) * WORD + read(source, offset + 4, 4);
  requireInteger(value, Number.MAX_SAFE_INTEGER);
  return value;
}
