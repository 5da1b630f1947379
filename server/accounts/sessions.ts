import { newId, randomBytes, sha256 } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { fromBase64url, fromId, toBase64url, toId } from '../../src/encoding/index.ts';
import type { SessionView, SignedIn } from '../../src/wire/index.ts';
import { Refusal } from '../http/index.ts';
import type { Db } from '../database/index.ts';
import { labelDeeds, noteDeeds } from './activity.ts';
import type { Session } from './door.ts';
import type { Parts } from './parts.ts';

const TOKEN_BYTES = 32;
/** Beyond it the session that was not used for longest ends. */
const MOST_SESSIONS = 100;

type How = SessionView['how'];

/** Who signed in, how, and with which request key (protocol 5). */
export interface NewSession {
  readonly account: number;
  readonly accountId: Bytes;
  readonly requestKey: Bytes;
  readonly how: How;
  /** Sealed by the client. */
  readonly label: string | undefined;
  /** What the activity says of it, where that isn't how the session is listed. */
  readonly by?: 'backup-code';
}

/**
 * Signs in, in one transaction with what it takes (`first`). Sessions that are pushed out lose their live connections, as
 * all do that end.
 */
export async function enterSession(
  parts: Parts,
  session: NewSession,
  first: (db: Db) => Promise<void>,
): Promise<SignedIn> {
  const { database, clock, ended } = parts;
  const { signedIn, pushedOut } = await database.write(async (db) => {
    await first(db);
    const opened = await openSession(parts, db, session);
    await noteEntered(db, session, opened, clock());
    return opened;
  });
  if (pushedOut.length > 0) ended(session.account, pushedOut);
  return signedIn;
}

/** A sign-up that was sent again is no sign-in; the one that made the account wrote it down. */
async function noteEntered(
  db: Db,
  session: NewSession,
  { isNew, signedIn, label }: Opened,
  now: number,
): Promise<void> {
  const { account, how, by, requestKey } = session;
  if (how === 'signup') return;
  const what = isNew ? 'signed-in-new' : 'signed-in';
  await noteDeeds(db, account, [{ what, how: by ?? how }], now, { id: fromId(signedIn.session), requestKey, label });
}

interface Opened {
  readonly signedIn: SignedIn;
  readonly pushedOut: readonly number[];
  readonly isNew: boolean;
  readonly label: Bytes | null;
}

/** A session per request key: whoever signs in again keeps the session's id and name, and its old token dies. */
export async function openSession(
  { clock, settings, doorKey }: Parts,
  db: Db,
  { account, accountId, requestKey, how, label }: NewSession,
): Promise<Opened> {
  const token = randomBytes(TOKEN_BYTES);
  const now = clock();
  const times = { signed_in_at: now, last_seen_at: now, expires_at: now + settings.sessionLife };
  const renewed = { token: sha256(token), how, removed: 0, ...times };
  const named = label === undefined ? {} : { label: fromBase64url(label) };
  const before = await db.query
    .selectFrom('sessions')
    .select('number')
    .where('account', '=', account)
    .where('request_key', '=', requestKey)
    .executeTakeFirst();
  const { id, label: name } = await db.query
    .insertInto('sessions')
    .values({ id: fromId(newId()), account, request_key: requestKey, created_at: now, ...renewed, ...named })
    .onConflict((conflict) => conflict.columns(['account', 'request_key']).doUpdateSet({ ...renewed, ...named }))
    .returning(['id', 'label'])
    .executeTakeFirstOrThrow();
  const told = {
    account: toId(accountId),
    session: toId(id),
    token: toBase64url(token),
    doorKey: toBase64url(doorKey.publicKey),
    expiresAt: times.expires_at,
  };
  return { signedIn: told, pushedOut: await dropOldest(db, account), isNew: !before, label: name };
}

async function dropOldest(db: Db, account: number): Promise<number[]> {
  const kept = db.query
    .selectFrom('sessions')
    .select('number')
    .where('account', '=', account)
    .orderBy('last_seen_at', 'desc')
    .orderBy('number', 'desc')
    .limit(MOST_SESSIONS);
  const gone = await db.query
    .deleteFrom('sessions')
    .where('account', '=', account)
    .where('number', 'not in', kept)
    .returning('number')
    .execute();
  return gone.map(({ number }) => number);
}

