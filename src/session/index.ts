/*
 * Who is unlocked, and until when: one open vault, two deadlines, and what survives the background's death. Decides when
 * to lock; opens nothing itself. Told the time, never asks for it.
 */
export { FreshProofNeededError, LockedError, MessagesLockedError, SessionError } from './errors.ts';
export { Session, lockReasons } from './session.ts';
export type { KeptStore, LockReason, SessionParts, SessionState } from './session.ts';
export { defaultLimits } from './times.ts';
export type { Limits, Times } from './times.ts';
