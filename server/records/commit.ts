import { equal } from '../../src/crypto/index.ts';
import type { Bytes, Id } from '../../src/encoding/index.ts';
import { fromId, toBase64url, toId } from '../../src/encoding/index.ts';
import type { Commit, HeadAnswer } from '../../src/wire/index.ts';
import { Refusal } from '../http/index.ts';
import type { Db, VaultRow } from '../database/index.ts';
import { applyCommit } from './apply.ts';
import type { Committer, Parts } from './parts.ts';
import type { Prepared } from './prepare.ts';
import { checkAuthor, isLong, parseCommit, sealSlots } from './prepare.ts';
import { checkQuota, standingBefore } from './quota.ts';

/** What else changes in the transaction of a commit, after it. */
export type Alongside = (db: Db) => Promise<void>;

/** What of a commit others have to follow: whether it changes slots, and which devices it removes. */
export interface Following {
  readonly slotsChange: boolean;
  readonly removed: readonly Id[];
}

export function headOf({ head, sequence }: { head: Bytes; sequence: number }): HeadAnswer {
  return { head: toBase64url(head), sequence };
}

/** The head as it was found: a commit on another parent is answered with it. */
function conflict(vault: VaultRow): Refusal {
  return new Refusal('conflict', headOf(vault));
}

/** A commit on the present head, or one that is in the log already: its answer was lost, and it is sent again. */
type Found = { readonly vault: VaultRow; readonly heldList: Bytes | undefined } | { readonly logged: HeadAnswer };

async function find(
  { database }: Parts,
  { account }: Committer,
  parent: Bytes,
  head: Bytes,
  list: boolean,
): Promise<Found> {
  return database.read(async (db) => {
    const vault = await db.hot.vault(account);
    if (!vault) throw new Refusal('signed-out');
    if (!equal(vault.head, parent)) {
      const logged = await db.hot.commit(account, head);
      if (!logged) throw conflict(vault);
      return { logged: headOf(logged) };
    }
    if (vault.moved && !list) throw new Refusal('account-moved');
    return { vault, heldList: list ? (await db.mail.newestList(account))?.list : undefined };
  });
}

/**
 * Takes a commit: whole or not at all, only if its parent is the head, only from a listed device (protocol 3). `brings`
 * is told what others have to follow, and answers what else is to change with it. Throws Refusal, MalformedError, FormatError.
 */
export async function takeCommit(
  parts: Parts,
  committer: Committer,
  source: Bytes | undefined,
  brings: (following: Following) => Alongside | undefined,
): Promise<HeadAnswer> {
  const { commit, head } = parseCommit(source, parts.settings.recordBytes);
  const found = await find(parts, committer, commit.parent, head, commit.lists !== undefined);
  if ('logged' in found) return takeAgain(parts, committer, found.logged);
  await checkQuota(found.vault, commit, parts.settings, standingBefore(parts.database, committer.account));
  const arrived = parts.database.expect();
  try {
    const prepared = await prepare(parts, committer, { commit, head }, found.heldList);
    const following = { slotsChange: prepared.slots !== undefined, removed: prepared.lists?.removed ?? [] };
    const written = write(parts, committer, prepared, brings(following));
    arrived();
    const answer = headOf(await written);
    parts.events.publish(committer.account, { event: 'head', data: answer });
    return answer;
  } finally {
    arrived();
  }
}

/** Everything of a commit, if its parent is still the head when its turn comes. */
function write(
  { database, settings }: Parts,
  committer: Committer,
  prepared: Prepared,
  alongside: Alongside | undefined,
): Promise<VaultRow> {
  const { account } = committer;
  const job = async (db: Db): Promise<VaultRow> => {
    await committer.claim(db);
    const vault = await db.hot.vault(account);
    if (!vault || !equal(vault.head, prepared.commit.parent)) throw vault ? conflict(vault) : new Refusal('signed-out');
    if (await db.hot.hasLeft(account, prepared.author)) throw new Refusal('author-refused');
    const next = await applyCommit(db, account, vault, prepared, settings);
    await alongside?.(db);
    await rememberDevice(db, committer, prepared.author);
    return next;
  };
  // Slots, keys and look-ups go when others take their place: what they were is to lie nowhere.
  return database.write(job, { alone: isLong(prepared.commit), forgets: alongside !== undefined });
}

async function takeAgain({ database }: Parts, committer: Committer, logged: HeadAnswer): Promise<HeadAnswer> {
  await database.write((db) => committer.claim(db));
  return logged;
}

async function prepare(
  parts: Parts,
  committer: Committer,
  { commit, head }: Pick<Prepared, 'commit' | 'head'>,
  heldList: Bytes | undefined,
): Promise<Prepared> {
  const { account, accountId } = committer;
  const author = fromId(commit.author);
  const lists = commit.lists && heldList ? await parts.lists.next(heldList, toId(accountId), commit.lists) : undefined;
  if (lists && lists.removed.length > 0) checkRemoval(committer, commit);
  // Whoever moves an account takes it from all the others, who have to follow.
  if (lists?.isMove) committer.requireFresh();
  // Nobody removes himself: where a commit brings a list, its author stands in that one.
  const key = lists
    ? lists.signing.get(commit.author)
    : await parts.database.read((db) => db.hot.author(account, author));
  await checkAuthor(parts, accountId, commit, key);
  return { commit, head, author, lists, slots: await sealSlots(parts, accountId, commit.slots) };
}

/**
 * Whoever is removed must know no key from then on, so a removal brings a new generation; and a thief at an open browser
 * must not take the others out, so it takes a fresh sign-in (protocol 6.2). Throws Refusal.
 */
function checkRemoval(committer: Committer, { keyring, slots }: Commit): void {
  if (!keyring || !slots) throw new Refusal('author-refused');
  committer.requireFresh();
}

/** So that the list of sessions can say which device each belongs to. */
async function rememberDevice(db: Db, { number, device }: Committer, author: Bytes): Promise<void> {
  if (device && equal(device, author)) return;
  await db.query.updateTable('sessions').set({ device: author }).where('number', '=', number).execute();
}
