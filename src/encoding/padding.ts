import type { Bytes } from './bytes.ts';
import { bytes } from './bytes.ts';
import { MalformedError } from './errors.ts';

/**
 * The padded length of `length` bytes by Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and
 * Communication with PURBs", section 4): at most 12 % more, and only O(log log n) bits of the length remain visible.
 */
export function padme(length: number): number {
  if (!Number.isSafeInteger(length) || length < 0) throw new MalformedError('length out of range');
  if (length < 2) return length;
  const exponent = Math.floor(Math.log2(length));
  const free = exponent - (Math.floor(Math.log2(exponent)) + 1);
  const step = 2 ** Math.max(0, free);
  return Math.ceil(length / step) * step;
}

/** `source`, 0x80, then zeros up to the Padmé length. */
export function pad(source: Bytes): Bytes {
  const padded = bytes(padme(source.length + 1));
  padded.set(source);
  padded[source.length] = 0x80;
  return padded;
}

/** Undoes `pad`, as a view. Throws MalformedError for any padding that `pad` would not have written. */
export function unpad(padded: Bytes): Bytes {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end -= 1;
  if (end < 0 || padded[end] !== 0x80 || padme(end + 1) !== padded.length) throw new MalformedError('bad padding');
  return padded.subarray(0, end);
}
