import { equal } from '../../crypto/index.ts';
import { checkNamedList, findDevice, listHash, ownSlots, settledSecrets, withNewRowKey } from '../../devices/index.ts';
import type { HeldList } from '../../devices/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { toBase64url } from '../../encoding/index.ts';
import { domainKeys, mergedSlots, mergeKeyring, openKeyring, sealKeyring, withEpochsOf } from '../../keys/index.ts';
import type { DomainKeys } from '../../keys/index.ts';
import type { SyncState, VaultHeader } from '../../records/index.ts';
import { openManifest, updateCatalog } from '../../records/index.ts';
import type { Pulled } from '../../sync/index.ts';
import type { Keyring, Manifest } from '../../wire/index.ts';
import { listWithUs } from './list-with-us.ts';
import {
  CloneError,
  DeviceRemovedError,
  ForkError,
  NotConnectedError,
  RollbackError,
  RotatedAwayError,
  sealDevice,
  transitionTo,
  composeCommit,
} from '../state/index.ts';
import type { OpenedState } from './pulled-state.ts';
import { openPulled } from './pulled-state.ts';
import type { Ours, Rebased } from './rebase.ts';
import { ownAmong, rebaseRecords } from './rebase.ts';
import type { Rows } from './record-sum.ts';
import { checkSum, knownRows, localSum, readOurs } from './record-sum.ts';
import type { Core, Summarize, VaultState, Transition } from '../state/index.ts';
import { formersOf, formerAfter, formerBefore } from './former-heads.ts';
import type { VerifiedHead, Held } from './verify-commits.ts';
import { followCommits, isCopied, removedFor } from './verify-commits.ts';
import type { WriteParts } from '../change/index.ts';

/** What was followed last, opened: what everything that the store tells must go on from. */
export interface LastSynced {
  readonly sync: SyncState;
  readonly held: Held;
  /** Of the head followed last; undefined if there is none, or its sum can't be computed any more. */
  readonly manifest: Manifest | undefined;
  /** The keyring followed last, and the one here with what is unsent. */
  readonly base: Keyring;
  readonly keyring: Keyring;
  /** What was sealed here before is opened by this one, too: keys that the others have shredded since are in it. */
  readonly former?: Keyring | undefined;
}

/**
 * A pulled state as one change of the local database: verified whole, with everything unsent merged on top of it. Changes
 * nothing. Throws what `followCommits` throws, RecordSumError, RotatedAwayError, DeviceRemovedError, OutdatedError.
 */
export async function draftFollow(
  parts: WriteParts,
  state: VaultState,
  pulled: Pulled,
  now: number,
): Promise<Transition> {
  const lastSynced = lastSyncedAt(await lastSyncedOf(state), pulled);
  const { account, generation } = lastSynced.held;
  const openers = { account, generation, masterKey: state.masterKey, own: ownSlots(state.secrets) };
  const opened = await openPulled(openers, pulled, lastSynced.sync.synced ?? state.header).catch(
    async (error: unknown) => {
      // By its copy, which took a fresh slot, or by who took it out: told of a rotation only, nobody would learn what to do.
      if (!(error instanceof RotatedAwayError)) throw error;
      if (await isCopied(lastSynced.held, pulled)) throw new CloneError();
      const reason = await removedFor(lastSynced.held, pulled);
      throw reason ? new DeviceRemovedError(reason) : error;
    },
  );
  const place = { summarize: parts.summarize, database: knownRows(parts.database, state.catalog) };
  const told = await toldTo(place.database, lastSynced.sync, pulled);
  const { core, rebased } = await mergeUnsent(place, state, lastSynced, opened, told, now);
  const update = updateCatalog(state.catalog, rebased.entries, rebased.remove);
  return transitionTo(state, core, { put: rebased.put, remove: rebased.remove }, update);
}

/** Throws NotConnectedError. */
export async function lastSyncedOf(state: VaultState): Promise<LastSynced> {
  const { header, masterKey, keyring, device } = state;
  const { account, sync } = header;
  if (!sync) throw new NotConnectedError();
  const { synced } = sync;
  const { list } = state;
  if (!synced) {
    const known = (await knownList(header)) ?? list;
    const held = { account, sequence: 0, generation: header.generation, list: known, device, sent: sync.sent };
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
    held: { ...held, head: synced.head, list: await heldList(header, synced.list, list, manifest) },
    manifest,
    base,
    keyring,
    former: keyring,
  };
}

