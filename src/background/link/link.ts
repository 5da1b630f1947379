import { newTurns } from '../../flow/index.ts';
import { Exchange } from '../../sync/index.ts';
import { hostPattern } from '../../typed/index.ts';
import type { ExchangeState, StoreClient } from '../../sync/index.ts';
import type { StoreState } from '../../rpc/index.ts';
import type { SignedIn } from '../../wire/index.ts';
import { endWithoutStore, shownState } from '../context/index.ts';
import type { LinkParts } from './parts.ts';
import type { Obstacle } from './clients.ts';
import { StoreClients } from './clients.ts';
import { AccountMovedError, AnotherStoreError, SignedOutError } from './errors.ts';
import { exchangeOf, isMoved } from './exchange-of.ts';
import { KeyInUse } from './key-in-use.ts';
import { tellLabel } from './label.ts';
import { LockedPull } from './locked-pull.ts';
import type { LinkedAccount } from './linked-account.ts';
import { forgetLinkedAccount, noteSynced, signedInAt, signedOutOf, writeLinkedAccount } from './linked-account.ts';
import type { Web } from './ports.ts';
import type { Proposal } from './proposals.ts';
import { isAnotherStore } from './remembered.ts';
import { NotConnectedError, VaultClosedError } from '../../vault/index.ts';
import type { OpenVault } from '../../vault/index.ts';

interface Running {
  readonly exchange: Exchange;
  /** The exchange stopped: somebody has to start it again. */
  over: boolean;
}

/**
 * The tie between this browser's vault and its store: an exchange runs while the vault is open, and stops with a lock, a
 * sign-out or the permission. Holds nothing that is not read again after the background's death.
 */
export class StoreLink {
  readonly web: Web;
  readonly requestKey: KeyInUse;
  /** For a locked browser. */
  readonly lockedPull: LockedPull;
  readonly #parts: LinkParts;
  readonly #clients: StoreClients;
  #running: Running | undefined;
  #state: StoreState | undefined;
  #isCopied = false;
  #isAway = false;
  #bringing = 0;
  #ending = new AbortController();
  #locking = new AbortController();
  readonly #turns = newTurns();

  constructor(parts: LinkParts) {
    this.web = parts.web;
    this.requestKey = new KeyInUse(parts.web.shelf, async () => (await this.place()) !== undefined);
    this.#parts = parts;
    this.#clients = new StoreClients(parts);
    this.lockedPull = new LockedPull(() => this.client(), parts.removed);
    parts.session.onLock((what) => {
      if (what !== 'full') return;
      this.stop();
      this.#locking.abort(new VaultClosedError());
      this.#locking = new AbortController();
    });
  }

  place(): Promise<LinkedAccount | undefined> {
    return this.#clients.place();
  }

  /** The pattern by which browsers permit its host; undefined: a local vault. */
  async hostPattern(): Promise<string | undefined> {
    const place = await this.place();
    return place && hostPattern(place.origin);
  }

  /** As the exchange told it last; undefined when none runs. */
  get state(): StoreState | undefined {
    return this.#state;
  }

  /** Milliseconds that the clock here is ahead of the store's, behind: negative; undefined where nobody knows. */
  get clockOff(): number | undefined {
    return this.#clients.clockOff;
  }

  /** Aborts with the next lock of everything. */
  get locking(): AbortSignal {
    return this.#locking.signal;
  }

  /** Runs an exchange if there is a store, a session there, the permission, and an open vault. Never rejects. */
  start(): Promise<void> {
    return this.#turns
      .take(async () => {
        const { signal: ending } = this.#ending;
        const place = await this.place();
        const vault = place && (await this.#parts.session.open());
        if (!place || !vault?.replica.status) {
          this.stop();
          return;
        }
        const obstacle = (await this.#isMoved()) ? new AccountMovedError() : await this.#clients.obstacle(place);
        if (obstacle) {
          this.#halt(obstacle);
          return;
        }
        const client = await this.#clients.of(place);
        // It was locked meanwhile: that vault is closed, and whoever opens the next one asks again.
        if (ending.aborted) return;
        if (this.#running && !this.#running.over) this.#running.exchange.nudge();
        else this.#run(this.#running ?? this.#begin(vault, client));
      })
      .catch(() => undefined);
  }

  /** Something was written, or the network may be back. */
  nudge(): void {
    this.#running?.exchange.nudge();
  }

  /** Until all is sent and followed; `only` followed: but what is in no hurry. Throws what stopped it, and what asking throws. */
  async round(only?: 'followed'): Promise<void> {
    const { exchange } = await this.#require();
    await (only ? exchange.followed() : exchange.round());
    if (!only || this.#running?.over) await this.start();
  }

  /** Brings what is proposed to the vault to the store, and concludes it: it is made here and there, or nowhere. */
  async bring<T>({ propose, conclude }: Proposal<T>): Promise<T> {
    const { exchange } = await this.#require();
    await propose();
    this.#bringing += 1;
    try {
      await exchange.round();
      return await conclude();
    } catch (error) {
      // Made or not, nobody waits for it any more; a vault that was locked meanwhile has forgotten it.
      await conclude().catch(() => undefined);
      throw error;
    } finally {
      this.#bringing -= 1;
      // A refused change leaves the exchange as if stopped, though nothing else is wrong.
      void this.start();
    }
  }

  /** Does something to the vault that no exchange that began before may follow. Not for what waits for a store. */
  async apart<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#turns.take(() => {
        this.stop();
        return work();
      });
    } finally {
      await this.start();
    }
  }

