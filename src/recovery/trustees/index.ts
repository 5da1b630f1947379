/*
 * trustees: a slot secret in shares, any M of which open it (protocol 7). Makes them, hands one over to a browser that asks, and finds
 * those that belong together among what came. Knows no contact and no store.
 */
export { combineHanded } from './combine.ts';
export type { Combined } from './combine.ts';
export { openHanded, sealHanded } from './hand.ts';
export { makeTrustees } from './make.ts';
