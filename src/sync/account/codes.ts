import { randomBytes } from '../../crypto/index.ts';
import { toBase32 } from '../../encoding/index.ts';
import { BACKUP_CODE_LENGTH, BACKUP_CODES } from '../../wire/index.ts';
import { CodeError } from '../client/index.ts';

/** Bytes that give the characters of a code, and one more that is cut off. */
const CODE_BYTES = 8;

/** Digits that a person may take for a letter; none of them stands in base32. */
const mistaken: Readonly<Record<string, string>> = { 0: 'O', 1: 'I', 8: 'B' };

/** Ten one-time codes of 60 bits, as a store takes them. Shown once, kept by the person, never by us. */
export function newBackupCodes(): string[] {
  return Array.from({ length: BACKUP_CODES }, () => toBase32(randomBytes(CODE_BYTES)).slice(0, BACKUP_CODE_LENGTH));
}

/** For reading and typing: groups of four, `ABCD-EFGH-IJKL`. */
export function groupedCode(code: string): string {
  return code.replace(/.{4}(?=.)/g, '$&-');
}

/** A backup code out of what was typed: spaces, hyphens, lower case and mistaken digits are fine. Throws CodeError. */
export function asBackupCode(typed: string): string {
  const letters = bare(typed).toUpperCase();
  const code = letters.replace(/[018]/g, (digit) => mistaken[digit] ?? digit);
  if (code.length !== BACKUP_CODE_LENGTH || !/^[A-Z2-7]*$/.test(code)) throw new CodeError();
  return code;
}

/** A code of an authenticator app out of what was typed. Throws CodeError. */
export function asTotpCode(typed: string): string {
  const code = bare(typed);
  if (!/^[0-9]{6}$/.test(code)) throw new CodeError();
  return code;
}

function bare(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s\-\u2010-\u2015\u2212]/g, '');
}
