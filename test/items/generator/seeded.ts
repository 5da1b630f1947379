import { createHash } from 'node:crypto';
import type { RandomBytes } from '../../../src/items/generator/uniform.ts';

/** The same bytes in each run: SHA-256 of a seed and a counter, block by block. */
export function seeded(seed: string): RandomBytes {
  let block = Buffer.alloc(0);
  let at = 0;
  let counter = 0;
  return (length) => {
    const out = new Uint8Array(length);
    for (let filled = 0; filled < length;) {
      if (at === block.length) {
        // Many blocks at once: a million values would take as many hashes else.
        block = Buffer.concat(Array.from({ length: 64 }, () => hashOf(`${seed} ${String(counter++)}`)));
        at = 0;
      }
      const part = block.subarray(at, at + length - filled);
      out.set(part, filled);
      filled += part.length;
      at += part.length;
    }
    return out;
  };
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/**
 * How far counts are from even, in standard deviations of chi-square: above 4 once in 30,000 tries, where they come from an
 * even draw.
 */
export function unevenness(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  return (chi - freedom) / Math.sqrt(2 * freedom);
}
