import { equal, sign, wipe } from '../../crypto/index.ts';
import { withPending } from '../../devices/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { toBase64url } from '../../encoding/index.ts';
import type { SyncState, VaultChange } from '../../records/index.ts';
import type { Prepared, Pulled } from '../../sync/index.ts';
import type { Access, HeadAnswer, KeyringSlot } from '../../wire/index.ts';
import type {
  Draft,
  ExchangeHears,
  FirstPush,
  Surroundings,
  SyncStatus,
  VaultExchange,
  VaultState,
  WayChange,
} from '../state/index.ts';
import {
  ConnectedError,
  isUnsent,
  NotConnectedError,
  OutdatedError,
  prepareCommit,
  sealDevice,
} from '../state/index.ts';
import { draftConnect, draftDisconnect, withSync } from './connect.ts';
import { draftFollow, standingOf, wentElsewhere } from './follow.ts';
import { headFingerprint } from '../../records/index.ts';
import { asPulled, prepared, sentCommit, writeUnsent } from './push.ts';
import { draftRenew } from './renew-device.ts';
import { draftResume } from './resume-former.ts';
import { draftAddWay, draftRemoveWay, requireWay, slotOf, waysOf } from '../change/index.ts';
import { toldFormer } from './former-heads.ts';

/** What an open vault lends: its turns, and the one way from a state to the next. */
export interface Host {
  readonly around: Surroundings;
  turn<T>(work: (state: VaultState) => Promise<T>): Promise<T>;
  /** Inside a turn: stores a change, and from then on the state is the next. */
  move(from: VaultState, step: { readonly next: VaultState; readonly change: VaultChange }): Promise<void>;
}

/** A change of the ways in that somebody waits for. */
interface Intention {
  readonly slot: KeyringSlot | undefined;
  readonly remove: Id | undefined;
  readonly access: Access;
  /** As it was sent last, and the head that it stands on. */
  sent: { readonly prepared: Prepared; readonly parent: Bytes } | undefined;
  /** It can't be made (any more). */
  failure: { readonly error: unknown } | undefined;
}

/** An open vault's side of the exchange with its store. */
export class VaultSync {
  readonly #host: Host;
  #intention: Intention | undefined;
  #outdated = false;

  constructor(host: Host) {
    this.#host = host;
  }

  get isOutdated(): boolean {
    return this.#outdated;
  }

  status({ header }: VaultState): SyncStatus | undefined {
    const { sync } = header;
    if (!sync) return undefined;
    const { synced, dirty, deleted } = sync;
    const isOther = synced && !(equal(synced.keyring, header.keyring) && equal(synced.list, header.list));
    return {
      connected: synced !== undefined,
      head: synced && toBase64url(synced.head),
      letters: synced && headFingerprint(synced.head),
      unsent: dirty.length + deleted.length + (isOther ? 1 : 0),
      outdated: this.#outdated,
    };
  }

