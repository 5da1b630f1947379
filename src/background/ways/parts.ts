import type { AccountParts } from '../account/index.ts';

/** What a change of the ways in takes: in a connected vault it is one at the store, too. */
export type WaysParts = AccountParts;
