/*
 * duplicates: which items are one thing kept more than once, and what one item of them holds. The index names suspects; only
 * those are opened, and told apart by digests.
 */
export { groupsAmong } from './groups.ts';
export type { Group } from './groups.ts';
export { suspects } from './suspects.ts';
export { traitsOf } from './traits.ts';
export type { Traits } from './traits.ts';
export { unite } from './unite.ts';
