/*
 * rows: what a device keeps for itself of its messages (protocol 8.6): sessions, pre-keys, what is on its way out, what came in.
 * Sealed in the vault's database, and never anywhere else.
 */
export { readKeyRow, writeKeyRow } from './key.ts';
export type { KeyRow } from './key.ts';
export { readInboxRow, readOutboxRow, writeInboxRow, writeOutboxRow } from './mail.ts';
export type { InboxRow, OutboxEnvelope, OutboxRow } from './mail.ts';
export { readPairRow, readPeerRow, readPreKeyRow, writePairRow, writePeerRow, writePreKeyRow } from './session.ts';
export type { ChainLink, HeldSession, PairRow, PeerRow, PreKeyRow } from './session.ts';
