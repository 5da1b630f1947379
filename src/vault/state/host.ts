import { wipe } from '../../crypto/index.ts';
import { wipeDropped } from '../../devices/index.ts';
import { again } from '../../flow/index.ts';
import { DamagedRecordError, isConflict, isStanding } from '../../records/index.ts';
import { catchUp } from './catch-up.ts';
import { prepareCommit } from './commit.ts';
import type { VaultState } from './core.ts';
import { wipeState } from './core.ts';
import { resealRows } from './device-rows.ts';
import type { Draft } from './draft.ts';
import { CloneError, OutdatedError, VaultClosedError } from './errors.ts';
import type { VaultParts } from './parts.ts';
import type { Transition } from './transition.ts';

/** Tries again where another background (one that is about to end) wrote in between. */
const ATTEMPTS = 3;

/** What a commit is to change, on whatever state it is made; undefined: nothing. */
export type Drafting = (state: VaultState) => Promise<Draft | undefined>;

/**
 * Holds the one immutable state of an open vault; a commit is the only way from one to the next, and the new state counts
 * only when the database has taken all of it. Every facet of the vault works on this.
 */
export class VaultHost {
  readonly parts: VaultParts;
  #state: VaultState | undefined;

  constructor(parts: VaultParts, state: VaultState) {
    this.parts = parts;
    this.#state = state;
  }

  /** As it is now. Throws VaultClosedError. */
  get state(): VaultState {
    if (!this.#state) throw new VaultClosedError();
    return this.#state;
  }

  /** Throws VaultClosedError. */
  requireOpen(): void {
    if (!this.#state) throw new VaultClosedError();
  }

  /** One piece of work at a time, in the order of asking, on the state as it is then. Throws VaultClosedError. */
  turn<T>(work: (state: VaultState) => T | Promise<T>): Promise<T> {
    return this.parts.turns.take(async () => work(this.state));
  }

  /**
   * Inside a turn: works by the state. Where another background wrote meanwhile, what does not open is newer and no damage, and a
   * commit that nobody here knows is its own and no copy's: all is done once more by what stands now. Throws what `work` throws
   * (DamagedRecordError and CloneError only where nobody wrote) and RotatedMeanwhileError.
   */
  async byNewest<T>(work: (state: VaultState) => Promise<T>): Promise<T> {
    const { state } = this;
    try {
      return await work(state);
    } catch (error) {
      if (!isOfOlderState(error) || !(await this.#isBehind(state))) throw error;
      // Of several reads that fall behind at once the first catches up for all.
      if (this.state === state) this.#advance(state, await catchUp(this.parts, state));
      return work(this.state);
    }
  }

  /** Inside a turn: drafts, seals and stores one commit; drafts it again where the database moved on meanwhile. Throws OutdatedError. */
  async commit(draft: Drafting): Promise<void> {
    let movedOn = false;
    await again(ATTEMPTS, isConflict, async () => {
      if (movedOn) this.#advance(this.state, await catchUp(this.parts, this.state));
      if (this.state.outdated) throw new OutdatedError();
      const drafted = await this.byNewest(draft);
      if (!drafted) return;
      const { state } = this;
      try {
        await this.apply(state, await prepareCommit(state, drafted, this.parts.clock()));
      } catch (error) {
        movedOn = true;
        wipeDraft(state, drafted);
        throw error;
      }
    });
  }

  /**
   * Inside a turn: stores a transition, and from then on its state is the one; where that has another key for its device rows, they
   * are sealed again with it. Throws what the database throws.
   */
  async apply(from: VaultState, { next, change }: Transition): Promise<void> {
    const { database } = this.parts;
    const rows = await resealRows(database, from, next);
    await database.apply(rows ? { ...change, rows } : change);
    this.#advance(from, next);
  }

  /** Inside a turn: the same state but for what is never stored of it. */
  hold(volatile: Pick<VaultState, 'pending' | 'outdated'>): void {
    if (this.#state) this.#state = { ...this.#state, ...volatile };
  }

  /** Wipes the keys, after what is under way: nothing may ever be sealed under a key that was just overwritten. */
  close(): void {
    const state = this.#state;
    if (!state) return;
    this.#state = undefined;
    void this.parts.turns.take(() => {
      wipeState(state);
    });
  }

  async #isBehind({ header }: VaultState): Promise<boolean> {
    const stored = await this.parts.database.read();
    return stored !== undefined && !isStanding(stored, header);
  }

  #advance(from: VaultState, next: VaultState): void {
    if (next.masterKey !== from.masterKey) wipe(from.masterKey);
    wipeDropped(from.secrets, next.secrets);
    // Locked while the database was writing: what was written stays written, and nothing of it stays here.
    if (this.#state) this.#state = from.pending ? { ...next, pending: from.pending } : next;
    else wipeState(next);
  }
}

/** What a state that fell behind its database may bring about. */
function isOfOlderState(error: unknown): boolean {
  return error instanceof DamagedRecordError || error instanceof CloneError || isConflict(error);
}

/** The keys of a rotation that was not made: the next try has others. */
function wipeDraft({ masterKey, secrets }: VaultState, draft: Draft): void {
  if (draft.masterKey && draft.masterKey !== masterKey) wipe(draft.masterKey);
  if (draft.secrets) wipeDropped(draft.secrets, secrets);
}
