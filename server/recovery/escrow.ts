import * as v from 'valibot';
import { isOprfKey } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { concat, fromBase64url, fromId, fromJson, toJson, toUtf8 } from '../../src/encoding/index.ts';
import type { EscrowPut, OrganisationPut, TrusteesPut } from '../../src/wire/index.ts';
import type { Db, EscrowRow } from '../database/index.ts';
import { Refusal } from '../http/index.ts';
import { limitOf, takeAll } from './limits.ts';
import type { Parts } from './parts.ts';
import { proven } from './proofs.ts';

/** Who sets an escrow up. */
interface Owner {
  readonly account: number;
  readonly accountId: Bytes;
  readonly now: number;
}

const content = v.strictObject({
  key: v.string(),
  salt: v.string(),
  questions: v.array(v.string()),
  box: v.string(),
});
/** What lies sealed of an escrow by answers. */
export type EscrowContent = v.InferOutput<typeof content>;

const escrowPlace = (account: Bytes, slot: Bytes) => ({ account, name: concat(toUtf8('escrow/'), slot) });

/** An escrow that a commit brings, checked and sealed outside the transaction that will write it. */
export interface PreparedEscrow {
  write(db: Db): Promise<void>;
}

/**
 * Throws Refusal `malformed` for a key that is none, `code-refused`, `too-many-attempts`. `write` throws Refusal `email-taken`,
 * `second-factor-needed`, `credential-taken`, and `malformed` for a slot that isn't there.
 */
export async function prepareEscrow(parts: Parts, owner: Owner, put: EscrowPut): Promise<PreparedEscrow> {
  if (!isOprfKey(fromBase64url(put.key))) throw new Refusal('malformed');
  // A code of 40 bits is tried as often as this allows, and no more.
  await parts.database.write((db) => takeAll(db, [limitOf(parts, 'account', owner.accountId)], owner.now));
  const address = await proven(parts, owner, 'address', put);
  const number_hash = put.second?.kind === 'sms' ? await proven(parts, owner, 'number', put.second) : null;
  const slot = fromId(put.slot);
  const { key, salt, questions, box } = put;
  const sealed = await parts.secret.seal(escrowPlace(owner.accountId, slot), toJson({ key, salt, questions, box }));
  const second = put.second?.kind ?? null;
  const standing = prepared(owner, put, { kind: 'answers', address, sealed, second, number_hash });
  return {
    async write(db) {
      const hasFactor = second !== 'factor' || (await parts.factors().of(db, owner.account)).factors.length > 0;
      if (!hasFactor) throw new Refusal('second-factor-needed');
      await standing.write(db);
    },
  };
}

/**
 * The same for trustees: what their slot signs in by, and an address; without a proof that of the way back that is there. Throws Refusal
 * `code-refused`, `too-many-attempts`, and `malformed` where there is none; `write` as above.
 */
export async function prepareTrustees(parts: Parts, owner: Owner, put: TrusteesPut): Promise<PreparedEscrow> {
  const address = await addressOf(parts, owner, 'trustees', put);
  return prepared(owner, put, { kind: 'trustees', address, sealed: null, second: null, number_hash: null });
}

/** The same for an organisation, with what is sealed to it. */
export async function prepareOrganisation(parts: Parts, owner: Owner, put: OrganisationPut): Promise<PreparedEscrow> {
  const address = await addressOf(parts, owner, 'organisation', put);
  const place = escrowPlace(owner.accountId, fromId(put.slot));
  const sealed = await parts.secret.seal(place, fromBase64url(put.seal));
  return prepared(owner, put, { kind: 'organisation', address, sealed, second: null, number_hash: null });
}

async function addressOf(
  parts: Parts,
  owner: Owner,
  kind: EscrowRow['kind'],
  { proof }: Pick<TrusteesPut, 'proof'>,
): Promise<Bytes> {
  if (!proof) return standingAddress(parts, owner, kind);
  await parts.database.write((db) => takeAll(db, [limitOf(parts, 'account', owner.accountId)], owner.now));
  return proven(parts, owner, 'address', proof);
}

async function standingAddress({ database }: Parts, { account }: Owner, of: EscrowRow['kind']): Promise<Bytes> {
  const rows = await database.read(({ query }) =>
    query.selectFrom('escrows').select(['kind', 'address']).where('account', '=', account).execute(),
  );
  const row = rows.find(({ kind }) => kind === of) ?? rows[0];
  if (!row) throw new Refusal('malformed');
  return row.address;
}

function prepared(
  { account, now: created_at }: Owner,
  put: Pick<EscrowPut, 'slot' | 'signKey'>,
  content: Pick<EscrowRow, 'kind' | 'address' | 'sealed' | 'second' | 'number_hash'>,
): PreparedEscrow {
  const slot = fromId(put.slot);
  const { kind, address } = content;
  const row = { ...content, account, slot, sign_key: fromBase64url(put.signKey), created_at };
  return {
    async write({ query }) {
      const isThere = query.selectFrom('slots').select('place').where('account', '=', account).where('slot', '=', slot);
      if (!(await isThere.executeTakeFirst())) throw new Refusal('malformed');
      const holder = await query
        .selectFrom('escrows')
        .select('account')
        .where('address', '=', address)
        .where('kind', '=', kind)
        .executeTakeFirst();
      if (holder) throw new Refusal(holder.account === account ? 'credential-taken' : 'email-taken');
      const { numInsertedOrUpdatedRows } = await query
        .insertInto('escrows')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 1n) throw new Refusal('credential-taken');
    },
  };
}

/** In the transaction of a commit that brings slots: an escrow goes with its slot, its key and its recoveries with it. */
export async function dropEscrows({ query }: Db, account: number): Promise<void> {
  const slots = query.selectFrom('slots').select('slot').where('account', '=', account);
  const gone = query
    .selectFrom('escrows')
    .select('number')
    .where('account', '=', account)
    .where('slot', 'not in', slots);
  await query
    .updateTable('recoveries')
    .set({ over: 'replaced' })
    .where('escrow', 'in', gone)
    .where('over', 'is', null)
    .execute();
  await query.deleteFrom('escrows').where('account', '=', account).where('slot', 'not in', slots).execute();
}

/** Whoever changes the ways in by a fresh sign-in has one: what was open is over. */
export async function endRecoveries({ query }: Db, account: number): Promise<void> {
  await query
    .updateTable('recoveries')
    .set({ over: 'replaced' })
    .where('account', '=', account)
    .where('over', 'is', null)
    .execute();
}

/** Where something lies sealed of an account's way back. */
interface Sealed {
  readonly id: Bytes;
  readonly slot: Bytes;
  readonly sealed: Bytes | null;
}

/** What is sealed to an organisation. */
export async function openSeal({ secret }: Parts, { id, slot, sealed }: Sealed): Promise<Bytes> {
  if (!sealed) throw new Refusal('not-found');
  return secret.open(escrowPlace(id, slot), sealed);
}

/** Opens what lies sealed of an escrow by answers. */
export async function openContent({ secret }: Parts, { id, slot, sealed }: Sealed): Promise<EscrowContent> {
  // Of trustees nothing lies sealed, and nothing is evaluated.
  if (!sealed) throw new Refusal('recovery-refused');
  return v.parse(content, fromJson(await secret.open(escrowPlace(id, slot), sealed)));
}
