import type { StoredRecord, SyncState, VaultChange, VaultHeader, VaultStore } from '../../records/index.ts';
import { noHead, sumOf } from '../../records/index.ts';
import { masterKeyFor } from '../../keys/index.ts';
import { wipe } from '../../crypto/index.ts';
import { certificateOf, checkNamedList, firstList, listHash } from '../../devices/index.ts';
import type { Manifest } from '../../wire/index.ts';
import { readRows, sealHeader, withCatalog, withoutResumption } from '../state/index.ts';
import { readSeed, soundRows } from '../change/index.ts';
import type { HeldList } from '../../devices/index.ts';
import type { VaultState } from '../state/index.ts';

/**
 * A local vault as it stands before its sign-up at a store (protocol 3.2): its manifest is the first of all, and everything
 * in it is unsent. Until the store has taken it, it stays a local vault in all else.
 */
export async function draftConnect(
  store: VaultStore,
  state: VaultState,
  now: number,
): Promise<{ next: VaultState; change: VaultChange }> {
  const { header, slots, device, secrets, masterKey } = state;
  const { rows, extra } = await soundRows(store, state);
  const list = await firstListOf(store, state, now);
  const manifest: Manifest = {
    ...withoutResumption(state.manifest),
    sequence: 1,
    previous: noHead(),
    device,
    time: now,
    count: rows.length,
    sum: await sumOf(masterKeyFor(masterKey, 'set'), rows),
    list: list.checked.hash,
    seen: [],
  };
  const sealed = { slots, keyring: header.keyring, list: list.encoded, device: header.device };
  const bare = await sealHeader(masterKey, header.account, secrets.signing, manifest, sealed);
  const sync: SyncState = { dirty: rows.map(({ id }) => id), deleted: [], sent: [] };
  const core = { ...state, header: { ...bare, sync }, manifest, list: list.checked };
  const { next, snapshot, snapshotLength } = await withCatalog(state, core, { catalog: state.catalog, changed: [] });
  const change = { expectedHead: header.head, header: core.header, put: [], remove: extra, snapshot, snapshotLength };
  return { next, change };
}

/**
 * An account begins with a first list: where others had joined this vault at a store that it has left, one of this device
 * alone. They join again, as they would have to in any case.
 */
async function firstListOf(store: VaultStore, state: VaultState, now: number): Promise<HeldList> {
  const { list, header, device } = state;
  const certificate = certificateOf(header.list, device);
  if (list.version === 1 || !certificate) return { encoded: header.list, checked: list };
  const { account } = header;
  const { identity, listKey } = list;
  const identitySeed = await readSeed(store, state, 'identity');
  const encoded = await firstList({ account, identity, identitySeed, listKey, certificate, now });
  wipe(identitySeed);
  return { encoded, checked: await checkNamedList(encoded, account, listHash(encoded)) };
}

/** The same vault without its store. */
export async function draftDisconnect(
  store: VaultStore,
  state: VaultState,
): Promise<{ next: VaultState; change: VaultChange }> {
  const { sync, ...header } = state.header;
  const dirty = new Set(sync?.dirty);
  const put = (await readRows(store)).filter(({ id }) => dirty.has(id)).map(withoutStore);
  const change = { expectedHead: header.head, header, put, remove: [] };
  return { next: { ...state, header }, change };
}

function withoutStore({ id, revision, blob, base }: StoredRecord): StoredRecord {
  return { id, revision, blob, ...(base ? { base } : {}) };
}

/** A change of the sync state alone. */
export function withSync(state: VaultState, sync: SyncState): { next: VaultState; change: VaultChange } {
  const header: VaultHeader = { ...state.header, sync };
  return { next: { ...state, header }, change: { expectedHead: header.head, header, put: [], remove: [] } };
}
