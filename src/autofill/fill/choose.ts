import type { Choice } from './rules.ts';

/** A text as people would hold it to be the same: without case, accents and signs. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim();
}

type Fits = (choice: { readonly value: string; readonly text: string }, spelling: string) => boolean;

/** The surest first. A short spelling, like a code of two letters, is never looked for inside of other words. */
const ways: readonly Fits[] = [
  ({ text }, spelling) => text === spelling,
  ({ value }, spelling) => value === spelling,
  ({ text }, spelling) => isNumber(spelling) && numberIn(text) === Number(spelling),
  ({ text }, spelling) => spelling.length > 3 && ` ${text} `.includes(` ${spelling} `),
];

/** Which of a select's choices is meant by one of these spellings, the likeliest first; undefined: none, or no certain one. */
export function choose(choices: readonly Choice[], spellings: readonly string[]): number | undefined {
  const read = choices.map(({ value, text }) => ({ value: plain(value), text: plain(text) }));
  const wanted = [...new Set(spellings.map(plain))].filter(Boolean);
  for (const way of ways) {
    for (const spelling of wanted) {
      const found = read.flatMap((choice, at) => (choices[at]?.isOpen && way(choice, spelling) ? [at] : []));
      const [first] = found;
      // Some pages offer the likeliest ones at the top once more.
      if (first !== undefined && found.every((at) => read[at]?.value === read[first]?.value)) return first;
    }
  }
  return undefined;
}

function isNumber(spelling: string): boolean {
  return /^\d+$/.test(spelling);
}

/** The only number in a text, such as 5 in “05.” or 2027 in “2027年”. */
function numberIn(text: string): number | undefined {
  const [only, ...others] = text.match(/\d+/g) ?? [];
  return only !== undefined && others.length === 0 ? Number(only) : undefined;
}