/** The list that the store of before told, where the one here goes beyond it: the store of now need not know what is unsent. */
export async function knownList(header: VaultHeader): Promise<HeldList | undefined> {
  const encoded = header.sync?.known;
  if (!encoded) return undefined;
  const checked = await checkNamedList(encoded, header.account, listHash(encoded));
  return { encoded, checked, former: listsBefore(header, encoded) };
}

/**
 * What a store tells; where it tells everything, with what it has no more of that the store before had (protocol 6.1): else that
 * would stay here, or come back.
 */
export async function toldTo(database: Rows, { synced, dirty, deleted }: SyncState, pulled: Pulled): Promise<Pulled> {
  if (synced) return pulled;
  const unsent = new Set(dirty);
  const before = (await database.readRecords()).filter(({ id, synced }) => synced !== undefined || !unsent.has(id));
  const there = new Set(pulled.records.map(({ id }) => id));
  const gone = [...before, ...deleted.filter(({ synced }) => synced)].filter(({ id }) => !there.has(id));
  return { ...pulled, deleted: [...pulled.deleted, ...gone.map(({ id }) => ({ id, revision: 0 }))] };
}

async function heldList(header: VaultHeader, encoded: Bytes, own: HeldList, manifest: Manifest): Promise<HeldList> {
  if (equal(encoded, own.encoded)) return own;
  const checked = await checkNamedList(encoded, header.account, manifest.list);
  return { encoded, checked, former: listsBefore(header, encoded) };
}

/** The versions before one of the list that lies in a header. */
export function listsBefore({ formerLists, list }: VaultHeader, encoded: Bytes): readonly Bytes[] {
  const all = [...formerLists, list];
  return all.slice(
    0,
    Math.max(
      0,
      all.findIndex((version) => equal(version, encoded)),
    ),
  );
}

/**
 * A store that went back to a former state, and was brought forward from there by another browser, tells what it has since
 * that state. Throws RollbackError or ForkError for a head that was never followed.
 */
export function lastSyncedAt(lastSynced: LastSynced, { since, sequence }: Pulled): LastSynced {
  const { sync, held } = lastSynced;
  if (since === undefined || !held.head || since === toBase64url(held.head)) return lastSynced;
  const former = formersOf(sync, held.sequence).find(({ head }) => toBase64url(head) === since);
  if (!former) throw wentElsewhere(held, sequence);
  return { ...lastSynced, held: { ...held, ...former } };
}

/** What goes on from a former head is followed only if it supersedes the one followed last. Throws RollbackError, ForkError. */
function checkResumed(lastSynced: LastSynced, { superseded }: VerifiedHead, { sequence }: Pulled): void {
  const { sync, held, manifest } = lastSynced;
  const { synced } = sync;
  if (!synced || !isResuming(lastSynced)) return;
  const known = { sequence: manifest?.sequence ?? held.sequence };
  if (!superseded.some((head) => equal(head, synced.head))) throw wentElsewhere(known, sequence);
}

/** Whether commits are followed from a former head on. */
function isResuming({ sync: { synced }, held }: LastSynced): boolean {
  return synced !== undefined && held.head !== undefined && !equal(synced.head, held.head);
}

/** The store has another history than the one followed, or an older end of it. */
export function wentElsewhere(known: Pick<Held, 'sequence'>, sequence: number): RollbackError | ForkError {
  return sequence < known.sequence ? new RollbackError(sequence, known.sequence) : new ForkError();
}

/** After a resumption the heads in between are nobody's past any more. */
function formerOf(lastSynced: LastSynced, { authors }: VerifiedHead): Bytes[] {
  const { sync, held } = lastSynced;
  const { formerHeads = [], synced } = sync;
  if (held.head && isResuming(lastSynced)) return formerAfter([...formerBefore(sync, held.head), held.head], authors);
  return formerAfter(synced ? [...formerHeads, synced.head] : formerHeads, authors);
}

/** Where records lie, and what the index is to know of them. */
interface Place {
  readonly summarize: Summarize;
  readonly database: Rows;
}

