import type { Bytes } from '../encoding/index.ts';
import { MalformedError, bytes } from '../encoding/index.ts';
import type { Curve, KeyPair } from './curve.ts';
import { agreeNatively } from './curve-native.ts';
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
  return strictly(publicKey, () => by.agree(privateKey, publicKey));
}

/** What implementations disagree about is decided here; one that throws for a point of low order is as one that answers zeros. */
async function strictly(publicKey: Bytes, run: () => Promise<Bytes>): Promise<Bytes> {
  if (!isCanonicalMontgomery(publicKey)) throw new PublicKeyError();
  const shared = await run().catch(() => bytes(AGREEMENT_KEY_BYTES));
  if (equal(shared, bytes(AGREEMENT_KEY_BYTES))) throw new PublicKeyError();
  return shared;
}

/** `agree` by the private half of a pair of WebCrypto's, which no script needs to be able to read. Throws PublicKeyError. */
export function agreeByHandle(privateKey: CryptoKey, publicKey: Bytes): Promise<Bytes> {
  return strictly(publicKey, () => agreeNatively(privateKey, publicKey));
}

/**
 * The 32-byte X25519 shared secret; it goes through `kdf` before any use. Throws PublicKeyError for a public key that is
 * not canonical or of low order (all-zero result, RFC 7748 section 6.1), MalformedError for a private key of wrong length.
 */
export async function agree(privateKey: Bytes, publicKey: Bytes): Promise<Bytes> {
  return agreeBy(await curve(), privateKey, publicKey);
}
