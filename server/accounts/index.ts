/*
 * accounts: who may ask, and how they prove it (protocol 5). Accounts and what can sign in to them, sessions, the
 * device-bound signature of every request. Knows keyed hashes, public keys and sealed things; no address, no password.
 */
export { Accounts } from './accounts.ts';
export { FailedSignins } from './failed-signins.ts';
export type { Session } from './door.ts';
export type { Granted } from './grant.ts';
export { newOpaqueSetup, opaquePublicKey, opaqueReady } from './opaque.ts';
