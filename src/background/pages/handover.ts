import type { Id } from '../../encoding/index.ts';
import type { Typed } from '../../rpc/index.ts';
import type { PagesParts } from './parts.ts';

/** A window that has not come up by then comes no more, in milliseconds. */
const COMES_WITHIN = 60_000;

/**
 * What was typed, between a frame that gave up and the window that goes on for it. Plaintext: in this memory only, for as
 * long as a window takes to come up, and not beyond a full lock. The frame keeps its text until the window has it, so
 * nothing is lost where it ends.
 */
export class Handover {
  readonly #held = new Map<Id, Typed>();

  constructor({ session }: Pick<PagesParts, 'session'>) {
    session.onLock((what) => {
      if (what === 'full') this.#held.clear();
    });
  }

  give(id: Id, typed: Typed): void {
    this.#held.set(id, typed);
    setTimeout(() => this.#held.delete(id), COMES_WITHIN);
  }

  /** Once. Undefined: none, or too late. */
  take(id: Id): Typed | undefined {
    const typed = this.#held.get(id);
    this.#held.delete(id);
    return typed;
  }
}
