import * as v from 'valibot';

/** The number in the paths (`/v1/…`) and in the answer header of every store; another number is another protocol. */
export const API_FORMAT = 1;

/** Every answer of a store carries its clock (milliseconds since 1970) and its format: what lacks them is not a store. */
export const TIME_HEADER = 'latchkey-time';
export const FORMAT_HEADER = 'latchkey-format';
/** `<time>.<nonce>.<mac>`: the device-bound MAC of a request (protocol 5). */
export const REQUEST_HEADER = 'latchkey-request';
/** Where the ticket of a sign-up travels, so that it is checked before the body is taken. */
export const TICKET_HEADER = 'latchkey-ticket';

/** How far a request's time may lie from the store's clock, in milliseconds (protocol 5). */
export const REQUEST_WINDOW = 300_000;
/** How old a sign-in may be that replaces a way to sign in, in milliseconds (protocol 5). */
export const FRESH_SIGN_IN = 300_000;

/** The name that no web page can claim (protocol 2.1); every passkey of ours is bound to it. */
export const PASSKEY_RP_ID = 'passkeys.latchkey.invalid';

/** One-time backup codes of an account, and their length in base32 characters (60 bits). */
export const BACKUP_CODES = 10;
export const BACKUP_CODE_LENGTH = 12;

/** How the last character of unpadded base64url may look when bytes don't fill it: one encoding a value. */
const lastCharacter = ['[A-Za-z0-9_-]', '[AQgw]', '[AEIMQUYcgkosw048]'] as const;

/** Exactly `length` bytes as unpadded base64url. */
export function base64urlOf(length: number) {
  const characters = Math.ceil((length * 4) / 3);
  return v.pipe(
    v.string(),
    v.regex(new RegExp(`^[A-Za-z0-9_-]{${characters - 1}}${lastCharacter[length % 3] ?? ''}$`)),
  );
}

/** One to `most` bytes as unpadded base64url. */
export function base64urlUpTo(most: number) {
  return v.pipe(
    v.string(),
    v.minLength(2),
    v.maxLength(Math.ceil((most * 4) / 3)),
    v.regex(/^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{4}|[A-Za-z0-9_-]{3}|[A-Za-z0-9_-]{2})$/),
  );
}

/** Sessions, passkeys, keys: what an account has of a kind, as a store lists it. */
const MOST_LISTED = 1_024;

export function listOf<S extends v.GenericSchema>(entry: S) {
  return v.pipe(v.array(entry), v.maxLength(MOST_LISTED));
}

export const idText = base64urlOf(16);
export const keyText = base64urlOf(32);
export const hashText = base64urlOf(32);
export const signatureText = base64urlOf(64);
export const macText = base64urlOf(32);
export const ticketText = v.pipe(v.string(), v.minLength(1), v.maxLength(4096), v.regex(/^[A-Za-z0-9_-]+$/));
/** A name that only the vault can read: sealed by the client. */
export const labelText = base64urlUpTo(512);
export const credentialText = base64urlUpTo(1023);
export const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
export const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const nothing = v.strictObject({});
