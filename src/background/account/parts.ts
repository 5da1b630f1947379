import type { UnlockParts } from '../unlock/index.ts';

/** What the account at a store takes: whoever signs in opens a vault, too. */
export type AccountParts = UnlockParts;
