import { digest } from '../../crypto/index.ts';
import { emailAddress } from '../../typed/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { toUtf8 } from '../../encoding/index.ts';

/**
 * The only form of an e-mail address that is ever sent: 32 bytes, of the address in its one form (protocol 5), so that every
 * spelling of it is looked up alike. Not a secret from whoever guesses the address. Throws EmailError.
 */
export function lookupOf(email: string): Bytes {
  return digest('email', { address: toUtf8(emailAddress(email)) });
}
