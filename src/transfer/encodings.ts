import type { Bytes } from '../encoding/index.ts';

/** How many bytes tell in what encoding a text is. */
const LOOKED_AT = 4096;

/**
 * The encodings that a text may be in, likeliest first. A mark at its beginning is believed; else zeros tell UTF-16, and what
 * is no UTF-8 is what Windows wrote before, unless it holds what no text of it does.
 */
export function encodingsOf(beginning: Bytes): readonly string[] {
  const [a, b, c] = beginning;
  if (a === 0xff && b === 0xfe) return ['utf-16le'];
  if (a === 0xfe && b === 0xff) return ['utf-16be'];
  if (a === 0xef && b === 0xbb && c === 0xbf) return ['utf-8', 'windows-1252'];
  const looked = beginning.subarray(0, LOOKED_AT);
  const zeros = [0, 0];
  for (const [at, byte] of looked.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > looked.length / 8 && even < odd / 4) return ['utf-16le'];
  if (even > looked.length / 8 && odd < even / 4) return ['utf-16be'];
  // A picture or an archive has these, and is no UTF-8; Windows's encoding would take any bytes. A text may hold one by accident.
  return looked.some((byte) => byte < 9) ? ['utf-8'] : ['utf-8', 'windows-1252'];
}
