import type { ContactAnswer } from '../../src/wire/index.ts';
import type { Db } from '../database/index.ts';
import { Refusal } from '../http/index.ts';
import type { Parts } from './parts.ts';
import type { Holding } from './tokens.ts';
import { finder } from './tokens.ts';

/** Bytes of list versions in one answer, which has one at least. */
const PAGE_BYTES = 1_048_576;

/** Versions of the device list from one on, as many as go into one answer, and the number of the newest. */
export async function versionsFrom(
  { mail }: Db,
  account: number,
  from: number,
): Promise<Omit<ContactAnswer, 'bundles'>> {
  const newest = await mail.newestList(account);
  if (!newest) throw new Refusal('token-refused');
  return { newest: newest.version, lists: await mail.versions(account, from, PAGE_BYTES) };
}

/** To whoever holds any token that the account ever gave out. Throws Refusal `token-refused`. */
export function listsFor({ database, ...rest }: Parts, holding: Holding, from: number): Promise<ContactAnswer> {
  const find = finder({ database, ...rest }, holding);
  const read = async (db: Db): Promise<ContactAnswer> => {
    const { row } = await find(db);
    return { ...(await versionsFrom(db, row.account, from)), bundles: [] };
  };
  return database.read(read, { still: true });
}
