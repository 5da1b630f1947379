import type { Stretch } from '../crypto/index.ts';
import { equal, wipe } from '../crypto/index.ts';
import { wipeDropped } from '../devices/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import type { Domain } from '../records/index.ts';
import type { Pulled } from '../sync/index.ts';
import { findRow, isConflict, listedRows, namedRecordId, sealExport } from '../records/index.ts';
import type {
  Draft,
  ExchangeHears,
  ExportedVault,
  FirstPush,
  NewWay,
  OpenedRecord,
  OpenVault,
  Put,
  Summary,
  Surroundings,
  SyncStatus,
  VaultExchange,
  VaultState,
  Way,
  WayChange,
  Write,
} from './state/index.ts';
import {
  auditRecords,
  catchUp,
  ConnectedError,
  OutdatedError,
  prepareCommit,
  VaultClosedError,
  wipeState,
} from './state/index.ts';
import { VaultSync } from './replica/index.ts';
import {
  collectExport,
  deviceName,
  draftAddWay,
  draftImport,
  draftRemoveWay,
  draftRenameWay,
  draftWrite,
  mergedPut,
  readOpened,
  slotOf,
  waysOf,
} from './change/index.ts';

/** Tries again where another background (one that is about to end) wrote in between. */
const ATTEMPTS = 3;

/**
 * An unlocked vault: one immutable state, and a commit as the only way from one to the next. The new state counts only
 * when the store has taken all of it.
 */
export class Vault implements OpenVault {
  #around: Surroundings;
  #state: VaultState | undefined;
  #damaged: ReadonlySet<Id>;
  #entries: { readonly of: VaultState; readonly rows: readonly Summary[] } | undefined;
  readonly #sync: VaultSync;
  #name: string;

