/** More edits are no slip any more: in a short word, two already make another word. */
const mostEdits = (word: string): number => (word.length <= 4 ? 1 : 2);
const MOST_SUGGESTIONS = 3;

/** Edits from one word to another: insert, delete, replace, or swap two neighbours (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const best = Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(swapped ? Math.min(best, (before[j - 2] ?? 0) + 1) : best);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}

/** At most three words of the list that were probably meant, nearest first; none if nothing is near. */
export function nearest(word: string, words: readonly string[]): string[] {
  // A longer word than any of the list plus slips is no slip, and would only cost time.
  if (word.length > 12) return [];
  return words
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate), start: sharedStart(word, candidate) }))
    .filter(({ distance, start }) => distance <= mostEdits(word) || start >= 4)
    .sort((a, b) => a.distance - b.distance || b.start - a.start)
    .slice(0, MOST_SUGGESTIONS)
    .map(({ candidate }) => candidate);
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
