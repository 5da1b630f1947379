import { verify } from '../../src/crypto/index.ts';
import { fromBase64url, toBase64url } from '../../src/encoding/index.ts';
import type { TopicAnswer, TopicRead } from '../../src/wire/index.ts';
import { MOST_TOLD, topicReadMessage } from '../../src/wire/index.ts';
import { Refusal } from '../http/index.ts';
import type { Parts } from './parts.ts';
import { NO_ACCOUNT, takeAttempt, topicOf } from './parts.ts';

/**
 * What lies in a topic after one place, as much as goes into an answer. Whoever tries passwords learns by it whether there is such a
 * topic: of those that there aren't, an address may ask for a few. Throws Refusal `author-refused`, `too-many-attempts`.
 */
export async function read(
  parts: Parts,
  { address, now }: { readonly address: string; readonly now: number },
  asked: TopicRead,
): Promise<TopicAnswer> {
  const { database, secret, settings } = parts;
  const [key, after] = [fromBase64url(asked.key), asked.after];
  const { id, name } = topicOf(parts, key);
  const message = topicReadMessage({ origin: settings.origin, topic: id, after });
  if (!(await verify(key, message, fromBase64url(asked.signature)))) throw new Refusal('author-refused');
  const found = await database.read(async ({ query }) => {
    const topic = await query
      .selectFrom('topics')
      .select(['number', 'sequence'])
      .where('name', '=', name)
      .executeTakeFirst();
    if (!topic) return undefined;
    const rows = await query
      .selectFrom('announcements')
      .select(['sequence', 'sealed'])
      .where('topic', '=', topic.number)
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(MOST_TOLD)
      .execute();
    return { newest: topic.sequence, rows };
  });
  if (!found) {
    await database.write((db) => takeAttempt(parts, db, 'miss', address, now));
    return { newest: 0, announcements: [] };
  }
  const announcements = found.rows.map(async ({ sequence, sealed }) => {
    const announcement = toBase64url(await secret.open({ account: NO_ACCOUNT, name }, sealed));
    return { sequence, announcement };
  });
  return { newest: found.newest, announcements: await Promise.all(announcements) };
}
