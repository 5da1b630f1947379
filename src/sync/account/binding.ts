import { digest } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { associate, fromBase64url, toBase64url, toUtf8 } from '../../encoding/index.ts';
import type { StoreClient } from '../client/index.ts';

async function parts(client: StoreClient, nonce: string) {
  const { origin, key } = client;
  const doorKey = fromBase64url(await client.doorKey());
  return { origin: toUtf8(origin), nonce: fromBase64url(nonce), requestKey: key.publicKey, doorKey };
}

/**
 * X of protocol 5, as this client sees it: the origin that *it* called, so that a sign-in which another store relays here
 * is worth nothing there; its own request key, so that the token is worth nothing to a relay; and the door key that it was
 * told, so that nobody signs in who was told another than the store's.
 */
export async function bindingOf(client: StoreClient, nonce: string): Promise<Bytes> {
  return associate('signin', await parts(client, nonce));
}

/** The challenge of a WebAuthn ceremony, in base64url: the hash of X. */
export async function challengeOf(client: StoreClient, nonce: string): Promise<string> {
  return toBase64url(digest('signin', await parts(client, nonce)));
}
