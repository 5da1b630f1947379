import { Refusal } from './refusal.ts';

/** A body up to here is free: as large as a JSON body may be. */
export const FREE_BYTES = 65_536;

/** How long whoever finds nothing left had better wait, in seconds. */
const SHORTLY = 5;

/** Whose bodies are counted together, and how many of them may be under way at once. */
export interface Bearer {
  readonly name: string;
  readonly most: number;
}

/**
 * The bytes of all large bodies that are under way, taken before the first of them is read: what a client only announces
 * costs nothing, and what all of them send together has an end.
 */
export class BodyBudget {
  readonly #most: number;
  readonly #bodies = new Map<string, number>();
  #taken = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes `length` bytes for a body of each of these; the answer gives them back. Throws Refusal `unavailable`. */
  take(length: number, bearers: readonly Bearer[]): () => void {
    if (length <= FREE_BYTES) return () => undefined;
    const hasRoom = this.#taken + length <= this.#most && bearers.every(({ name, most }) => this.#count(name) < most);
    if (!hasRoom) throw new Refusal('unavailable', { retryAfter: SHORTLY });
    this.#move(length, bearers, 1);
    let isTaken = true;
    return () => {
      if (isTaken) this.#move(length, bearers, -1);
      isTaken = false;
    };
  }

  #count(name: string): number {
    return this.#bodies.get(name) ?? 0;
  }

  #move(length: number, bearers: readonly Bearer[], by: 1 | -1): void {
    this.#taken += by * length;
    for (const { name } of bearers) {
      const count = this.#count(name) + by;
      if (count === 0) this.#bodies.delete(name);
      else this.#bodies.set(name, count);
    }
  }
}
