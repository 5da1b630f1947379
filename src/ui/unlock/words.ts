/** The words of a text, however they are separated. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/\S+/g) ?? [];
}

/** Where the n-th word (from 1) of a text stands; undefined when there are fewer. */
export function spanOfWord(
  text: string,
  position: number,
): { readonly start: number; readonly end: number } | undefined {
  const found = [...text.matchAll(/\S+/g)][position - 1];
  return found && { start: found.index, end: found.index + found[0].length };
}
