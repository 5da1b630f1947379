/*
 * totp: one-time codes by the time (RFC 6238, and Steam's): what a person put in is read as a secret, or it is told why it
 * is none; and the codes of a secret. Pure: what is no secret stays the text that it was, in the item that holds it.
 */
export { codesAt, codesOf } from './codes.ts';
export type { Codes } from './codes.ts';
export { readTotp } from './read.ts';
export type { NoSecret, TotpSecret } from './secret.ts';
