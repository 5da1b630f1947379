import type { Bytes } from '../../src/encoding/index.ts';
import { toBase64, toBase64url, toHex, toUtf8 } from '../../src/encoding/index.ts';

/** Every form in which a secret could lie in a file, or travel. */
function formsOf(secret: Bytes | string): Buffer[] {
  const raw = typeof secret === 'string' ? toUtf8(secret) : secret;
  const wide = typeof secret === 'string' ? [Buffer.from(secret, 'utf16le')] : [];
  const text = [toHex(raw), toBase64(raw).replace(/=+$/, ''), toBase64url(raw)].map((form) =>
    Buffer.from(form, 'latin1'),
  );
  return [Buffer.from(raw), ...wide, ...text];
}

/** The names of those secrets that are to be found. */
export function found(haystack: Buffer, secrets: Readonly<Record<string, Bytes | string>>): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => formsOf(secret).some((form) => haystack.includes(form)))
    .map(([name]) => name);
}
