import { sha256 } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { fromBase64url, toBase64url, u64 } from '../../src/encoding/index.ts';
import type { Assertion, SecondFactor, SignedIn } from '../../src/wire/index.ts';
import { Refusal } from '../http/index.ts';
import type { Db } from '../database/index.ts';
import { codeHash, totpPlace } from './access.ts';
import type { Attempt } from './attempts.ts';
import { attempt, countAttempts, forgetAttempts } from './attempts.ts';
import { bindingOf } from './binding.ts';
import type { Parts } from './parts.ts';
import { enterSession } from './sessions.ts';
import type { Ticket } from './tickets.ts';
import { readTicket, useTicket } from './tickets.ts';
import { stepOf } from './totp.ts';
import { checkAssertion } from './webauthn.ts';

type Kind = SecondFactor['kind'];

/**
 * Which second factors an account has, and the ids of its credentials. Told only to whoever has proven the password, or to a recovery the
 * mailed code.
 */
export async function factorsOf(db: Db, account: number): Promise<{ factors: Kind[]; keys: string[] }> {
  const { query } = db;
  const row = await query.selectFrom('accounts').select('totp_sealed').where('number', '=', account).executeTakeFirst();
  const keys = await credentialsOf(db, account);
  const code = await query.selectFrom('backup_codes').select('code').where('account', '=', account).executeTakeFirst();
  const factors: Kind[] = [];
  if (row?.totp_sealed) factors.push('totp');
  if (keys.length > 0) factors.push('key');
  if (code) factors.push('backup');
  return { factors, keys: keys.map(({ credential }) => toBase64url(credential)) };
}

interface StoredCredential {
  readonly table: 'passkeys' | 'security_keys';
  readonly credential: Bytes;
  readonly publicKey: Bytes;
  readonly counter: number;
}

async function credentialsOf(db: Db, account: number): Promise<StoredCredential[]> {
  const found: StoredCredential[] = [];
  for (const table of ['passkeys', 'security_keys'] as const) {
    const rows = await db.query
      .selectFrom(table)
      .select(['credential', 'public_key', 'counter'])
      .where('account', '=', account)
      .execute();
    found.push(
      ...rows.map(({ credential, public_key, counter }) => ({ table, credential, publicKey: public_key, counter })),
    );
  }
  return found;
}

/** What is left to do in the transaction of the sign-in. Throws Refusal `second-factor-refused` if somebody was faster. */
type Consume = (db: Db) => Promise<void>;

const refused = (): Refusal => new Refusal('second-factor-refused');

interface Given {
  readonly ticket: string;
  readonly factor: SecondFactor;
  readonly label?: string | undefined;
}

/** The second factor after a password: signs in. Each try is counted against the account. */
export async function finishSecond(parts: Parts, { ticket: text, factor, label }: Given): Promise<SignedIn> {
  const ticket = await readTicket(parts, 'second', text);
  const { account, requestKey } = ticket.content;
  const tries = attempt(parts, 'second', u64(account));
  await countAttempts(parts, [tries]);
  const accountId = await accountIdOf(parts, account);
  const how = 'password' as const;
  const by = factor.kind === 'backup' ? { by: 'backup-code' as const } : {};
  const session = { account, accountId, requestKey: fromBase64url(requestKey), how, label, ...by };
  try {
    const binding = bindingOf(parts, ticket.nonce, fromBase64url(requestKey));
    const consume = await checkFactor(parts, { account, accountId }, factor, binding);
    return await enterSession(parts, session, enter(ticket, tries, consume));
  } catch (error) {
    if (error instanceof Refusal && error.code === 'second-factor-refused') {
      parts.failed.count(account, 'second-refused', parts.clock());
    }
    throw error;
  }
}

/**
 * One of them in a recovery (protocol 7.1), counted as after a password. `binding`: what a key signs. What it answers uses it up. Throws
 * Refusal `second-factor-refused`, `too-many-attempts`.
 */
export async function checkForRecovery(
  parts: Parts,
  account: number,
  factor: SecondFactor,
  binding: Bytes,
): Promise<Consume> {
  await countAttempts(parts, [attempt(parts, 'second', u64(account))]);
  return checkFactor(parts, { account, accountId: await accountIdOf(parts, account) }, factor, binding);
}

