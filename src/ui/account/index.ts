/*
 * The account at a store as a person meets it: connecting a vault to one, the second factor and its backup codes, how things
 * stand, the sessions, leaving, and a page in plain words about what a store knows. What it shows is what the background says.
 */
export { AddPassword } from './add-password.tsx';
export { Connect, isConnectWish, mayHaveMoved, wantsSignIn } from './connect.tsx';
export type { ConnectWish } from './connect.tsx';
export { Email } from './email.tsx';
export { Factors } from './factors.tsx';
export { Knows, KnowsLink } from './knows.tsx';
export { Leave } from './leave.tsx';
export { NotNow } from './not-now.tsx';
export { Sessions } from './sessions.tsx';
export { StoreLine } from './store-line.tsx';
export { StoreStanding } from './standing.tsx';
export { UnlockOrSignIn } from './unlock-or-sign-in.tsx';
export { useStore } from './use-store.ts';
