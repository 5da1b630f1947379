import { equal, expandSha512, hmacSha512, oprfKeyPair, randomBytes, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { concat, toUtf8, u16 } from '../../encoding/index.ts';

/*
 * The envelope (RFC 9807, 4.1): a nonce and a MAC. It holds nothing: the client's key pair is derived anew of password and nonce, and
 * the MAC says whether these are the right ones, and which key the store has.
 */

const NONCE_BYTES = 32;
const SEED_BYTES = 32;
const KEY_BYTES = 64;

export const ENVELOPE_BYTES = NONCE_BYTES + KEY_BYTES;

type Pair = ReturnType<typeof oprfKeyPair>;

/** The pair of a seed (`DeriveDiffieHellmanKeyPair`, 6.4.1). */
export function pairOf(seed: Bytes): Pair {
  return oprfKeyPair(seed, toUtf8('OPAQUE-DeriveDiffieHellmanKeyPair'));
}

/** Makes an envelope under a new nonce (`Store`, 4.1.2), and the public key that goes into the record beside it. */
export function makeEnvelope(
  randomized: Bytes,
  storeKey: Bytes,
): { readonly envelope: Bytes; readonly clientKey: Bytes } {
  const nonce = randomBytes(NONCE_BYTES);
  const { publicKey, privateKey } = clientPair(randomized, nonce);
  wipe(privateKey);
  return { envelope: concat(nonce, tagOf(randomized, nonce, storeKey, publicKey)), clientKey: publicKey };
}

/** The client's pair (`Recover`, 4.1.3); null if password, envelope and store's key don't belong together. */
export function openEnvelope(randomized: Bytes, storeKey: Bytes, envelope: Bytes): Pair | null {
  const nonce = envelope.subarray(0, NONCE_BYTES);
  const pair = clientPair(randomized, nonce);
  if (equal(tagOf(randomized, nonce, storeKey, pair.publicKey), envelope.subarray(NONCE_BYTES))) return pair;
  wipe(pair.privateKey);
  return null;
}

function clientPair(randomized: Bytes, nonce: Bytes): Pair {
  const seed = expandSha512(randomized, concat(nonce, toUtf8('PrivateKey')), SEED_BYTES);
  try {
    return pairOf(seed);
  } finally {
    wipe(seed);
  }
}

function tagOf(randomized: Bytes, nonce: Bytes, storeKey: Bytes, clientKey: Bytes): Bytes {
  const key = expandSha512(randomized, concat(nonce, toUtf8('AuthKey')), KEY_BYTES);
  const tag = hmacSha512(key, concat(nonce, storeKey, identity(storeKey), identity(clientKey)));
  wipe(key);
  return tag;
}

/** Nobody has a name here: each side is its public key (4), and its length stands before it. */
export function identity(publicKey: Bytes): Bytes {
  return concat(u16(publicKey.length), publicKey);
}
