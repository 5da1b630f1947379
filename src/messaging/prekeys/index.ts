/*
 * prekeys: keys by which others begin sessions with a device that is not there (protocol 8.2): made, checked, renewed, and when
 * each of them goes. Knows no store, no database and no clock.
 */
export { BundleError, checkBundle } from './check.ts';
export type { CheckedBundle } from './check.ts';
export { afterGiving, afterSending, duePreKeys, overPreKeys } from './due.ts';
export type { HeldPreKey } from './due.ts';
export { makePreKey } from './make.ts';
export type { PreKeyOwner } from './make.ts';
