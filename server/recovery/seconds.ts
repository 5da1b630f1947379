import type { SecondProof } from '../../src/wire/index.ts';
import type { Db, RecoveryRow } from '../database/index.ts';
import type { Parts } from './parts.ts';

/** `keys`: ids of the credentials that are taken. */
interface Seconds {
  readonly by: SecondProof['kind'][];
  readonly keys: string[];
}

/**
 * What a recovery takes beside the mailed code, as it is set up now: a text message, or one of the account's own second factors. None
 * where the owner has taken those away since: nobody is asked for what there isn't.
 */
export async function secondsOf(
  { factors }: Pick<Parts, 'factors'>,
  db: Db,
  { escrow, account }: Pick<RecoveryRow, 'escrow' | 'account'>,
): Promise<Seconds> {
  const row = await db.query
    .selectFrom('escrows')
    .select('second')
    .where('number', '=', escrow ?? 0)
    .executeTakeFirst();
  if (row?.second === 'sms') return { by: ['sms'], keys: [] };
  if (row?.second !== 'factor') return { by: [], keys: [] };
  const { factors: by, keys } = await factors().of(db, account);
  return { by, keys };
}
