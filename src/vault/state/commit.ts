import type { HeldList } from '../../devices/index.ts';
import { sealDeviceSecrets } from '../../devices/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { domainKeys, masterKeyFor, sealKeyring } from '../../keys/index.ts';
import type { Catalog, Entry, SyncState, VaultChange, VaultHeader } from '../../records/index.ts';
import {
  headOf,
  keyringHash,
  noHead,
  sealManifest,
  sealSnapshot,
  signCommit,
  slotHashes,
  snapshotKey,
  updateCatalog,
} from '../../records/index.ts';
import type { DeviceSecrets, Manifest, Slot } from '../../wire/index.ts';
import { writeSlot } from '../../wire/index.ts';
import type { Core, VaultState } from './core.ts';
import type { Draft, SealedPut } from './draft.ts';
import type { Transition } from './transition.ts';
import { isUnsent, withUnsent } from './unsent.ts';

/** Seals a draft into the next state and the one change of the database that makes it true. Changes nothing. */
export async function prepareCommit(state: VaultState, draft: Draft, now: number): Promise<Transition> {
  const { rows } = draft;
  if (rows && isOfRows(draft)) return { next: state, change: { ...standing(state), rows } };
  const { sync: unsent, put } = withUnsent(state.header.sync, draft);
  const sync: SyncState | undefined = unsent && draft.owed ? { ...unsent, owed: true } : unsent;
  const bare = await nextCore(state, draft, now);
  const core = sync ? { ...bare, header: { ...bare.header, sync } } : bare;
  const update = updateCatalog(state.catalog, (draft.put ?? []).map(entryOf), draft.remove ?? []);
  return transitionTo(state, core, { put, remove: [...(draft.remove ?? [])], ...(rows ? { rows } : {}) }, update);
}

function isOfRows(draft: Draft): boolean {
  return Object.keys(draft).every((part) => part === 'rows');
}

/** A change that leaves the vault as it is. */
function standing({ header }: VaultState): VaultChange {
  return { expected: header, header, put: [], remove: [] };
}

/** The transition to a core on top of a state: with its catalog, and the parts of the snapshot that have to be stored for it. */
export async function transitionTo(
  before: VaultState,
  core: Core,
  rows: Pick<VaultChange, 'put' | 'remove' | 'rows'>,
  { catalog, changed }: { readonly catalog: Catalog; readonly changed: readonly number[] } = {
    catalog: before.catalog,
    changed: [],
  },
): Promise<Transition> {
  const isRotated = core.masterKey !== before.masterKey;
  const isNew = isRotated || before.snapshot.tags.length !== catalog.chunks.length;
  const key = isRotated ? await snapshotKey(core.masterKey) : before.snapshot.key;
  const sealed = await sealSnapshot(
    key,
    core.header,
    catalog,
    isNew ? catalog.chunks.map((_, chunk) => chunk) : changed,
    before.snapshot.tags,
  );
  return {
    next: { ...core, catalog, snapshot: { key, tags: sealed.tags } },
    change: {
      expected: before.header,
      header: core.header,
      ...rows,
      snapshot: sealed.parts,
      snapshotLength: sealed.length,
    },
  };
}

function entryOf({ record, summary }: SealedPut): Entry {
  return { id: record.id, revision: record.revision, summary };
}

async function nextCore(state: VaultState, draft: Draft, now: number): Promise<Core> {
  const masterKey = draft.masterKey ?? state.masterKey;
  const keyring = draft.keyring ?? state.keyring;
  const slots = draft.slots ?? state.slots;
  const sealedKeyring = draft.keyring ? await sealKeyring(masterKey, keyring) : state.header.keyring;
  const secrets = draft.secrets ?? state.secrets;
  const own = { ...state, secrets };
  const device = draft.secrets ? await sealDevice(own, masterKey, keyring.generation) : state.header.device;
  const list = draft.list ?? state.list;
  const said = {
    ...(isUnsent(state.header) ? state.manifest : withoutResumption(state.manifest)),
    ...draft.records,
    ...positionOf(state),
    generation: keyring.generation,
    time: now,
  };
  const sealed = { slots, keyring: sealedKeyring, list, device };
  const { header, manifest } = await composeCommit(state, masterKey, said, sealed);
  return {
    ...own,
    masterKey,
    header,
    keyring,
    keys: draft.keyring ? domainKeys(keyring) : state.keys,
    manifest,
    slots,
    list,
  };
}

/** Only the commit that resumes a former state says so, not those after it. */
export function withoutResumption(manifest: Manifest): Manifest {
  const plain = { ...manifest };
  delete plain.resumes;
  delete plain.supersedes;
  return plain;
}

/** Where a commit on this state stands: with a store, everything unsent is one commit on the head that the store has. */
function positionOf({ header, manifest, device }: VaultState): Pick<Manifest, 'sequence' | 'previous' | 'seen'> {
  const { sequence, previous, seen } = manifest;
  if (header.sync && !header.sync.synced) return { sequence: 1, previous: noHead(), seen: [] };
  if (isUnsent(header)) return { sequence, previous, seen };
  return { sequence: sequence + 1, previous: header.head, seen: seenAfter(manifest, header.head, device) };
}

/** The head of each other device as last seen (protocol 3), after following this commit. */
function seenAfter({ device: author, seen }: Manifest, head: Bytes, device: Id): Manifest['seen'] {
  const others = seen.filter((entry) => entry.device !== author && entry.device !== device);
  return author === device ? others : [...others, { device: author, head }];
}

/** This device's secrets, sealed for another generation. */
export function sealDevice(
  { header, device, secrets }: Pick<Core, 'header' | 'device' | 'secrets'>,
  masterKey: Bytes,
  generation: number,
): Promise<Bytes> {
  return sealDeviceSecrets(masterKeyFor(masterKey, 'device'), { account: header.account, device, generation }, secrets);
}

/** The author of a commit: whose account and device it is, and the key that signs (Ed25519). */
export interface Author {
  readonly header: Pick<VaultHeader, 'account'>;
  readonly device: Id;
  readonly secrets: Pick<DeviceSecrets, 'signing'>;
}

/** The sealed things that a manifest names by their hashes. */
interface SealedParts extends Pick<VaultHeader, 'keyring' | 'device'> {
  readonly slots: readonly Slot[];
  readonly list: HeldList;
}

/**
 * The one way a commit comes to be (protocol 3): its manifest names what is sealed, is sealed and signed itself, and becomes
 * the header that holds it all. `said` is what does not follow from the rest.
 */
export async function composeCommit(
  { header: { account }, device, secrets }: Author,
  masterKey: Bytes,
  said: Omit<Manifest, 'device' | 'keyring' | 'slots' | 'list'>,
  sealed: SealedParts,
): Promise<{ readonly manifest: Manifest; readonly header: VaultHeader }> {
  const manifest: Manifest = {
    ...said,
    device,
    keyring: keyringHash(sealed.keyring),
    slots: slotHashes(sealed.slots),
    list: sealed.list.checked.hash,
  };
  const authored = { parent: manifest.previous, manifest: await sealManifest(masterKey, account, manifest) };
  const header: VaultHeader = {
    ...sealed,
    ...authored,
    account,
    generation: manifest.generation,
    slots: sealed.slots.map(writeSlot),
    list: sealed.list.encoded,
    formerLists: sealed.list.former,
    author: device,
    signature: await signCommit(secrets.signing, account, authored),
    head: headOf(authored.manifest),
  };
  return { manifest, header };
}
