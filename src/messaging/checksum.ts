import type { Bytes } from '../encoding/index.ts';
import { u16 } from '../encoding/index.ts';

const INITIAL = 0xffff;

/** CRC-16/IBM-3740 (polynomial 0x1021, initial value 0xffff), one byte further. */
function checksumStep(crc: number, byte: number): number {
  let next = crc ^ (byte << 8);
  for (let bit = 0; bit < 8; bit += 1) next = next & 0x8000 ? (next << 1) ^ 0x1021 : next << 1;
  return next & 0xffff;
}

/**
 * Two bytes that tell damage and where a text ends. It is no protection against people: that is the seal's work. Bytes
 * followed by their checksum have the checksum 0, which is how a reader finds an end in one pass.
 */
export function checksum(bytes: Bytes): Bytes {
  return u16(bytes.reduce(checksumStep, INITIAL));
}

/** The lengths, among `wanted` (ascending), at which `bytes` ends with its own checksum. */
export function closedLengths(bytes: Bytes, wanted: Iterable<number>): number[] {
  const closed: number[] = [];
  let crc = INITIAL;
  let read = 0;
  for (const length of wanted) {
    for (; read < length; read += 1) crc = checksumStep(crc, bytes[read] ?? 0);
    if (crc === 0) closed.push(length);
  }
  return closed;
}
