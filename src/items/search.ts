import { fold } from '../typed/index.ts';
import type { Summary } from './summary.ts';

/** Summaries ready to be searched. Belongs to the list it was made of: a changed list needs a new one. */
export interface SearchIndex<S extends Summary = Summary> {
  /** Most recently changed first. */
  readonly summaries: readonly S[];
  /** For each summary: folded title, a line break, the rest folded. */
  readonly texts: readonly string[];
  /** Where the title ends in each text. */
  readonly titleEnds: readonly number[];
  /** All texts in one string: a word that is rare is found without looking at each text. */
  readonly joined: string;
  /** Where each text begins in it, and where the last one ends. */
  readonly starts: Uint32Array;
}

/** Best first: the whole title, its beginning, the beginning of a word in it, inside a word of it, elsewhere. */
const RANKS = 5;
const ELSEWHERE = RANKS - 1;
const NO_WORD = /[^\p{L}\p{N}]/u;
/** Between texts: white space, so that no word of a query spans two of them. */
const BETWEEN = '\n';

export function newIndex<S extends Summary>(summaries: readonly S[]): SearchIndex<S> {
  const sorted = [...summaries].sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1));
  // Folding neither makes nor eats line breaks, and it returns one flat string, which is quick to search.
  const texts = sorted.map(({ title, detail, alsoFound = '' }) => fold(`${title}\n${detail}\n${alsoFound}`));
  const starts = new Uint32Array(texts.length + 1);
  texts.forEach((text, i) => {
    starts[i + 1] = (starts[i] as number) + text.length + BETWEEN.length;
  });
  return {
    summaries: sorted,
    texts,
    titleEnds: texts.map((text) => text.indexOf('\n')),
    joined: texts.join(BETWEEN),
    starts,
  };
}

/**
 * All items that contain every word of the query, best match first, then the most recently changed.
 * Case and diacritics don't count. An empty query finds everything.
 */
export function search<S extends Summary>(index: SearchIndex<S>, query: string): S[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const rarest = words.reduce((a, b) => (b.length > a.length ? b : a), '');
  if (rarest === '') return [...index.summaries];
  const others = words.filter((word) => word !== rarest);
  const whole = words.join(' ');
  const { summaries, texts, titleEnds, joined, starts } = index;
  const buckets: S[][] = Array.from({ length: RANKS }, () => []);
  // This loop is what a keystroke costs: one step for each text that has the rarest word, and nothing allocated.
  for (let i = 0, at = joined.indexOf(rarest); at >= 0; at = joined.indexOf(rarest, starts[++i])) {
    while ((starts[i + 1] as number) <= at) i++;
    const text = texts[i] as string;
    const titleEnd = titleEnds[i] as number;
    let rank = wordRank(text, titleEnd, at - (starts[i] as number), rarest);
    for (let j = 0; j < others.length && rank >= 0; j++) {
      const other = others[j] as string;
      const found = text.indexOf(other);
      rank = found < 0 ? -1 : Math.max(rank, wordRank(text, titleEnd, found, other));
    }
    if (rank < 0) continue;
    if (titleEnd === whole.length && text.startsWith(whole)) rank = 0;
    (buckets[rank] as S[]).push(summaries[i] as S);
  }
  return buckets.flat();
}

/** How good a match one word is; `at` is where it stands first. A match of several words is as good as the worst. */
function wordRank(text: string, titleEnd: number, at: number, word: string): number {
  if (at === 0) return 1;
  if (at + word.length > titleEnd) return ELSEWHERE;
  for (let next = at; next >= 0 && next + word.length <= titleEnd; next = text.indexOf(word, next + 1)) {
    if (startsWord(text, next)) return 2;
  }
  return 3;
}

function startsWord(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (before > 127) return NO_WORD.test(text.charAt(at - 1));
  return before < 48 || (before > 57 && before < 97) || before > 122;
}
