import { fromBase32 } from '../encoding/index.ts';
import type { Bytes } from '../encoding/index.ts';
import { LinkCodeError } from './errors.ts';

const SECRET_BYTES = 32;
const COMMITMENT_BYTES = 16;
/** Base32 characters of both. */
const LENGTH = Math.ceil(((SECRET_BYTES + COMMITMENT_BYTES) * 8) / 5);

/** What tells the code of a new browser from other text: letters that a QR code holds in its compact form. */
export const linkPrefix = 'LATCHKEY-LINK:';

/** The code that a new browser shows (protocol 6.3): `secret` 32 bytes, `commitment` 16 bytes. */
interface LinkCode {
  readonly secret: Bytes;
  readonly commitment: Bytes;
}

/** Out of what was scanned or pasted: case, spaces, and what stands between are fine. Throws LinkCodeError. */
export function linkCode(text: string): LinkCode {
  const compact = text.normalize('NFKC').toUpperCase().replace(/\s/g, '');
  const rest = compact.startsWith(linkPrefix) ? compact.slice(linkPrefix.length) : compact;
  const letters = rest.replaceAll('-', '');
  if (letters.length !== LENGTH) throw new LinkCodeError();
  try {
    const both = fromBase32(letters);
    return { secret: both.slice(0, SECRET_BYTES), commitment: both.slice(SECRET_BYTES) };
  } catch {
    throw new LinkCodeError();
  }
}

/** Whether a text is such a code. */
export function isLinkCode(text: string): boolean {
  try {
    linkCode(text).secret.fill(0);
    return true;
  } catch {
    return false;
  }
}
