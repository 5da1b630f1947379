import { expandSha512, extractSha512, oprfFinalize, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { concat, toUtf8 } from '../../encoding/index.ts';
import type { Agreed } from './agreed.ts';

const HASH_BYTES = 64;

/**
 * What a password comes to with the store's evaluation (RFC 9807, 5.2.3 and 6.3.2.3): 64 secret bytes, the caller's to wipe.
 * Throws MalformedError for an evaluation that is none, and what stretching throws.
 */
export async function randomizedPassword(
  password: Bytes,
  blind: Bytes,
  evaluated: Bytes,
  { harden }: Agreed,
): Promise<Bytes> {
  const output = oprfFinalize(password, blind, evaluated);
  const hardened = await harden(output).catch((error: unknown) => {
    wipe(output);
    throw error;
  });
  const both = concat(output, hardened);
  try {
    return extractSha512(both);
  } finally {
    wipe(output, hardened, both);
  }
}

/** What the store masks its answers with (5.2.3): 64 bytes, part of the record. */
export function maskingKey(randomized: Bytes): Bytes {
  return expandSha512(randomized, toUtf8('MaskingKey'), HASH_BYTES);
}
