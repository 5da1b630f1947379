import { wordlist } from '@scure/bip39/wordlists/english.js';
import { withPlainDigits } from './digits.ts';

const MOST_NUMBER = 24;
/** The English words of BIP-39. */
const known: ReadonlySet<string> = new Set(wordlist);

/** A word of a phrase as it was typed: which one it is, and where it stands in the text (UTF-16 units). */
export interface PhraseWord {
  /** Lower case, without marks; not necessarily a word of the list. */
  readonly word: string;
  /** From 1: the number that was written at it, else its place. */
  readonly position: number;
  readonly start: number;
  readonly end: number;
}

type Word = Omit<PhraseWord, 'position'>;

/** Letters that stand together; `pieces`: as invisible characters part them, which may be in a word or between two. */
interface Run {
  readonly pieces: Word[];
  /** Numbers since the run before. */
  readonly numbers: readonly number[];
  /** Nothing but digits stands between this run and the one before. */
  readonly glued: boolean;
}

export function isPhraseWord(word: string): boolean {
  return known.has(word);
}

/**
 * The words of a phrase however it is kept: whatever is no letter may stand around and between them. Where every word
 * has its own number, the numbers give the order.
 */
export function phraseWords(text: string): readonly PhraseWord[] {
  const { runs, rest } = scan(text);
  const words: NumberedWord[] = [];
  for (const run of runs) addRun(words, run);
  return inOrder(words, rest);
}

interface Scanned {
  readonly runs: readonly Run[];
  /** Numbers after the last run. */
  readonly rest: readonly number[];
}

function scan(text: string): Scanned {
  const runs: Run[] = [];
  let pieces: Word[] | undefined;
  let numbers: number[] = [];
  let glued = false;
  let parted = false;
  for (const { 0: token, index } of text.matchAll(/\p{L}|\p{N}+|[\p{M}\p{Cf}\p{DI}]|[^]/gu)) {
    const end = index + token.length;
    if (/^[\p{M}\p{Cf}\p{DI}]/u.test(token)) {
      parted = true;
    } else if (/^\p{L}/u.test(token)) {
      if (!pieces) runs.push({ pieces: (pieces = []), numbers, glued });
      const last = parted ? undefined : pieces.at(-1);
      const letters = plainLetters(token);
      if (last) pieces[pieces.length - 1] = { ...last, word: last.word + letters, end };
      else pieces.push({ word: letters, start: index, end });
      parted = false;
    } else {
      const isNumber = /^\p{N}/u.test(token);
      glued = isNumber && pieces !== undefined;
      if (pieces) numbers = [];
      if (isNumber) numbers.push(...numbersOf(token));
      pieces = undefined;
    }
  }
  return { runs, rest: pieces ? [] : numbers };
}

function plainLetters(letter: string): string {
  return letter.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
}

function numbersOf(token: string): number[] {
  return (withPlainDigits(token.normalize('NFKD')).match(/\d+/g) ?? []).map(Number);
}

interface NumberedWord extends Word {
  readonly numbers: readonly number[];
}

/** Adds a run's words. `aban0don`, a digit for a letter, stays one word, for its halves are none. */
function addRun(found: NumberedWord[], { pieces, numbers, glued }: Run): void {
  const [first, ...others] = asWords(pieces);
  if (!first) return;
  const last = glued ? found.at(-1) : undefined;
  if (last && !known.has(last.word) && !known.has(first.word)) {
    const word = last.word + numbers.join('') + first.word;
    found[found.length - 1] = { ...last, word, end: first.end };
  } else {
    found.push({ ...first, numbers });
  }
  found.push(...others.map((word) => ({ ...word, numbers: [] })));
}

/** The fewest words of the list that the pieces make, else one word that isn't in it. */
function asWords(pieces: readonly Word[]): readonly Word[] {
  const best: (readonly Word[] | undefined)[] = [[]];
  for (let end = 1; end <= pieces.length; end += 1) {
    // No word of the list has more letters than eight.
    for (let start = end - 1; start >= Math.max(0, end - 8); start -= 1) {
      const [before, word] = [best[start], joined(pieces.slice(start, end))];
      const least = best[end]?.length ?? Infinity;
      if (before && known.has(word.word) && before.length + 1 < least) best[end] = [...before, word];
    }
  }
  return best[pieces.length] ?? [joined(pieces)];
}

function joined(pieces: readonly Word[]): Word {
  const word = pieces.map((piece) => piece.word).join('');
  return { word, start: pieces[0]?.start ?? 0, end: pieces.at(-1)?.end ?? 0 };
}

function inOrder(words: readonly NumberedWord[], rest: readonly number[]): readonly PhraseWord[] {
  const after = [...words.slice(1).map(({ numbers }) => numbers), rest];
  const numberings = [
    words.map(({ numbers }) => numbers.at(-1)),
    words.map(({ numbers }) => numbers[0]),
    after.map(([first]) => first),
  ];
  const positions = numberings.map(positionsOf).find((found) => found !== undefined);
  return words
    .map(({ word, start, end }, index) => ({ word, position: positions?.[index] ?? index + 1, start, end }))
    .sort((one, other) => one.position - other.position);
}

/** Positions from 1, where the numbers are a numbering: each word has one, no two the same, none beyond a phrase. */
function positionsOf(numbers: readonly (number | undefined)[]): readonly number[] | undefined {
  const given = numbers.filter((number) => number !== undefined);
  const [least, most] = [Math.min(...given), Math.max(...given)];
  const isNumbering = given.length === numbers.length && new Set(given).size === given.length;
  if (!isNumbering || most > Math.max(MOST_NUMBER, numbers.length)) return undefined;
  if (least > 0) return given;
  return most === given.length - 1 ? given.map((number) => number + 1) : undefined;
}
