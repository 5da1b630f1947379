import type { Bytes } from '../../src/encoding/index.ts';
import type { ContactAnswer } from '../../src/wire/index.ts';
import type { Db } from '../database/index.ts';
import { Refusal } from '../http/index.ts';
import type { Parts } from './parts.ts';
import type { Holding } from './tokens.ts';
import { finder } from './tokens.ts';

/** Bytes of list versions in one answer, which has one at least. */
const PAGE_BYTES = 1_048_576;

/** Versions of the device list from one on, as many as go into one answer, and the number of the newest. */
export function versionsFrom({ mail }: Db, account: number, from: number): Omit<ContactAnswer, 'bundles'> {
  const newest = mail.newestList(account);
  if (!newest) throw new Refusal('token-refused');
  const lists: Bytes[] = [];
  let bytes = 0;
  for (const { list } of mail.versions(account, from)) {
    bytes += list.length;
    if (lists.length > 0 && bytes > PAGE_BYTES) break;
    lists.push(list);
  }
  return { newest: newest.version, lists };
}

/** To whoever holds any token that the account ever gave out. Throws Refusal `token-refused`. */
export function listsFor({ database, ...rest }: Parts, holding: Holding, from: number): Promise<ContactAnswer> {
  const find = finder({ database, ...rest }, holding);
  return database.read((db) => ({ ...versionsFrom(db, find(db).row.account, from), bundles: [] }));
}
