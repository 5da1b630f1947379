import type { AccountParts } from './parts.ts';
import { storeAsideHandlers } from '../unlock/index.ts';
import { enteringHandlers } from './sign-in-handlers.ts';
import type { SignIn } from './sign-in.ts';
import { storeFactorHandlers } from './factors.ts';
import { storeLeavingHandlers } from './leaving.ts';
import { storeSessionHandlers } from './sessions.ts';
import { signUpHandlers } from './sign-up.ts';
import { storeStatusHandlers } from './status.ts';

/** Answers every question about the store. */
export function storeHandlers(parts: AccountParts, entry: SignIn) {
  return {
    ...storeAsideHandlers(parts),
    ...storeStatusHandlers(parts),
    ...signUpHandlers(parts),
    ...enteringHandlers(entry),
    ...storeSessionHandlers(parts),
    ...storeFactorHandlers(parts),
    ...storeLeavingHandlers(parts),
  };
}
