import type { Bytes } from '../../src/encoding/index.ts';
import { fromId } from '../../src/encoding/index.ts';
import type { Commit } from '../../src/wire/index.ts';
import { readyRecord } from '../../src/wire/index.ts';
import type { Db, RecordRow, VaultRow } from '../database/index.ts';
import { Refusal } from '../http/index.ts';
import type { CheckedLists, RecordSettings } from './parts.ts';
import type { Prepared, StoredSlot } from './prepare.ts';
import { fits, growthOf, standingOf } from './quota.ts';
import { inSlices } from './slices.ts';

/**
 * Writes a commit on top of `vault`, whose head is its parent: records, keyring, slots and list as far as it brings them,
 * the log, the new head. Inside the caller's transaction. Throws Refusal `quota`. Answers the vault as it stands then.
 */
export async function applyCommit(
  db: Db,
  account: number,
  vault: VaultRow,
  prepared: Prepared,
  settings: RecordSettings,
): Promise<VaultRow> {
  const { commit, head, author, slots, lists } = prepared;
  const sequence = vault.sequence + 1;
  const { parent, manifest, signature, keyring } = commit;
  // Again, because what was counted before may have changed since.
  const grown = await growthOf(commit, standingOf(db, account));
  if (!fits(vault, grown, settings)) throw new Refusal('quota');
  await applyRecords(db, account, sequence, prepared);
  if (keyring) await writeKeyring(db, account, keyring);
  if (slots) await writeSlots(db, account, slots);
  if (lists) await writeLists(db, account, sequence, lists);
  const next: VaultRow = {
    head,
    sequence,
    records: vault.records + grown.records,
    bytes: vault.bytes + grown.bytes,
    state_sequence: keyring || slots ? sequence : vault.state_sequence,
    moved: lists ? Number(lists.isMoved) : vault.moved,
  };
  await db.hot.append(account, { sequence, head, parent, author, signature, manifest });
  await db.hot.advance(account, next);
  return next;
}

async function applyRecords(db: Db, account: number, sequence: number, { commit }: Prepared): Promise<void> {
  await inSlices(commit.put, (slice) => db.records.put(account, sequence, slice.map(rowOf)));
  await inSlices(commit.remove, (slice) => db.records.remove(account, sequence, slice.map(fromId)));
}

function rowOf({ id, revision, blob }: Commit['put'][number]): RecordRow {
  const bare = fromId(id);
  return { id: bare, revision, frame: readyRecord(bare, revision, blob) };
}

async function writeKeyring(db: Db, account: number, keyring: Bytes): Promise<void> {
  await db.query
    .insertInto('states')
    .values({ account, keyring })
    .onConflict((conflict) => conflict.column('account').doUpdateSet({ keyring }))
    .execute();
}

async function writeSlots(db: Db, account: number, slots: readonly StoredSlot[]): Promise<void> {
  await db.query.deleteFrom('slots').where('account', '=', account).execute();
  for (const [place, { slot, sealed }] of slots.entries()) {
    await db.query.insertInto('slots').values({ account, place, slot, sealed }).execute();
  }
}

async function writeLists(
  db: Db,
  account: number,
  sequence: number,
  { versions, signing: keys }: CheckedLists,
): Promise<void> {
  for (const { version, encoded } of versions) {
    await db.query.insertInto('lists').values({ account, version, sequence, list: encoded }).execute();
  }
  await db.query.deleteFrom('authors').where('account', '=', account).execute();
  for (const [device, signing] of keys) {
    await db.query
      .insertInto('authors')
      .values({ account, device: fromId(device), signing })
      .execute();
  }
  // The notes of those that are gone have done what they are for.
  const listed = db.query.selectFrom('authors').select('device').where('account', '=', account);
  await db.query.deleteFrom('leaves').where('account', '=', account).where('device', 'not in', listed).execute();
}
