import { ml_kem768 } from '@noble/post-quantum/ml-kem.js';
import type { Bytes } from '../encoding/index.ts';
import { wipe } from './memory.ts';
import { randomBytes } from './random.ts';
import type { Encapsulated, Kem, KemPair } from './kem.ts';
import { KEM_SEED_BYTES } from './kem.ts';

const ENTROPY_BYTES = 32;

/** The pair of a 64-byte seed (FIPS 203, algorithm 16). */
export function kemPairOf(seed: Bytes): KemPair {
  const { publicKey, secretKey } = ml_kem768.keygen(seed);
  wipe(secretKey);
  return { publicKey: publicKey, seed: seed.slice() };
}

/** `entropy`: 32 bytes (FIPS 203, algorithm 17); given by tests of published answers alone. */
export function encapsulateWith(publicKey: Bytes, entropy: Bytes): Encapsulated {
  const { cipherText, sharedSecret } = ml_kem768.encapsulate(publicKey, entropy);
  return { secret: sharedSecret, ciphertext: cipherText };
}

function decapsulate(seed: Bytes, ciphertext: Bytes): Bytes {
  const { secretKey } = ml_kem768.keygen(seed);
  const secret = ml_kem768.decapsulate(ciphertext, secretKey);
  wipe(secretKey);
  return secret;
}

/** ML-KEM-768 by noble: pure script, everywhere the same, some ten times slower than the platform's. */
export const nobleKem: Kem = {
  keyPair: () => Promise.resolve(kemPairOf(randomBytes(KEM_SEED_BYTES))),
  encapsulate: (publicKey) => Promise.resolve(encapsulateWith(publicKey, randomBytes(ENTROPY_BYTES))),
  decapsulate: (seed, ciphertext) => Promise.resolve(decapsulate(seed, ciphertext)),
};
