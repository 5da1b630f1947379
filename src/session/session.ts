import { newTurns } from '../flow/index.ts';
import { FreshProofNeededError, LockedError, MessagesLockedError } from './errors.ts';
import { begun, expiry, isFresh, limited, messagesOpened, missed, nextLock, seen, used } from './times.ts';
import type { Limits, Times } from './times.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * What survives the background's death: the master key and the times. Must be the browser's memory for trusted contexts:
 * nothing in here may ever reach a disk, a page or a content script.
 */
export interface KeptStore {
  /** Undefined while nothing, or not all of it, is kept. */
  times(): Promise<Times | undefined>;
  masterKey(): Promise<Bytes | undefined>;
  /** Keeps both, at once. */
  begin(masterKey: Bytes, times: Times): Promise<void>;
  touch(times: Times): Promise<void>;
  clear(): Promise<void>;
}

/** What a session holds open. `close` wipes its keys. */
export interface Openable {
  readonly masterKey: Bytes;
  close(): void;
}

/** Why everything was locked. */
export const lockReasons = [
  'time',
  'clock',
  'demand',
  'browser-start',
  'os-lock',
  /** The ways in were changed in another browser: a current one is needed, and the store to check it. */
  'rotated-away',
  /** Another browser took this one off the list of devices. */
  'device-removed',
  /** Another browser took this one off the list, but not as revoked: it may come back as another device. */
  'may-rejoin',
  /** The session at the store was ended, from another browser or by its age. */
  'signed-out',
] as const;
export type LockReason = (typeof lockReasons)[number];

/** States are types: only an unlocked one has times. */
export type SessionState =
  { readonly lock: 'locked' } | { readonly lock: 'unlocked' | 'messages-locked'; readonly times: Times };

export interface SessionParts<Vault extends Openable> {
  readonly clock: () => number;
  readonly kept: KeptStore;
  readonly limits: () => Promise<Limits>;
  /** Opens the vault again after the background's death. Null when the key does not fit any more. */
  readonly resume: (masterKey: Bytes) => Promise<Vault | null>;
  /** Has the background woken at that time, in milliseconds since 1970. */
  readonly wakeAt: (when: number) => Promise<void>;
  /** Hears every change of state after it is complete. `reason` when everything was locked. */
  readonly changed: (state: SessionState, reason?: LockReason) => void;
}

/**
 * Who is unlocked, and until when. The deadline is stored and looked at on every use, so neither a dead background nor a
 * missed alarm keeps anything open. Steps run one after another: a lock that was asked for is never overtaken by a use.
 */
export class Session<Vault extends Openable> {
  readonly #parts: SessionParts<Vault>;
  readonly #listeners: ((what: 'messages' | 'full') => void)[] = [];
  readonly #rotated: ((vault: Vault) => Promise<void>)[] = [];
  #vault: Vault | undefined;
  readonly #turns = newTurns();

  constructor(parts: SessionParts<Vault>) {
    this.#parts = parts;
  }

  /** Runs at every lock, before anybody is told: drop what you hold of the vault. Must not throw. */
  onLock(listener: (what: 'messages' | 'full') => void): void {
    this.#listeners.push(listener);
  }

  /** Runs after the keys of the open vault were renewed: make anew what was made of the former ones. Must not reject. */
  onRotated(listener: (vault: Vault) => Promise<void>): void {
    this.#rotated.push(listener);
  }

