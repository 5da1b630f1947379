/*
 * session: two devices and the keys between them (protocol 8.2): PQXDH, and the hybrid double ratchet with encrypted headers.
 * States are values, steps are functions that wait for nothing; what they take of the platform is asked for beforehand. Knows
 * no contact, no store, no database and no clock.
 */
export { answerSession, beginSession } from './set-up.ts';
export type { OwnPreKeys, Party, SetUp } from './set-up.ts';
export { prepareSending, send } from './send.ts';
export { locate, prepareReceiving, receive } from './receive.ts';
export { wipeSession, wipeSuperseded } from './superseded.ts';
export type { RatchetMessage, SendingTurn, Session } from './types.ts';
