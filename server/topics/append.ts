import { equal, sha256, verify } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { bytes, concat, fromBase64url, toUtf8 } from '../../src/encoding/index.ts';
import type { TopicAppend } from '../../src/wire/index.ts';
import { MOST_ANNOUNCEMENTS, topicAppendMessage } from '../../src/wire/index.ts';
import type { Db } from '../database/index.ts';
import { Refusal } from '../http/index.ts';
import type { Parts } from './parts.ts';
import { DAY, NO_ACCOUNT, takeAttempt, topicOf } from './parts.ts';

/** Announcements of one topic a day. */
const MOST_A_DAY = 64;
/** A topic without another one for so many days goes. */
const IDLE_DAYS = 365;
const NOTHING = bytes(32);

/** An announcement as it is kept. */
interface Kept {
  readonly name: Bytes;
  /** Keyed hashes of it, and of the one that it is to follow; `first`: it is to follow none. */
  readonly hash: Bytes;
  readonly previous: Bytes;
  readonly first: boolean;
  readonly sealed: Bytes;
}

interface Asker {
  readonly address: string;
  readonly now: number;
}

/**
 * Puts an announcement behind the newest one, durably, before it answers. One that lies there already is taken again and changes
 * nothing. Throws Refusal `author-refused`, `conflict`, `quota`, `store-full`, `too-many-attempts`.
 */
export async function append(
  parts: Parts,
  asker: Asker,
  asked: TopicAppend,
): Promise<{ readonly sequence: number; readonly isNew: boolean }> {
  const kept = await checked(parts, asked);
  return parts.database.write(async (db) => {
    const row = await topicNamed(db, kept.name);
    if (!row) return { sequence: await begin(parts, db, asker, kept), isNew: true };
    const again = await placeOf(db, row.number, kept.hash);
    if (again !== undefined) return { sequence: again, isNew: false };
    if (kept.first || !equal(row.newest, kept.previous)) throw new Refusal('conflict');
    return { sequence: await follow(db, row, kept, asker.now), isNew: true };
  });
}

async function checked(parts: Parts, asked: TopicAppend): Promise<Kept> {
  const { secret, settings } = parts;
  const [key, announcement] = [fromBase64url(asked.key), fromBase64url(asked.announcement)];
  const { id, name } = topicOf(parts, key);
  const [hash, previous] = [sha256(announcement), fromBase64url(asked.previous)];
  const message = topicAppendMessage({ origin: settings.origin, topic: id, announcement: hash, previous });
  if (!(await verify(key, message, fromBase64url(asked.signature)))) throw new Refusal('author-refused');
  const keyed = (of: Bytes): Bytes => secret.hash(NO_ACCOUNT, concat(toUtf8('announcement:'), id, of));
  const sealed = await secret.seal({ account: NO_ACCOUNT, name }, announcement);
  return { name, hash: keyed(hash), previous: keyed(previous), first: equal(previous, NOTHING), sealed };
}

interface TopicRow {
  readonly number: number;
  readonly newest: Bytes;
  readonly sequence: number;
  readonly day: number;
  readonly came: number;
}

function topicNamed({ query }: Db, name: Bytes): Promise<TopicRow | undefined> {
  return query.selectFrom('topics').selectAll().where('name', '=', name).executeTakeFirst();
}

async function placeOf({ query }: Db, topic: number, hash: Bytes): Promise<number | undefined> {
  const row = await query
    .selectFrom('announcements')
    .select('sequence')
    .where('topic', '=', topic)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row?.sequence;
}

async function begin(parts: Parts, db: Db, { address, now }: Asker, kept: Kept): Promise<number> {
  if (!kept.first) throw new Refusal('conflict');
  await takeAttempt(parts, db, 'make', address, now);
  const { total } = await db.query
    .selectFrom('topics')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  if (total >= parts.settings.topics) throw new Refusal('store-full');
  const { name, hash: newest, sealed } = kept;
  const { number: topic } = await db.query
    .insertInto('topics')
    .values({ name, newest, sequence: 1, day: Math.floor(now / DAY), came: 1 })
    .returning('number')
    .executeTakeFirstOrThrow();
  await db.query.insertInto('announcements').values({ topic, sequence: 1, hash: newest, sealed }).execute();
  return 1;
}

async function follow({ query }: Db, row: TopicRow, { hash, sealed }: Kept, now: number): Promise<number> {
  const today = Math.floor(now / DAY);
  const came = row.day === today ? row.came : 0;
  if (came >= MOST_A_DAY || row.sequence >= Number.MAX_SAFE_INTEGER) throw new Refusal('quota');
  const [topic, sequence] = [row.number, row.sequence + 1];
  await query.insertInto('announcements').values({ topic, sequence, hash, sealed }).execute();
  await query
    .updateTable('topics')
    .set({ newest: hash, sequence, day: today, came: came + 1 })
    .where('number', '=', topic)
    .execute();
  await query
    .deleteFrom('announcements')
    .where('topic', '=', topic)
    .where('sequence', '<=', sequence - MOST_ANNOUNCEMENTS)
    .execute();
  return sequence;
}

/** Topics in which nobody has announced anything for a year go. */
export async function sweepTopics({ query }: Db, now: number): Promise<void> {
  await query
    .deleteFrom('topics')
    .where('day', '<', Math.floor(now / DAY) - IDLE_DAYS)
    .execute();
}
