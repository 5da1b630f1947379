import type { Bytes } from '../../src/encoding/index.ts';
import { MalformedError, fromBase64url, fromId, toUtf8 } from '../../src/encoding/index.ts';
import type { Access } from '../../src/wire/index.ts';
import { Refusal } from '../http/index.ts';
import type { Db } from '../database/index.ts';
import { bindingOf } from './binding.ts';
import { fromOpaque } from './opaque.ts';
import type { Parts } from './parts.ts';
import { NO_ACCOUNT } from './parts.ts';
import { coseOf } from './public-key.ts';
import { readTicket, useTicket } from './tickets.ts';
import type { Ticket } from './tickets.ts';
import { stepOf } from './totp.ts';
import type { Credential } from './webauthn.ts';
import { checkRegistration } from './webauthn.ts';

/** A change of what can sign in, checked and sealed outside the transaction that will make it. */
export interface PreparedAccess {
  readonly newPassword: boolean;
  readonly newLookup: boolean;
  /** What it changes, as the activity of the account will say it. */
  readonly deeds: readonly { readonly what: string }[];
  /** Writes all of it but the look-up. Throws Refusal `credential-taken`, `signin-refused`. */
  write(db: Db, account: number): Promise<void>;
  /** The last step, when all else is found right: it tells whether somebody has this address. Throws Refusal `email-taken`. */
  claimLookup(db: Db, account: number): Promise<void>;
}

interface NewSecurityKey {
  readonly credential: Credential;
  readonly label: Bytes | null;
  readonly ticket: Ticket<'securityKey'>;
}

/** Whose access it is; a session where one asks (its request key is what a new security key answered for). */
export interface AccessOwner {
  readonly accountId: Bytes;
  readonly session?: { readonly number: number; readonly requestKey: Bytes };
}

export const totpPlace = (accountId: Bytes) => ({ account: accountId, name: toUtf8('totp') });

/** Does everything that takes cryptography. Throws Refusal, MalformedError. */
export async function prepareAccess(parts: Parts, owner: AccessOwner, access: Access): Promise<PreparedAccess> {
  const totp = await prepareTotp(parts, owner, access.totp);
  const codes = access.backupCodes?.map((code) => codeHash(parts, owner.accountId, code));
  if (codes && new Set(access.backupCodes).size !== codes.length) throw new MalformedError('backup code twice');
  const securityKeys = await Promise.all((access.securityKeys ?? []).map((key) => prepareKey(parts, owner, key)));
  const passkeys = (access.passkeys ?? []).map(({ slot, credential, publicKey }) => ({
    credential: fromBase64url(credential),
    slot: fromId(slot),
    public_key: coseOf(fromBase64url(publicKey)),
  }));
  const lookup = access.lookup === undefined ? undefined : lookupHash(parts, fromBase64url(access.lookup));
  const now = parts.clock();
  return {
    newPassword: access.password !== undefined,
    newLookup: lookup !== undefined,
    deeds: deedsOf(access),
    async claimLookup(db, account) {
      if (lookup) await writeLookup(db, account, lookup);
    },
    async write(db, account) {
      if (access.password) await writePassword(db, account, access.password);
      if (totp !== undefined) await writeTotp(db, account, totp);
      if (codes) await writeCodes(db, account, codes);
      for (const key of securityKeys) await writeSecurityKey(db, account, key, now);
      await removeSecurityKeys(db, account, access.removeSecurityKeys ?? []);
      for (const passkey of passkeys) await writePasskey(db, account, passkey);
      for (const key of access.signKeys ?? []) await writeSignKey(db, account, key);
    },
  };
}

function deedsOf(access: Access): { readonly what: string }[] {
  const { password, lookup, totp, backupCodes, securityKeys, removeSecurityKeys, passkeys, signKeys } = access;
  const backs = [access.escrow, access.trustees].filter((back) => back !== undefined).length;
  const deeds: readonly (readonly [string, number])[] = [
    ['password-changed', password ? 1 : 0],
    ['address-changed', lookup === undefined ? 0 : 1],
    ['app-set', totp ? 1 : 0],
    ['app-removed', totp === null ? 1 : 0],
    ['codes-renewed', backupCodes ? 1 : 0],
    ['key-added', securityKeys?.length ?? 0],
    ['key-removed', removeSecurityKeys?.length ?? 0],
    ['way-added', (passkeys?.length ?? 0) + (signKeys?.length ?? 0) + backs],
  ];
  return deeds.flatMap(([what, times]) => Array.from({ length: times }, () => ({ what })));
}

