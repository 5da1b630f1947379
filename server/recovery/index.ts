/*
 * recovery: the store's part in a way back by answers (protocol 7): a key for each escrow, sealed under the root; recoveries, each
 * bound to the key that opened it; mailed codes, the wait, the veto, and counts that outlive restarts and copies. Learns no answer.
 */
export { DeedCount } from './deeds.ts';
export { Recovery } from './recovery.ts';
