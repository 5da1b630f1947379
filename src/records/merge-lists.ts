/*
 * [Note: lists] Lists merge element by element, as everything else in a body does field by field. Entries (objects with an `id`
 * of their own) are told by it; other elements by their value, so that a list of them is a set: what either side added or took
 * away holds. The order is that of the side which is preferred, with what only the other one has behind it.
 */
import { isFields, same } from './json.ts';

interface Lists {
  readonly base: readonly unknown[];
  /** The side that wins where both changed one entry. */
  readonly winner: readonly unknown[];
  readonly other: readonly unknown[];
}

export interface MergedList {
  readonly value: readonly unknown[];
  /** Entries of the other side that gave way. */
  readonly lost: readonly { readonly id: string; readonly value: unknown }[];
}

/** Merges two edits of one list. An entry that one side removed and the other edited stays. */
export function mergeLists({ base, winner, other }: Lists): MergedList {
  const merged: unknown[] = [];
  const lost: { id: string; value: unknown }[] = [];
  for (const mine of winner) {
    const [was, theirs] = [findLike(base, mine), findLike(other, mine)];
    // Removed by the other side, and here as it was.
    if (theirs === undefined && was !== undefined && same(was, mine)) continue;
    const isTheirs = theirs !== undefined && was !== undefined && same(was, mine);
    merged.push(isTheirs ? theirs : mine);
    const id = idOf(mine);
    const gaveWay =
      theirs !== undefined && !isTheirs && !same(theirs, mine) && !(was !== undefined && same(was, theirs));
    if (id !== undefined && gaveWay) lost.push({ id, value: theirs });
  }
  for (const theirs of other) {
    if (findLike(winner, theirs) !== undefined) continue;
    const was = findLike(base, theirs);
    if (was === undefined || !same(was, theirs)) merged.push(theirs);
  }
  return { value: merged, lost };
}

/** The entry of the same id, or the equal element. */
export function findLike(list: readonly unknown[], wanted: unknown): unknown {
  const id = idOf(wanted);
  return list.find((each) => (id === undefined ? same(each, wanted) : idOf(each) === id));
}

/** An entry's id; undefined for what is no entry. */
export function idOf(element: unknown): string | undefined {
  if (!isFields(element) || !Object.hasOwn(element, 'id')) return undefined;
  return typeof element['id'] === 'string' ? element['id'] : undefined;
}