/** Keyed hash of a look-up: what the store knows of an address. */
export function lookupHash({ secrets }: Parts, lookup: Bytes): Bytes {
  return secrets.pepper.hash(NO_ACCOUNT, lookup);
}

export function codeHash({ secrets }: Parts, accountId: Bytes, code: string): Bytes {
  return secrets.codes.hash(accountId, toUtf8(code));
}

type PreparedTotp = { readonly sealed: Bytes; readonly step: number } | null | undefined;

async function prepareTotp(parts: Parts, { accountId }: AccessOwner, totp: Access['totp']): Promise<PreparedTotp> {
  if (!totp) return totp;
  const seed = fromBase64url(totp.seed);
  const step = stepOf(seed, totp.code, parts.clock(), 'enrolment');
  if (step === undefined) throw new Refusal('second-factor-refused');
  return { sealed: await parts.secrets.totp.seal(totpPlace(accountId), seed), step };
}

async function prepareKey(
  parts: Parts,
  { session }: AccessOwner,
  key: NonNullable<Access['securityKeys']>[number],
): Promise<NewSecurityKey> {
  const ticket = await readTicket(parts, 'securityKey', key.ticket);
  if (session?.number !== ticket.content.session) throw new Refusal('signin-refused');
  const { extensions } = parts.settings;
  const binding = bindingOf(parts, ticket.nonce, session.requestKey);
  const credential = await checkRegistration(key, { binding, origins: extensions, userVerified: false });
  if (!credential) throw new Refusal('second-factor-refused');
  return { credential, ticket, label: key.label === undefined ? null : fromBase64url(key.label) };
}

async function writeLookup(db: Db, account: number, lookup: Bytes): Promise<void> {
  const holder = await db.query.selectFrom('accounts').select('number').where('lookup', '=', lookup).executeTakeFirst();
  if (holder && holder.number !== account) throw new Refusal('email-taken');
  await db.query.updateTable('accounts').set({ lookup }).where('number', '=', account).execute();
}

async function writePassword(
  db: Db,
  account: number,
  { slot, record }: NonNullable<Access['password']>,
): Promise<void> {
  const values = { password_slot: fromId(slot), password_record: fromOpaque(record) };
  await db.query.updateTable('accounts').set(values).where('number', '=', account).execute();
}

async function writeTotp(db: Db, account: number, totp: Exclude<PreparedTotp, undefined>): Promise<void> {
  const values = { totp_sealed: totp?.sealed ?? null, totp_step: totp?.step ?? 0 };
  await db.query.updateTable('accounts').set(values).where('number', '=', account).execute();
}

async function writeCodes(db: Db, account: number, codes: readonly Bytes[]): Promise<void> {
  await db.query.deleteFrom('backup_codes').where('account', '=', account).execute();
  await db.query
    .insertInto('backup_codes')
    .values(codes.map((code) => ({ account, code })))
    .execute();
}

async function writeSecurityKey(db: Db, account: number, key: NewSecurityKey, now: number): Promise<void> {
  const { credential, publicKey, counter } = key.credential;
  await useTicket(db, key.ticket);
  const { numInsertedOrUpdatedRows } = await db.query
    .insertInto('security_keys')
    .values({ credential, account, public_key: publicKey, counter, label: key.label, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw new Refusal('credential-taken');
}

async function removeSecurityKeys(db: Db, account: number, credentials: readonly string[]): Promise<void> {
  if (credentials.length === 0) return;
  await db.query
    .deleteFrom('security_keys')
    .where('account', '=', account)
    .where('credential', 'in', credentials.map(fromBase64url))
    .execute();
}

interface NewPasskey {
  readonly credential: Bytes;
  readonly slot: Bytes;
  readonly public_key: Bytes;
}

async function writePasskey(db: Db, account: number, { credential, slot, public_key }: NewPasskey): Promise<void> {
  const { numInsertedOrUpdatedRows } = await db.query
    .insertInto('passkeys')
    .values({ credential, account, slot, public_key, counter: 0 })
    .onConflict((conflict) =>
      conflict.column('credential').doUpdateSet({ slot }).where('passkeys.account', '=', account),
    )
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw new Refusal('credential-taken');
}

async function writeSignKey(db: Db, account: number, key: NonNullable<Access['signKeys']>[number]): Promise<void> {
  const slot = fromId(key.slot);
  const { numInsertedOrUpdatedRows } = await db.query
    .insertInto('sign_keys')
    .values({ public_key: fromBase64url(key.publicKey), account, slot })
    .onConflict((conflict) =>
      conflict.column('public_key').doUpdateSet({ slot }).where('sign_keys.account', '=', account),
    )
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw new Refusal('credential-taken');
}