  /** One exchange of a vault that is not this browser's yet. Throws what stopped it. */
  push(vault: OpenVault, client: StoreClient): Promise<void> {
    return new Exchange({ client, ...vault.replica.exchange() }, new AbortController().signal).round();
  }

  /** For asking the store of this vault. Throws SignedOutError, StorePermissionError, RotatedAwayError. */
  client(): Promise<StoreClient> {
    return this.#clients.client();
  }

  /** For a store that this vault is not, or no longer, signed in at. Throws StorePermissionError. */
  visit(origin: string): Promise<StoreClient> {
    return this.#clients.visit(origin);
  }

  /** Somebody signed in with this client: from now on it is the vault's. */
  async signedIn(client: StoreClient, session: SignedIn): Promise<void> {
    const before = await this.place();
    await writeLinkedAccount(this.#parts.local, signedInAt(client.origin, session, before));
    await endWithoutStore(this.#parts.memory);
    this.stop();
    this.#clients.take(client);
    await this.start();
  }

  /** Tells the store, sealed, what this browser is called among its sessions. Nobody waits for it. */
  introduce(): void {
    const tell = async (): Promise<void> => {
      const [vault, place] = [await this.#parts.session.open(), await this.place()];
      if (vault && place?.session) await tellLabel(vault, await this.client(), place.session.session);
    };
    tell().catch(() => undefined);
  }

  /** The session at the store is gone; the vault stays tied to it. */
  async signedOut(): Promise<void> {
    const place = await this.place();
    if (place) await writeLinkedAccount(this.#parts.local, signedOutOf(place));
    this.#clients.take(undefined);
    this.#halt(new SignedOutError());
  }

  /** The store knows commits of this browser's that it never made: its profile was copied (protocol 3). Until one is through. */
  get isCopied(): boolean {
    return this.#isCopied;
  }

  /** There is no store any more. `keepsRequestKey`: the vault is on the way into an account by it. */
  async forget({ keepsRequestKey = false } = {}): Promise<void> {
    this.stop(new NotConnectedError());
    this.#clients.take(undefined);
    this.#isCopied = false;
    await forgetLinkedAccount(this.#parts.local);
    if (!keepsRequestKey) await this.web.shelf.erase();
    this.#parts.tell({ type: 'account' });
  }

  /** Not while somebody waits for what is brought: who moves the account is told so first. */
  async #isMoved(): Promise<boolean> {
    if (this.#bringing > 0) return false;
    const [place, vault] = [await this.place(), await this.#parts.session.open()];
    return place !== undefined && vault !== undefined && isMoved(vault, place);
  }

  async #require(): Promise<Running> {
    if (await this.#isMoved()) throw new AccountMovedError();
    await this.client();
    if (!this.#running) await this.start();
    if (!this.#running) throw new SignedOutError();
    return this.#running;
  }

  #begin(vault: OpenVault, client: StoreClient): Running {
    const { signal: ending } = this.#ending;
    const report = (state: ExchangeState): void => this.#report(state, ending);
    const exchange = exchangeOf(this.#parts, { vault, client, ending }, report);
    this.web.stayAwake(ending);
    return { exchange, over: false };
  }

  #run(running: Running): void {
    this.#running = running;
    running.over = false;
    void running.exchange.run().then(() => {
      running.over = true;
    });
  }

  /** Ends the exchange, for this reason to whoever waits for it; `start` begins another. */
  stop(reason: Error = new VaultClosedError()): void {
    this.#ending.abort(reason);
    this.#ending = new AbortController();
    this.#running = undefined;
    this.#state = undefined;
  }

  #halt(obstacle: Obstacle | AnotherStoreError | AccountMovedError): void {
    this.stop(obstacle);
    this.#show({ at: 'stopped', code: obstacle.code });
  }

  #show(state: StoreState): void {
    this.#state = state;
    this.#parts.tell({ type: 'account' });
  }

  #report(state: ExchangeState, signal: AbortSignal): void {
    if (signal.aborted) return;
    if (state.at === 'idle' && this.#isAway) this.#parts.back();
    this.#isAway = state.at === 'waiting' || (this.#isAway && state.at !== 'idle');
    if (state.at === 'stopped' && state.code === 'device-cloned') this.#isCopied = true;
    if (state.at === 'idle') this.#isCopied = false;
    this.#show(shownState(state));
    if (state.at === 'waiting') void this.web.wakeAt(state.until).catch(() => undefined);
    if (state.at === 'idle') void this.#synced();
    if (state.at === 'stopped') void this.#stopped(state.code).catch(() => undefined);
  }

  #synced(): Promise<void> {
    const note = async (): Promise<void> => {
      await noteSynced(this.#parts);
      if (await this.#isMoved()) this.#halt(new AccountMovedError());
    };
    return this.#turns.take(note).catch(() => undefined);
  }

  /** Some ends of an exchange end more than it. */
  async #stopped(code: string): Promise<void> {
    const { session } = this.#parts;
    if (code === 'vault-closed') {
      this.stop();
      await this.start();
    }
    if (code === 'rotated-away') await session.lock('rotated-away');
    if (code === 'device-removed') await this.#parts.removed();
    if (code !== 'signed-out') return;
    const vault = await session.open();
    const isAnother = vault !== undefined && (await isAnotherStore(vault, this.client()));
    // Else signed out from elsewhere, perhaps because this browser is in other actions now (protocol 5).
    if (isAnother) this.#halt(new AnotherStoreError());
    else await this.signedOut().then(() => session.lock('signed-out'));
  }
}
