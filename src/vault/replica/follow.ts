import { equal } from '../../crypto/index.ts';
import {
  certificateOf,
  checkNamedList,
  enlist,
  findDevice,
  listHash,
  ownSlots,
  settledSecrets,
} from '../../devices/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { toBase64url } from '../../encoding/index.ts';
import { domainKeys, mergedSlots, mergeKeyring, openKeyring, sealKeyring } from '../../keys/index.ts';
import type { DomainKeys } from '../../keys/index.ts';
import type { StoredRecord, SyncState, VaultChange, VaultHeader } from '../../records/index.ts';
import {
  keyringHash,
  namedRecordId,
  openManifest,
  openRecord,
  slotHashes,
  updateCatalog,
} from '../../records/index.ts';
import type { Pulled } from '../../sync/index.ts';
import type { Keyring, Manifest } from '../../wire/index.ts';
import { readIdentityBody } from '../../wire/index.ts';
import { part } from './forged.ts';
import {
  CloneError,
  DeviceRemovedError,
  ForgedError,
  ForkError,
  NotConnectedError,
  RollbackError,
  RotatedAwayError,
  sealDevice,
  sealHeader,
  withCatalog,
} from '../state/index.ts';
import type { OpenedState } from './pulled-state.ts';
import { openPulled } from './pulled-state.ts';
import type { Ours, Rebased } from './rebase.ts';
import { ownAmong, rebaseRecords } from './rebase.ts';
import type { Rows } from './record-sum.ts';
import { checkSum, knownRows, localSum, readOurs } from './record-sum.ts';
import type { Core, Summarize, VaultState } from '../state/index.ts';
import { formerHeads, trailAfter, trailBefore } from './former-heads.ts';
import type { Followed, Held } from './verify-commits.ts';
import type { HeldList } from '../../devices/index.ts';
import { followCommits, isCopied } from './verify-commits.ts';
import type { Workshop } from '../change/index.ts';

/** What was followed last, opened: what everything that the store tells must go on from. */
export interface Standing {
  readonly sync: SyncState;
  readonly held: Held;
  /** Of the head followed last; undefined if there is none, or its sum can't be computed any more. */
  readonly manifest: Manifest | undefined;
  /** The keyring followed last, and the one here with what is unsent. */
  readonly base: Keyring;
  readonly keyring: Keyring;
}

/**
 * A pulled state as one change of the local database: verified whole, with everything unsent merged on top of it. Changes
 * nothing. Throws what `followCommits` throws, RecordSumError, RotatedAwayError, DeviceRemovedError, OutdatedError.
 */
export async function draftFollow(
  shop: Workshop,
  state: VaultState,
  pulled: Pulled,
  now: number,
): Promise<{ next: VaultState; change: VaultChange }> {
  const standing = standingAt(await standingOf(state), pulled);
  const { account, generation } = standing.held;
  const openers = { account, generation, masterKey: state.masterKey, own: ownSlots(state.secrets) };
  const opened = await openPulled(openers, pulled, standing.sync.synced ?? state.header).catch(
    async (error: unknown) => {
      // By its copy, which took a fresh slot: whoever is told of a rotation only would never learn what to do.
      if (error instanceof RotatedAwayError && (await isCopied(standing.held, pulled))) throw new CloneError();
      throw error;
    },
  );
  const place = { summarize: shop.summarize, store: knownRows(shop.store, state.catalog) };
  const { core, rebased } = await settle(place, state, standing, opened, pulled, now);
  const update = updateCatalog(state.catalog, rebased.entries, rebased.remove);
  const { next, snapshot, snapshotLength } = await withCatalog(state, core, update);
  const { put, remove } = rebased;
  return {
    next,
    change: { expectedHead: state.header.head, header: core.header, put, remove, snapshot, snapshotLength },
  };
}

