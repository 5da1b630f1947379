import type { Place } from './place.ts';

/** How far back a card begins at most, in characters: one whose name is as long as it may be. */
const LONGEST_CARD = 1_000;
/** A card by its first letters (version 1, kind 3), whole, with one space behind it. */
const card = /LK1:AQ[M-P][A-Za-z0-9+/]+ $/;

/** Whether a text is that of an invitation, which stands directly behind its card: both are one thing, read at the card. */
export function isBehindCard({ node, offset }: Place): boolean {
  return card.test(node.data.slice(Math.max(0, offset - LONGEST_CARD), offset));
}
