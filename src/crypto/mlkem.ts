import type { Bytes } from '../encoding/index.ts';
import { MalformedError, bytes } from '../encoding/index.ts';
import { PublicKeyError } from './errors.ts';
import { sha256 } from './hash.ts';
import type { Encapsulated, Kem, KemPair } from './kem.ts';
import { KEM_CIPHERTEXT_BYTES, KEM_PUBLIC_BYTES, KEM_SEED_BYTES } from './kem.ts';
import { nativeKem } from './kem-native.ts';
import { encapsulateWith, kemPairOf, nobleKem } from './kem-noble.ts';
import { equal } from './memory.ts';

const MODULUS = 3_329;
/** Coefficients of 12 bits, two in three bytes; a seed of 32 bytes follows them. */
const COEFFICIENT_BYTES = KEM_PUBLIC_BYTES - 32;

/**
 * Whether an implementation is there and answers as another one does: to a fixed seed and ciphertext, also to a ciphertext
 * that was made for nobody, and with its own pairs. Never throws.
 */
export async function works(kem: Kem): Promise<boolean> {
  try {
    const { publicKey, seed } = kemPairOf(bytes(KEM_SEED_BYTES).fill(7));
    const known = encapsulateWith(publicKey, sha256(bytes(1)));
    const stray = bytes(KEM_CIPHERTEXT_BYTES).fill(1);
    const own = await kem.keyPair();
    const made = await kem.encapsulate(publicKey);
    const checks = [
      equal(await kem.decapsulate(seed, known.ciphertext), known.secret),
      equal(await kem.decapsulate(seed, stray), await nobleKem.decapsulate(seed, stray)),
      equal(await nobleKem.decapsulate(seed, made.ciphertext), made.secret),
      equal(kemPairOf(own.seed).publicKey, own.publicKey),
      own.publicKey.length === KEM_PUBLIC_BYTES,
    ];
    return checks.every(Boolean);
  } catch {
    return false;
  }
}

let chosen: Promise<Kem> | undefined;

/** The implementation in use: the platform's where it works, else noble's. Found out once, at first use. */
function kem(): Promise<Kem> {
  chosen ??= works(nativeKem).then((does) => (does ? nativeKem : nobleKem));
  return chosen;
}

/** A fresh pair: public key 1,184 bytes, seed 64. */
export async function mlkemKeyPair(): Promise<KemPair> {
  return (await kem()).keyPair();
}

/** Throws PublicKeyError for a key of another length, or with a coefficient that is not reduced (FIPS 203, 7.2). */
export async function mlkemEncapsulate(publicKey: Bytes): Promise<Encapsulated> {
  if (!isCanonicalKem(publicKey)) throw new PublicKeyError();
  return (await kem()).encapsulate(publicKey);
}

/** The secret, 32 bytes; of a ciphertext for another key one that nobody knows. Throws MalformedError for other lengths. */
export async function mlkemDecapsulate(seed: Bytes, ciphertext: Bytes): Promise<Bytes> {
  if (seed.length !== KEM_SEED_BYTES) throw new MalformedError('a seed of ML-KEM has 64 bytes');
  if (ciphertext.length !== KEM_CIPHERTEXT_BYTES)
    throw new MalformedError('a ciphertext of ML-KEM-768 has 1,088 bytes');
  return (await kem()).decapsulate(seed, ciphertext);
}

/** Whether a public key has its length, and each coefficient is below the modulus (FIPS 203, 7.2). */
export function isCanonicalKem(publicKey: Bytes): boolean {
  if (publicKey.length !== KEM_PUBLIC_BYTES) return false;
  for (let at = 0; at < COEFFICIENT_BYTES; at += 3) {
    const [low = 0, middle = 0, high = 0] = publicKey.subarray(at, at + 3);
    if ((low | ((middle & 15) << 8)) >= MODULUS || ((middle >> 4) | (high << 4)) >= MODULUS) return false;
  }
  return true;
}
