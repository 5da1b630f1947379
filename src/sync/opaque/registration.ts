import type { Blinded } from '../../crypto/index.ts';
import { equal, isOprfElement, oprfBlind, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { MalformedError, concat } from '../../encoding/index.ts';
import type { Agreed } from './agreed.ts';
import { makeEnvelope } from './envelope.ts';
import { maskingKey, randomizedPassword } from './randomized.ts';

const ELEMENT_BYTES = 32;

/** What a store keeps of a password, and by which key it proves itself. */
export interface PasswordRecord {
  /** 192 bytes: the client's public key, the masking key, the envelope. */
  readonly record: Bytes;
  /** 32 bytes. */
  readonly storeKey: Bytes;
}

/** The first message of a registration, 32 bytes (`CreateRegistrationRequest`, RFC 9807, 5.2.1): the blinded element. */
export function startRegistration(password: Bytes): Blinded {
  return oprfBlind(password);
}

/**
 * The record of a password (`FinalizeRegistrationRequest`, 5.2.3) by the store's answer of 64 bytes. Wipes what was begun. Throws
 * MalformedError for an answer that is none, or only says what it was asked; and what stretching throws.
 */
export async function finishRegistration(
  password: Bytes,
  { blind, blinded }: Blinded,
  response: Bytes,
  agreed: Agreed,
): Promise<PasswordRecord> {
  try {
    const [evaluated, storeKey] = [response.subarray(0, ELEMENT_BYTES), response.slice(ELEMENT_BYTES)];
    const isAnswer = isOprfElement(evaluated) && isOprfElement(storeKey) && !equal(evaluated, blinded);
    if (!isAnswer) throw new MalformedError('not a message of OPAQUE');
    const randomized = await randomizedPassword(password, blind, evaluated, agreed);
    const { envelope, clientKey } = makeEnvelope(randomized, storeKey);
    const record = concat(clientKey, maskingKey(randomized), envelope);
    wipe(randomized);
    return { record, storeKey };
  } finally {
    wipe(blind);
  }
}
