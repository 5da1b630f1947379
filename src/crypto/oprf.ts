import { ristretto255, ristretto255_oprf as suite } from '@noble/curves/ed25519.js';
import type { Bytes } from '../encoding/index.ts';
import { MalformedError } from '../encoding/index.ts';
import type { KeyPair } from './curve.ts';
import { wipe } from './memory.ts';

/*
 * An oblivious pseudorandom function (RFC 9497, mode OPRF, suite ristretto255-SHA512): one side has the key, the other the input, and
 * only the second learns the output. Noble's points are not guaranteed to take the same time for every scalar.
 */

const { oprf } = suite;
const scalars = ristretto255.Point.Fn;

/** What the asking side has after the first step. */
export interface Blinded {
  /** Secret scalar, 32 bytes: needed for the last step, wiped after it. */
  readonly blind: Bytes;
  /** The element that travels, 32 bytes: says nothing of the input. */
  readonly blinded: Bytes;
}

/** Runs what refuses by errors that may quote their input. */
function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch {
    throw new MalformedError('not of the group');
  }
}

/** A fresh key: a scalar that is not zero, 32 bytes. */
export function newOprfKey(): Bytes {
  return oprf.generateKeyPair().secretKey;
}

/** The pair that a seed of 32 bytes makes for a purpose (`DeriveKeyPair`, section 3.2.1). Throws MalformedError. */
export function oprfKeyPair(seed: Bytes, purpose: Bytes): KeyPair {
  const { secretKey: privateKey, publicKey } = refusing(() => oprf.deriveKeyPair(seed, purpose));
  return { publicKey, privateKey };
}

/** Whether 32 bytes are a key: canonical and not zero. */
export function isOprfKey(key: Bytes): boolean {
  try {
    return !scalars.is0(scalars.fromBytes(key));
  } catch {
    return false;
  }
}

/** The asking side's first step. `input`: at most 65,535 bytes. Throws MalformedError. */
export function oprfBlind(input: Bytes): Blinded {
  return refusing(() => oprf.blind(input));
}

/** Whether 32 bytes are an element that may travel: canonical, and not the identity. */
export function isOprfElement(element: Bytes): boolean {
  try {
    return !ristretto255.Point.fromBytes(element).is0();
  } catch {
    return false;
  }
}

/**
 * The key's side: the element in, another of 32 bytes out; between two pairs of `oprfKeyPair` it is Diffie-Hellman. Throws MalformedError
 * for an element or a key that is none.
 */
export function oprfEvaluate(key: Bytes, blinded: Bytes): Bytes {
  if (!isOprfKey(key)) throw new MalformedError('not a key');
  return refusing(() => oprf.blindEvaluate(key, blinded));
}

/** The asking side's last step: 64 bytes that only this key makes of this input. Throws MalformedError for a false element. */
export function oprfFinalize(input: Bytes, blind: Bytes, evaluated: Bytes): Bytes {
  return refusing(() => oprf.finalize(input, blind, evaluated));
}

/** The same by whoever has both, key and input: 64 bytes. Throws MalformedError. */
export function oprfOutput(key: Bytes, input: Bytes): Bytes {
  const { blind, blinded } = oprfBlind(input);
  try {
    return oprfFinalize(input, blind, oprfEvaluate(key, blinded));
  } finally {
    wipe(blind);
  }
}
