import { equal, verify } from '../../src/crypto/index.ts';
import { associate, fromBase64url, fromId, toBase64url, toUtf8 } from '../../src/encoding/index.ts';
import type { Db } from '../database/index.ts';
import { Refusal } from '../http/index.ts';
import type { Session } from './door.ts';
import type { Parts } from './parts.ts';

interface Deletion {
  readonly head: string;
  readonly device: string;
  readonly signature: string;
}

/**
 * Erases an account (protocol 9): a fresh sign-in, and a listed device's signature over account, present head and this
 * store's origin, so that neither a stolen token nor another store's request will do. Throws Refusal.
 */
export async function deleteAccount(
  { database, settings, ended }: Parts,
  session: Session,
  deletion: Deletion,
): Promise<void> {
  const { account, accountId } = session;
  const head = fromBase64url(deletion.head);
  const key = await database.read((db) => db.hot.author(account, fromId(deletion.device)));
  const message = associate('delete', { account: accountId, head, origin: toUtf8(settings.origin) });
  if (!key || !(await verify(key, message, fromBase64url(deletion.signature)))) throw new Refusal('author-refused');
  const erase = async (db: Db): Promise<void> => {
    const vault = await db.hot.vault(account);
    if (!vault || !equal(vault.head, head)) {
      throw new Refusal('conflict', vault ? { head: toBase64url(vault.head), sequence: vault.sequence } : {});
    }
    // Everything else of the account goes by its foreign keys.
    await db.query.deleteFrom('accounts').where('number', '=', account).execute();
  };
  await database.write(erase, { alone: true, forgets: true });
  ended(account, 'all');
}
