import { createHash } from 'node:crypto';

/** The id that our manifest gives Firefox. Its passkey answers name a hash of it as their origin, in letters a to p. */
const FIREFOX_ID = 'latchkey@latchkey.invalid';
const CHROMIUM_ID = 'idephhgilegkckebdganjhjeanjcjhmj';

function firefoxOrigin(id: string): string {
  const digest = createHash('sha256').update(id).digest('hex');
  return `moz-extension://${digest.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))}`;
}

/** Origins of the two published builds. */
export const ourExtensions = [`chrome-extension://${CHROMIUM_ID}`, firefoxOrigin(FIREFOX_ID)];
