import { equal, isOprfElement, oprfBlind, randomBytes, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { MalformedError, concat } from '../../encoding/index.ts';
import type { Agreed } from './agreed.ts';
import { MASKED_BYTES, recoverCredentials } from './credentials.ts';
import { pairOf } from './envelope.ts';
import { finishExchange } from './key-exchange.ts';
import { randomizedPassword } from './randomized.ts';

const ELEMENT_BYTES = 32;
const NONCE_BYTES = 32;
const MAC_BYTES = 64;

/** A sign-in begun. `blind` and `secret` are secret, and wiped by the finish. */
export interface LoginStart {
  readonly blind: Bytes;
  readonly secret: Bytes;
  /** The first message, 96 bytes: blinded element, nonce, share. */
  readonly request: Bytes;
}

export interface LoginProof {
  /** The last message, 64 bytes. */
  readonly finish: Bytes;
  /** 64 secret bytes that the store has, too. */
  readonly sessionKey: Bytes;
  /** 32 bytes: compare it with the one that a registration told. */
  readonly storeKey: Bytes;
}

/** Begins a sign-in (`GenerateKE1`, RFC 9807, 6.2.1). */
export function startLogin(password: Bytes): LoginStart {
  const { blind, blinded } = oprfBlind(password);
  const nonce = randomBytes(NONCE_BYTES);
  const seed = randomBytes(NONCE_BYTES);
  const { publicKey, privateKey } = pairOf(seed);
  wipe(seed);
  return { blind, secret: privateKey, request: concat(blinded, nonce, publicKey) };
}

/**
 * Finishes it by the store's answer of 320 bytes (`GenerateKE3`, 6.2.3). Null: the password is wrong, or nobody is there, or the store
 * is another. Throws MalformedError for an answer that can't be read, and what stretching throws.
 */
export async function finishLogin(
  password: Bytes,
  { blind, secret, request }: LoginStart,
  response: Bytes,
  agreed: Agreed,
): Promise<LoginProof | null> {
  try {
    const { evaluated, maskingNonce, masked, heard, storeShare, mac } = readAnswer(response);
    // A store that evaluates nothing and says what it was told would have us hash the password alone.
    if (equal(evaluated, request.subarray(0, ELEMENT_BYTES))) return null;
    const randomized = await randomizedPassword(password, blind, evaluated, agreed);
    const credentials = recoverCredentials(randomized, maskingNonce, masked);
    wipe(randomized);
    if (!credentials) return null;
    const exchange = { context: agreed.context, request, response: heard, storeShare, secret, credentials };
    const finished = finishExchange(exchange, mac);
    wipe(credentials.privateKey);
    return finished && { ...finished, storeKey: credentials.storeKey };
  } finally {
    wipe(blind, secret);
  }
}

interface Answer {
  readonly evaluated: Bytes;
  readonly maskingNonce: Bytes;
  readonly masked: Bytes;
  /** All but the MAC. */
  readonly heard: Bytes;
  readonly storeShare: Bytes;
  readonly mac: Bytes;
}

/** KE2 (6.1): evaluated element, masking nonce, masked response; nonce, share and MAC. */
function readAnswer(message: Bytes): Answer {
  const masked = ELEMENT_BYTES + NONCE_BYTES;
  const share = masked + MASKED_BYTES + NONCE_BYTES;
  const mac = share + ELEMENT_BYTES;
  const answer = {
    evaluated: message.subarray(0, ELEMENT_BYTES),
    maskingNonce: message.subarray(ELEMENT_BYTES, masked),
    masked: message.subarray(masked, masked + MASKED_BYTES),
    heard: message.subarray(0, mac),
    storeShare: message.subarray(share, mac),
    mac: message.subarray(mac),
  };
  const isRead =
    message.length === mac + MAC_BYTES && isOprfElement(answer.evaluated) && isOprfElement(answer.storeShare);
  if (!isRead) throw new MalformedError('not a message of OPAQUE');
  return answer;
}
