import type { StoredRecord, SyncState, VaultHeader, VaultDatabase } from '../../records/index.ts';
import { DamagedVaultError, noHead, sumOf } from '../../records/index.ts';
import { masterKeyFor } from '../../keys/index.ts';
import { equal, wipe } from '../../crypto/index.ts';
import { checkChain, moveTo } from '../../devices/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { readRows, withoutResumption, transitionTo, composeCommit } from '../state/index.ts';
import { readSeed, soundRows } from '../change/index.ts';
import type { HeldList } from '../../devices/index.ts';
import type { VaultState, Transition } from '../state/index.ts';

/**
 * A local vault as it stands before its sign-up at a store (protocol 3.2): its manifest is the first of all, and everything
 * in it is unsent. Until the store has taken it, it stays a local vault in all else.
 */
export async function draftConnect(
  database: VaultDatabase,
  state: VaultState,
  origin: string,
  now: number,
): Promise<Transition> {
  const { header, slots, masterKey } = state;
  const { rows, extra } = await soundRows(database, state);
  const list = await listAt(database, state, origin, now);
  const said = {
    ...withoutResumption(state.manifest),
    sequence: 1,
    previous: noHead(),
    time: now,
    count: rows.length,
    sum: await sumOf(masterKeyFor(masterKey, 'set'), rows),
    seen: [],
  };
  const sealed = { slots, keyring: header.keyring, list, device: header.device };
  const commit = await composeCommit(state, masterKey, said, sealed);
  const sync: SyncState = { dirty: rows.map(({ id }) => id), deleted: [], sent: [] };
  const core = { ...state, manifest: commit.manifest, header: { ...commit.header, sync }, list };
  return transitionTo(state, core, { put: [], remove: extra });
}

/**
 * A list is never begun anew: the whole chain comes along, and on top of it the version that names this store (protocol 6.1).
 * Those who had joined at a store that this vault has left stay listed until somebody removes them.
 */
async function listAt(database: VaultDatabase, state: VaultState, origin: string, now: number): Promise<HeldList> {
  const { list, header } = state;
  await checkChain(header.account, [...list.former, list.encoded]).catch((cause: unknown) => {
    throw new DamagedVaultError('devices', { cause });
  });
  const seed = await readSeed(database, state, 'list-key');
  return moveTo(list, seed, origin, now).finally(() => wipe(seed));
}

/** The same vault without its store. */
export async function draftDisconnect(database: VaultDatabase, state: VaultState): Promise<Transition> {
  const { sync, ...header } = state.header;
  const dirty = new Set(sync?.dirty);
  const put = (await readRows(database)).filter(({ id }) => dirty.has(id)).map(withoutStore);
  const change = { expected: state.header, header, put, remove: [] };
  return { next: { ...state, header }, change };
}

function withoutStore({ id, revision, blob, base }: StoredRecord): StoredRecord {
  return { id, revision, blob, ...(base ? { base } : {}) };
}

/** A change of the sync state alone. */
export function withSync(state: VaultState, sync: SyncState): Transition {
  const header: VaultHeader = { ...state.header, sync };
  return { next: { ...state, header }, change: { expected: state.header, header, put: [], remove: [] } };
}

/**
 * The same vault, whose account has gone to another store: nothing of what the one before told counts there, and what is unsent stays
 * so (protocol 6.1). `known`: a commit of ours that is the newest there.
 */
export function draftArrive(state: VaultState, known?: Bytes): Transition | undefined {
  const { sync, list } = state.header;
  if (!sync) return undefined;
  const { dirty, deleted, owed, synced } = sync;
  const sent = known ? [{ head: known, put: [], remove: [] }] : [];
  const told = synced && !equal(synced.list, list) ? synced.list : sync.known;
  return withSync(state, { dirty, deleted, sent, ...(told ? { known: told } : {}), ...(owed ? { owed } : {}) });
}
