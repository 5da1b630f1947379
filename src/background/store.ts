import type { House } from './house.ts';
import { storeAsideHandlers } from './store-aside.ts';
import { enteringHandlers } from './store-entering.ts';
import type { StoreEntry } from './store-entry.ts';
import { storeFactorHandlers } from './store-factors.ts';
import { storeLeavingHandlers } from './store-leaving.ts';
import { storeSessionHandlers } from './store-sessions.ts';
import { signUpHandlers } from './store-signup.ts';
import { storeStatusHandlers } from './store-status.ts';

/** Answers every question about the store. */
export function storeHandlers(house: House, entry: StoreEntry) {
  return {
    ...storeAsideHandlers(house),
    ...storeStatusHandlers(house),
    ...signUpHandlers(house),
    ...enteringHandlers(entry),
    ...storeSessionHandlers(house),
    ...storeFactorHandlers(house),
    ...storeLeavingHandlers(house),
  };
}
