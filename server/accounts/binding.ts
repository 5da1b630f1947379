import type { Bytes } from '../../src/encoding/index.ts';
import { associate, toUtf8 } from '../../src/encoding/index.ts';
import type { Parts } from './parts.ts';

/**
 * X of protocol 5: what every sign-in binds. The store puts in its *own* origin, so that a sign-in made for another store
 * is worth nothing here; its own door key, so that nobody gets a session who was told another; and the request key, so that the
 * token is worth nothing to whoever relays it.
 */
export function bindingOf({ settings, doorKey }: Parts, nonce: Bytes, requestKey: Bytes): Bytes {
  return associate('signin', { origin: toUtf8(settings.origin), nonce, requestKey, doorKey: doorKey.publicKey });
}
