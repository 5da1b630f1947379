import { equal } from '../../crypto/index.ts';
import { checkChain, DeviceListError, ownSlots } from '../../devices/index.ts';
import { toBase64url } from '../../encoding/index.ts';
import type { StoredRecord, SyncState } from '../../records/index.ts';
import { RecordSumError } from '../../records/index.ts';
import type { Pulled } from '../../sync/index.ts';
import {
  agreesWithManifest,
  NotResumableError,
  readRows,
  versionOf,
  transitionTo,
  composeCommit,
} from '../state/index.ts';
import type { LastSynced } from './follow.ts';
import { seenFollowing, lastSyncedOf } from './follow.ts';
import { openPulled } from './pulled-state.ts';
import { isSame } from './rebase.ts';
import { checkSum, knownRows } from './record-sum.ts';
import type { VaultState, Transition } from '../state/index.ts';
import { formersOf, formerBefore } from './former-heads.ts';
import type { VerifiedHead } from './verify-commits.ts';
import type { HeldList } from '../../devices/index.ts';
import { followCommits } from './verify-commits.ts';
import type { WriteParts } from '../change/index.ts';

/**
 * Everything here as one unsent commit on the former state that a store went back to (protocol 3, "publish my newer
 * state"): its manifest says what it resumes and what it supersedes. `pulled` is everything that the store has. Throws
 * NotResumableError for a state that this browser does not remember, or that has other keys or devices than a commit can
 * bridge; RecordSumError for damage here; and what following a store throws.
 */
export async function draftPublishOver(
  parts: WriteParts,
  state: VaultState,
  pulled: Pulled,
  now: number,
): Promise<Transition> {
  const lastSynced = await lastSyncedOf(state);
  const { sync } = lastSynced;
  const followed = await followFormer(parts, state, lastSynced, pulled);
  const list = await nextList(followed, state);
  const rows = await readRows(knownRows(parts.database, state.catalog));
  // What is damaged here is never sent on.
  if (!(await agreesWithManifest(state, rows))) throw new RecordSumError();
  const { put, dirty, deleted } = differences(rows, pulled);
  const { header, slots, masterKey } = state;
  const said = {
    ...state.manifest,
    sequence: followed.manifest.sequence + 1,
    previous: followed.synced.head,
    time: now,
    seen: seenFollowing(followed, state.device),
    resumes: followed.synced.head,
    supersedes: sync.synced?.head,
  };
  const sealed = { slots, keyring: header.keyring, list, device: header.device };
  const commit = await composeCommit(state, masterKey, said, sealed);
  const formerHeads = formerBefore(sync, followed.synced.head);
  const resumed: SyncState = { synced: followed.synced, dirty, deleted, sent: [], formerHeads };
  const core = { ...state, manifest: commit.manifest, header: { ...commit.header, sync: resumed }, list };
  return transitionTo(state, core, { put, remove: [] });
}

/** The former state, verified as a new browser would, and known to be one that this browser has followed. */
async function followFormer(
  parts: WriteParts,
  state: VaultState,
  lastSynced: LastSynced,
  pulled: Pulled,
): Promise<VerifiedHead> {
  const { sync, held } = lastSynced;
  const isFormer = formersOf(sync, held.sequence).some(
    ({ head, sequence }) => sequence === pulled.sequence && toBase64url(head) === pulled.head,
  );
  if (!isFormer || !pulled.state) throw new NotResumableError();
  const { account, generation } = held;
  const openers = { account, generation, masterKey: state.masterKey, own: ownSlots(state.secrets) };
  const opened = await openPulled(openers, pulled, pulled.state).catch((error: unknown) => {
    throw new NotResumableError({ cause: error });
  });
  const followed = await followCommits({ account, sequence: 0, generation: 1, sent: [] }, opened, pulled);
  const nothing = { dirty: [], deleted: [], sent: [] };
  await checkSum(parts.database, followed, undefined, { sync: nothing, pulled, ours: new Map() });
  return followed;
}

/** The list here, if it is the store's or goes on from there: the store gets the same bytes of every version that it lost. */
async function nextList({ list: theirs }: VerifiedHead, { list: ours, header }: VaultState): Promise<HeldList> {
  const versions = [...ours.former, ours.encoded];
  const at = versions.findIndex((version) => equal(version, theirs.encoded));
  try {
    if (at < 0) throw new DeviceListError();
    await checkChain(header.account, versions.slice(at + 1), theirs);
    return ours;
  } catch (error) {
    throw new NotResumableError({ cause: error });
  }
}

/** What a commit on the store's state must bring, with what the store has of each record. */
function differences(
  rows: readonly StoredRecord[],
  { records }: Pulled,
): { put: StoredRecord[] } & Pick<SyncState, 'dirty' | 'deleted'> {
  const theirs = new Map(records.map((record) => [record.id, record]));
  const put = rows.map(({ id, revision, blob, base }): StoredRecord => {
    const other = theirs.get(id);
    const bare = { id, revision, blob, ...(base ? { base } : {}) };
    return !other || isSame(bare, other) ? bare : { ...bare, synced: versionOf(other) };
  });
  const here = new Set(rows.map(({ id }) => id));
  const dirty = rows.filter((row) => {
    const other = theirs.get(row.id);
    return !other || !isSame(row, other);
  });
  const deleted = records
    .filter(({ id }) => !here.has(id))
    .map((record) => ({ id: record.id, synced: versionOf(record) }));
  return { put, dirty: dirty.map(({ id }) => id), deleted };
}
