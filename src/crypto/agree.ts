import type { Bytes } from '../encoding/index.ts';
import { MalformedError, bytes } from '../encoding/index.ts';
import type { Curve, KeyPair } from './curve.ts';
import { agreementPairOf } from './curve-noble.ts';
import { curve } from './curves.ts';
import { PublicKeyError } from './errors.ts';
import { equal } from './memory.ts';
import { isCanonicalMontgomery } from './points.ts';

const AGREEMENT_KEY_BYTES = 32;

/**
 * An X25519 pair (RFC 7748), fresh, or with a 32-byte private key given. For a key that is derived from a secret use
 * `kemKeyPair`. Throws MalformedError for a private key of another length.
 */
export async function agreementKeyPair(privateKey?: Bytes): Promise<KeyPair> {
  if (privateKey === undefined) return (await curve()).agreementKeyPair();
  if (privateKey.length !== AGREEMENT_KEY_BYTES) throw new MalformedError('an agreement key has 32 bytes');
  return agreementPairOf(privateKey);
}

/** `agree` by one implementation: what all of them must answer alike. */
export async function agreeBy(by: Curve, privateKey: Bytes, publicKey: Bytes): Promise<Bytes> {
  if (privateKey.length !== AGREEMENT_KEY_BYTES) throw new MalformedError('an agreement key has 32 bytes');
  if (!isCanonicalMontgomery(publicKey)) throw new PublicKeyError();
  const shared = await by.agree(privateKey, publicKey).catch(() => bytes(AGREEMENT_KEY_BYTES));
  if (equal(shared, bytes(AGREEMENT_KEY_BYTES))) throw new PublicKeyError();
  return shared;
}

/**
 * The 32-byte X25519 shared secret; it goes through `kdf` before any use. Throws PublicKeyError for a public key that is
 * not canonical or of low order (all-zero result, RFC 7748 section 6.1), MalformedError for a private key of wrong length.
 */
export async function agree(privateKey: Bytes, publicKey: Bytes): Promise<Bytes> {
  return agreeBy(await curve(), privateKey, publicKey);
}
