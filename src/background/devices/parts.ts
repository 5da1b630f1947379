import type { AccountParts } from '../account/index.ts';

/** What devices take: a browser that is let in signs in at a store, too. */
export type DevicesParts = AccountParts;
