import { expandSha512, isOprfElement, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { concat, toUtf8 } from '../../encoding/index.ts';
import { ENVELOPE_BYTES, openEnvelope } from './envelope.ts';
import { maskingKey } from './randomized.ts';

const ELEMENT_BYTES = 32;
/** The store's public key and the envelope. */
export const MASKED_BYTES = ELEMENT_BYTES + ENVELOPE_BYTES;

export interface Credentials {
  readonly privateKey: Bytes;
  readonly publicKey: Bytes;
  readonly storeKey: Bytes;
}

/** What the right password finds in a store's answer (`RecoverCredentials`, RFC 9807, 6.3.2.3); null by a wrong one. */
export function recoverCredentials(randomized: Bytes, nonce: Bytes, masked: Bytes): Credentials | null {
  const opened = unmask(randomized, nonce, masked);
  const storeKey = opened.slice(0, ELEMENT_BYTES);
  const pair = openEnvelope(randomized, storeKey, opened.subarray(ELEMENT_BYTES));
  wipe(opened);
  return pair && isOprfElement(storeKey) ? { ...pair, storeKey } : null;
}

function unmask(randomized: Bytes, nonce: Bytes, masked: Bytes): Bytes {
  const key = maskingKey(randomized);
  const opened = expandSha512(key, concat(nonce, toUtf8('CredentialResponsePad')), MASKED_BYTES);
  wipe(key);
  for (const [at, byte] of masked.entries()) opened[at] = (opened[at] ?? 0) ^ byte;
  return opened;
}
