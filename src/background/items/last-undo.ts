import { newId } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import { Passing } from '../context/index.ts';
import type { Context } from '../context/index.ts';
import { UndoOverError } from './errors.ts';

/** A page offers it for ten seconds, and longer while somebody is at it. */
const LASTS = 60_000;

/** The last change of its sort, as far as it takes to take it back. */
export class LastUndo<T> {
  readonly #last: Passing<{ readonly undo: Id; readonly done: T }>;

  constructor(parts: Pick<Context, 'clock' | 'session'>) {
    this.#last = new Passing(parts, LASTS);
  }

  /** Answers the name by which it is taken back. */
  keep(done: T): Id {
    const undo = newId();
    this.#last.keep({ undo, done });
    return undo;
  }

  /** Throws UndoOverError. */
  find(undo: Id): T {
    const last = this.#last.get();
    if (last?.undo !== undo) throw new UndoOverError();
    return last.done;
  }

  /** It was taken back. */
  forget(undo: Id): void {
    if (this.#last.get()?.undo === undo) this.#last.drop();
  }
}
