import { randomBytes } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { concat, fromBase64url, toBase32, toBase64url, toUtf8 } from '../../src/encoding/index.ts';
import { MAIL_CODE_LENGTH } from '../../src/wire/index.ts';
import type { Parts } from './parts.ts';
import { NO_ACCOUNT } from './parts.ts';

const BITS_PER_CHARACTER = 5;
const STOP_BYTES = 32;

/** A fresh code, 40 bits. */
export function newCode(): string {
  return toBase32(randomBytes((MAIL_CODE_LENGTH * BITS_PER_CHARACTER) / 8));
}

/** Keyed hash of a code, bound to what it is for. */
export function codeHash({ secret }: Parts, subject: Bytes, code: string): Bytes {
  return secret.hash(NO_ACCOUNT, concat(toUtf8('code:'), subject, toUtf8(code)));
}

/** Keyed hash of an address: all that is kept of it. */
export function addressHash({ secret }: Parts, address: string): Bytes {
  return secret.hash(NO_ACCOUNT, toUtf8(`address:${address}`));
}

/** Keyed hash of a telephone number: all that is kept of it. */
export function numberHash({ secret }: Parts, number: string): Bytes {
  return secret.hash(NO_ACCOUNT, toUtf8(`number:${number}`));
}

/** What the link of a mail carries, and what is kept of it. It stops one recovery, and can do nothing else. */
export function newStop(parts: Parts): { readonly token: string; readonly hash: Bytes } {
  const token = randomBytes(STOP_BYTES);
  return { token: toBase64url(token), hash: stopHash(parts, token) };
}

export function stopHash({ secret }: Parts, token: Bytes): Bytes {
  return secret.hash(NO_ACCOUNT, concat(toUtf8('stop:'), token));
}

/** The token as a link spells it; undefined for anything else. */
export function readStop(text: string): Bytes | undefined {
  return /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/.test(text) ? fromBase64url(text) : undefined;
}
