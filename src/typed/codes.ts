import { withPlainDigits } from './digits.ts';
import { CodeError } from './errors.ts';

/** Characters of a backup code: base32, so that 60 bits of it can be read aloud. */
const BACKUP_CODE = /^[A-Z2-7]{12}$/;
const MAIL_CODE = /^[A-Z2-7]{8}$/;
const REQUEST_CODE = /^[A-Z2-7]{20}$/;
const FINGERPRINT = /^[A-Z2-7]{28}$/;

/** Digits that a person may take for a letter; none of them stands in base32. */
const mistaken: Readonly<Record<string, string>> = { 0: 'O', 1: 'I', 8: 'B' };

/** A backup code out of what was typed: case, what stands between, and mistaken digits are fine. Throws CodeError. */
export function asBackupCode(typed: string): string {
  const code = letters(typed);
  if (!BACKUP_CODE.test(code)) throw new CodeError();
  return code;
}

/** A code that was mailed, 8 characters of base32. Throws CodeError. */
export function asMailCode(typed: string): string {
  const code = letters(typed);
  if (!MAIL_CODE.test(code)) throw new CodeError();
  return code;
}

/** The code of somebody who asks for a share, 20 characters of base32. Throws CodeError. */
export function asRequestCode(typed: string): string {
  const code = letters(typed);
  if (!REQUEST_CODE.test(code)) throw new CodeError();
  return code;
}

/** An organisation's fingerprint, 28 characters of base32, or what its QR code says. Throws CodeError. */
export function asFingerprint(typed: string): string {
  const fingerprint = letters(typed.replace(/^\s*latchkey:organisation:/iu, ''));
  if (!FINGERPRINT.test(fingerprint)) throw new CodeError();
  return fingerprint;
}

/** A code of an authenticator app out of what was typed. Throws CodeError. */
export function asTotpCode(typed: string): string {
  const code = bare(typed);
  if (!/^\d{6}$/.test(code)) throw new CodeError();
  return code;
}

/** Whether what was typed is that backup code. */
export function isSameCode(typed: string, code: string): boolean {
  try {
    return asBackupCode(typed) === asBackupCode(code);
  } catch {
    return false;
  }
}

/** Base32, whatever was mistaken. */
function letters(typed: string): string {
  return bare(typed)
    .toUpperCase()
    .replace(/[018]/g, (digit) => mistaken[digit] ?? digit);
}

/** Letters and digits only, the digits as ASCII. */
function bare(typed: string): string {
  return withPlainDigits(typed.normalize('NFKC')).replace(/[^\p{L}\p{N}]/gu, '');
}
