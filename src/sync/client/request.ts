import { randomBytes, sha256 } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { associate, bytes, fromBase64url, toBase64url, toUtf8, u64 } from '../../encoding/index.ts';
import { REQUEST_HEADER } from '../../wire/index.ts';
import type { RequestKey } from './request-key.ts';

const NONCE_BYTES = 16;

/** What a signature is over (protocol 5). */
export interface Signable {
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

/**
 * The headers of a request of a session: its token, and the signature of the request key that the token is bound to.
 * The nonce is made here, so a request sent again is another request to the store.
 */
export async function signRequest(key: RequestKey, request: Signable): Promise<Record<string, string>> {
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
  const signature = await key.sign(message);
  return {
    authorization: `Bearer ${token}`,
    [REQUEST_HEADER]: [String(time), toBase64url(nonce), toBase64url(signature)].join('.'),
  };
}
