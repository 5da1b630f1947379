import type { Bytes } from '../../src/encoding/index.ts';
import { fromId } from '../../src/encoding/index.ts';
import { Refusal } from '../http/index.ts';
import type { Db, VaultRow } from '../database/index.ts';
import type { RecordSettings } from './parts.ts';
import type { Prepared, StoredSlot } from './prepare.ts';

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
  const { commit, head, author, slots, list } = prepared;
  const sequence = vault.sequence + 1;
  const grown = applyRecords(db, account, sequence, prepared);
  const { parent, manifest, signature, keyring } = commit;
  if (keyring) await writeKeyring(db, account, keyring);
  if (slots) await writeSlots(db, account, slots);
  if (list) await writeList(db, account, sequence, list);
  const next: VaultRow = {
    head,
    sequence,
    records: vault.records + grown.records,
    bytes: vault.bytes + grown.bytes + manifest.length,
    state_sequence: keyring || slots ? sequence : vault.state_sequence,
  };
  checkQuota(vault, next, settings);
  db.hot.append(account, { sequence, head, parent, author, signature, manifest });
  db.hot.advance(account, next);
  return next;
}

function applyRecords(
  db: Db,
  account: number,
  sequence: number,
  { commit }: Prepared,
): { records: number; bytes: number } {
  let [records, bytes] = [0, 0];
  for (const { id, revision, blob } of commit.put) {
    const key = fromId(id);
    const before = db.hot.size(account, key);
    db.hot.put(account, key, revision, sequence, blob);
    records += before === undefined ? 1 : 0;
    bytes += blob.length - (before ?? 0);
  }
  for (const id of commit.remove) {
    const key = fromId(id);
    const before = db.hot.size(account, key);
    if (before === undefined) continue;
    db.hot.remove(account, key, sequence);
    records -= 1;
    bytes -= before;
  }
  return { records, bytes };
}

/** Whoever is over a quota may still shrink. */
function checkQuota(before: VaultRow, after: VaultRow, { records, accountBytes }: RecordSettings): void {
  const moreRecords = after.records > before.records && after.records > records;
  const moreBytes = after.bytes > before.bytes && after.bytes > accountBytes;
  if (moreRecords || moreBytes) throw new Refusal('quota');
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

async function writeList(
  db: Db,
  account: number,
  sequence: number,
  { encoded, checked }: NonNullable<Prepared['list']>,
): Promise<void> {
  await db.query.insertInto('lists').values({ account, version: checked.version, sequence, list: encoded }).execute();
  await db.query.deleteFrom('authors').where('account', '=', account).execute();
  for (const [device, signing] of checked.signing) {
    await db.query
      .insertInto('authors')
      .values({ account, device: fromId(device), signing })
      .execute();
  }
}
