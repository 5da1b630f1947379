/*
 * replica: what a store tells, verified before it is merged, and what is unsent, as one commit. Speaks with nobody: what was
 * pulled comes as an argument, what is to be sent is an answer.
 */
export { removedForIn, withoutDevice } from './removed.ts';
export { unsentContents } from './unsent-contents.ts';
export { draftFollowAsAnother } from './follow-as-another.ts';
export { draftFollowLocked } from './follow-locked.ts';
export type { HandedKey, WayIn } from './follow-locked.ts';
export { toldFormer } from './former-heads.ts';
export { draftJoin, openPulledVault, joinedState, wipePulledVault } from './join.ts';
export type { PulledVault } from './join.ts';
export { mergeIntoAccount } from './merge-into-account.ts';
export { readSlots } from './pulled-state.ts';
export { replicaFacet } from './replica.ts';
export { standardSlice } from './slice.ts';
export { openLinkedVault, reaches } from './vouched.ts';
export type { PulledLinked } from './vouched.ts';
export { StagedDatabase } from './staged-database.ts';
