import { randomBytes, sha256 } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { associate, bytes, fromBase64url, toBase64url, toUtf8, u64 } from '../../encoding/index.ts';
import { REQUEST_HEADER } from '../../wire/index.ts';
import type { Mac, RequestKey } from './request-key.ts';

const NONCE_BYTES = 16;

/** A session as whoever asks holds it: base64url of 32 bytes each. */
export interface HeldSession {
  readonly token: string;
  /** The store's, as the sign-in bound it. */
  readonly doorKey: string;
}

/** What a MAC is over (protocol 5). */
export interface Provable {
  readonly origin: string;
  readonly method: 'GET' | 'POST';
  /** Path and query exactly as sent. */
  readonly path: string;
  readonly body?: Bytes;
  /** base64url of 32 bytes. */
  readonly token: string;
  /** The store's clock, as far as it is known, in milliseconds. */
  readonly time: number;
}

/** What a session's requests are proven by: made once a session, for the agreement takes longer than all else. Throws StoreAnswerError. */
export function sessionMac(key: RequestKey, { token, doorKey }: HeldSession): Promise<Mac> {
  return key.macUnder(fromBase64url(doorKey), 'request/mac', sha256(fromBase64url(token)));
}

/**
 * The headers of a request of a session: its token, and the MAC under the key that the session's request key and the store
 * alone can make. The nonce is made here, so a request sent again is another request to the store.
 */
export async function proveRequest(mac: Mac, request: Provable): Promise<Record<string, string>> {
  const { origin, method, path, body = bytes(0), token, time } = request;
  const nonce = randomBytes(NONCE_BYTES);
  const message = associate('request', {
    origin: toUtf8(origin),
    method: toUtf8(method),
    path: toUtf8(path),
    time: u64(time),
    nonce,
    body: sha256(body),
    token: sha256(fromBase64url(token)),
  });
  return {
    authorization: `Bearer ${token}`,
    [REQUEST_HEADER]: [String(time), toBase64url(nonce), toBase64url(await mac(message))].join('.'),
  };
}