/** The core on top of what was pulled, and what becomes of each record. */
export async function mergeUnsent(
  parts: Place,
  here: Pick<Core, 'header' | 'device' | 'secrets'>,
  lastSynced: LastSynced,
  opened: OpenedState,
  pulled: Pulled,
  now: number,
): Promise<{ core: Core; rebased: Rebased; followed: VerifiedHead }> {
  const { sync, held } = lastSynced;
  const followed = await followCommits(held, opened, pulled);
  checkResumed(lastSynced, followed, pulled);
  const keyring = mergeKeyring(lastSynced.base, lastSynced.keyring, followed.keyring);
  const keys = domainKeys(keyring);
  const ours = await readOurs(parts.database, sync, pulled);
  const isRotated = followed.manifest.generation !== held.generation;
  await checkSum(parts.database, followed, isRotated ? undefined : lastSynced.manifest, { sync, pulled, ours });
  const own = ownAmong(sync.sent, followed.authors);
  const readable = lastSynced.former ? domainKeys(withEpochsOf(keyring, lastSynced.former)) : keys;
  const context = { account: held.account, keys: readable, summarize: parts.summarize, own };
  const rebased = await rebaseRecords(context, sync, pulled, ours);
  const list = await listWithUs({ database: parts.database, here, held, followed, keys, put: rebased.put }, now);
  const local = { before: lastSynced, followed, keyring, keys, list, rebased, ours };
  return { core: await coreOf(parts, here, local, now), rebased, followed };
}

interface Local {
  readonly before: LastSynced;
  readonly followed: VerifiedHead;
  readonly keyring: Keyring;
  readonly keys: DomainKeys;
  readonly list: HeldList;
  readonly rebased: Rebased;
  readonly ours: ReadonlyMap<Id, Ours>;
}

/** The header that is the followed head, or, where anything is unsent, the one commit on top of it. */
async function coreOf(
  parts: Place,
  here: Pick<Core, 'header' | 'device' | 'secrets'>,
  { before, followed, keyring, keys, list, rebased, ours }: Local,
  now: number,
): Promise<Core> {
  const { header, device } = here;
  const settled = await settledSecrets(here.secrets, followed.slots, findDevice(list.checked, device), now);
  const isRotated = followed.manifest.generation !== before.held.generation;
  const secrets = isRotated ? withNewRowKey(settled) : settled;
  const { masterKey, synced } = followed;
  const { dirty, deleted } = rebased;
  // Another commit than the newest of ours proves nothing of what was made since.
  const isOwed = before.sync.owed && !followed.authors.some(({ head }) => equal(head, header.head));
  const owed = isOwed ? { owed: isOwed } : {};
  const sync: SyncState = { synced, dirty, deleted, sent: [], formerHeads: formerOf(before, followed), ...owed };
  const isClean =
    !isOwed && dirty.length + deleted.length === 0 && keyring === followed.keyring && list === followed.list;
  const slots = await mergedSlots(masterKey, keyring, followed.slots);
  const base = { masterKey, keyring, keys, slots, list, device, secrets };
  const sealedDevice = await sealDevice({ header, device, secrets }, masterKey, keyring.generation);
  if (isClean) {
    const clean: VaultHeader = {
      account: header.account,
      ...synced,
      formerLists: list.former,
      device: sealedDevice,
      sync,
    };
    return { ...base, header: clean, manifest: followed.manifest };
  }
  const sealedKeyring = keyring === followed.keyring ? synced.keyring : await sealKeyring(masterKey, keyring);
  const said = {
    ...(await localSum(parts.database, followed, rebased, ours)),
    sequence: followed.manifest.sequence + 1,
    generation: keyring.generation,
    previous: synced.head,
    time: now,
    seen: seenFollowing(followed, device),
  };
  const sealed = { slots, keyring: sealedKeyring, list, device: sealedDevice };
  const unsent = await composeCommit({ header, device, secrets }, masterKey, said, sealed);
  return { ...base, header: { ...unsent.header, sync }, manifest: unsent.manifest };
}

/** The head of each other device as last seen (protocol 3): as the last author saw them, and those just followed. */
export function seenFollowing({ manifest, authors, list }: VerifiedHead, device: Id): Manifest['seen'] {
  const seen = new Map(manifest.seen.map((entry) => [entry.device, entry.head]));
  for (const { device: author, head } of authors) seen.set(author, head);
  return [...seen]
    .filter(([other]) => other !== device && findDevice(list.checked, other))
    .map(([other, head]) => ({ device: other, head }));
}
