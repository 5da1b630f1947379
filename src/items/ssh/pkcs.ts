import { signingKeyPair, wipe } from '../../crypto/index.ts';
import { MalformedError, toHex } from '../../encoding/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { ecdsaBlob, ed25519Blob, rsaBlob } from './blobs.ts';
import { DerReader, tags } from './der.ts';

/** What algorithms and curves are called in DER, and in SSH. */
const RSA = '2a864886f70d010101';
const EC = '2a8648ce3d0201';
const ED25519 = '2b6570';
const curves = new Map([
  ['2a8648ce3d030107', 'nistp256'],
  ['2b81040022', 'nistp384'],
  ['2b81040023', 'nistp521'],
]);

/** The public half of an RSA key (RFC 8017 appendix A.1.2). Throws MalformedError. */
export function readPkcs1(der: Bytes): Bytes {
  const reader = new DerReader(der).inside(tags.sequence);
  reader.integer();
  const [modulus, exponent] = [reader.integer(), reader.integer()];
  // What follows is private, and must be there.
  for (let at = 0; at < 6; at++) wipe(reader.integer());
  if (modulus.length === 0 || exponent.length === 0) throw new MalformedError('no RSA key');
  return rsaBlob(modulus, exponent);
}

/** The public half of an ECDSA key (RFC 5915); undefined where it isn't told, or of a curve that SSH doesn't have. */
export function readSec1(der: Bytes, curve?: string): Bytes | undefined {
  const reader = new DerReader(der).inside(tags.sequence);
  reader.integer();
  wipe(reader.value(tags.octets));
  const own = reader.has(tags.first) ? toHex(reader.inside(tags.first).value(tags.name)) : curve;
  const name = curves.get(own ?? '');
  if (name === undefined || !reader.has(tags.second)) return undefined;
  return ecdsaBlob(name, reader.inside(tags.second).value(tags.bits).slice(1));
}

/** The public half of any of them (RFC 5958); undefined for another algorithm. Throws MalformedError. */
export async function readPkcs8(der: Bytes): Promise<Bytes | undefined> {
  const reader = new DerReader(der).inside(tags.sequence);
  reader.integer();
  const algorithm = reader.inside(tags.sequence);
  const name = toHex(algorithm.value(tags.name));
  const secret = reader.value(tags.octets);
  try {
    if (name === RSA) return readPkcs1(secret);
    if (name === EC) return readSec1(secret, algorithm.has(tags.name) ? toHex(algorithm.value(tags.name)) : undefined);
    if (name !== ED25519) return undefined;
    const { publicKey, privateKey } = await signingKeyPair(new DerReader(secret).value(tags.octets));
    wipe(privateKey);
    return ed25519Blob(publicKey);
  } finally {
    wipe(secret);
  }
}
