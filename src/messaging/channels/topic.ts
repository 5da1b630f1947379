import type { KeyPair } from '../../crypto/index.ts';
import { kdf, signingKeyPair } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { announcementHash, openAnnouncement } from './announcement.ts';
import type { ChannelKey } from './keys.ts';

/**
 * The pair that signs for a channel at a store (protocol 8.9): who has S may announce keys there and read them. Its public half names
 * the topic, and says nothing of channel or password to whoever lacks S. The private half is the caller's to wipe.
 */
export function topicKey(secret: Bytes): Promise<KeyPair> {
  return signingKeyPair(kdf(secret, 'channel/write'));
}

/** The keys that were announced there, in that order: what no member sealed is left out, as anybody's store may tell anything. */
export async function openAnnouncements(
  { channel, secret }: { readonly channel: Id; readonly secret: Bytes },
  sealed: readonly Bytes[],
): Promise<readonly ChannelKey[]> {
  const keys: ChannelKey[] = [];
  for (const one of sealed) {
    const announcement = await openAnnouncement(secret, channel, one).catch(() => undefined);
    if (announcement) keys.push({ ...announcement, hash: announcementHash(channel, announcement) });
  }
  return keys;
}
