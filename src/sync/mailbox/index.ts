/*
 * mailbox: what people leave for each other at stores (protocol 8): the own mailbox, pre-keys and tokens by the session; anybody's
 * store by a token alone; topics of channels by their keys. Moves sealed envelopes, announcements and signed keys, and believes
 * nothing of what it is told.
 */
export { ContactClient } from './contact-client.ts';
export type { ContactClientParts, Holding } from './contact-client.ts';
export { OwnMailbox } from './own-mailbox.ts';
export type { PreKeyUpload } from './own-mailbox.ts';
export { appendToTopic, readTopic } from './topics.ts';
