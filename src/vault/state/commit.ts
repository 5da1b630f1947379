import { sealDeviceSecrets } from '../../devices/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { domainKeys, masterKeyFor, sealKeyring } from '../../keys/index.ts';
import type { Catalog, Entry, VaultChange, VaultHeader } from '../../records/index.ts';
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
import type { Manifest, Slot } from '../../wire/index.ts';
import { writeSlot } from '../../wire/index.ts';
import type { Core, VaultState } from './core.ts';
import type { Draft, SealedPut } from './draft.ts';
import { isUnsent, track } from './unsent.ts';

/** Seals a draft into the one change that the store applies, and the state that is true once it did. Changes nothing. */
export async function prepareCommit(
  state: VaultState,
  draft: Draft,
  now: number,
): Promise<{ next: VaultState; change: VaultChange }> {
  const { sync, put } = track(state.header.sync, draft);
  const bare = await nextCore(state, draft, now);
  const core = sync ? { ...bare, header: { ...bare.header, sync } } : bare;
  const update = updateCatalog(state.catalog, (draft.put ?? []).map(entryOf), draft.remove ?? []);
  const { next, snapshot, snapshotLength } = await withCatalog(state, core, update);
  const remove = [...(draft.remove ?? [])];
  return {
    next,
    change: { expectedHead: state.header.head, header: core.header, put, remove, snapshot, snapshotLength },
  };
}

/** A core on top of a state, with its catalog, and the parts of the snapshot that have to be stored for it. */
export async function withCatalog(
  before: VaultState,
  core: Core,
  { catalog, changed }: { readonly catalog: Catalog; readonly changed: readonly number[] },
): Promise<{ next: VaultState } & Required<Pick<VaultChange, 'snapshot' | 'snapshotLength'>>> {
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
    snapshot: sealed.parts,
    snapshotLength: sealed.length,
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
  const manifest: Manifest = {
    ...(isUnsent(state.header) ? state.manifest : withoutResumption(state.manifest)),
    ...draft.records,
    ...positionOf(state),
    generation: keyring.generation,
    device: state.device,
    time: now,
    keyring: keyringHash(sealedKeyring),
    slots: slotHashes(slots),
    ...(draft.list ? { list: draft.list.checked.hash } : {}),
  };
  const list = draft.list?.encoded ?? state.header.list;
  const sealed = { slots, keyring: sealedKeyring, list, device };
  const header = await sealHeader(masterKey, state.header.account, state.secrets.signing, manifest, sealed);
  return {
    ...own,
    masterKey,
    header,
    keyring,
    keys: draft.keyring ? domainKeys(keyring) : state.keys,
    manifest,
    slots,
    list: draft.list?.checked ?? state.list,
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

/** Seals and signs a manifest, and puts it into a header with the sealed things that it names. */
export async function sealHeader(
  masterKey: Bytes,
  account: Id,
  signingKey: Bytes,
  manifest: Manifest,
  sealed: { readonly slots: readonly Slot[] } & Pick<VaultHeader, 'keyring' | 'list' | 'device'>,
): Promise<VaultHeader> {
  const authored = { parent: manifest.previous, manifest: await sealManifest(masterKey, account, manifest) };
  return {
    ...sealed,
    ...authored,
    account,
    generation: manifest.generation,
    slots: sealed.slots.map(writeSlot),
    author: manifest.device,
    signature: await signCommit(signingKey, account, authored),
    head: headOf(authored.manifest),
  };
}
