import type { Bytes } from '../encoding/index.ts';

/** Bytes of ML-KEM-768 (FIPS 203, table 3); the private half is its 64-byte seed d | z, never the expanded key. */
export const KEM_PUBLIC_BYTES = 1_184;
export const KEM_SEED_BYTES = 64;
export const KEM_CIPHERTEXT_BYTES = 1_088;

export interface KemPair {
  readonly publicKey: Bytes;
  readonly seed: Bytes;
}

/** A shared secret of 32 bytes, and what makes it for whoever has the seed. */
export interface Encapsulated {
  readonly secret: Bytes;
  readonly ciphertext: Bytes;
}

/**
 * ML-KEM-768 as one implementation has it. Lengths, and that a public key is canonical, are right when these are called:
 * `mlkem.ts` decides that, so that all of them answer alike.
 */
export interface Kem {
  keyPair(): Promise<KemPair>;
  encapsulate(publicKey: Bytes): Promise<Encapsulated>;
  /** A ciphertext that was not made for this key gives a secret that nobody knows (implicit rejection). */
  decapsulate(seed: Bytes, ciphertext: Bytes): Promise<Bytes>;
}
