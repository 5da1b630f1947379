/*
 * unlock: who proves what, and when it locks: proofs of ways in, the session over this browser's storage, lock times.
 */
export { disguiseHandlers } from './disguise.ts';
export { lastUsed, noteUse } from './last-used.ts';
export { lockHandlers } from './locks.ts';
export type { UnlockParts } from './parts.ts';
export { passkeyProof, passwordProof, phraseProof, secretOf } from './proof.ts';
export type { Proof } from './proof.ts';
export { buildSession } from './session.ts';
export {
  isWayIn,
  openFollowed,
  prove,
  provedHere,
  provePasskey,
  provePassword,
  refuse,
  unlockHandlers,
  wayOf,
} from './unlock.ts';
export { Unsent } from './unsent.ts';
export { withoutStoreHandlers } from './without-store.ts';