/** Throws NotConnectedError. */
export async function standingOf(state: VaultState): Promise<Standing> {
  const { header, masterKey, keyring, device } = state;
  const { account, sync } = header;
  if (!sync) throw new NotConnectedError();
  const { synced } = sync;
  const list = { encoded: header.list, checked: state.list };
  if (!synced) {
    const held = { account, sequence: 0, generation: header.generation, list, device, sent: sync.sent };
    return { sync, held, manifest: undefined, base: keyring, keyring };
  }
  const scope = { account, generation: synced.generation };
  const isClean = equal(synced.head, header.head);
  const manifest = isClean ? state.manifest : await openManifest(masterKey, scope, synced.parent, synced.manifest);
  const isSameRing = equal(synced.keyring, header.keyring);
  const base = isSameRing ? keyring : await openKeyring(masterKey, scope, synced.keyring);
  const held = { account, sequence: manifest.sequence, generation: synced.generation, device, sent: sync.sent };
  return {
    sync,
    held: { ...held, head: synced.head, list: await heldList(synced.list, list, manifest) },
    manifest,
    base,
    keyring,
  };
}

async function heldList(encoded: Bytes, own: HeldList, manifest: Manifest): Promise<HeldList> {
  if (equal(encoded, own.encoded)) return own;
  return { encoded, checked: await checkNamedList(encoded, own.checked.account, manifest.list) };
}

/**
 * A store that went back to a former state, and was brought forward from there by another browser, tells what it has since
 * that state. Throws RollbackError or ForkError for a head that was never followed.
 */
export function standingAt(standing: Standing, { since, sequence }: Pulled): Standing {
  const { sync, held } = standing;
  if (since === undefined || !held.head || since === toBase64url(held.head)) return standing;
  const former = formerHeads(sync, held.sequence).find(({ head }) => toBase64url(head) === since);
  if (!former) throw wentElsewhere(held, sequence);
  return { ...standing, held: { ...held, ...former } };
}

/** What goes on from a former head is followed only if it supersedes the one followed last. Throws RollbackError, ForkError. */
function checkResumed(standing: Standing, { superseded }: Followed, { sequence }: Pulled): void {
  const { sync, held, manifest } = standing;
  const { synced } = sync;
  if (!synced || !isResuming(standing)) return;
  const known = { sequence: manifest?.sequence ?? held.sequence };
  if (!superseded.some((head) => equal(head, synced.head))) throw wentElsewhere(known, sequence);
}

/** Whether commits are followed from a former head on. */
function isResuming({ sync: { synced }, held }: Standing): boolean {
  return synced !== undefined && held.head !== undefined && !equal(synced.head, held.head);
}

/** The store has another history than the one followed, or an older end of it. */
export function wentElsewhere(known: Pick<Held, 'sequence'>, sequence: number): RollbackError | ForkError {
  return sequence < known.sequence ? new RollbackError(sequence, known.sequence) : new ForkError();
}

/** After a resumption the heads in between are nobody's past any more. */
function trailOf(standing: Standing, { authors }: Followed): Bytes[] {
  const { sync, held } = standing;
  const { trail = [], synced } = sync;
  if (held.head && isResuming(standing)) return trailAfter([...trailBefore(sync, held.head), held.head], authors);
  return trailAfter(synced ? [...trail, synced.head] : trail, authors);
}

/** Where records lie, and what the index is to know of them. */
interface Place {
  readonly summarize: Summarize;
  readonly store: Rows;
}

/** The core on top of what was pulled, and what becomes of each record. */
export async function settle(
  shop: Place,
  here: Pick<Core, 'header' | 'device' | 'secrets'>,
  standing: Standing,
  opened: OpenedState,
  pulled: Pulled,
  now: number,
): Promise<{ core: Core; rebased: Rebased; followed: Followed }> {
  const { sync, held } = standing;
  const followed = await followCommits(held, opened, pulled);
  checkResumed(standing, followed, pulled);
  const keyring = mergeKeyring(standing.base, standing.keyring, followed.keyring);
  const keys = domainKeys(keyring);
  const ours = await readOurs(shop.store, sync, pulled);
  const isRotated = followed.manifest.generation !== held.generation;
  await checkSum(shop.store, followed, isRotated ? undefined : standing.manifest, { sync, pulled, ours });
  const own = ownAmong(sync.sent, followed.authors);
  const desk = { account: held.account, keys, summarize: shop.summarize, own };
  const rebased = await rebaseRecords(desk, sync, pulled, ours);
  const list = await listWithUs(shop, here, standing, followed, keys, rebased, now);
  const local = { before: standing, followed, keyring, keys, list, rebased, ours };
  return { core: await coreOf(shop, here, local, now), rebased, followed };
}

