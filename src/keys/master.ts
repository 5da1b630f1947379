import { kdf } from '../crypto/index.ts';
import type { Bytes } from '../encoding/index.ts';

/** What a master key is for (protocol 2): a key of its own for each. */
export type Purpose = 'keyring' | 'manifest' | 'set' | 'snapshot' | 'device';

export const MASTER_KEY_BYTES = 32;

/** The 32-byte key of one purpose. The master key itself seals nothing. */
export function masterKeyFor(masterKey: Bytes, purpose: Purpose): Bytes {
  return kdf(masterKey, purpose);
}
