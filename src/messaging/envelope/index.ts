/*
 * envelope: what one device sends to another through a store (protocol 8.4), sealed to its mailbox key; and how the bodies in it
 * hang together. Knows no session, no store and no clock.
 */
export { bodyHash, judgeBody, lastOf, linkAfter } from './link.ts';
export type { LastBody } from './link.ts';
export { openEnvelope, sealEnvelope } from './seal.ts';
