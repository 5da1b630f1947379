import type { Bytes } from '../encoding/index.ts';

/** Both halves of a key pair on Curve25519, 32 bytes each. The private half of a signing pair is its RFC 8032 seed. */
export interface KeyPair {
  readonly publicKey: Bytes;
  readonly privateKey: Bytes;
}

/**
 * Curve25519 as one implementation has it. Lengths are right when these are called; what implementations disagree about
 * (low order, non-canonical points) is decided before, in `points.ts`, so that all of them answer alike.
 */
export interface Curve {
  signingKeyPair(): Promise<KeyPair>;
  sign(seed: Bytes, message: Bytes): Promise<Bytes>;
  verify(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean>;
  agreementKeyPair(): Promise<KeyPair>;
  /** The shared secret; may throw or answer zeros for a point of low order. */
  agree(privateKey: Bytes, publicKey: Bytes): Promise<Bytes>;
}
