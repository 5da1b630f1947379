import { equal } from '../../src/crypto/index.ts';
import type { Bytes, Id } from '../../src/encoding/index.ts';
import { bytes, fromId } from '../../src/encoding/index.ts';
import { Refusal } from '../http/index.ts';
import type { Db, VaultRow } from '../database/index.ts';
import { applyCommit } from './apply.ts';
import type { Parts } from './parts.ts';
import { checkAuthor, isLong, parseCommit, sealSlots } from './prepare.ts';
import { fits, mostGrowthOf } from './quota.ts';

/** The first commit of an account that is about to be made. */
export interface FirstCommit {
  readonly head: Bytes;
  readonly sequence: number;
  readonly authorKey: Bytes;
  readonly isLong: boolean;
  write(db: Db, account: number): Promise<void>;
}

const NO_HEAD = bytes(32);
const nothing: VaultRow = { head: NO_HEAD, sequence: 0, records: 0, bytes: 0, state_sequence: 0, moved: 0 };

/** Checks it: it stands on nothing, and brings everything. Throws Refusal, MalformedError, FormatError. */
export async function prepareFirst(parts: Parts, account: Id, source: Bytes | undefined): Promise<FirstCommit> {
  const { commit, head } = parseCommit(source, parts.settings.recordBytes);
  const { lists: sent, keyring } = commit;
  if (!equal(commit.parent, NO_HEAD) || !sent || !keyring || !commit.slots) throw new Refusal('malformed');
  if (!fits(nothing, mostGrowthOf(commit), parts.settings)) throw new Refusal('quota');
  const accountId = fromId(account);
  const lists = await parts.lists.first(account, sent);
  const authorKey = lists.signing.get(commit.author);
  if (!authorKey) throw new Refusal('author-refused');
  await checkAuthor(parts, accountId, commit, authorKey);
  const slots = await sealSlots(parts, accountId, commit.slots);
  const prepared = { commit, head, author: fromId(commit.author), slots, lists };
  return {
    head,
    sequence: 1,
    authorKey,
    isLong: isLong(commit),
    async write(db, number) {
      await db.query
        .insertInto('vaults')
        .values({ account: number, ...nothing })
        .execute();
      await applyCommit(db, number, nothing, prepared, parts.settings);
    },
  };
}
