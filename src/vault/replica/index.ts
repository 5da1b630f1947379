/*
 * replica: what a store tells, verified before it is merged, and what is unsent, as one commit. Speaks with nobody: what was
 * pulled comes as an argument, what is to be sent is an answer.
 */
export { draftReopenCopied } from './follow-copied.ts';
export { draftReopen } from './follow-locked.ts';
export { toldFormer } from './former-heads.ts';
export { draftJoin, findVault, joinedState, wipeFound } from './join.ts';
export type { Found } from './join.ts';
export { moveInto } from './move-into-account.ts';
export { readSlots } from './pulled-state.ts';
export { VaultSync } from './replica.ts';
export { StagedStore } from './staged-database.ts';
