import { sha256 } from '../../crypto/index.ts';
import { fromBase64, MalformedError, toBase64 } from '../../encoding/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { plainInteger, SshReader } from './wire.ts';

/** The public half of a key, as it is shown. */
export interface SshPublicKey {
  /** What people call its algorithm: `Ed25519`, `RSA 3072`, `ECDSA P-256`; of one that isn't known, its own name. */
  readonly name: string;
  /** One line, as authorized_keys has it. */
  readonly line: string;
  /** `SHA256:` and 43 characters, as OpenSSH says it. */
  readonly fingerprint: string;
}

/** The curves of ECDSA by their names in SSH (RFC 5656), and what people call them. */
const curves = new Map([
  ['nistp256', 'P-256'],
  ['nistp384', 'P-384'],
  ['nistp521', 'P-521'],
]);
/** A longer line holds no key, but perhaps a book. */
const LONGEST_LINE = 100_000;

/** A line of authorized_keys without options, or of a file with a public key; undefined for anything else. */
export function readPublicKey(text: string): SshPublicKey | undefined {
  if (text.length > LONGEST_LINE) return undefined;
  const [type = '', code = '', ...comment] = text.trim().split(/\s+/);
  try {
    const blob = fromBase64(code);
    return typeOf(blob) === type ? describe(blob, comment.join(' ')) : undefined;
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

/** The name of its algorithm, which every public key begins with. */
export function typeOf(blob: Bytes): string {
  return new SshReader(blob).text();
}

/** Throws MalformedError for what is no public key (RFC 4253 section 6.6). */
export function describe(blob: Bytes, comment: string): SshPublicKey {
  const type = typeOf(blob);
  if (!/^[!-~]{1,64}$/.test(type)) throw new MalformedError('no public key');
  const line = [type, toBase64(blob), plainComment(comment)].filter(Boolean).join(' ');
  return { name: nameOf(blob), line, fingerprint: `SHA256:${toBase64(sha256(blob)).replace(/=+$/, '')}` };
}

/** One line without what would end it. */
export function plainComment(comment: string): string {
  return comment
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 500)
    .toWellFormed();
}

function nameOf(blob: Bytes): string {
  const reader = new SshReader(blob);
  const type = reader.text();
  if (type === 'ssh-ed25519') {
    if (reader.string().length !== 32 || reader.left > 0) throw new MalformedError('no Ed25519 key');
    return 'Ed25519';
  }
  if (type === 'ssh-rsa') {
    reader.integer();
    const modulus = reader.integer();
    if (reader.left > 0) throw new MalformedError('no RSA key');
    return `RSA ${String(bitsOf(modulus))}`;
  }
  if (!type.startsWith('ecdsa-sha2-')) return type;
  const curve = reader.text();
  reader.string();
  const name = curves.get(curve);
  if (name === undefined) return type;
  if (type !== `ecdsa-sha2-${curve}` || reader.left > 0) throw new MalformedError('no ECDSA key');
  return `ECDSA ${name}`;
}

function bitsOf(integer: Bytes): number {
  const [first = 0, ...rest] = plainInteger(integer);
  return first === 0 ? 0 : 32 - Math.clz32(first) + 8 * rest.length;
}
