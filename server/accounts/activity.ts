import { toBase64url, toId } from '../../src/encoding/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import type { ActivityEntry } from '../../src/wire/index.ts';
import type { Db } from '../database/index.ts';
import type { Session } from './door.ts';
import type { Tally } from './failed-signins.ts';
import type { Parts } from './parts.ts';

const DAY = 86_400_000;
/** The newest so many of an account stay. Refused sign-ins come in bulk, so that nobody pushes the rest out with them. */
const MOST_ENTRIES = 200;
/** How long an entry stays, in milliseconds. */
const LIFE = 90 * DAY;

/** What happened to an account, as it will be listed. */
interface Deed {
  readonly what: ActivityEntry['what'];
  readonly how?: ActivityEntry['how'];
  readonly count?: number;
}

/** The session that a deed belongs to; its name comes along while it is told. */
interface DeedBy {
  readonly id: Bytes;
  readonly requestKey: Bytes;
  readonly label?: Bytes | null;
}

/** Writes down what happened, in the transaction in which it happens, and lets the oldest go. */
export async function noteDeeds(
  db: Db,
  account: number,
  deeds: readonly Deed[],
  now: number,
  by?: DeedBy,
): Promise<void> {
  if (deeds.length === 0) return;
  const rows = deeds.map(({ what, how, count = 1 }) => ({
    account,
    what,
    how: how ?? null,
    session: by?.id ?? null,
    request_key: by?.requestKey ?? null,
    label: by?.label ?? null,
    since: now,
    at: now,
    count,
  }));
  await db.query.insertInto('activity').values(rows).execute();
  await dropOldest(db, account);
}

async function dropOldest({ query }: Db, account: number): Promise<void> {
  const kept = query
    .selectFrom('activity')
    .select('number')
    .where('account', '=', account)
    .orderBy('at', 'desc')
    .orderBy('number', 'desc')
    .limit(MOST_ENTRIES);
  await query.deleteFrom('activity').where('account', '=', account).where('number', 'not in', kept).execute();
}

/** A session was named, or its name taken away: so are the entries that it stands in. */
export async function labelDeeds({ query }: Db, account: number, session: Bytes, label: Bytes | null): Promise<void> {
  await query
    .updateTable('activity')
    .set({ label })
    .where('account', '=', account)
    .where('session', '=', session)
    .execute();
}

/** Refused tries of a day are one entry; a try that turned out right is taken out of it again. */
export async function noteTally(db: Db, { account, what, count, since, at }: Tally): Promise<void> {
  const { query } = db;
  const held = await query.selectFrom('accounts').select('number').where('number', '=', account).executeTakeFirst();
  if (!held) return;
  const before = await query
    .selectFrom('activity')
    .select(['number', 'count'])
    .where('account', '=', account)
    .where('what', '=', what)
    .where('since', '>', since - DAY)
    .orderBy('number', 'desc')
    .executeTakeFirst();
  const sum = (before?.count ?? 0) + count;
  if (before && sum <= 0) await query.deleteFrom('activity').where('number', '=', before.number).execute();
  else if (before) {
    await query.updateTable('activity').set({ count: sum, at }).where('number', '=', before.number).execute();
  } else if (sum > 0) {
    await query.insertInto('activity').values({ account, what, since, at, count: sum }).execute();
    await dropOldest(db, account);
  }
}

/** Entries that are too old. */
export async function sweepDeeds({ query }: Db, now: number): Promise<void> {
  await query
    .deleteFrom('activity')
    .where('at', '<', now - LIFE)
    .execute();
}

/** What happened to the account of this session, the newest first. */
export async function listActivity(parts: Parts, { account }: Session): Promise<{ entries: ActivityEntry[] }> {
  const { database, failed } = parts;
  const tallies = failed.take(account);
  if (tallies.length > 0) {
    await database.write(async (db) => {
      for (const tally of tallies) await noteTally(db, tally);
    });
  }
  const rows = await database.read(({ query }) =>
    query
      .selectFrom('activity')
      .selectAll()
      .where('account', '=', account)
      .orderBy('at', 'desc')
      .orderBy('number', 'desc')
      .execute(),
  );
  return { entries: rows.map(shown) };
}

interface Row {
  readonly what: string;
  readonly how: string | null;
  readonly session: Bytes | null;
  readonly request_key: Bytes | null;
  readonly label: Bytes | null;
  readonly since: number;
  readonly at: number;
  readonly count: number;
}

function shown({ what, how, session, request_key: key, label, since, at, count }: Row): ActivityEntry {
  return {
    what,
    ...(how === null ? {} : { how }),
    ...(session && key ? { session: toId(session), requestKey: toBase64url(key) } : {}),
    ...(label ? { label: toBase64url(label) } : {}),
    since,
    at,
    count,
  };
}
