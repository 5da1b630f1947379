import type { SearchIndex } from './search.ts';
import type { Summary } from './summary.ts';

/** How a list is sorted, if not as search does it: by title, or by when things were made, the last one first. */
export type Order = 'title' | 'created';

/** Where each title stands among all of an index: comparing words is slow, comparing numbers isn't. */
const ranks = new WeakMap<SearchIndex, ReadonlyMap<string, number>>();

/** What was found in an index, sorted. Things that are alike stay as they were. */
export function inOrder<S extends Summary>(index: SearchIndex<S>, found: readonly S[], order: Order): S[] {
  if (order === 'created') return found.toSorted((a, b) => createdAt(b) - createdAt(a));
  const rank = ranks.get(index) ?? titleRanks(index.summaries);
  ranks.set(index, rank);
  return found.toSorted((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0));
}

/** The index says it only of what was changed since. */
export function createdAt({ createdAt, updatedAt }: Pick<Summary, 'createdAt' | 'updatedAt'>): number {
  return createdAt ?? updatedAt;
}

/** As people sort words: numbers by their value, whatever the case; those without a title last. */
function titleRanks(summaries: readonly Summary[]): ReadonlyMap<string, number> {
  const words = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  const titled = summaries.map(({ id, title }) => ({ id, title: title.trim() }));
  const sorted = titled.toSorted(
    (a, b) => Number(a.title === '') - Number(b.title === '') || words.compare(a.title, b.title),
  );
  return new Map(sorted.map(({ id }, at) => [id, at]));
}
