import type { AccountParts } from './parts.ts';
import { withoutStoreHandlers } from '../unlock/index.ts';
import { signInHandlers } from './sign-in-handlers.ts';
import type { SignIn } from './sign-in.ts';
import { activityHandlers } from './activity.ts';
import { emailHandlers } from './email.ts';
import { erasingHandlers } from './erasing.ts';
import type { ForgetSites } from './erasing.ts';
import { factorHandlers } from './factors.ts';
import type { FactorHears } from './factors.ts';
import { leavingHandlers } from './leaving.ts';
import { stayingHandlers } from './moving.ts';
import { sessionHandlers } from './sessions.ts';
import { signUpHandlers } from './sign-up.ts';
import { statusHandlers } from './status.ts';

/** Answers every question about the store. */
export function accountHandlers(parts: AccountParts, entry: SignIn, hears: FactorHears, forgetSites: ForgetSites) {
  return {
    ...withoutStoreHandlers(parts),
    ...statusHandlers(parts),
    ...signUpHandlers(parts),
    ...signInHandlers(entry),
    ...sessionHandlers(parts),
    ...factorHandlers(parts, hears),
    ...emailHandlers(parts),
    ...activityHandlers(parts),
    ...leavingHandlers(parts),
    ...stayingHandlers(parts),
    ...erasingHandlers(parts, forgetSites),
  };
}
