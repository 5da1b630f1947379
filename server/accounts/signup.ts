import { verify } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { associate, fromBase64url, fromId, toBase64url, toUtf8 } from '../../src/encoding/index.ts';
import type { Access, SignedIn } from '../../src/wire/index.ts';
import type { Asked } from '../http/index.ts';
import { Refusal } from '../http/index.ts';
import type { Db } from '../database/index.ts';
import { prepareAccess } from './access.ts';
import { noteDeeds } from './activity.ts';
import { attempt, countAttempts } from './attempts.ts';
import { registrationResponse } from './opaque.ts';
import type { Parts } from './parts.ts';
import { NO_ACCOUNT } from './parts.ts';
import { enterSession, openSession } from './sessions.ts';
import { writeAccess } from './settle.ts';
import type { Ticket } from './tickets.ts';
import { issueTicket, readTicket, spendTicket } from './tickets.ts';

/** The first commit of an account, checked by those who know commits. */
export interface FirstCommit {
  readonly head: Bytes;
  /** Signing key of its author: the account's first device. */
  readonly authorKey: Bytes;
  /** Whether writing it takes long: then nobody shares its transaction. */
  readonly isLong: boolean;
  write(db: Db, account: number): Promise<void>;
}

interface Start {
  readonly account: string;
  readonly password?: string | undefined;
}

function requireOpen({ settings }: Parts): void {
  if (settings.signup !== 'open') throw new Refusal('signup-closed');
}

async function findAccount(db: Db, id: Bytes): Promise<{ number: number; made_by: Bytes } | undefined> {
  return db.query.selectFrom('accounts').select(['number', 'made_by']).where('id', '=', id).executeTakeFirst();
}

/** Begins an account. An account that exists gets no answer from OPAQUE here: that would be a way to try passwords. */
export async function startSignup(parts: Parts, { address }: Asked, { account, password }: Start) {
  requireOpen(parts);
  await countAttempts(parts, [attempt(parts, 'address', address), attempt(parts, 'signup', address)]);
  if (await parts.database.read((db) => findAccount(db, fromId(account)))) throw new Refusal('account-exists');
  const { ticket, nonce } = await issueTicket(parts, 'signup', { account });
  const response =
    password === undefined ? {} : { password: registrationResponse(parts.secrets.opaque, account, password) };
  return { ticket, nonce: toBase64url(nonce), ...response };
}

/** Looked at before the body of a sign-up is read, which may be large. Throws Refusal. */
export async function admitSignup(parts: Parts, ticket: string | null): Promise<Ticket<'signup'>> {
  requireOpen(parts);
  return readTicket(parts, 'signup', ticket ?? '');
}

interface Header {
  readonly account: string;
  readonly requestKey: string;
  readonly proof: string;
  readonly access: Access;
  readonly label?: string | undefined;
}

/** A sign-up as it was sent: its header, and the hash of all of it. */
export interface SentSignup {
  readonly header: Header;
  readonly request: Bytes;
}

/**
 * Makes the account, what can sign in to it and its first commit, all or nothing. Everything that can be judged by itself
 * is judged first; then the ticket is spent, and only then is looked up who has what. Sent again because the answer was
 * lost, it answers with a new token for the same request key.
 */
export async function finishSignup(
  parts: Parts,
  ticket: Ticket<'signup'>,
  { header, request }: SentSignup,
  first: FirstCommit,
): Promise<SignedIn> {
  const { database, clock, settings, secrets } = parts;
  const [accountId, requestKey] = [fromId(header.account), fromBase64url(header.requestKey)];
  if (ticket.content.account !== header.account) throw new Refusal('signin-refused');
  const origin = toUtf8(settings.origin);
  const { nonce } = ticket;
  const doorKey = parts.doorKey.publicKey;
  const message = associate('signup', { origin, nonce, requestKey, doorKey, account: accountId, head: first.head });
  if (!(await verify(first.authorKey, message, fromBase64url(header.proof)))) throw new Refusal('signin-refused');
  const madeBy = secrets.tickets.hash(NO_ACCOUNT, message);
  const beside = { accountId, requestKey, label: header.label };
  const made = await database.read((db) => findAccount(db, accountId));
  if (made) return again(parts, made, madeBy, beside);
  const access = await prepareAccess(parts, { accountId }, header.access);
  await spendTicket(parts, ticket, request);
  const write = async (db: Db): Promise<SignedIn> => {
    if (await findAccount(db, accountId)) throw new Refusal('account-exists');
    const account = await insertAccount(db, accountId, madeBy, clock());
    await first.write(db, account);
    await writeAccess(db, account, access);
    const session = { account, how: 'signup' as const, ...beside };
    const { signedIn } = await openSession(parts, db, session);
    await noteDeeds(db, account, [{ what: 'account-made' }], clock(), { id: fromId(signedIn.session), requestKey });
    return signedIn;
  };
  return database.write(write, { alone: first.isLong });
}

interface Again {
  readonly accountId: Bytes;
  readonly requestKey: Bytes;
  readonly label: string | undefined;
}

function again(
  parts: Parts,
  made: { readonly number: number; readonly made_by: Bytes },
  madeBy: Bytes,
  { accountId, requestKey, label }: Again,
): Promise<SignedIn> {
  if (toBase64url(made.made_by) !== toBase64url(madeBy)) throw new Refusal('account-exists');
  const session = { account: made.number, accountId, requestKey, how: 'signup' as const, label };
  return enterSession(parts, session, () => Promise.resolve());
}

async function insertAccount(db: Db, id: Bytes, madeBy: Bytes, now: number): Promise<number> {
  const { number } = await db.query
    .insertInto('accounts')
    .values({ id, created_at: now, made_by: madeBy, totp_step: 0 })
    .returning('number')
    .executeTakeFirstOrThrow();
  return number;
}
