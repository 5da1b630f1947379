import type { Bytes } from '../encoding/index.ts';
import { MalformedError } from '../encoding/index.ts';
import type { Curve, KeyPair } from './curve.ts';
import { signingPairOf } from './curve-noble.ts';
import { curve } from './curves.ts';
import { isGoodEdwardsPoint } from './points.ts';

const SIGNATURE_BYTES = 64;
const SEED_BYTES = 32;

/**
 * An Ed25519 pair (RFC 8032), fresh, or of a 32-byte seed that is used for nothing else. The private half is the seed.
 * Throws MalformedError for a seed of another length.
 */
export async function signingKeyPair(seed?: Bytes): Promise<KeyPair> {
  if (seed === undefined) return (await curve()).signingKeyPair();
  if (seed.length !== SEED_BYTES) throw new MalformedError('a seed has 32 bytes');
  return signingPairOf(seed);
}

/**
 * An Ed25519 signature, 64 bytes, of `message`, which comes from `associate`: a signature says what it signs.
 * Throws MalformedError for a private key of another length than 32 bytes.
 */
export async function sign(privateKey: Bytes, message: Bytes): Promise<Bytes> {
  if (privateKey.length !== SEED_BYTES) throw new MalformedError('a signing key has 32 bytes');
  return (await curve()).sign(privateKey, message);
}

/** `verify` by one implementation: what all of them must answer alike. */
export async function verifyBy(by: Curve, publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  if (signature.length !== SIGNATURE_BYTES) return false;
  if (!isGoodEdwardsPoint(publicKey) || !isGoodEdwardsPoint(signature.subarray(0, 32))) return false;
  return by.verify(publicKey, message, signature);
}

/**
 * Whether `signature` is right. Stricter than RFC 8032 section 5.1.7 asks: a public key or R that is not canonical or of
 * low order is refused, so that every implementation answers alike. False for anything malformed; never throws.
 */
export async function verify(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  return verifyBy(await curve(), publicKey, message, signature);
}
