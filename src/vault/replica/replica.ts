import { equal, sign, wipe } from '../../crypto/index.ts';
import { leaveNote, withPending } from '../../devices/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { fromBase64url, toBase64url } from '../../encoding/index.ts';
import type { SyncState } from '../../records/index.ts';
import type { Prepared, Pulled } from '../../sync/index.ts';
import type { HeadAnswer, LeaveNote } from '../../wire/index.ts';
import type {
  ExchangeHears,
  FirstPush,
  SyncStatus,
  VaultState,
  VaultHost,
  ReplicaFacet,
  PendingChange,
} from '../state/index.ts';
import {
  ConnectedError,
  FollowedMeanwhileError,
  isUnsent,
  NotConnectedError,
  OutdatedError,
  prepareCommit,
  sealDevice,
  isMade,
  UnknownDeviceError,
} from '../state/index.ts';
import { draftArrive, draftConnect, draftDisconnect, withSync } from './connect.ts';
import { draftFollow, lastSyncedOf, wentElsewhere } from './follow.ts';
import { headFingerprint, headOf } from '../../records/index.ts';
import { asPulled, prepared, readUnsent, sentCommit } from './push.ts';
import { FIRST_COMMIT_BYTES, firstSlice, isWhole, LastSlice, prepareSlice, within } from './slice.ts';
import { leftAt, wentTo } from './went-to.ts';
import { draftRenew } from './renew-device.ts';
import { draftPublishOver } from './publish-over.ts';
import { draftPending } from '../change/index.ts';
import { toldFormer } from './former-heads.ts';
import { vouch } from './vouched.ts';

/**
 * An open vault's side of the exchange with its store: what follows goes through the host's turns, what is unsent is as many
 * commits as it takes, and a proposed change of the ways in is drafted anew on every head. `renamed` hears this device's new
 * name.
 */
export function replicaFacet(host: VaultHost, renamed: (name: string) => void): ReplicaFacet {
  const { database, clock } = host.parts;
  const slices = new LastSlice();
  const byNewest = <T>(work: (state: VaultState) => Promise<T>): Promise<T> => host.turn(() => host.byNewest(work));
  return {
    get status() {
      return statusOf(host.state);
    },
    exchange: (hears = {}) => ({
      head: () =>
        host.turn((state) => {
          const { synced } = syncOf(state);
          return synced && toBase64url(synced.head);
        }),
      follow: (pulled) => follow(host, hears, () => pulled),
      prepare: (most) => byNewest((state) => prepare(host, slices, state, most)),
      acknowledged: ({ commit }, { sequence }) => follow(host, hears, (sync) => asPulled(commit, sequence, sync)),
      former: () => host.turn((state) => toldFormer(syncOf(state))),
      unknownHead: (at) => host.turn((state) => unknownHead(state, at)),
    }),
    sign: (message, as) => host.turn((state) => sign(signingKeyOf(state, as), message)),
    leave: () => host.turn(leave),
    vouch: () => host.turn(vouch),
    connect: (origin) =>
      byNewest(async (state) => {
        if (state.header.sync?.synced) throw new ConnectedError();
        const isAsked = state.header.sync && state.list.checked.store === origin;
        if (!isAsked) await host.apply(state, await draftConnect(database, state, origin, clock()));
        return firstPush(host.state, await prepareUnsent(host, slices, host.state, FIRST_COMMIT_BYTES));
      }),
    connected: (commit) => follow(host, {}, (sync) => asPulled(commit, 1, sync)),
    disconnect: () =>
      byNewest(async (state) => {
        if (state.header.sync) await host.apply(state, await draftDisconnect(database, state));
      }),
    arrive: (known) =>
      byNewest(async (state) => {
        const transition = draftArrive(state, known);
        if (transition) await host.apply(state, transition);
      }),
    wentTo: (origin, lists) => host.turn((state) => wentTo(state, origin, lists)),
    leftAt: (origin, newest) => host.turn((state) => leftAt(state, origin, newest)),
    renewDevice: async (name) => {
      await byNewest(async (state) => host.apply(state, await draftRenew(host.parts, state, name, clock())));
      renamed(name);
    },
    publishOver: (pulled) =>
      byNewest(async (state) => host.apply(state, await draftPublishOver(host.parts, state, pulled, clock()))),
  };
}

async function leave({ header, device, secrets }: VaultState): Promise<LeaveNote> {
  const { synced } = header.sync ?? {};
  if (!synced) throw new NotConnectedError();
  return leaveNote(secrets.signing, { account: header.account, device, head: synced.head });
}

function statusOf({ header, outdated }: VaultState): SyncStatus | undefined {
  const { sync } = header;
  if (!sync) return undefined;
  const { synced, dirty, deleted } = sync;
  const isOther = synced && !(equal(synced.keyring, header.keyring) && equal(synced.list, header.list));
  return {
    connected: synced !== undefined,
    head: synced && toBase64url(synced.head),
    fingerprint: synced && headFingerprint(synced.head),
    unsent: dirty.length + deleted.length + (isOther ? 1 : 0),
    owed: sync.owed === true,
    outdated: outdated === true,
  };
}

