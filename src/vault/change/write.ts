import type { Id } from '../../encoding/index.ts';
import { masterKeyFor } from '../../keys/index.ts';
import type { StoredRecord, VaultDatabase } from '../../records/index.ts';
import {
  DamagedRecordError,
  findRow,
  mergeBodies,
  same,
  sealRecord,
  StaleWriteError,
  sumOf,
  updateSum,
} from '../../records/index.ts';
import type { Draft, OpenedRecord, Put, Removal, SealedPut, Summarize, VaultState, Write } from '../state/index.ts';
import { inBatches, isRow, openRow, readRow, readRows } from '../state/index.ts';

export interface WriteParts {
  readonly database: VaultDatabase;
  readonly summarize: Summarize;
}

/** A write as a draft of a commit; undefined if it changes nothing. Throws StaleWriteError. */
export async function draftWrite(parts: WriteParts, state: VaultState, write: Write): Promise<Draft | undefined> {
  const puts = write.put ?? [];
  const removals = (write.remove ?? []).filter(({ id }) => findRow(state.catalog, id) !== undefined);
  const touched = [...puts, ...removals].map(({ id }) => id);
  if (touched.length === 0) return undefined;
  if (new Set(touched).size !== touched.length) throw new StaleWriteError(touched[0] ?? '');
  checkBases(state, puts, removals);
  const replaced = await readReplaced(parts.database, state, touched);
  const put = await inBatches(puts, (entry) => sealPut(parts, state, entry, replaced.rows.get(entry.id)));
  const remove = removals.map(({ id }) => id);
  const records = await sumAfter(parts.database, state, put, touched, replaced);
  return { put, remove, records, replaced: replaced.stored };
}

/** Throws StaleWriteError where an edit began on another revision than the one stored. */
function checkBases({ catalog }: VaultState, puts: readonly Put[], removals: readonly Removal[]): void {
  for (const { id, base = 0 } of puts) {
    if ((findRow(catalog, id)?.revision ?? 0) !== base) throw new StaleWriteError(id);
  }
  for (const { id, base } of removals) {
    if (base !== undefined && findRow(catalog, id)?.revision !== base) throw new StaleWriteError(id);
  }
}

interface Replaced {
  /** What is stored now of the records that a write touches, as far as it is sound. */
  readonly rows: ReadonlyMap<Id, StoredRecord>;
  readonly isSound: boolean;
  /** The same, and rows that are not sound. */
  readonly stored: ReadonlyMap<Id, StoredRecord>;
}

/** The old side of a sum is only what really opens: a damaged row would spoil every sum after it. */
async function readReplaced(database: VaultDatabase, state: VaultState, ids: readonly Id[]): Promise<Replaced> {
  const known = ids.filter((id) => findRow(state.catalog, id) !== undefined);
  const rows = await inBatches(known, async (id) => {
    try {
      const row = await readRow(database, state.catalog, id);
      await openRow(state, row);
      return row;
    } catch (error) {
      if (error instanceof DamagedRecordError) return undefined;
      throw error;
    }
  });
  const sound = rows.filter((row) => row !== undefined);
  const isSound = sound.length === known.length;
  const stored = isSound ? sound : (await inBatches(known, (id) => database.readRecord(id))).filter(isRow);
  return { rows: byId(sound), isSound, stored: byId(stored) };
}

function byId(rows: readonly StoredRecord[]): Map<Id, StoredRecord> {
  return new Map(rows.map((row) => [row.id, row]));
}

async function sealPut(
  { summarize }: WriteParts,
  state: VaultState,
  { id, domain, body }: Put,
  replaced: StoredRecord | undefined,
): Promise<SealedPut> {
  const revision = lastRevision(state, id) + 1;
  const under = await state.keys.current(domain);
  const blob = await sealRecord(under, { account: state.header.account, id, revision }, body);
  const base = replaced ? { base: { revision: replaced.revision, blob: replaced.blob } } : {};
  return { record: { id, revision, blob, ...base }, summary: summarize(domain, body) };
}

/** Also of a record that is deleted here and still at the store: its revisions go on. */
function lastRevision({ catalog, header }: VaultState, id: Id): number {
  const deleted = header.sync?.deleted.find((entry) => entry.id === id);
  return findRow(catalog, id)?.revision ?? deleted?.synced?.revision ?? 0;
}

/** Count and sum after a write: by difference, or in full where a damaged record is replaced or removed. */
async function sumAfter(
  database: VaultDatabase,
  { masterKey, manifest }: VaultState,
  put: readonly SealedPut[],
  touched: readonly Id[],
  replaced: Replaced,
): Promise<Draft['records'] & object> {
  const setKey = masterKeyFor(masterKey, 'set');
  const added = put.map(({ record }) => record);
  if (replaced.isSound) {
    const removed = [...replaced.rows.values()];
    const count = manifest.count + added.length - removed.length;
    return { count, sum: await updateSum(setKey, manifest.sum, added, removed) };
  }
  const kept = (await readRows(database)).filter(({ id }) => !touched.includes(id));
  return { count: kept.length + added.length, sum: await sumOf(setKey, [...kept, ...added]) };
}

/**
 * What saving one record comes to: the body given, or, where the record was changed since, both edits merged. A record
 * deleted meanwhile comes back: a delete never silently beats an edit. Undefined: what is stored already says it all.
 */
export async function mergedPut(database: VaultDatabase, state: VaultState, put: Put): Promise<Put | undefined> {
  const stored = findRow(state.catalog, put.id);
  if (!stored) return { id: put.id, domain: put.domain, body: put.body };
  if (stored.revision === put.base) return put;
  const row = await readRow(database, state.catalog, put.id);
  const theirs = await openRow(state, row);
  const base = put.base === undefined ? undefined : await openBase(state, row, put.base);
  const body = mergeBodies(base?.body, put.body, theirs.body);
  return same(body, theirs.body) ? undefined : { ...put, body, base: row.revision };
}

/** The predecessor kept with a row, if it is the revision asked for. */
async function openBase(state: VaultState, row: StoredRecord, revision: number): Promise<OpenedRecord | undefined> {
  if (row.base?.revision !== revision) return undefined;
  return openRow(state, { id: row.id, revision, blob: row.base.blob }).catch(() => undefined);
}

/** The record as it is stored now. Throws UnknownRecordError, DamagedRecordError. */
export async function readOpened(database: VaultDatabase, state: VaultState, id: Id): Promise<OpenedRecord> {
  return openRow(state, await readRow(database, state.catalog, id));
}
