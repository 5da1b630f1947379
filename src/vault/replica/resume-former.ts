import { equal } from '../../crypto/index.ts';
import { checkExtension, listHash, ownSlots } from '../../devices/index.ts';
import { toBase64url } from '../../encoding/index.ts';
import type { StoredRecord, SyncState, VaultChange } from '../../records/index.ts';
import { RecordSumError } from '../../records/index.ts';
import type { Pulled } from '../../sync/index.ts';
import type { Manifest } from '../../wire/index.ts';
import { agreesWithManifest, NotResumableError, readRows, sealHeader, versionOf, withCatalog } from '../state/index.ts';
import type { Standing } from './follow.ts';
import { seenFollowing, standingOf } from './follow.ts';
import { openPulled } from './pulled-state.ts';
import { isSame } from './rebase.ts';
import { checkSum, knownRows } from './record-sum.ts';
import type { VaultState } from '../state/index.ts';
import { formerHeads, trailBefore } from './former-heads.ts';
import type { Followed } from './verify-commits.ts';
import type { HeldList } from '../../devices/index.ts';
import { followCommits } from './verify-commits.ts';
import type { Workshop } from '../change/index.ts';

/**
 * Everything here as one unsent commit on the former state that a store went back to (protocol 3, "publish my newer
 * state"): its manifest says what it resumes and what it supersedes. `pulled` is everything that the store has. Throws
 * NotResumableError for a state that this browser does not remember, or that has other keys or devices than a commit can
 * bridge; RecordSumError for damage here; and what following a store throws.
 */
export async function draftResume(
  shop: Workshop,
  state: VaultState,
  pulled: Pulled,
  now: number,
): Promise<{ next: VaultState; change: VaultChange }> {
  const standing = await standingOf(state);
  const { sync } = standing;
  const followed = await followFormer(shop, state, standing, pulled);
  const list = await nextList(followed, state);
  const rows = await readRows(knownRows(shop.store, state.catalog));
  // What is damaged here is never sent on.
  if (!(await agreesWithManifest(state, rows))) throw new RecordSumError();
  const { put, dirty, deleted } = differences(rows, pulled);
  const { header, device, slots, secrets, masterKey } = state;
  const manifest: Manifest = {
    ...state.manifest,
    sequence: followed.manifest.sequence + 1,
    previous: followed.synced.head,
    device,
    time: now,
    list: list.checked.hash,
    seen: seenFollowing(followed, device),
    resumes: followed.synced.head,
    supersedes: sync.synced?.head,
  };
  const sealed = { slots, keyring: header.keyring, list: list.encoded, device: header.device };
  const bare = await sealHeader(masterKey, header.account, secrets.signing, manifest, sealed);
  const trail = trailBefore(sync, followed.synced.head);
  const resumed: SyncState = { synced: followed.synced, dirty, deleted, sent: [], trail };
  const core = { ...state, header: { ...bare, sync: resumed }, manifest, list: list.checked };
  const { next, snapshot, snapshotLength } = await withCatalog(state, core, { catalog: state.catalog, changed: [] });
  return {
    next,
    change: { expectedHead: header.head, header: core.header, put, remove: [], snapshot, snapshotLength },
  };
}

/** The former state, verified as a new browser would, and known to be one that this browser has followed. */
async function followFormer(shop: Workshop, state: VaultState, standing: Standing, pulled: Pulled): Promise<Followed> {
  const { sync, held } = standing;
  const isFormer = formerHeads(sync, held.sequence).some(
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
  await checkSum(shop.store, followed, undefined, { sync: nothing, pulled, ours: new Map() });
  return followed;
}

/** The list here, if it is the store's or the next after it: a commit brings one version. */
async function nextList({ list }: Followed, { header, list: checked }: VaultState): Promise<HeldList> {
  const ours = { encoded: header.list, checked };
  if (equal(listHash(header.list), list.checked.hash)) return ours;
  try {
    await checkExtension(list.checked, header.list);
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