/** Whether a backup code would be taken: counted like one that signs in, and not used up. Throws Refusal `second-factor-refused`. */
export async function tryBackup(parts: Parts, { account, accountId }: Owner, code: string): Promise<void> {
  await countAttempts(parts, [attempt(parts, 'second', u64(account))]);
  const hash = codeHash(parts, accountId, code);
  const row = await parts.database.read(({ query }) =>
    query
      .selectFrom('backup_codes')
      .select('account')
      .where('account', '=', account)
      .where('code', '=', hash)
      .executeTakeFirst(),
  );
  if (!row) throw refused();
}

/** What goes along with the session that a second factor opens. */
function enter(ticket: Ticket<'second'>, tries: Attempt, consume: Consume): Consume {
  const { account, record, attempts } = ticket.content;
  return async (db) => {
    await useTicket(db, ticket);
    await requireRecord(db, account, record);
    await consume(db);
    await forgetAttempts(db, [tries.name, ...attempts.map(fromBase64url)]);
  };
}

/** Whoever changed their password has shut out everybody who had proven the old one, and was not through yet. */
async function requireRecord(db: Db, account: number, proven: string): Promise<void> {
  const row = await db.query
    .selectFrom('accounts')
    .select('password_record')
    .where('number', '=', account)
    .executeTakeFirst();
  const present = row?.password_record;
  if (!present || toBase64url(sha256(present)) !== proven) throw new Refusal('signin-refused');
}

async function accountIdOf({ database }: Parts, account: number): Promise<Bytes> {
  const row = await database.read((db) =>
    db.query.selectFrom('accounts').select('id').where('number', '=', account).executeTakeFirst(),
  );
  // Erased between the two halves of a sign-in.
  if (!row) throw new Refusal('signin-refused');
  return row.id;
}

interface Owner {
  readonly account: number;
  readonly accountId: Bytes;
}

function checkFactor(parts: Parts, owner: Owner, factor: SecondFactor, binding: Bytes): Promise<Consume> {
  switch (factor.kind) {
    case 'totp':
      return checkTotp(parts, owner, factor.code);
    case 'backup':
      return Promise.resolve(checkBackup(parts, owner, factor.code));
    case 'key':
      return checkKey(parts, owner, factor.assertion, binding);
  }
}

async function checkTotp(
  { database, secrets, clock }: Parts,
  { account, accountId }: Owner,
  code: string,
): Promise<Consume> {
  const row = await database.read((db) =>
    db.query.selectFrom('accounts').select('totp_sealed').where('number', '=', account).executeTakeFirst(),
  );
  if (!row?.totp_sealed) throw refused();
  const step = stepOf(await secrets.totp.open(totpPlace(accountId), row.totp_sealed), code, clock(), 'signin');
  if (step === undefined) throw refused();
  return async (db) => {
    const { numUpdatedRows } = await db.query
      .updateTable('accounts')
      .set({ totp_step: step })
      .where('number', '=', account)
      .where('totp_step', '<', step)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw refused();
  };
}

function checkBackup(parts: Parts, { account, accountId }: Owner, code: string): Consume {
  const hash = codeHash(parts, accountId, code);
  return async (db) => {
    const { numDeletedRows } = await db.query
      .deleteFrom('backup_codes')
      .where('account', '=', account)
      .where('code', '=', hash)
      .executeTakeFirst();
    if (numDeletedRows !== 1n) throw refused();
  };
}

async function checkKey(
  { database, settings }: Parts,
  { account }: Owner,
  assertion: Assertion,
  binding: Bytes,
): Promise<Consume> {
  const stored = (await database.read((db) => credentialsOf(db, account))).find(
    ({ credential }) => toBase64url(credential) === assertion.id,
  );
  if (!stored) throw refused();
  const userVerified = stored.table === 'passkeys';
  const counter = await checkAssertion(assertion, stored, { binding, origins: settings.extensions, userVerified });
  if (counter === undefined) throw refused();
  return async (db) => {
    await db.query.updateTable(stored.table).set({ counter }).where('credential', '=', stored.credential).execute();
  };
}
