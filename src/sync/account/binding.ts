import { digest } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { associate, fromBase64url, toBase64url, toUtf8 } from '../../encoding/index.ts';
import type { StoreClient } from '../client/index.ts';

function parts({ origin, key }: StoreClient, nonce: string) {
  return { origin: toUtf8(origin), nonce: fromBase64url(nonce), requestKey: key.publicKey };
}

/**
 * X of protocol 5, as this client sees it: the origin that *it* called, so that a sign-in which another store relays here
 * is worth nothing there; and its own request key, so that the token is worth nothing to a relay.
 */
export function bindingOf(client: StoreClient, nonce: string): Bytes {
  return associate('signin', parts(client, nonce));
}

/** The challenge of a WebAuthn ceremony, in base64url: the hash of X. */
export function challengeOf(client: StoreClient, nonce: string): string {
  return toBase64url(digest('signin', parts(client, nonce)));
}
