import type { Bytes } from '../../src/encoding/index.ts';
import { equal } from '../../src/crypto/index.ts';
import { toBase64url } from '../../src/encoding/index.ts';
import { Refusal } from '../http/index.ts';
import type { Db } from '../database/index.ts';
import type { PreparedAccess } from './access.ts';

/**
 * A change of slots, of access or of both, in one transaction: ways to sign in whose slot is gone go with it, and what is
 * left must be a state that may stand (protocol 5). Only then is the look-up claimed. Answers how many ways to sign in went.
 * Throws Refusal.
 */
export async function writeAccess(db: Db, account: number, access: PreparedAccess | undefined): Promise<number> {
  await access?.write(db, account);
  const gone = await settle(db, account, {
    newPassword: access?.newPassword ?? false,
    newLookup: access?.newLookup ?? false,
  });
  await access?.claimLookup(db, account);
  return gone;
}

async function settle(db: Db, account: number, given: Given): Promise<number> {
  const slots = await slotsOf(db, account);
  const gone = await dropKeysWithoutSlot(db, account, slots);
  const passkeys = await countOf(db, 'passkeys', account);
  const signKeys = await countOf(db, 'sign_keys', account);
  const hasPassword = await settlePassword(db, account, slots, { passkeys, ...given });
  if (!hasPassword && passkeys === 0 && signKeys === 0) throw new Refusal('way-needed');
  return gone;
}

async function slotsOf(db: Db, account: number): Promise<Bytes[]> {
  const rows = await db.query.selectFrom('slots').select('slot').where('account', '=', account).execute();
  return rows.map(({ slot }) => slot);
}

async function dropKeysWithoutSlot(db: Db, account: number, slots: readonly Bytes[]): Promise<number> {
  let dropped = 0;
  for (const table of ['passkeys', 'sign_keys'] as const) {
    const rows = await db.query.selectFrom(table).select('slot').where('account', '=', account).execute();
    const gone = rows.filter(({ slot }) => !hasSlot(slots, slot)).map(({ slot }) => slot);
    if (gone.length === 0) continue;
    await db.query.deleteFrom(table).where('account', '=', account).where('slot', 'in', gone).execute();
    dropped += gone.length;
  }
  return dropped;
}

function hasSlot(slots: readonly Bytes[], wanted: Bytes): boolean {
  const name = toBase64url(wanted);
  return slots.some((slot) => toBase64url(slot) === name);
}

type Counted = 'passkeys' | 'sign_keys' | 'security_keys' | 'backup_codes';

async function countOf(db: Db, table: Counted, account: number): Promise<number> {
  const { total } = await db.query
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('account', '=', account)
    .executeTakeFirstOrThrow();
  return total;
}

interface Given {
  readonly newPassword: boolean;
  readonly newLookup: boolean;
}

interface Rest extends Given {
  readonly passkeys: number;
}

/** Whether a password stands afterwards; then it has a second factor, a look-up, and when new, backup codes. */
async function settlePassword(db: Db, account: number, slots: readonly Bytes[], rest: Rest): Promise<boolean> {
  const row = await db.query
    .selectFrom('accounts')
    .select(['lookup', 'password_slot', 'totp_sealed'])
    .where('number', '=', account)
    .executeTakeFirstOrThrow();
  const slot = row.password_slot;
  if (slot === null || !slots.some((standing) => equal(standing, slot))) {
    // An address without a password would sign nobody in, and be nobody else's.
    if (rest.newPassword || rest.newLookup) throw new Refusal('malformed');
    await forgetPassword(db, account);
    return false;
  }
  const keys = rest.passkeys + (await countOf(db, 'security_keys', account));
  const hasFactor = row.totp_sealed !== null || keys > 0;
  const hasCodes = !rest.newPassword || (await countOf(db, 'backup_codes', account)) > 0;
  const hasLookup = row.lookup !== null || rest.newLookup;
  if (!hasLookup || !hasFactor || !hasCodes) throw new Refusal('second-factor-needed');
  return true;
}

/** A second factor is one to a password: where there is none, there is nothing to change. Throws Refusal `not-found`. */
export async function requirePassword(db: Db, account: number): Promise<void> {
  const row = await db.query
    .selectFrom('accounts')
    .select('password_slot')
    .where('number', '=', account)
    .executeTakeFirst();
  if (!row?.password_slot) throw new Refusal('not-found');
}

/** Without a password its look-up and second factors mean nothing, and nothing of them is kept. */
async function forgetPassword(db: Db, account: number): Promise<void> {
  const nothing = { lookup: null, password_slot: null, password_record: null, totp_sealed: null, totp_step: 0 };
  await db.query.updateTable('accounts').set(nothing).where('number', '=', account).execute();
  await db.query.deleteFrom('backup_codes').where('account', '=', account).execute();
  await db.query.deleteFrom('security_keys').where('account', '=', account).execute();
}
