import { equal } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import type { Db } from '../database/index.ts';
import { standingOf } from './state.ts';

/** The account whose escrow signs in by this key. */
export async function accountBy(
  { query }: Db,
  publicKey: Bytes,
): Promise<{ readonly account: number; readonly id: Bytes } | undefined> {
  return query
    .selectFrom('escrows')
    .innerJoin('accounts', 'accounts.number', 'escrows.account')
    .select(['escrows.account', 'accounts.id'])
    .where('sign_key', '=', publicKey)
    .executeTakeFirst();
}

/**
 * Whether a sign-in by an escrow's key is one of an open recovery past its wait, which this request key opened; in the sign-in's own
 * transaction. It stays open, so that a browser that dies goes on; every other recovery of the escrow is over.
 */
export async function admit({ query }: Db, publicKey: Bytes, requestKey: Bytes, now: number): Promise<boolean> {
  const rows = await query
    .selectFrom('recoveries')
    .innerJoin('escrows', 'escrows.number', 'recoveries.escrow')
    .selectAll('recoveries')
    .where('escrows.sign_key', '=', publicKey)
    .where('over', 'is', null)
    .execute();
  const own = rows.find((row) => equal(row.request_key, requestKey) && standingOf(row, now) === 'open');
  if (!own) return false;
  await query
    .updateTable('recoveries')
    .set({ over: 'replaced' })
    .where('account', '=', own.account)
    .where('number', '!=', own.number)
    .where('over', 'is', null)
    .execute();
  return true;
}
