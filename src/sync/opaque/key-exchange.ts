import { equal, expandSha512, extractSha512, hmacSha512, oprfEvaluate, sha512, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { concat, toUtf8, u16 } from '../../encoding/index.ts';
import type { Credentials } from './credentials.ts';
import { identity } from './envelope.ts';

const KEY_BYTES = 64;

/** Everything that both sides have seen, and the client's secrets for it. */
export interface Exchange {
  readonly context: Bytes;
  readonly request: Bytes;
  /** The store's message but for its MAC. */
  readonly response: Bytes;
  readonly storeShare: Bytes;
  /** Of this sign-in alone. */
  readonly secret: Bytes;
  readonly credentials: Credentials;
}

/**
 * The client's end of 3DH (`AuthClientFinalize`, RFC 9807, 6.4.3): its last message, and the key that both sides now have. Null if
 * the store's MAC is not of one that has the record and its own private key.
 */
export function finishExchange(exchange: Exchange, storeMac: Bytes): { finish: Bytes; sessionKey: Bytes } | null {
  const preamble = preambleOf(exchange);
  const shared = sharedSecret(exchange);
  const { storeKey, clientKey, sessionKey } = scheduleOf(shared, sha512(preamble));
  wipe(shared);
  try {
    if (equal(hmacSha512(storeKey, sha512(preamble)), storeMac)) {
      return { finish: hmacSha512(clientKey, sha512(concat(preamble, storeMac))), sessionKey };
    }
    wipe(sessionKey);
    return null;
  } finally {
    wipe(storeKey, clientKey);
  }
}

/** What was said (6.4.2.1). */
function preambleOf({ context, request, response, credentials }: Exchange): Bytes {
  const { publicKey, storeKey } = credentials;
  const named = concat(toUtf8('OPAQUEv1-'), u16(context.length), context);
  return concat(named, identity(publicKey), request, identity(storeKey), response);
}

/** Three agreements (6.4.3): of both shares, of ours with the store's long-term key, and of its share with ours. */
function sharedSecret({ secret, storeShare, credentials }: Exchange): Bytes {
  const parts = [
    oprfEvaluate(secret, storeShare),
    oprfEvaluate(secret, credentials.storeKey),
    oprfEvaluate(credentials.privateKey, storeShare),
  ];
  const all = concat(...parts);
  wipe(...parts);
  return all;
}

/** Two keys for MACs, the store's and the client's, and the session's (`DeriveKeys`, 6.4.2.2). */
function scheduleOf(shared: Bytes, heard: Bytes): { storeKey: Bytes; clientKey: Bytes; sessionKey: Bytes } {
  const extracted = extractSha512(shared);
  const handshake = expandLabel(extracted, 'HandshakeSecret', heard);
  const sessionKey = expandLabel(extracted, 'SessionKey', heard);
  const nothing = heard.subarray(0, 0);
  const storeKey = expandLabel(handshake, 'ServerMAC', nothing);
  const clientKey = expandLabel(handshake, 'ClientMAC', nothing);
  wipe(extracted, handshake);
  return { storeKey, clientKey, sessionKey };
}

/** `Expand-Label` (6.4.2): the length, then label and context, each with its own before it in one byte. */
function expandLabel(key: Bytes, label: string, context: Bytes): Bytes {
  const named = toUtf8(`OPAQUE-${label}`);
  const info = concat(u16(KEY_BYTES), Uint8Array.of(named.length), named, Uint8Array.of(context.length), context);
  return expandSha512(key, info, KEY_BYTES);
}
