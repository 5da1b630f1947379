import type { Id } from '../../encoding/index.ts';
import type { Period, Typed } from '../../rpc/index.ts';
import type { PagesParts } from './parts.ts';

/** What is typed, and whom it is for: contacts, */
export interface Addressed extends Typed {
  readonly to?: readonly Id[] | undefined;
  /** The text that it answers: what is written goes on with its conversation. */
  readonly answers?: Answered | undefined;
  /** How long it is to live, in milliseconds; absent: it is kept. */
  readonly period?: Period | undefined;
  /** Or the channel. */
  readonly channel?: Id | undefined;
  /** Or the name of whom it invites. */
  readonly invite?: string | undefined;
}

/** What is known of a text that is answered. */
interface Answered {
  readonly conversation?: Id | undefined;
  readonly strangers: number;
}

/** A window that has not come up by then comes no more, in milliseconds. */
const COMES_WITHIN = 60_000;

/**
 * What was typed, between a frame that gave up and the window that goes on for it, or between the frame that shows a text and
 * the one in which it is written anew. Plaintext: in this memory only, for as
 * long as a window takes to come up, and not beyond a full lock. The frame keeps its text until the window has it, so
 * nothing is lost where it ends.
 */
export class Handover {
  readonly #held = new Map<Id, Addressed>();

  constructor({ session }: Pick<PagesParts, 'session'>) {
    session.onLock((what) => {
      if (what === 'full') this.#held.clear();
    });
  }

  give(id: Id, typed: Addressed): void {
    this.#held.set(id, typed);
    setTimeout(() => this.#held.delete(id), COMES_WITHIN);
  }

  /** What was given to a frame that shows a text is for the frame to write in that comes after it. `replace`: it stands in that field. */
  pass(from: Id, to: Id, replace: boolean): void {
    const typed = this.take(from);
    if (typed) this.give(to, { ...typed, replace });
  }

  /** Once. Undefined: none, or too late. */
  take(id: Id): Addressed | undefined {
    const typed = this.#held.get(id);
    this.#held.delete(id);
    return typed;
  }
}
