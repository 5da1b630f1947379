import { ComparisonCodeError } from './errors.ts';

/** What tells a QR code that two people compare (protocol 8.1) from another. */
const prefix = 'LATCHKEY-COMPARE:';

/** As a QR code says it; `letters`: base64url. */
export function writtenComparison(letters: string): string {
  return prefix + letters;
}

/** The letters of what was scanned. Throws ComparisonCodeError. */
export function comparisonCode(text: string): string {
  const letters = text.trim();
  if (!isComparisonCode(letters)) throw new ComparisonCodeError();
  return letters.slice(prefix.length);
}

/** Whether a text is such a code; whose, is told by who reads it. */
export function isComparisonCode(text: string): boolean {
  return text.startsWith(prefix) && /^[\w-]+$/.test(text.slice(prefix.length));
}