  /** How things stand. Not a use: it puts no lock off, but a deadline that has passed is acted on. */
  state(): Promise<SessionState> {
    return this.#step(async () => {
      const times = await this.#current();
      return times ? stateOf(times) : { lock: 'locked' };
    });
  }

  /** The open vault; a use. Throws LockedError. */
  vault(): Promise<Vault> {
    return this.#step(() => this.#use());
  }

  /** The open vault without using it: for work that no person does, which must put no lock off. Undefined while locked. */
  open(): Promise<Vault | undefined> {
    return this.#step(async () => {
      if (!(await this.#current())) return undefined;
      return this.#vault ?? (await this.#reopened());
    });
  }

  /** The open vault for reading and writing messages; a use. Throws LockedError or MessagesLockedError. */
  messages(): Promise<Vault> {
    return this.#step(async () => {
      const times = await this.#current();
      if (times?.messagesLocked) throw new MessagesLockedError();
      return this.#use();
    });
  }

  /** Throws FreshProofNeededError unless a way in was proven less than five minutes ago; LockedError if locked. */
  requireFresh(): Promise<void> {
    return this.#step(async () => {
      const times = await this.#current();
      if (!times) throw new LockedError();
      if (!isFresh(times, this.#parts.clock())) throw new FreshProofNeededError();
    });
  }

  /**
   * A way in was proven and opened this vault: begins the session, or renews it. A vault that is open already stays, for
   * somebody may be writing to it, and the second one is closed.
   */
  unlocked(vault: Vault): Promise<void> {
    return this.#step(async () => {
      await this.#current();
      if (this.#vault && this.#vault !== vault) vault.close();
      await this.#begin(this.#vault ?? vault);
    });
  }

  /** Another vault takes the place of the open one, which is closed; whoever holds something of it drops it. */
  replace(vault: Vault): Promise<void> {
    return this.#step(async () => {
      this.#vault?.close();
      this.#vault = undefined;
      this.#tell('full');
      await this.#begin(vault);
    });
  }

  /** The open vault has a new master key (a rotation): the one that is kept must be it. */
  rotated(): Promise<void> {
    return this.#step(async () => {
      const times = await this.#current();
      const vault = this.#vault;
      if (!times || !vault) return;
      await this.#parts.kept.begin(vault.masterKey, times);
      await Promise.all(this.#rotated.map((listener) => listener(vault)));
    });
  }

  /** The messages' own secret was proven: they open again, and nothing counts as proven otherwise. Throws LockedError. */
  messagesProven(): Promise<void> {
    return this.#step(async () => {
      const times = await this.#current();
      if (!times) throw new LockedError();
      const next = messagesOpened(times, this.#parts.clock(), await this.#parts.limits());
      await this.#parts.kept.touch(next);
      await this.#parts.wakeAt(nextLock(next));
      this.#parts.changed(stateOf(next));
    });
  }

  /** A secret was wrong. Five of them while the messages are locked lock everything. */
  missed(): Promise<void> {
    return this.#step(async () => {
      const times = await this.#current();
      if (!times) return;
      const next = missed(times);
      if (next) await this.#parts.kept.touch(next);
      else await this.#lock('demand');
    });
  }

  /** Takes new limits over at once. */
  limitsChanged(): Promise<void> {
    return this.#step(async () => {
      const times = await this.#current();
      if (!times) return;
      await this.#parts.kept.touch(limited(times, await this.#parts.limits()));
      await this.#rearm();
    });
  }

  /** The alarm rang, perhaps late, perhaps early because the vault was used since. */
  woken(): Promise<void> {
    return this.#step(() => this.#rearm());
  }

  /** Locks everything: keys wiped, kept things cleared, listeners told. Nothing happens if it was locked. */
  lock(reason: LockReason): Promise<void> {
    return this.#step(async () => {
      if (this.#vault || (await this.#parts.kept.times())) await this.#lock(reason);
    });
  }

  /** The times as they stand now, with every deadline that has passed acted on; undefined when locked. */
  async #current(): Promise<Times | undefined> {
    const kept = await this.#parts.kept.times();
    const now = this.#parts.clock();
    const over = kept ? expiry(kept, now) : this.#vault && 'demand';
    if (over) await this.#lock(over);
    if (!kept || over) return undefined;
    const times = seen(kept, now);
    await this.#parts.kept.touch(times);
    if (times.messagesLocked && !kept.messagesLocked) this.#messagesLocked(times);
    return times;
  }

  async #use(): Promise<Vault> {
    const times = await this.#current();
    if (!times) throw new LockedError();
    const vault = this.#vault ?? (await this.#reopen());
    await this.#parts.kept.touch(used(times, this.#parts.clock(), await this.#parts.limits()));
    return vault;
  }

  async #reopen(): Promise<Vault> {
    const vault = await this.#reopened();
    if (!vault) throw new LockedError();
    return vault;
  }

  /** A key that no longer opens the vault (it was rotated just before the background died) is a lock, not a failure. */
  async #reopened(): Promise<Vault | undefined> {
    const masterKey = await this.#parts.kept.masterKey();
    const vault = masterKey ? await this.#parts.resume(masterKey) : null;
    masterKey?.fill(0);
    if (vault) this.#vault = vault;
    else await this.#lock('demand');
    return this.#vault;
  }

  async #begin(vault: Vault): Promise<void> {
    this.#vault = vault;
    const times = begun(this.#parts.clock(), await this.#parts.limits());
    await this.#parts.kept.begin(vault.masterKey, times);
    await this.#parts.wakeAt(nextLock(times));
    this.#parts.changed(stateOf(times));
  }

  async #rearm(): Promise<void> {
    const times = await this.#current();
    if (times) await this.#parts.wakeAt(nextLock(times));
  }

  #messagesLocked(times: Times): void {
    this.#tell('messages');
    this.#parts.changed(stateOf(times));
  }

  async #lock(reason: LockReason): Promise<void> {
    // Our own memory first, for it needs nobody; then what would survive our death; only then is anybody told.
    this.#vault?.close();
    this.#vault = undefined;
    this.#tell('full');
    await this.#parts.kept.clear();
    this.#parts.changed({ lock: 'locked' }, reason);
  }

  #tell(what: 'messages' | 'full'): void {
    for (const listener of this.#listeners) listener(what);
  }

  #step<T>(step: () => Promise<T>): Promise<T> {
    return this.#turns.take(step);
  }
}

function stateOf(times: Times): SessionState {
  return { lock: times.messagesLocked ? 'messages-locked' : 'unlocked', times };
}
