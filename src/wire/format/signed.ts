import type { Bytes } from '../../encoding/index.ts';
import { MalformedError, readFrames, writeFrames } from '../../encoding/index.ts';

/** Bytes of an Ed25519 signature. */
export const SIGNATURE_BYTES = 64;

/** Something readable with the signature over exactly these bytes (64 bytes). Not yet verified. */
export interface Signed<T> {
  readonly value: T;
  readonly signed: Bytes;
  readonly signature: Bytes;
}

/** Two frames: what is signed, and the signature. */
export function writeSigned(signed: Bytes, signature: Bytes): Bytes {
  if (signature.length !== SIGNATURE_BYTES) throw new MalformedError('signature of another length');
  return writeFrames([signed, signature]);
}

/** Throws MalformedError. */
export function readSigned(source: Bytes): { signed: Bytes; signature: Bytes } {
  const [signed, signature, ...more] = readFrames(source, 2);
  if (!signed || signature?.length !== SIGNATURE_BYTES || more.length > 0) throw new MalformedError('not signed');
  return { signed, signature };
}
