import { CardTextError } from './errors.ts';

/** What tells a QR code that is shown in the same room (protocol 8.7) from a card that may be shown anywhere. */
const prefix = 'LATCHKEY-MEET:';

/** As a QR code says it; `letters`: a card of one use, in base64url. */
export function writtenMeeting(letters: string): string {
  return prefix + letters;
}

/** The letters of what was scanned. Throws CardTextError. */
export function meetingCode(text: string): string {
  const letters = text.trim();
  if (!isMeetingCode(letters)) throw new CardTextError();
  return letters.slice(prefix.length);
}

/** Whether a text is such a code; whose, and since when, is told by who reads it. */
export function isMeetingCode(text: string): boolean {
  return text.startsWith(prefix) && /^[\w-]+$/.test(text.slice(prefix.length));
}
