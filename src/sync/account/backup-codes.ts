import { randomBytes } from '../../crypto/index.ts';
import { toBase32 } from '../../encoding/index.ts';
import { BACKUP_CODE_LENGTH, BACKUP_CODES } from '../../wire/index.ts';

/** Bytes that give the characters of a code, and one more that is cut off. */
const CODE_BYTES = 8;

/** Ten one-time codes of 60 bits, as a store takes them. Shown once, kept by the person, never by us. */
export function newBackupCodes(): string[] {
  return Array.from({ length: BACKUP_CODES }, () => toBase32(randomBytes(CODE_BYTES)).slice(0, BACKUP_CODE_LENGTH));
}

/** For reading and typing: groups of four, `ABCD-EFGH-IJKL`. */
export function groupedCode(code: string): string {
  return code.replace(/.{4}(?=.)/g, '$&-');
}
