import { phraseWords } from '../../typed/index.ts';

/** `count` different positions from 1 to `length`, drawn at random, in order: which words of a phrase are asked for. */
export function drawPositions(length: number, count: number): readonly number[] {
  const left = Array.from({ length }, (_, index) => index + 1);
  const [...random] = crypto.getRandomValues(new Uint32Array(count));
  const drawn = random.flatMap((number) => left.splice(number % left.length, 1));
  return drawn.sort((one, other) => one - other);
}

/** Whether a typed word is the right one; its number, case and what stands around it don't matter. */
export function isWord(typed: string, word: string | undefined): boolean {
  const words = phraseWords(typed);
  return words.length === 1 && words[0]?.word === word;
}
