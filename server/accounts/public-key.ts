import { createPublicKey } from 'node:crypto';
import type { Bytes } from '../../src/encoding/index.ts';
import { MalformedError, bytes, concat, fromBase64url, u16 } from '../../src/encoding/index.ts';

/** Heads of CBOR items (RFC 8949): maps, and byte strings of a length. */
const map = (entries: number): Bytes => Uint8Array.of(0xa0 | entries);
function byteString(value: Bytes): Bytes {
  if (value.length < 24) return concat(Uint8Array.of(0x40 | value.length), value);
  if (value.length < 256) return concat(Uint8Array.of(0x58, value.length), value);
  return concat(Uint8Array.of(0x59), u16(value.length), value);
}

/** COSE keys (RFC 9053) of the three algorithms that authenticators use: labels and values as CBOR writes them. */
const ES256 = Uint8Array.of(0x01, 0x02, 0x03, 0x26, 0x20, 0x01);
const ED25519 = Uint8Array.of(0x01, 0x01, 0x03, 0x27, 0x20, 0x06);
const RS256 = Uint8Array.of(0x01, 0x03, 0x03, 0x39, 0x01, 0x00);
const [label2, label3, labelN, labelE] = [0x21, 0x22, 0x20, 0x21].map((label) => Uint8Array.of(label)) as [
  Bytes,
  Bytes,
  Bytes,
  Bytes,
];

function jwkOf(spki: Bytes) {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }).export({ format: 'jwk' });
  } catch {
    throw new MalformedError('not a public key');
  }
}

/**
 * A credential's public key as WebAuthn verifiers want it (COSE), from what browsers' `getPublicKey()` gives
 * (SubjectPublicKeyInfo): P-256, Ed25519 or RSA. Throws MalformedError.
 */
export function coseOf(spki: Bytes): Bytes {
  const { kty, crv, x = '', y = '', n = '', e = '' } = jwkOf(spki);
  const part = (text: string): Bytes => byteString(text === '' ? bytes(0) : fromBase64url(text));
  if (kty === 'EC' && crv === 'P-256') return concat(map(5), ES256, label2, part(x), label3, part(y));
  if (kty === 'OKP' && crv === 'Ed25519') return concat(map(4), ED25519, label2, part(x));
  if (kty === 'RSA') return concat(map(4), RS256, labelN, part(n), labelE, part(e));
  throw new MalformedError('public key of another kind');
}
