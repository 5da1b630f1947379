import type { SecondProof } from '../../src/wire/index.ts';
import type { Db, RecoveryRow } from '../database/index.ts';
import type { Parts } from './parts.ts';

/**
 * What a recovery takes beside the mailed code, as it is set up now: a text message, or one of the account's own second factors. None
 * where the owner has taken those away since: nobody is asked for what there isn't.
 */
export async function secondsOf(
  { factors }: Pick<Parts, 'factors'>,
  db: Db,
  { escrow, account }: Pick<RecoveryRow, 'escrow' | 'account'>,
): Promise<SecondProof['kind'][]> {
  const row = await db.query
    .selectFrom('escrows')
    .select('second')
    .where('number', '=', escrow ?? 0)
    .executeTakeFirst();
  if (row?.second === 'sms') return ['sms'];
  return row?.second === 'factor' ? factors().of(db, account) : [];
}
