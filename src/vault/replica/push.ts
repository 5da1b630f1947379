import { equal } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { toBase64url } from '../../encoding/index.ts';
import { masterKeyFor } from '../../keys/index.ts';
import type { SentCommit, StoredRecord, SyncState, VaultHeader, VaultDatabase } from '../../records/index.ts';
import { DamagedRecordError, headOf, RecordSumError, updateSum } from '../../records/index.ts';
import type { Prepared, Pulled } from '../../sync/index.ts';
import type { Commit, Manifest } from '../../wire/index.ts';
import { readCommit, writeCommit } from '../../wire/index.ts';
import { agreesWithManifest, ForgedError, inBatches, isRow, openRows, readRows } from '../state/index.ts';
import { knownRows } from './record-sum.ts';
import { lastSyncedOf } from './follow.ts';
import type { VaultState } from '../state/index.ts';

const ONE_BY_ONE = 200;

/** Everything unsent, read, and the manifest of the head that it stands on. */
export interface Unsent {
  readonly put: readonly StoredRecord[];
  readonly deleted: SyncState['deleted'];
  readonly before: Manifest | undefined;
  /** Whether the sum of each record that is replaced is known: else only all of it together has a sum. */
  readonly isDivisible: boolean;
}

/**
 * What is unsent, as it lies in the header (protocol 3). Throws RecordSumError where its sum is not that of the head it
 * stands on and the records it brings: published, it would stop every other browser.
 */
export async function readUnsent(database: VaultDatabase, state: VaultState, sync: SyncState): Promise<Unsent> {
  const put = await readDirty(database, sync);
  const { manifest: before } = await lastSyncedOf(state);
  const isDivisible = before ? await checkDelta(database, state, before, sync, put) : true;
  return { put, deleted: sync.deleted, before, isDivisible };
}

/** A header on top of a synced head as the commit that makes it, and the records given. */
export function prepared(header: VaultHeader, sync: SyncState, put: readonly StoredRecord[]): Prepared {
  const { synced } = sync;
  const { parent, manifest, author, signature, keyring, slots, list, formerLists } = header;
  const isNewRing = !synced || !equal(synced.keyring, keyring);
  const versions = [...formerLists, list];
  const lists = versions.slice(synced ? versions.findIndex((version) => equal(version, synced.list)) + 1 : 0);
  const commit: Commit = {
    parent,
    put: put.map(({ id, revision, blob }) => ({ id, revision, blob })),
    remove: sync.deleted.map(({ id }) => id),
    // Keyring and slots vouch for each other, so they travel together.
    ...(isNewRing ? { keyring, slots } : {}),
    ...(lists.length > 0 ? { lists } : {}),
    manifest,
    author,
    signature,
  };
  return { commit: writeCommit(commit), head: toBase64url(header.head) };
}

async function readDirty(database: VaultDatabase, { dirty }: SyncState): Promise<StoredRecord[]> {
  const ids = new Set(dirty);
  const rows =
    ids.size > ONE_BY_ONE
      ? (await readRows(database)).filter(({ id }) => ids.has(id))
      : (await inBatches(dirty, (id) => database.readRecord(id))).filter(isRow);
  const found = new Set(rows.map(({ id }) => id));
  const missing = dirty.find((id) => !found.has(id));
  if (missing !== undefined) throw new DamagedRecordError(missing);
  return rows;
}

/** False: it is right as a whole, and what some of the records replace is damaged here. */
async function checkDelta(
  database: VaultDatabase,
  state: VaultState,
  before: Manifest,
  { deleted }: SyncState,
  put: readonly StoredRecord[],
): Promise<boolean> {
  const { manifest, masterKey } = state;
  const bases = [...put, ...deleted].flatMap(({ id, synced }) => (synced ? [{ id, ...synced }] : []));
  const unknown = deleted.filter(({ synced, unsure }) => !synced && !unsure).length;
  const count = before.count + put.length - bases.length - unknown;
  if (count !== manifest.count) throw new RecordSumError();
  const sum = await updateSum(masterKeyFor(masterKey, 'set'), before.sum, put, bases);
  if (equal(sum, manifest.sum)) return true;
  const isDamaged = unknown > 0 || (await openRows(state, bases)).some(({ opened }) => !opened);
  if (!isDamaged || !(await agreesInFull(database, state))) throw new RecordSumError();
  return false;
}

/**
 * Where a record that was damaged here is deleted or replaced, nobody knows what the store has of it: then every record
 * must open, and all of them be those of the manifest.
 */
async function agreesInFull(database: VaultDatabase, state: VaultState): Promise<boolean> {
  const rows = await readRows(knownRows(database, state.catalog));
  const openings = await openRows(state, rows);
  return openings.every(({ opened }) => opened) && agreesWithManifest(state, rows);
}

/** An own commit that a store has taken, as if it had been pulled: one way to follow for all of them. */
export function asPulled(source: Bytes, sequence: number, { synced }: SyncState): Pulled {
  const commit = readCommit(source);
  const { parent, author, signature, manifest, put, remove, lists = [] } = commit;
  const keyring = commit.keyring ?? synced?.keyring;
  const slots = commit.slots ?? synced?.slots;
  if (!keyring || !slots) throw new ForgedError('keyring');
  return {
    since: synced && toBase64url(synced.head),
    head: toBase64url(headOf(manifest)),
    sequence,
    manifests: [{ parent, author, signature, manifest }],
    lists,
    ...(commit.keyring || commit.slots ? { state: { keyring, slots } } : {}),
    records: put,
    deleted: remove.map((id) => ({ id, revision: 0 })),
  };
}

/** A commit as it must be known before anybody can send it; undefined if it is known already. */
export function sentCommit({ sent }: SyncState, source: Bytes): SentCommit | undefined {
  const { manifest, put, remove } = readCommit(source);
  const head = headOf(manifest);
  if (sent.some((known) => equal(known.head, head))) return undefined;
  return { head, put: put.map(({ id, revision }) => ({ id, revision })), remove };
}
