import { digest } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { toUtf8 } from '../../encoding/index.ts';

/**
 * The only form of an e-mail address that is ever sent: 32 bytes, of the address without regard to case or to how its
 * letters were composed (protocol 5). Not a secret from whoever guesses the address.
 */
export function lookupOf(email: string): Bytes {
  return digest('email', { address: toUtf8(email.normalize('NFKC').trim().toLowerCase()) });
}