  parts(hears: ExchangeHears): VaultExchange {
    return {
      head: () =>
        this.#host.turn((state) => {
          const { synced } = syncOf(state);
          return Promise.resolve(synced && toBase64url(synced.head));
        }),
      follow: (pulled) => this.#follow(hears, () => pulled),
      prepare: () => this.#prepare(),
      acknowledged: ({ commit }, { sequence }) => this.#follow(hears, (sync) => asPulled(commit, sequence, sync)),
      former: () => this.#host.turn((state) => Promise.resolve(toldFormer(syncOf(state)))),
      unknownHead: (at) => this.#host.turn((state) => unknownHead(state, at)),
    };
  }

  async connect(): Promise<FirstPush> {
    return this.#host.turn(async (state) => {
      const { store, clock } = this.#host.around;
      if (state.header.sync?.synced) throw new ConnectedError();
      if (state.header.sync) return firstPush(state, await this.#unsent(state));
      const step = await draftConnect(store, state, clock());
      await this.#host.move(state, step);
      return firstPush(step.next, await this.#unsent(step.next));
    });
  }

  connected(commit: Bytes): Promise<void> {
    return this.#follow({}, (sync) => asPulled(commit, 1, sync));
  }

  disconnect(): Promise<void> {
    return this.#host.turn(async (state) => {
      if (state.header.sync) await this.#host.move(state, await draftDisconnect(this.#host.around.store, state));
    });
  }

  renew(name: string): Promise<void> {
    const { around } = this.#host;
    return this.#host.turn(async (state) =>
      this.#host.move(state, await draftRenew(around, state, name, around.clock())),
    );
  }

  resume(pulled: Pulled): Promise<void> {
    const { around } = this.#host;
    return this.#host.turn(async (state) =>
      this.#host.move(state, await draftResume(around, state, pulled, around.clock())),
    );
  }

  /** Answers the id of the slot added. */
  async changeWays({ add, remove, access }: WayChange, push: () => Promise<void>): Promise<Id | undefined> {
    const slot = add && (await slotOf(add, this.#host.around.clock()));
    const intention: Intention = {
      slot,
      remove,
      access: access?.(slot?.id) ?? {},
      sent: undefined,
      failure: undefined,
    };
    await this.#host.turn((state) => {
      syncOf(state);
      if (remove !== undefined) requireWay(state, remove);
      return Promise.resolve();
    });
    this.#intention = intention;
    try {
      await push();
    } finally {
      this.#intention = undefined;
    }
    if (intention.failure) throw intention.failure.error;
    return slot?.id;
  }

  sign(message: Bytes): Promise<Bytes> {
    return this.#host.turn(({ secrets }) => sign(secrets.signing, message));
  }

  async #follow(hears: ExchangeHears, tell: (sync: SyncState) => Pulled): Promise<void> {
    const isRotated = await this.#host.turn(async (state) => {
      const step = await draftFollow(this.#host.around, state, tell(syncOf(state)), this.#host.around.clock()).catch(
        (error: unknown) => {
          if (error instanceof OutdatedError) this.#outdated = true;
          throw error;
        },
      );
      await this.#host.move(state, step);
      this.#outdated = false;
      return step.next.masterKey !== state.masterKey;
    });
    // Outside the turn: whoever hears it asks the vault for its new key.
    if (isRotated) await hears.rotated?.();
  }

  #prepare(): Promise<Prepared | undefined> {
    return this.#host.turn(async (state) => {
      const { synced } = syncOf(state);
      if (this.#outdated) return undefined;
      if (isUnsent(state.header)) return this.#unsent(state);
      return synced && this.#intention ? this.#intended(state, this.#intention) : undefined;
    });
  }

  /** What is unsent as a commit, and its head written down before anybody can send it. */
  async #unsent(state: VaultState): Promise<Prepared> {
    const sync = syncOf(state);
    const ready = await writeUnsent(this.#host.around.store, state, sync);
    await this.#note(state, sync, ready);
    return ready;
  }

  async #note(state: VaultState, sync: SyncState, { commit }: Prepared): Promise<void> {
    const entry = sentCommit(sync, commit);
    if (entry) await this.#host.move(state, withSync(state, { ...sync, sent: [...sync.sent, entry] }));
  }

  async #intended(state: VaultState, intention: Intention): Promise<Prepared | undefined> {
    const { header } = state;
    const { slot, remove, access, sent } = intention;
    if (slot ? state.keyring.slots.some(({ id }) => id === slot.id) : !hasWay(state, remove)) return undefined;
    if (sent && equal(sent.parent, header.head)) return sent.prepared;
    try {
      const sync = syncOf(state);
      const { next } = await prepareCommit(state, await this.#draftWays(state, intention), this.#host.around.clock());
      const ready = { ...prepared(next.header, sync, []), access };
      const isRotated = next.masterKey !== state.masterKey;
      await this.#note(isRotated ? await awaiting(state, next) : state, sync, ready);
      // Whoever follows the commit opens it anew.
      if (isRotated) wipe(next.masterKey);
      intention.sent = { prepared: ready, parent: header.head };
      return ready;
    } catch (error) {
      intention.failure = { error };
      return undefined;
    }
  }

  /** The way to be removed may have been removed by an earlier try whose answer was lost. */
  async #draftWays(state: VaultState, { slot, remove }: Intention): Promise<Draft> {
    const { store, clock } = this.#host.around;
    const old = remove === undefined || hasWay(state, remove) ? remove : successorOf(state, slot);
    if (old !== undefined) return draftRemoveWay(store, state, old, clock(), slot);
    if (slot) return draftAddWay(state, slot);
    return {};
  }
}

/** The same state with the slot that its rotation brings, sealed beside the present one before anybody can send it. */
async function awaiting(state: VaultState, { secrets: { slot } }: Pick<VaultState, 'secrets'>): Promise<VaultState> {
  const secrets = withPending(state.secrets, slot);
  const device = await sealDevice({ ...state, secrets }, state.masterKey, state.keyring.generation);
  return { ...state, secrets, header: { ...state.header, device } };
}

function syncOf({ header }: VaultState): SyncState {
  if (!header.sync) throw new NotConnectedError();
  return header.sync;
}

function hasWay({ keyring }: VaultState, id: Id | undefined): boolean {
  return keyring.slots.some((slot) => slot.id === id);
}

/** The way in whose place a new one takes, where what it was to replace is replaced already: the newest of its kind. */
function successorOf(state: VaultState, slot: KeyringSlot | undefined): Id | undefined {
  const same = waysOf(state).filter(({ kind }) => kind === slot?.parameters.kind);
  return same.toSorted((one, other) => other.createdAt - one.createdAt)[0]?.id;
}

function firstPush({ header, device }: VaultState, { commit }: Prepared): FirstPush {
  return { account: header.account, device, commit, head: header.head.slice() };
}

async function unknownHead(state: VaultState, at: HeadAnswer): Promise<void> {
  const { held } = await standingOf(state);
  throw wentElsewhere(held, at.sequence);
}
