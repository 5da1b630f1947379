import type { KeyPair } from '../../crypto/index.ts';
import { kdf, signingKeyPair } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';

/**
 * The pair that signs for a channel at a store (protocol 8.9): who has S may announce keys there and read them. Its public half names
 * the topic, and says nothing of channel or password to whoever lacks S. The private half is the caller's to wipe.
 */
export function topicKey(secret: Bytes): Promise<KeyPair> {
  return signingKeyPair(kdf(secret, 'channel/write'));
}
