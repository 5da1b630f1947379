import { equal } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { masterKeyFor } from '../../keys/index.ts';
import type { Catalog, StoredRecord, Summand, SyncState, VaultDatabase } from '../../records/index.ts';
import { findRow, RecordSumError, sumOf, updateSum } from '../../records/index.ts';
import type { Pulled } from '../../sync/index.ts';
import type { Manifest } from '../../wire/index.ts';
import type { Ours, Rebased } from './rebase.ts';
import { inBatches, isRow, readRows } from '../state/index.ts';

/** The records as they are stored. */
export type Rows = Pick<VaultDatabase, 'readRecord' | 'readRecords'>;

/** Without rows of no record: those were deleted before, and damage brought them back. */
export function knownRows(database: Rows, catalog: Catalog): Rows {
  return {
    readRecord: (id) => database.readRecord(id),
    readRecords: async () => (await readRows(database)).filter(({ id }) => findRow(catalog, id) !== undefined),
  };
}

/** Beyond so many it is faster to read all records at once. */
const ONE_BY_ONE = 200;

/** What is stored here of all records that are unsent or that the store tells of. */
export async function readOurs(
  database: Rows,
  sync: SyncState,
  pulled: Pick<Pulled, 'records' | 'deleted'>,
): Promise<ReadonlyMap<Id, Ours>> {
  const ids = new Set([...pulled.records, ...pulled.deleted].map(({ id }) => id));
  for (const id of sync.dirty) ids.add(id);
  const rows = await readSome(database, ids);
  const dirty = new Set(sync.dirty);
  const deleted = new Map(sync.deleted.map((entry) => [entry.id, entry]));
  return new Map(
    [...ids].map((id) => {
      const [row, gone] = [rows.get(id), deleted.get(id)];
      return [id, { ...(row ? { row } : {}), isDirty: dirty.has(id), ...(gone ? { deleted: gone } : {}) }];
    }),
  );
}

async function readSome(database: Rows, ids: ReadonlySet<Id>): Promise<Map<Id, StoredRecord>> {
  const rows =
    ids.size > ONE_BY_ONE
      ? (await readRows(database)).filter(({ id }) => ids.has(id))
      : (await inBatches([...ids], (id) => database.readRecord(id))).filter(isRow);
  return new Map(rows.map((row) => [row.id, row]));
}

/** What the store had of a record when it was followed last. */
function syncedOf({ row, isDirty, deleted }: Ours): Omit<Summand, 'id'> | undefined {
  if (deleted) return deleted.synced;
  return isDirty ? row?.synced : row;
}

/**
 * Compares count and sum of the records with what a followed manifest promises. The old side is only ever what this browser
 * stores as synced. By difference where that can be; in full after a rotation, on a full pull, and wherever the difference
 * disagrees: a record damaged here must not be told as the store's lie. Throws RecordSumError.
 */
export async function checkSum(
  database: Rows,
  { manifest, masterKey }: { readonly manifest: Manifest; readonly masterKey: Bytes },
  /** The manifest followed before, of the same generation; undefined: in full. */
  before: Manifest | undefined,
  { sync, pulled, ours }: { sync: SyncState; pulled: Pulled; ours: ReadonlyMap<Id, Ours> },
): Promise<void> {
  const setKey = masterKeyFor(masterKey, 'set');
  if (before) {
    const touched = [...pulled.records, ...pulled.deleted].map(({ id }) => id);
    const old = touched.flatMap((id) => {
      const synced = syncedOf(ours.get(id) ?? { isDirty: false });
      return synced ? [{ ...synced, id }] : [];
    });
    const count = before.count - old.length + pulled.records.length;
    if (agrees(manifest, count, await updateSum(setKey, before.sum, pulled.records, old))) return;
  }
  const all = await syncedRecords(database, sync, pulled);
  if (!agrees(manifest, all.length, await sumOf(setKey, all))) throw new RecordSumError();
}

function agrees(manifest: Manifest, count: number, sum: Bytes): boolean {
  return manifest.count === count && equal(manifest.sum, sum);
}

/** Every record of the store as it must be now: what was followed before, with what it tells. */
async function syncedRecords(database: Rows, sync: SyncState, pulled: Pulled): Promise<Summand[]> {
  if (pulled.since === undefined) return [...pulled.records];
  const dirty = new Set(sync.dirty);
  const before = (await readRows(database)).flatMap((row): Summand[] => {
    const synced = dirty.has(row.id) ? row.synced : row;
    return synced ? [{ ...synced, id: row.id }] : [];
  });
  const deleted = sync.deleted.flatMap(({ id, synced }) => (synced ? [{ id, ...synced }] : []));
  const touched = new Set([...pulled.records, ...pulled.deleted].map(({ id }) => id));
  return [...[...before, ...deleted].filter(({ id }) => !touched.has(id)), ...pulled.records];
}

/** Count and sum of the records here: the store's, with everything unsent. */
export async function localSum(
  database: Rows,
  { manifest, masterKey }: { readonly manifest: Manifest; readonly masterKey: Bytes },
  { put, remove, dirty, deleted }: Rebased,
  ours: ReadonlyMap<Id, Ours>,
): Promise<Pick<Manifest, 'count' | 'sum'>> {
  const setKey = masterKeyFor(masterKey, 'set');
  const rows = new Map(put.map((row) => [row.id, row]));
  const unsent = dirty.map((id) => rows.get(id) ?? ours.get(id)?.row);
  const isWhole = unsent.every((row) => row !== undefined) && deleted.every(({ synced }) => synced);
  if (isWhole) {
    const added = unsent;
    const bases = added.flatMap(({ id, synced }) => (synced ? [{ id, ...synced }] : []));
    const gone = deleted.flatMap(({ id, synced }) => (synced ? [{ id, ...synced }] : []));
    const count = manifest.count + added.length - bases.length - gone.length;
    return { count, sum: await updateSum(setKey, manifest.sum, added, [...bases, ...gone]) };
  }
  const replaced = new Set([...rows.keys(), ...remove]);
  const all = [...(await readRows(database)).filter(({ id }) => !replaced.has(id)), ...put];
  return { count: all.length, sum: await sumOf(setKey, all) };
}