interface Local {
  readonly before: Standing;
  readonly followed: Followed;
  readonly keyring: Keyring;
  readonly keys: DomainKeys;
  readonly list: HeldList;
  readonly rebased: Rebased;
  readonly ours: ReadonlyMap<Id, Ours>;
}

/** The header that is the followed head, or, where anything is unsent, the one commit on top of it. */
async function coreOf(
  shop: Place,
  here: Pick<Core, 'header' | 'device' | 'secrets'>,
  { before, followed, keyring, keys, list, rebased, ours }: Local,
  now: number,
): Promise<Core> {
  const { header, device } = here;
  const secrets = settledSecrets(here.secrets, followed.slots);
  const { masterKey, synced } = followed;
  const { dirty, deleted } = rebased;
  const sync: SyncState = { synced, dirty, deleted, sent: [], trail: trailOf(before, followed) };
  const isClean = dirty.length + deleted.length === 0 && keyring === followed.keyring && list === followed.list;
  const slots = await mergedSlots(masterKey, keyring, followed.slots);
  const base = { masterKey, keyring, keys, slots, list: list.checked, device, secrets };
  const sealedDevice = await sealDevice({ header, device, secrets }, masterKey, keyring.generation);
  if (isClean) {
    const clean: VaultHeader = { account: header.account, ...synced, device: sealedDevice, sync };
    return { ...base, header: clean, manifest: followed.manifest };
  }
  const sealedKeyring = keyring === followed.keyring ? synced.keyring : await sealKeyring(masterKey, keyring);
  const manifest: Manifest = {
    ...(await localSum(shop.store, followed, rebased, ours)),
    sequence: followed.manifest.sequence + 1,
    generation: keyring.generation,
    previous: synced.head,
    device,
    time: now,
    keyring: keyringHash(sealedKeyring),
    slots: slotHashes(slots),
    list: listHash(list.encoded),
    seen: seenFollowing(followed, device),
  };
  const sealed = { slots, keyring: sealedKeyring, list: list.encoded, device: sealedDevice };
  const unsent = await sealHeader(masterKey, header.account, secrets.signing, manifest, sealed);
  return { ...base, header: { ...unsent, sync }, manifest };
}

/** The head of each other device as last seen (protocol 3): as the last author saw them, and those just followed. */
export function seenFollowing({ manifest, authors, list }: Followed, device: Id): Manifest['seen'] {
  const seen = new Map(manifest.seen.map((entry) => [entry.device, entry.head]));
  for (const { device: author, head } of authors) seen.set(author, head);
  return [...seen]
    .filter(([other]) => other !== device && findDevice(list.checked, other))
    .map(([other, head]) => ({ device: other, head }));
}

/** The followed list, extended by this device where it is new. Throws DeviceRemovedError where it was taken out. */
async function listWithUs(
  { store }: Place,
  { header, device }: Pick<Core, 'header' | 'device'>,
  { held }: Standing,
  followed: Followed,
  keys: DomainKeys,
  { put }: Rebased,
  now: number,
): Promise<HeldList> {
  if (findDevice(followed.list.checked, device)) return followed.list;
  const certificate = certificateOf(header.list, device);
  const wasListed = held.list && findDevice(held.list.checked, device);
  if (wasListed || !certificate) throw new DeviceRemovedError();
  const id = namedRecordId(followed.keyring, 'list-key');
  const row = put.find((entry) => entry.id === id) ?? (await store.readRecord(id));
  const seed = await readSeed(keys, held.account, row);
  return enlist(followed.list, certificate, seed, now);
}

/** The private half of the list's key, from its record. */
async function readSeed(keys: DomainKeys, account: Id, row: StoredRecord | undefined): Promise<Bytes> {
  if (!row) throw new ForgedError('devices');
  const { id, revision, blob } = row;
  const { body } = await part('devices', () => openRecord(keys, { account, id, revision }, blob));
  return readIdentityBody('list-key', body).seed;
}
