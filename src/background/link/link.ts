import { newTurns } from '../../flow/index.ts';
import { Exchange } from '../../sync/index.ts';
import { hostPattern } from '../../typed/index.ts';
import type { ExchangeState, Pulled, StoreClient } from '../../sync/index.ts';
import type { StoreState } from '../../rpc/index.ts';
import type { SignedIn } from '../../wire/index.ts';
import { endWithoutStore, shownState } from '../context/index.ts';
import type { LinkParts } from './parts.ts';
import type { Obstacle } from './clients.ts';
import { StoreClients } from './clients.ts';
import { AnotherStoreError, SignedOutError } from './errors.ts';
import { sealLabel } from './label.ts';
import { LockedPull } from './locked-pull.ts';
import type { LinkedAccount } from './linked-account.ts';
import { forgetLinkedAccount, signedInAt, signedOutOf, writeLinkedAccount } from './linked-account.ts';
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

const CLONED = 'device-cloned';

/**
 * The tie between this browser's vault and its store: an exchange runs while the vault is open, and stops with a lock, a
 * sign-out or the permission. Holds nothing that is not read again after the background's death.
 */
export class StoreLink {
  readonly web: Web;
  /** For a locked browser. */
  readonly lockedPull: LockedPull;
  readonly #parts: LinkParts;
  readonly #clients: StoreClients;
  #running: Running | undefined;
  #state: StoreState | undefined;
  #ending = new AbortController();
  #locking = new AbortController();
  readonly #turns = newTurns();

  constructor(parts: LinkParts) {
    this.web = parts.web;
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
        const obstacle = await this.#clients.obstacle(place);
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

  /** Until everything is sent and followed. Throws what stopped it; SignedOutError, StorePermissionError. */
  async round(): Promise<void> {
    const { exchange } = await this.#require();
    await exchange.round();
    await this.start();
  }

  /** Brings what is proposed to the vault to the store, and concludes it: it is made here and there, or nowhere. */
  async bring<T>({ propose, conclude }: Proposal<T>): Promise<T> {
    const { exchange } = await this.#require();
    await propose();
    try {
      await exchange.round();
      return await conclude();
    } catch (error) {
      // Made or not, nobody waits for it any more; a vault that was locked meanwhile has forgotten it.
      await conclude().catch(() => undefined);
      throw error;
    } finally {
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
    await writeLinkedAccount(this.#parts.local, signedInAt(client.origin, session, before?.syncedAt));
    await endWithoutStore(this.#parts.memory);
    this.stop();
    this.#clients.take(client);
    await this.start();
  }

  /** Tells the store, sealed, what this browser is called among its sessions. Nobody waits for it. */
  introduce(): void {
    const tell = async (): Promise<void> => {
      const vault = await this.#parts.session.open();
      const place = await this.place();
      if (!vault || !place?.session) return;
      const client = await this.client();
      const { session } = place.session;
      const label = await sealLabel(vault, { session, requestKey: client.publicKey }, vault.device.name);
      await client.ask('sessionLabel', { session, label });
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

  /** The store knows commits of this browser's that it never made: its profile was copied (protocol 3). */
  get isCopied(): boolean {
    return this.#state?.at === 'stopped' && this.#state.code === CLONED;
  }

  /** There is no store any more. */
  async forget(): Promise<void> {
    this.stop(new NotConnectedError());
    this.#clients.take(undefined);
    await forgetLinkedAccount(this.#parts.local);
    await this.web.shelf.erase();
    this.#parts.tell({ type: 'account' });
  }

  async #require(): Promise<Running> {
    await this.client();
    if (!this.#running) await this.start();
    if (!this.#running) throw new SignedOutError();
    return this.#running;
  }

  #begin(vault: OpenVault, client: StoreClient): Running {
    const { signal: ending } = this.#ending;
    const { session, tell } = this.#parts;
    const parts = vault.replica.exchange({
      rotated: async () => {
        await session.rotated();
        tell({ type: 'ways' });
        tell({ type: 'status' });
      },
    });
    const follow = async (pulled: Pulled): Promise<void> => {
      await parts.follow(pulled);
      tell({ type: 'items' });
      if (pulled.state) tell({ type: 'ways' });
    };
    const report = (state: ExchangeState): void => this.#report(state, ending);
    const exchange = new Exchange({ client, ...parts, follow, report }, ending);
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

  #halt(obstacle: Obstacle | AnotherStoreError): void {
    this.stop(obstacle);
    this.#show({ at: 'stopped', code: obstacle.code });
  }

  #show(state: StoreState): void {
    this.#state = state;
    this.#parts.tell({ type: 'account' });
  }

  #report(state: ExchangeState, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#show(shownState(state));
    if (state.at === 'waiting') void this.web.wakeAt(state.until);
    if (state.at === 'idle') void this.#synced();
    if (state.at === 'stopped') void this.#stopped(state.code);
  }

  #synced(): Promise<void> {
    return this.#turns
      .take(async () => {
        const place = await this.place();
        if (place) await writeLinkedAccount(this.#parts.local, { ...place, syncedAt: this.#parts.clock() });
      })
      .catch(() => undefined);
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