async function follow(host: VaultHost, hears: ExchangeHears, tell: (sync: SyncState) => Pulled): Promise<void> {
  const { parts } = host;
  const follows = async (state: VaultState): Promise<boolean> => {
    const pulled = tell(syncOf(state));
    if (isFollowed(state, pulled)) return false;
    const transition = await draftFollow(parts, state, pulled, parts.clock()).catch((error: unknown) => {
      if (error instanceof OutdatedError) host.hold({ outdated: true });
      throw error;
    });
    await host.apply(state, transition);
    return transition.next.masterKey !== state.masterKey;
  };
  const isRotated = await host.turn(() => host.byNewest(follows));
  // Outside the turn: whoever hears it asks the vault for its new key.
  if (isRotated) await hears.rotated?.();
}

/** Whether another background has followed all of it since it was asked for. Throws FollowedMeanwhileError, where it was a part. */
function isFollowed({ header }: VaultState, { since, head, manifests }: Pulled): boolean {
  const { synced } = header.sync ?? {};
  if (!synced) return false;
  if (head === toBase64url(synced.head)) return true;
  const isOlder =
    since !== toBase64url(synced.head) && manifests.some(({ manifest }) => equal(headOf(manifest), synced.head));
  if (isOlder) throw new FollowedMeanwhileError();
  return false;
}

/** What is unsent, or, where nothing is, the change that is proposed. */
async function prepare(
  host: VaultHost,
  slices: LastSlice,
  state: VaultState,
  most: number | undefined,
): Promise<Prepared | undefined> {
  const { synced } = syncOf(state);
  if (state.outdated) return undefined;
  if (isUnsent(state.header)) return prepareUnsent(host, slices, state, most);
  return synced && state.pending ? preparePending(host, state, state.pending) : undefined;
}

/** What is unsent as a commit, or the first of several, and its head written down before anybody can send it. */
async function prepareUnsent(
  host: VaultHost,
  slices: LastSlice,
  state: VaultState,
  most: number | undefined,
): Promise<Prepared> {
  const sync = syncOf(state);
  const ready = slices.of(state.header.head, most) ?? (await writeUnsent(host, slices, state, most));
  await note(host, state, sync, ready);
  return ready;
}

async function writeUnsent(
  { parts }: VaultHost,
  slices: LastSlice,
  state: VaultState,
  most: number | undefined,
): Promise<Prepared> {
  const { header } = state;
  const sync = syncOf(state);
  const limits = most === undefined ? parts.slice : within(parts.slice, most, header);
  const unsent = await readUnsent(parts.database, state, sync);
  const slice = unsent.isDivisible ? firstSlice(unsent, limits) : unsent;
  if (isWhole(slice, unsent)) return prepared(header, sync, unsent.put);
  return slices.keep(header.head, most, await prepareSlice(state, sync, unsent.before, slice));
}

async function note(host: VaultHost, state: VaultState, sync: SyncState, { commit }: Prepared): Promise<void> {
  const entry = sentCommit(sync, commit);
  if (entry) await host.apply(state, withSync(state, { ...sync, sent: [...sync.sent, entry] }));
}

async function preparePending(
  host: VaultHost,
  state: VaultState,
  pending: PendingChange,
): Promise<Prepared | undefined> {
  const { parts } = host;
  const { sent } = pending;
  const access = pending.kind === 'ways' ? { access: pending.access } : {};
  if (sent && equal(sent.parent, state.header.head) && !isMade(state, pending)) return sent.prepared;
  try {
    const draft = await draftPending(parts, state, pending);
    if (!draft) return undefined;
    const sync = syncOf(state);
    const { next } = await prepareCommit(state, draft, parts.clock());
    const put = (draft.put ?? []).map(({ record }) => record);
    const ready = { ...prepared(next.header, sync, put), ...access };
    const isRotated = next.masterKey !== state.masterKey;
    await note(host, next.secrets === state.secrets ? state : await awaiting(state, next, parts.clock()), sync, ready);
    // Whoever follows the commit opens it anew.
    if (isRotated) wipe(next.masterKey);
    host.hold({ pending: { ...pending, sent: { prepared: ready, parent: state.header.head } } });
    return ready;
  } catch (error) {
    host.hold({ pending: { ...pending, failure: { error } } });
    return undefined;
  }
}

/** The same state with the slot and the keys that are about to be sent, sealed beside the present ones. */
async function awaiting(state: VaultState, next: Pick<VaultState, 'secrets'>, now: number): Promise<VaultState> {
  const secrets = withPending(state.secrets, next.secrets, now);
  const device = await sealDevice({ ...state, secrets }, state.masterKey, state.keyring.generation);
  return { ...state, secrets, header: { ...state.header, device } };
}

function syncOf({ header }: VaultState): SyncState {
  if (!header.sync) throw new NotConnectedError();
  return header.sync;
}

function firstPush({ header, device }: VaultState, { commit, head }: Prepared): FirstPush {
  return { account: header.account, device, commit, head: fromBase64url(head) };
}

async function unknownHead(state: VaultState, at: HeadAnswer): Promise<void> {
  const { held } = await lastSyncedOf(state);
  throw wentElsewhere(held, at.sequence);
}

/** Of this device, or of one that it was before. Throws UnknownDeviceError. */
function signingKeyOf({ device, secrets }: VaultState, as = device): Bytes {
  const former = secrets.others?.find((keys) => keys.device === as)?.signing;
  if (as !== device && !former) throw new UnknownDeviceError();
  return former ?? secrets.signing;
}