  private constructor(around: Surroundings, state: VaultState, damaged: readonly Id[], name: string) {
    this.#around = around;
    this.#state = state;
    this.#damaged = new Set(damaged);
    this.#name = name;
    this.#sync = new VaultSync({
      around,
      turn: (work) => this.#turn(work),
      move: async (from, { next, change }) => {
        await around.store.apply(change);
        this.#advance(from, next);
      },
    });
  }

  /** A name that can't be read is no reason to stay outside. */
  static async of(around: Surroundings, state: VaultState, damaged: readonly Id[] = []): Promise<Vault> {
    return new Vault(around, state, damaged, await deviceName(around.store, state));
  }

  get device(): { readonly id: Id; readonly name: string } {
    return { id: this.#open().device, name: this.#name };
  }
  get account(): Id {
    return this.#open().header.account;
  }
  get masterKey(): Bytes {
    return this.#open().masterKey.slice();
  }
  get generation(): number {
    return this.#open().keyring.generation;
  }
  get sequence(): number {
    return this.#open().manifest.sequence;
  }
  get head(): Bytes {
    return this.#open().header.head.slice();
  }

  entries(): readonly Summary[] {
    const state = this.#open();
    if (this.#entries?.of !== state) this.#entries = { of: state, rows: listedRows(state.catalog) };
    return this.#entries.rows;
  }

  has(id: Id): boolean {
    return findRow(this.#open().catalog, id) !== undefined;
  }

  namedId(name: string): Id {
    return namedRecordId(this.#open().keyring, name);
  }

  read(id: Id): Promise<OpenedRecord> {
    return this.#turn((state) => readOpened(this.#around.store, state, id));
  }

  write(change: Write): Promise<void> {
    return this.#commit((state) => draftWrite(this.#around, state, change));
  }

  async save(put: Put): Promise<OpenedRecord> {
    return this.#turn(async () => {
      await this.#commitNow(async (state) => {
        const merged = await mergedPut(this.#around.store, state, put);
        return merged && draftWrite(this.#around, state, { put: [merged] });
      });
      return readOpened(this.#around.store, this.#open(), put.id);
    });
  }

  check(): Promise<{ readonly damaged: readonly Id[] }> {
    return this.#turn(async (state) => {
      const damaged = await auditRecords(this.#around.store, state);
      this.#damaged = new Set(damaged);
      return { damaged };
    });
  }

  damaged(): readonly Id[] {
    return [...this.#damaged];
  }

  ways(): readonly Way[] {
    return waysOf(this.#open());
  }

  async addWay(way: NewWay): Promise<Way> {
    this.#requireLocal();
    const slot = await slotOf(way, this.#around.clock());
    return this.#withWay(slot.id, (state) => draftAddWay(state, slot));
  }

  async renameWay(id: Id, name: string): Promise<void> {
    await this.#commit((state) => Promise.resolve(draftRenameWay(state, id, name)));
  }

  async removeWay(id: Id): Promise<void> {
    this.#requireLocal();
    const { store, clock } = this.#around;
    await this.#commit((state) => draftRemoveWay(store, state, id, clock()));
  }

  async replaceWay(id: Id, way: NewWay): Promise<Way> {
    this.#requireLocal();
    const { store, clock } = this.#around;
    const slot = await slotOf(way, clock());
    return this.#withWay(slot.id, (state) => draftRemoveWay(store, state, id, clock(), slot));
  }

  get sync(): SyncStatus | undefined {
    return this.#sync.status(this.#open());
  }

  exchange(hears: ExchangeHears = {}): VaultExchange {
    return this.#sync.parts(hears);
  }

  sign(message: Bytes): Promise<Bytes> {
    return this.#sync.sign(message);
  }

  connect(): Promise<FirstPush> {
    return this.#sync.connect();
  }

  connected(commit: Bytes): Promise<void> {
    return this.#sync.connected(commit);
  }

  disconnect(): Promise<void> {
    return this.#sync.disconnect();
  }

  resume(pulled: Pulled): Promise<void> {
    return this.#sync.resume(pulled);
  }

  async renewDevice(name: string): Promise<void> {
    await this.#sync.renew(name);
    this.#name = name;
  }

  async changeWays(change: WayChange, push: () => Promise<void>): Promise<Way | undefined> {
    const id = await this.#sync.changeWays(change, push);
    return this.ways().find((way) => way.id === id);
  }

  domainKey(domain: Domain, epoch?: Bytes): { readonly epoch: Bytes; readonly key: Bytes } | undefined {
    const epochs = this.#open().keyring.domains[domain];
    const found = epoch ? epochs.find((entry) => equal(entry.epoch, epoch)) : epochs.at(-1);
    return found && { epoch: found.epoch.slice(), key: found.key.slice() };
  }

  contents(): Promise<ExportedVault> {
    const { store, clock } = this.#around;
    return this.#turn((state) => collectExport(store, state, clock()));
  }

  async exportSealed(password: string, stretch: Stretch): Promise<Bytes> {
    return sealExport(await this.contents(), password, stretch);
  }

  async importVault(from: ExportedVault): Promise<{ readonly added: number; readonly kept: number }> {
    let outcome = { added: 0, kept: 0 };
    await this.#commit(async (state) => {
      const { draft, ...counts } = await draftImport(this.#around, state, from);
      outcome = counts;
      return draft;
    });
    return outcome;
  }

  close(): void {
    const state = this.#state;
    if (!state) return;
    this.#state = undefined;
    this.#entries = undefined;
    // After what is under way: nothing may ever be sealed under a key that was just overwritten.
    void this.#around.turns.take(() => {
      wipeState(state);
    });
  }

  #open(): VaultState {
    if (!this.#state) throw new VaultClosedError();
    return this.#state;
  }

  /** With a store, ways in change there and here together (protocol 5). */
  #requireLocal(): void {
    if (this.#open().header.sync?.synced) throw new ConnectedError();
  }

  #turn<T>(work: (state: VaultState) => Promise<T>): Promise<T> {
    return this.#around.turns.take(async () => work(this.#open()));
  }

  #commit(draft: (state: VaultState) => Promise<Draft | undefined>): Promise<void> {
    return this.#turn(() => this.#commitNow(draft));
  }

  async #withWay(id: Id, draft: (state: VaultState) => Promise<Draft>): Promise<Way> {
    await this.#commit(draft);
    const way = this.ways().find((entry) => entry.id === id);
    if (!way) throw new VaultClosedError();
    return way;
  }

  /** Inside a turn. A draft is made again if the store moved on meanwhile. */
  async #commitNow(draft: (state: VaultState) => Promise<Draft | undefined>, attempts = ATTEMPTS): Promise<void> {
    const state = this.#open();
    if (this.#sync.isOutdated) throw new OutdatedError();
    const changes = await draft(state);
    if (!changes) return;
    const { next, change } = await prepareCommit(state, changes, this.#around.clock());
    try {
      await this.#around.store.apply(change);
    } catch (error) {
      if (!isConflict(error) || attempts <= 1) throw error;
      this.#advance(state, await catchUp(this.#around, state, error));
      return this.#commitNow(draft, attempts - 1);
    }
    this.#advance(state, next);
  }

  #advance(from: VaultState, next: VaultState): void {
    if (next.masterKey !== from.masterKey) wipe(from.masterKey);
    wipeDropped(from.secrets, next.secrets);
    // Locked while the store was writing: what was written stays written, and nothing of it stays here.
    if (this.#state) this.#state = next;
    else wipeState(next);
  }
}
