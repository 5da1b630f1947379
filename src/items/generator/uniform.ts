import type { Bytes } from '../../encoding/index.ts';

/** Where randomness comes from: `length` bytes from a cryptographic generator. An argument, so that tests can seed it. */
export type RandomBytes = (length: number) => Bytes;

/**
 * A whole number from 0 up to `limit`, `limit` excluded, each as likely as any other: draws as many bits as the greatest
 * needs, and draws again while they are no number below the limit (fewer than two draws on average). A remainder would
 * favour the small ones.
 */
export function uniformBelow(limit: bigint, random: RandomBytes): bigint {
  if (limit <= 0n) throw new RangeError('Nothing lies below this limit');
  const bits = (limit - 1n).toString(2).length;
  const excess = BigInt((8 - (bits % 8)) % 8);
  for (;;) {
    const drawn = numberOf(random(Math.ceil(bits / 8))) >> excess;
    if (drawn < limit) return drawn;
  }
}

function numberOf(bytes: Bytes): bigint {
  let number = 0n;
  for (const byte of bytes) number = (number << 8n) | BigInt(byte);
  return number;
}

/** The binary logarithm of a whole number above 0, however large. */
export function bitsOf(count: bigint): number {
  const digits = count.toString(2);
  const exact = Math.min(digits.length, 53);
  return digits.length - exact + Math.log2(Number.parseInt(digits.slice(0, exact), 2));
}
