import type { Bytes, Id } from '../../src/encoding/index.ts';
import { concat, fromId, toUtf8 } from '../../src/encoding/index.ts';
import type { TokenPut } from '../../src/wire/index.ts';
import type { Db, LetterRow, TokenRow } from '../database/index.ts';
import { Refusal } from '../http/index.ts';
import type { Owner } from './owner.ts';
import type { Parts } from './parts.ts';
import { DAY, NO_ACCOUNT } from './parts.ts';

/** What one use of an invitation is good for after the fetch that begins it (protocol 8.1). */
const LATER_FETCHES = 3;
const DEPOSITS = 5;
const USE_LIFE = 30 * DAY;
/** How far ahead an invitation may end. */
const LONGEST_INVITATION = 366 * DAY;
/** Invitations in force at once, and tokens that are remembered: of more the oldest that are not in force go. */
const MOST_INVITATIONS = 256;
const MOST_TOKENS = 4_096;

/** As clients name what they hold. */
export interface Holding {
  readonly account: Id;
  readonly token: Id;
  readonly use?: Id | undefined;
}

/** A token that somebody holds, found in the transaction in which it is used. */
export interface Held {
  readonly row: TokenRow;
  /** Keyed hash of the use that was named. */
  readonly use: Bytes | undefined;
}

function tokenHash({ secret }: Parts, token: Id): Bytes {
  return secret.hash(NO_ACCOUNT, concat(toUtf8('token:'), fromId(token)));
}

/** Looks a token up; the hashes are made before, outside the transaction. Throws Refusal `token-refused`. */
export function finder(parts: Parts, { account, token, use }: Holding): (db: Db) => Promise<Held> {
  const [accountId, hash] = [fromId(account), tokenHash(parts, token)];
  const named = use === undefined ? undefined : concat(toUtf8('use:'), fromId(token), fromId(use));
  const ofUse = named && parts.secret.hash(NO_ACCOUNT, named);
  return async ({ mail }) => {
    const row = await mail.token(accountId, hash);
    if (!row) throw new Refusal('token-refused');
    return { row, use: ofUse };
  };
}

/** Takes one fetch of bundles: of a use of an invitation, which the first one begins. Throws Refusal `token-spent`. */
export async function takeFetch({ mail }: Db, { row, use }: Held, now: number): Promise<void> {
  if (row.standing !== 'current') throw new Refusal('token-spent');
  if (row.kind === 'delivery') return;
  if (!use) throw new Refusal('malformed');
  const begun = await mail.use(row.number, use);
  if (begun) {
    if (begun.expires_at <= now || begun.fetches === 0) throw new Refusal('token-spent');
    await mail.fetched(row.number, use);
    return;
  }
  if (row.expires_at <= now || row.uses === 0) throw new Refusal('token-spent');
  await mail.begin(row.number, use, { fetches: LATER_FETCHES, deposits: DEPOSITS, expires_at: now + USE_LIFE });
}

/** Takes one deposit, and says by what it is taken. Throws Refusal `token-refused`, `token-spent`. */
export async function takeDeposit({ mail }: Db, { row, use }: Held, now: number): Promise<LetterRow['came_by']> {
  if (row.standing === 'abused') throw new Refusal('token-refused');
  if (row.standing === 'current') {
    if (row.kind === 'delivery') return 'delivery';
    const begun = use && (await mail.use(row.number, use));
    if (begun && begun.expires_at > now && begun.deposits > 0) {
      await mail.deposited(row.number, use);
      return 'invitation';
    }
  }
  const wait = row.asked_at + DAY - now;
  if (wait > 0) throw new Refusal('token-spent', { retryAfter: Math.ceil(wait / 1_000) });
  await mail.asked(row.number, now);
  return 'former';
}

/**
 * A token of the account from now on; a delivery token takes the place of the one before. The same again changes nothing. Throws
 * Refusal `token-taken`, `quota`, `malformed`.
 */
export async function putToken(parts: Parts, { account, now }: Owner, put: TokenPut): Promise<void> {
  const { kind } = put;
  const [uses, expiresAt] = put.kind === 'invitation' ? [put.uses, put.expiresAt] : [0, 0];
  if (expiresAt > now + LONGEST_INVITATION) throw new Refusal('malformed');
  const hash = tokenHash(parts, put.token);
  await parts.database.write(async (db) => {
    const { query } = db;
    const known = await query
      .selectFrom('contact_tokens')
      .select(['kind', 'standing'])
      .where('account', '=', account)
      .where('hash', '=', hash)
      .executeTakeFirst();
    if (known?.kind === kind && known.standing === 'current') return;
    if (known) throw new Refusal('token-taken');
    await (kind === 'delivery' ? retireDelivery(db, account) : checkRoom(db, account, now));
    const row = { account, hash, kind, standing: 'current', uses, expires_at: expiresAt, asked_at: 0 };
    await query.insertInto('contact_tokens').values(row).execute();
    await dropOldest(db, account);
  });
}

async function retireDelivery({ query }: Db, account: number): Promise<void> {
  await query
    .updateTable('contact_tokens')
    .set({ standing: 'former' })
    .where('account', '=', account)
    .where('kind', '=', 'delivery')
    .where('standing', '=', 'current')
    .execute();
}

async function checkRoom({ query }: Db, account: number, now: number): Promise<void> {
  const { total } = await query
    .selectFrom('contact_tokens')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('account', '=', account)
    .where('kind', '=', 'invitation')
    .where('standing', '=', 'current')
    .where('uses', '>', 0)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  if (total >= MOST_INVITATIONS) throw new Refusal('quota');
}

async function dropOldest({ query }: Db, account: number): Promise<void> {
  const beyond = await query
    .selectFrom('contact_tokens')
    .select('number')
    .where('account', '=', account)
    .orderBy('number', 'desc')
    .offset(MOST_TOKENS)
    .limit(1)
    .executeTakeFirst();
  if (!beyond) return;
  await query
    .deleteFrom('contact_tokens')
    .where('account', '=', account)
    .where('number', '<=', beyond.number)
    .where((where) => where.or([where('standing', '!=', 'current'), where('kind', '=', 'invitation')]))
    .execute();
}

/** Throws Refusal `token-refused` for a token that this account never gave out. */
export async function revokeToken(parts: Parts, owner: Owner, token: Id, abused: boolean): Promise<void> {
  const hash = tokenHash(parts, token);
  const result = await parts.database.write(({ query }) =>
    query
      .updateTable('contact_tokens')
      .set({ standing: abused ? 'abused' : 'former' })
      .where('account', '=', owner.account)
      .where('hash', '=', hash)
      .executeTakeFirst(),
  );
  if (result.numUpdatedRows !== 1n) throw new Refusal('token-refused');
}

/** Forgets uses whose time is over. */
export async function sweepUses({ query }: Db, now: number): Promise<void> {
  await query.deleteFrom('token_uses').where('expires_at', '<=', now).execute();
}
