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

function requireInteger(value: number, limit: number): void {
  if (!Number.isSafeInteger(value) || value < 0 || value > limit) throw new MalformedError('number out of range');
}

/** Two bytes, big-endian. Throws MalformedError outside 0..65,535. */
export function u16(value: number): Bytes {
  requireInteger(value, 0xffff);
  const out = bytes(2);
  new DataView(out.buffer).setUint16(0, value);
  return out;
}

/** Four bytes, big-endian. Throws MalformedError outside 0..2^32-1. */
export function u32(value: number): Bytes {
  requireInteger(value, 0xffff_ffff);
  const out = bytes(4);
  new DataView(out.buffer).setUint32(0, value);
  return out;
}

/** Eight bytes, big-endian. Throws MalformedError outside 0..2^53-1 (times in milliseconds fit). */
export function u64(value: number): Bytes {
  requireInteger(value, Number.MAX_SAFE_INTEGER);
  const out = bytes(8);
  new DataView(out.buffer).setBigUint64(0, BigInt(value));
  return out;
}

function view(source: Bytes, offset: number, length: number): DataView {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset + length > source.length) {
    throw new MalformedError('input ends too early');
  }
  return new DataView(source.buffer, source.byteOffset + offset, length);
}

/** The big-endian number in the two bytes at `offset`. Throws MalformedError if they aren't there. */
export function readU16(source: Bytes, offset = 0): number {
  return view(source, offset, 2).getUint16(0);
}

/** The big-endian number in the four bytes at `offset`. Throws MalformedError if they aren't there. */
export function readU32(source: Bytes, offset = 0): number {
  return view(source, offset, 4).getUint32(0);
}

/** The big-endian number in the eight bytes at `offset`. Throws MalformedError if absent or above 2^53-1. */
export function readU64(source: Bytes, offset = 0): number {
  const value = Number(view(source, offset, 8).getBigUint64(0));
  requireInteger(value, Number.MAX_SAFE_INTEGER);
  return value;
}
