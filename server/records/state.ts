import type { Bytes } from '../../src/encoding/index.ts';
import { toBase64url, toId } from '../../src/encoding/index.ts';
import { writeVaultAnswer } from '../../src/wire/index.ts';
import type { Db } from '../database/index.ts';
import { Refusal } from '../http/index.ts';
import type { Parts } from './parts.ts';
import { openSlots } from './prepare.ts';

/** What opens a vault: for a browser that has just signed in, and for one whose local slots open nothing any more. */
export async function readVault(parts: Parts, account: number, accountId: Bytes): Promise<Bytes> {
  const read = (db: Db) => stateOf(db, account);
  const { vault, newest, keyring, sealed, lists } = await parts.database.read(read, { still: true });
  const { head, sequence, records, bytes } = vault;
  const { parent, author, signature, manifest } = newest;
  return writeVaultAnswer({
    header: { account: toId(accountId), head: toBase64url(head), sequence, records, bytes },
    manifest: { parent, author: toId(author), signature, manifest },
    keyring,
    slots: await openSlots(parts, accountId, sealed),
    lists,
  });
}

async function stateOf({ hot }: Db, account: number) {
  const vault = await hot.vault(account);
  const newest = vault && (await hot.commit(account, vault.head));
  const keyring = await hot.keyring(account);
  if (!newest || !keyring) throw new Refusal('signed-out');
  const lists = await hot.lists(account, 0, vault.sequence);
  return { vault, newest, keyring, sealed: await hot.slots(account), lists };
}
