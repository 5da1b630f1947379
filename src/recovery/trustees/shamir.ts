import { combine, split } from 'shamir-secret-sharing';
import type { Bytes } from '../../encoding/index.ts';
import { MalformedError } from '../../encoding/index.ts';
import { SHARE_BYTES } from '../../wire/index.ts';

/**
 * `count` shares (2 to 255), 33 bytes each, of a secret of 32: any `needed` of them give it back, fewer say nothing of it (Shamir 1979,
 * over GF(2^8)). They are the caller's to wipe. Throws MalformedError.
 */
export async function splitSecret(secret: Bytes, count: number, needed: number): Promise<readonly Bytes[]> {
  const isRight = secret.length === SHARE_BYTES - 1 && needed >= 2 && needed <= count && count <= 255;
  if (!isRight) throw new MalformedError('no secret of 32 bytes, or shares out of range');
  return (await split(secret, count, needed)).map(asOwn);
}

/**
 * What these shares give together, 32 bytes, the caller's to wipe: the secret, if they are enough and of one splitting; else other bytes,
 * which nothing tells from it. Throws MalformedError for shares that can't belong together.
 */
export async function combineShares(shares: readonly Bytes[]): Promise<Bytes> {
  const places = new Set(shares.map((share) => share.at(-1)));
  const isRight = shares.length >= 2 && shares.every(({ length }) => length === SHARE_BYTES);
  if (!isRight || places.size !== shares.length || places.has(0)) throw new MalformedError('shares of no splitting');
  return asOwn(await combine([...shares]));
}

/** The package's bytes lie in buffers of their own. */
function asOwn(value: Uint8Array): Bytes {
  const own = new Uint8Array(value);
  value.fill(0);
  return own;
}
