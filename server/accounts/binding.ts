import type { Bytes } from '../../src/encoding/index.ts';
import { associate, toUtf8 } from '../../src/encoding/index.ts';

/**
 * X of protocol 5: what every sign-in binds. The store puts in its *own* origin, so that a sign-in made for another store
 * is worth nothing here; and the request key, so that the token is worth nothing to whoever relays it.
 */
export function bindingOf(origin: string, nonce: Bytes, requestKey: Bytes): Bytes {
  return associate('signin', { origin: toUtf8(origin), nonce, requestKey });
}
