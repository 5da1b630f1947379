import type { Bytes } from '../../src/encoding/index.ts';
import { toBase64url, toId } from '../../src/encoding/index.ts';
import { writeVaultAnswer } from '../../src/wire/index.ts';
import { Refusal } from '../http/index.ts';
import type { Parts } from './parts.ts';
import { openSlots } from './prepare.ts';

/** What opens a vault: for a browser that has just signed in, and for one whose local slots open nothing any more. */
export async function readVault(parts: Parts, account: number, accountId: Bytes): Promise<Bytes> {
  // All in one turn, so that it is of one state.
  const { vault, newest, keyring, sealed, lists } = await parts.database.read(({ hot }) => {
    const row = hot.vault(account);
    const commit = row && hot.commit(account, row.head);
    const ring = hot.keyring(account);
    if (!commit || !ring) throw new Refusal('signed-out');
    const versions = hot.lists(account, 0, row.sequence);
    return { vault: row, newest: commit, keyring: ring, sealed: hot.slots(account), lists: versions };
  });
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
