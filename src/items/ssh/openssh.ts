import { equal, signingKeyPair, wipe } from '../../crypto/index.ts';
import { MalformedError, toHex, toUtf8 } from '../../encoding/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { typeOf } from './public-key.ts';
import { ecdsaBlob, ed25519Blob, rsaBlob } from './blobs.ts';
import { SshReader } from './wire.ts';

/** `openssh-key-v1` of OpenSSH's PROTOCOL.key, with the zero that ends it. */
export const MAGIC = toUtf8('openssh-key-v1\0');
/** Unencrypted, the private part is padded to a multiple of this. */
export const BLOCK = 8;
/** As OpenSSH: 16,384 bits. */
const LONGEST_NUMBER = 2_048;

/** What a form of private keys tells of one: its public half, if that can be had. */
export interface ToldKey {
  readonly as: 'key' | 'encrypted' | 'other';
  readonly blob?: Bytes;
  readonly comment?: string;
}

/** Reads OpenSSH's own form. The public half stands in it in the open, whatever the rest is. Throws MalformedError. */
export async function readOpenSsh(bytes: Bytes): Promise<ToldKey> {
  const reader = new SshReader(bytes);
  if (!equal(reader.bytes(MAGIC.length), MAGIC)) throw new MalformedError('not the form of OpenSSH');
  const cipher = reader.text();
  reader.string();
  reader.string();
  // OpenSSH itself writes and reads one key a file.
  if (reader.number() !== 1) throw new MalformedError('not one key');
  const blob = reader.string();
  const part = reader.string();
  if (cipher !== 'none') return { as: 'encrypted', blob };
  if (reader.left > 0) throw new MalformedError('something behind a key');
  try {
    const comment = await readPrivatePart(part, blob);
    return comment === undefined ? { as: 'other', blob } : { as: 'key', blob, comment };
  } finally {
    wipe(part);
  }
}

/** The comment; undefined for an algorithm that isn't known. Throws MalformedError where both halves don't belong together. */
async function readPrivatePart(part: Bytes, blob: Bytes): Promise<string | undefined> {
  const reader = new SshReader(part);
  if (part.length % BLOCK !== 0 || reader.number() !== reader.number()) throw new MalformedError('damaged');
  const type = reader.text();
  if (type !== typeOf(blob)) throw new MalformedError('two halves of two keys');
  const own = await publicHalf(type, reader);
  if (own === undefined) return undefined;
  if (!equal(own, blob)) throw new MalformedError('two halves of two keys');
  const comment = reader.text();
  if (reader.left >= BLOCK) throw new MalformedError('padded too much');
  for (let at = 1; reader.left > 0; at++) if (reader.bytes(1)[0] !== at) throw new MalformedError('padded wrongly');
  return comment;
}

/** The public half that follows from the fields of the private one. */
async function publicHalf(type: string, reader: SshReader): Promise<Bytes | undefined> {
  if (type === 'ssh-ed25519') {
    const told = reader.string();
    const secret = reader.string();
    if (secret.length !== 64) throw new MalformedError('no Ed25519 key');
    const { publicKey, privateKey } = await signingKeyPair(secret.slice(0, 32));
    const belongs = equal(publicKey, told) && equal(publicKey, secret.slice(32));
    wipe(secret, privateKey);
    if (!belongs) throw new MalformedError('two halves of two keys');
    return ed25519Blob(publicKey);
  }
  if (type === 'ssh-rsa') {
    const [modulus, exponent] = [reader.integer(), reader.integer()];
    const [d, inverse, p, q] = [reader.integer(), reader.integer(), reader.integer(), reader.integer()];
    const belongs = numberOf(p) * numberOf(q) === numberOf(modulus);
    wipe(d, inverse, p, q);
    if (!belongs) throw new MalformedError('two halves of two keys');
    return rsaBlob(modulus, exponent);
  }
  if (!type.startsWith('ecdsa-sha2-nistp')) return undefined;
  const [curve, point, secret] = [reader.text(), reader.string(), reader.integer()];
  wipe(secret);
  return ecdsaBlob(curve, point);
}

function numberOf(bytes: Bytes): bigint {
  if (bytes.length > LONGEST_NUMBER) throw new MalformedError('no RSA key');
  return BigInt(`0x0${toHex(bytes)}`);
}
