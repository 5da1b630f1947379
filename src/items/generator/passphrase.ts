import type { Generated, WordOptions } from './options.ts';
import { bitsOf, uniformBelow } from './uniform.ts';
import type { RandomBytes } from './uniform.ts';

/**
 * Words drawn one by one, and a digit behind one of them where that is wanted. No word of the list begins with another
 * one, so two draws never make the same passphrase, not even without anything between the words: its entropy is that of
 * the draws.
 */
export function passphrase(options: WordOptions, list: readonly string[], random: RandomBytes): Generated {
  const { count, separator, capital, digit } = options;
  const draw = (limit: number): number => Number(uniformBelow(BigInt(limit), random));
  const words = Array.from({ length: count }, () => list[draw(list.length)] ?? '');
  const shown = capital ? words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)) : words;
  if (!digit) return { value: shown.join(separator), bits: bitsOf(BigInt(list.length) ** BigInt(count)) };
  const place = draw(count);
  const number = String(draw(10));
  return {
    value: shown.map((word, at) => (at === place ? word + number : word)).join(separator),
    bits: bitsOf(BigInt(list.length) ** BigInt(count) * BigInt(count * 10)),
  };
}
