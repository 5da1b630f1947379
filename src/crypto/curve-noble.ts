import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import type { Bytes } from '../encoding/index.ts';
import type { Curve, KeyPair } from './curve.ts';
import { randomBytes } from './random.ts';

/** The Ed25519 pair of a 32-byte seed (RFC 8032 section 5.1.5). */
export function signingPairOf(seed: Bytes): KeyPair {
  return { publicKey: ed25519.getPublicKey(seed), privateKey: seed.slice() };
}

/** The X25519 pair of a 32-byte private key (RFC 7748 section 5). */
export function agreementPairOf(privateKey: Bytes): KeyPair {
  return { publicKey: x25519.getPublicKey(privateKey), privateKey: privateKey.slice() };
}

function verify(publicKey: Bytes, message: Bytes, signature: Bytes): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}

/** Curve25519 by noble: pure script, everywhere the same, some ten times slower than the platform's. */
export const nobleCurve: Curve = {
  signingKeyPair: () => Promise.resolve(signingPairOf(randomBytes(32))),
  sign: (seed, message) => Promise.resolve(ed25519.sign(message, seed) as Bytes),
  verify: (publicKey, message, signature) => Promise.resolve(verify(publicKey, message, signature)),
  agreementKeyPair: () => Promise.resolve(agreementPairOf(randomBytes(32))),
  // A promise's executor turns noble's throw for a point of low order into a rejection.
  agree: (privateKey, publicKey) => new Promise((done) => done(x25519.getSharedSecret(privateKey, publicKey))),
};
