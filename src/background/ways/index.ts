/*
 * ways: the ways in as people add, change and remove them; passkey ceremonies.
 */
export type { WaysParts } from './parts.ts';
export { passkeyHandlers } from './passkeys.ts';
export type { AskedKey } from './passkeys.ts';
export { changeWays, phraseLetters, wayHandlers } from './ways.ts';