export async function listSessions({ database }: Parts, session: Session): Promise<{ sessions: SessionView[] }> {
  const rows = await database.read((db) =>
    db.query
      .selectFrom('sessions')
      .selectAll()
      .where('account', '=', session.account)
      .where('removed', '=', 0)
      .where('expires_at', '>', session.now)
      .orderBy('last_seen_at', 'desc')
      .execute(),
  );
  const sessions = rows.map((row) => ({
    id: toId(row.id),
    requestKey: toBase64url(row.request_key),
    how: row.how as How,
    createdAt: row.created_at,
    signedInAt: row.signed_in_at,
    lastSeenAt: row.last_seen_at,
    ...(row.label ? { label: toBase64url(row.label) } : {}),
    ...(row.device ? { device: toId(row.device) } : {}),
  }));
  return { sessions };
}

/** Throws Refusal `not-found` for a session of nobody or of somebody else. */
export async function labelSession(
  { database }: Parts,
  session: Session,
  id: string,
  label: string | null,
): Promise<void> {
  const sealed = label === null ? null : fromBase64url(label);
  const result = await database.write(async (db) => {
    await labelDeeds(db, session.account, fromId(id), sealed);
    return db.query
      .updateTable('sessions')
      .set({ label: sealed })
      .where('account', '=', session.account)
      .where('id', '=', fromId(id))
      .executeTakeFirst();
  });
  if (result.numUpdatedRows !== 1n) throw new Refusal('not-found');
}

/** Ends one session, or all but this one; answers how many. Throws Refusal `not-found`. */
export async function revokeSessions(
  { database, ended }: Parts,
  session: Session,
  which: { readonly session: string } | { readonly others: true },
): Promise<number> {
  const gone = await database.write(async (db) => {
    const query = db.query.deleteFrom('sessions').where('account', '=', session.account);
    const chosen =
      'session' in which
        ? query.where('id', '=', fromId(which.session))
        : query.where('number', '!=', session.number).where('removed', '=', 0);
    const ended = await chosen.returning(['number', 'id', 'request_key', 'label']).execute();
    for (const { number, id, request_key: requestKey, label } of ended) {
      const what = number === session.number ? 'signed-out' : 'session-ended';
      await noteDeeds(db, session.account, [{ what }], session.now, { id, requestKey, label });
    }
    return ended;
  });
  if ('session' in which && gone.length === 0) throw new Refusal('not-found');
  const numbers = gone.map(({ number }) => number);
  ended(session.account, numbers);
  return gone.length;
}

/** Ends the session by which a device leaves, and every other one of it. Answers which. */
export async function leaveSessions(
  db: Db,
  { account, number, now }: Pick<Session, 'account' | 'number' | 'now'>,
  device: Bytes,
): Promise<number[]> {
  const gone = await db.query
    .deleteFrom('sessions')
    .where('account', '=', account)
    .where((where) => where.or([where('number', '=', number), where('device', '=', device)]))
    .returning(['number', 'id', 'request_key', 'label'])
    .execute();
  for (const { id, request_key: requestKey, label } of gone) {
    await noteDeeds(db, account, [{ what: 'device-left' }], now, { id, requestKey, label });
  }
  return gone.map((session) => session.number);
}

/**
 * Ends the sessions of devices that a commit of `session` removes, and those of which nobody knows whose they are, in its
 * transaction. They are still told the device list, and nothing else. Answers which.
 */
export async function removeSessions(
  db: Db,
  { account, number, now }: Pick<Session, 'account' | 'number' | 'now'>,
  devices: readonly Bytes[],
): Promise<number[]> {
  const gone = await db.query
    .updateTable('sessions')
    .set({ removed: 1 })
    .where('account', '=', account)
    .where('number', '!=', number)
    .where((where) => where.or([where('device', 'is', null), where('device', 'in', [...devices])]))
    .returning(['number', 'id', 'request_key', 'label'])
    .execute();
  for (const { id, request_key: requestKey, label } of gone) {
    await noteDeeds(db, account, [{ what: 'device-removed' }], now, { id, requestKey, label });
  }
  return gone.map((session) => session.number);
}
