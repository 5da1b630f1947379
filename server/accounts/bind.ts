import { verify } from '../../src/crypto/index.ts';
import { associate, fromBase64url, fromId, toUtf8 } from '../../src/encoding/index.ts';
import { Refusal } from '../http/index.ts';
import type { Session } from './door.ts';
import type { Parts } from './parts.ts';

interface Said {
  readonly device: string;
  readonly signature: string;
}

/**
 * Takes a device's word that a session is its own (protocol 8.4): before its first commit nobody knows, and whoever signed in anew
 * must not empty the mailboxes of others. Said again, also by another device of the account, the last word counts. Throws Refusal
 * `author-refused`.
 */
export async function bindSession({ database, settings }: Parts, session: Session, said: Said): Promise<void> {
  const { account, accountId, requestKey, number } = session;
  const device = fromId(said.device);
  const message = associate('session/device', {
    origin: toUtf8(settings.origin),
    account: accountId,
    device,
    requestKey,
  });
  const key = await database.read((db) => db.hot.author(account, device));
  if (!key || !(await verify(key, message, fromBase64url(said.signature)))) throw new Refusal('author-refused');
  await database.write(async (db) => {
    // It may have been taken out since.
    if (!(await db.hot.author(account, device))) throw new Refusal('author-refused');
    await db.query.updateTable('sessions').set({ device }).where('number', '=', number).execute();
  });
}
