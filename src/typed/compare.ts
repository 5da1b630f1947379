import { fromBase32, toBase32 } from '../encoding/index.ts';
import type { Bytes } from '../encoding/index.ts';
import { CompareCodeError } from './errors.ts';

/** Format, and two sides of account, identity, version and list hash. */
const CODE_BYTES = 2 + 2 * (16 + 32 + 4 + 32);
/** What tells the code of a comparison from other text: letters that a QR code holds in its compact form. */
const comparePrefix = 'LATCHKEY-COMPARE:';

/** The text of a QR code by which two people compare (protocol 8.1); `content`: 170 bytes. */
export function writeCompareCode(content: Bytes): string {
  return comparePrefix + toBase32(content);
}

/** Its content, 170 bytes, out of what was scanned. Throws CompareCodeError. */
export function compareCode(scanned: string): Bytes {
  const text = scanned.trim();
  try {
    const content = fromBase32(text.slice(comparePrefix.length));
    if (text.startsWith(comparePrefix) && content.length === CODE_BYTES) return content;
  } catch {
    // As any other text.
  }
  throw new CompareCodeError();
}

/** Whether a scanned text is such a code. */
export function isCompareCode(scanned: string): boolean {
  try {
    return compareCode(scanned).length > 0;
  } catch {
    return false;
  }
}
