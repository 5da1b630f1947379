import { equal } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { isId } from '../../encoding/index.ts';
import { masterKeyFor } from '../../keys/index.ts';
import type { Catalog, Entry, StoredRecord, VaultHeader, VaultDatabase } from '../../records/index.ts';
import {
  DamagedRecordError,
  RecordSumError,
  UnknownRecordError,
  allRows,
  findRow,
  newCatalog,
  openRecord,
  openSnapshot,
  sealSnapshot,
  snapshotKey,
  sumOf,
} from '../../records/index.ts';
import type { Core, VaultState } from './core.ts';
import type { OpenedRecord, Summarize } from './types.ts';

/** Enough in flight to keep the platform's cipher busy, and no more than that in memory. */
const BATCH = 256;

/** `work` on every entry, a batch at a time, in order. */
export async function inBatches<T, R>(entries: readonly T[], work: (entry: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < entries.length; at += BATCH) {
    results.push(...(await Promise.all(entries.slice(at, at + BATCH).map(work))));
  }
  return results;
}

/** What opens records. */
interface Opener extends Pick<Core, 'keys'> {
  readonly header: Pick<Core['header'], 'account'>;
}

/**
 * Opens a stored row. Throws DamagedRecordError for anything that was not sealed for exactly this place. A blob of an
 * unknown format is damage too: the sealed manifest over it is of ours, and a vault's format never decreases.
 */
export async function openRow(core: Opener, row: StoredRecord): Promise<OpenedRecord> {
  const { id, revision, blob } = row;
  try {
    const opened = await openRecord(core.keys, { account: core.header.account, id, revision }, blob);
    return { id, revision, ...opened };
  } catch {
    throw new DamagedRecordError(id);
  }
}

/** A row of the right shape: the database may answer anything after damage. */
export function isRow(row: unknown): row is StoredRecord {
  if (typeof row !== 'object' || row === null) return false;
  const { id, revision, blob } = row as Partial<StoredRecord>;
  return isId(id) && Number.isInteger(revision) && Number(revision) > 0 && blob instanceof Uint8Array;
}

/** All rows as they are stored, those without even the shape of one left out: they count as missing. */
export async function readRows(database: Pick<VaultDatabase, 'readRecords'>): Promise<StoredRecord[]> {
  return (await database.readRecords()).filter(isRow);
}

/** The snapshot is by far the largest thing that unlocking reads: it comes while the header is verified. */
export function readMeanwhile(database: VaultDatabase): Promise<readonly Bytes[]> {
  const snapshot = database.readSnapshot();
  // Where the header is refused, nobody waits for it.
  snapshot.catch(() => undefined);
  return snapshot;
}

/**
 * The row of a record at the revision that the index knows. Throws UnknownRecordError, and DamagedRecordError if it is
 * gone or another: an older one, sealed as well as any, is as wrong as a changed one.
 */
export async function readRow(database: VaultDatabase, catalog: Catalog, id: Id): Promise<StoredRecord> {
  const known = findRow(catalog, id);
  if (!known) throw new UnknownRecordError();
  const row = await database.readRecord(id);
  if (!isRow(row) || row.id !== id || row.revision !== known.revision) throw new DamagedRecordError(id);
  return row;
}

export interface Opening {
  readonly row: StoredRecord;
  readonly opened: OpenedRecord | undefined;
}

/** Opens all rows; those that are damaged come without their content. */
export function openRows(core: Opener, rows: readonly StoredRecord[]): Promise<Opening[]> {
  return inBatches(rows, async (row) => ({ row, opened: await openRow(core, row).catch(damagedAsNothing) }));
}

function damagedAsNothing(error: unknown): undefined {
  if (!(error instanceof DamagedRecordError)) throw error;
}

/** Whether rows are, in number and sum, those that the manifest promises. */
export async function agreesWithManifest(
  { manifest, masterKey }: Core,
  rows: readonly StoredRecord[],
): Promise<boolean> {
  return rows.length === manifest.count && equal(await sumOf(masterKeyFor(masterKey, 'set'), rows), manifest.sum);
}

/**
 * The catalog of an opened core: from the snapshot, or, if that isn't the one of this head, from the records, and then
 * stored again. Throws RecordSumError if the records aren't those of the manifest and no damaged one explains it.
 */
export async function openRecords(
  database: VaultDatabase,
  core: Core,
  summarize: Summarize,
  snapshot?: Promise<readonly Bytes[]>,
): Promise<{ state: VaultState; damaged: Id[] }> {
  const key = await snapshotKey(core.masterKey);
  try {
    const { catalog, tags } = await openSnapshot(key, core.header, await (snapshot ?? database.readSnapshot()));
    return { state: { ...core, catalog, snapshot: { key, tags } }, damaged: [] };
  } catch {
    return rebuild(database, core, key, summarize);
  }
}

async function rebuild(
  database: VaultDatabase,
  core: Core,
  key: VaultState['snapshot']['key'],
  summarize: Summarize,
): Promise<{ state: VaultState; damaged: Id[] }> {
  const rows = await readRows(database);
  const openings = await openRows(core, rows);
  const damaged = openings.filter(({ opened }) => !opened).map(({ row }) => row.id);
  const isExplained = damaged.length > 0 && rows.length === core.manifest.count;
  if (!isExplained && !(await agreesWithManifest(core, rows))) throw new RecordSumError();
  const catalog = newCatalog(openings.map((opening) => entryOf(opening, summarize)));
  const all = catalog.chunks.map((_, chunk) => chunk);
  const sealed = await sealSnapshot(key, core.header, catalog, all);
  const isStored = await database
    .apply({ ...nothingNew(core.header), snapshot: sealed.parts, snapshotLength: sealed.length })
    .then(() => true)
    // A full disk doesn't keep anybody out: the snapshot in memory serves, and the next write stores a whole one.
    .catch(() => false);
  return { state: { ...core, catalog, snapshot: { key, tags: isStored ? sealed.tags : [] } }, damaged };
}

export function entryOf({ row, opened }: Opening, summarize: Summarize): Entry {
  return { id: row.id, revision: row.revision, summary: opened ? summarize(opened.domain, opened.body) : null };
}

function nothingNew(header: VaultHeader): { expected: VaultHeader; header: VaultHeader; put: []; remove: [] } {
  return { expected: header, header, put: [], remove: [] };
}

/**
 * Opens everything that is stored. Answers the ids of records that can't be opened, are gone, or are of another time than
 * the index says. Throws RecordSumError if records are not those of the manifest and none of them shows why.
 */
export async function auditRecords(database: VaultDatabase, state: VaultState): Promise<Id[]> {
  const rows = await readRows(database);
  const openings = await openRows(state, rows);
  const sound = new Map(openings.filter(({ opened }) => opened).map(({ row }) => [row.id, row.revision]));
  const known = new Map(allRows(state.catalog).map(({ id, revision }) => [id, revision]));
  const ids = new Set([...known.keys(), ...rows.map(({ id }) => id)]);
  const damaged = [...ids].filter((id) => !known.has(id) || sound.get(id) !== known.get(id));
  if (damaged.length === 0 && !(await agreesWithManifest(state, rows))) throw new RecordSumError();
  return damaged;
}
