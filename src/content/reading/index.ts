/*
 * reading: where armored texts stand in other people's pages, through shadow roots and however sites broke them, and how they
 * read. It knows how a page is drawn and nothing of what is sealed in a text: whether one is whole is told by who opens it.
 */
export { isBehindCard } from './behind-card.ts';
export { boxOf, extentOf, linesOf } from './extent.ts';
export type { Extent } from './extent.ts';
export { findBegun, isThere, looksArmored, sealedIn } from './find.ts';
export type { Place } from './place.ts';
export { readingsOf } from './readings.ts';
export { Roots, rootsIn } from './roots.ts';
export { findLikely } from './search.ts';
