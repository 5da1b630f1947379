import { agreementKeyPair, kdf, signingKeyPair } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { bytes, concat, toHex, toId, toUtf8, u16 } from '../../../src/encoding/index.ts';
import { digest } from '../../../src/crypto/index.ts';
import { fromId } from '../../../src/encoding/index.ts';
import { meetingOf, requestCode, sealHanded } from '../../../src/recovery/index.ts';
import type { HandedShare } from '../../../src/wire/index.ts';
import { writeHandedShare } from '../../../src/wire/index.ts';

const fixed = (name: string, length = 32): Bytes => kdf(toUtf8(name), 'test/vectors', undefined, length);

const needed = 3;
/** Where on the polynomials the shares lie, as the package draws them. */
const places = [7, 200, 31, 99, 254];

/** In GF(2^8) with x^8 + x^4 + x^3 + x + 1. */
function times(one: number, other: number): number {
  let [product, left] = [0, one];
  for (let bits = other; bits > 0; bits >>= 1) {
    if (bits & 1) product ^= left;
    left = (left << 1) ^ (left & 0x80 ? 0x11b : 0);
  }
  return product;
}

/** One share: each byte of the secret is the constant of a polynomial of its own. */
function shareAt(place: number, secret: Bytes, coefficients: readonly Bytes[]): Bytes {
  const values = bytes(secret.length);
  for (let at = 0; at < secret.length; at += 1) {
    values[at] = [...coefficients].reverse().reduce((sum, row) => times(sum, place) ^ (row[at] ?? 0), 0);
    values[at] = times(values[at] ?? 0, place) ^ (secret[at] ?? 0);
  }
  return concat(values, Uint8Array.of(place));
}

/**
 * Trustees with everything between a slot secret and what one of them hands over (docs/protocol.md 7): three of five. The seal's own key
 * is drawn anew each time.
 */
export async function trustees(): Promise<object> {
  const [account, trustee, set] = ['account', 'trustee', 'set'].map((name) => toId(fixed(name, 16))) as [
    string,
    string,
    string,
  ];
  const secret = fixed('trustees secret');
  const coefficients = Array.from({ length: needed - 1 }, (_, degree) => fixed(`coefficient ${String(degree + 1)}`));
  const shares = places.map((place) => shareAt(place, secret, coefficients));
  const hashes = shares.map((share, at) => digest('trustee/share', { set: fromId(set), index: u16(at + 1), share }));
  const shareKey = await agreementKeyPair(fixed('share key'));
  const [, share = bytes(0)] = shares;
  const handed: HandedShare = { trustee, name: 'Zoë Liddell', set, index: 2, needed, share, hashes };
  const sign = await signingKeyPair(kdf(secret, 'slot/sign'));
  const code = requestCode(shareKey.publicKey, account);
  return {
    ...{ account, trustee, set, needed, secret: toHex(secret), signKey: toHex(sign.publicKey) },
    ...{ shares: shares.map(toHex), hashes: hashes.map(toHex) },
    ...{ shareKey: toHex(shareKey.privateKey), shareKeyPublic: toHex(shareKey.publicKey) },
    ...{ code, meeting: meetingOf(code), handed: toHex(writeHandedShare(handed)) },
    sealed: toHex(await sealHanded({ account, shareKey: shareKey.publicKey }, handed)),
  };
}
