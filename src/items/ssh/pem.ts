import { fromBase64 } from '../../encoding/index.ts';
import type { Bytes } from '../../encoding/index.ts';

/** What stands between two lines of PEM (RFC 7468). */
export interface Pem {
  readonly label: string;
  readonly bytes: Bytes;
  /** Its headers say that it is under a passphrase (RFC 1421). */
  readonly encrypted: boolean;
}

const BEGIN = '-----BEGIN ';
const DASHES = '-----';
/** As long as the field for it. */
const LONGEST = 100_000;

/**
 * The first private key in a text. Lines may be broken anywhere, as forms of one line and mail programs do. Undefined where
 * there is none. Throws MalformedError for what isn't base64.
 */
export function readPem(text: string): Pem | undefined {
  if (text.length > LONGEST) return undefined;
  for (let begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, begin + 1)) {
    const named = text.indexOf(DASHES, begin + BEGIN.length);
    const label = text.slice(begin + BEGIN.length, Math.max(named, 0));
    if (named < 0 || !/^(?:[A-Z0-9]+ )*PRIVATE KEY$/.test(label)) continue;
    const end = text.indexOf(`${DASHES}END ${label}${DASHES}`, named);
    if (end < 0) return undefined;
    const { body, headers } = parted(text.slice(named + DASHES.length, end));
    const encrypted = headers.includes('ENCRYPTED');
    return { label, bytes: encrypted ? new Uint8Array() : fromBase64(body.replace(/\s+/g, '')), encrypted };
  }
  return undefined;
}

/** Headers end with an empty line. */
function parted(inside: string): { readonly headers: string; readonly body: string } {
  if (!inside.includes(':')) return { headers: '', body: inside };
  const lines = inside.trim().split(/\r?\n/);
  const empty = lines.findIndex((line) => line.trim() === '');
  return { headers: lines.slice(0, Math.max(empty, 1)).join('\n'), body: lines.slice(empty + 1).join('') };
}
