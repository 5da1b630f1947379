import type { KeyPair } from '../../crypto/index.ts';
import { digest, sha256, sign } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { fromBase64url, toBase64url } from '../../encoding/index.ts';
import { MOST_ANNOUNCEMENTS, MOST_TOLD, topicAppendMessage, topicReadMessage } from '../../wire/index.ts';
import type { StoreClient } from '../client/index.ts';
import { StoreAnswerError } from '../client/index.ts';

/** Pages that a topic can have, and one for what comes meanwhile. */
const MOST_PAGES = MOST_ANNOUNCEMENTS / MOST_TOLD + 1;

/** What a store tells of a topic: all of it its word. */
interface ToldTopic {
  /** How many ever came there; 0: there is no such topic. */
  readonly newest: number;
  /** Sealed, 148 bytes each, oldest first. */
  readonly announcements: readonly Bytes[];
}

/**
 * What members of a channel announced at this store, after a place, by the topic's key alone: no session goes along. Throws as
 * StoreClient does, also RefusedError `too-many-attempts`.
 */
export async function readTopic(client: StoreClient, key: KeyPair, after: number): Promise<ToldTopic> {
  const all: Bytes[] = [];
  let at = after;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { newest, announcements } = await readPage(client, key, at);
    for (const one of announcements) {
      if (one.sequence <= at || one.sequence > newest) throw new StoreAnswerError('announcements out of order');
      at = one.sequence;
      all.push(fromBase64url(one.announcement));
    }
    if (at >= newest) return { newest, announcements: all };
    if (announcements.length === 0) throw new StoreAnswerError('announcements missing');
  }
  throw new StoreAnswerError('announcements without an end');
}

async function readPage(client: StoreClient, { publicKey, privateKey }: KeyPair, after: number) {
  const message = topicReadMessage({ origin: client.origin, topic: topicOf(publicKey), after });
  const signature = toBase64url(await sign(privateKey, message));
  return client.ask('topicRead', { key: toBase64url(publicKey), after, signature });
}

/**
 * Announces one (sealed, 148 bytes) behind the newest that this browser was told of; `previous`: its SHA-256, or 32 zeros. The same
 * again is taken once. Throws as StoreClient does, also RefusedError `conflict` where another one came first, `quota`,
 * `too-many-attempts`, `store-full`.
 */
export async function appendToTopic(
  client: StoreClient,
  { publicKey, privateKey }: KeyPair,
  previous: Bytes,
  announcement: Bytes,
): Promise<number> {
  const message = topicAppendMessage({
    origin: client.origin,
    topic: topicOf(publicKey),
    announcement: sha256(announcement),
    previous,
  });
  const { sequence } = await client.ask('topicAppend', {
    key: toBase64url(publicKey),
    previous: toBase64url(previous),
    announcement: toBase64url(announcement),
    signature: toBase64url(await sign(privateKey, message)),
  });
  return sequence;
}

function topicOf(key: Bytes): Bytes {
  return digest('channel/topic', { key });
}
