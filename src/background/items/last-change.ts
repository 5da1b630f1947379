import { newId } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import type { Patch } from '../../items/index.ts';
import type { Context } from '../context/index.ts';
import { UndoOverError } from './errors.ts';

/** What a change of many did to one item. `revision`: the one that it wrote. */
export interface Change {
  readonly id: Id;
  readonly revision: number;
  readonly patch: Patch;
}

/** A page offers it for ten seconds, and longer while somebody is at it. */
const LONGEST = 60_000;

/** The last change of many, for as long as it can be taken back: in memory only, no content of an item, gone at the lock. */
export class LastChange {
  readonly #clock: Context['clock'];
  #kept: { readonly undo: Id; readonly at: number; readonly changes: readonly Change[] } | undefined;

  constructor({ clock, session }: Pick<Context, 'clock' | 'session'>) {
    this.#clock = clock;
    session.onLock((what) => {
      if (what === 'full') this.#kept = undefined;
    });
  }

  /** Answers the name by which it is taken back. */
  keep(changes: readonly Change[]): Id {
    this.#kept = { undo: newId(), at: this.#clock(), changes };
    return this.#kept.undo;
  }

  /** Throws UndoOverError. */
  find(undo: Id): readonly Change[] {
    const kept = this.#kept;
    const age = this.#clock() - (kept?.at ?? 0);
    if (kept?.undo !== undo || age < 0 || age > LONGEST) throw new UndoOverError();
    return kept.changes;
  }

  /** It was taken back. */
  forget(undo: Id): void {
    if (this.#kept?.undo === undo) this.#kept = undefined;
  }
}
