import { LatchkeyError } from '../../encoding/index.ts';
import { SlowError, UnreachableError } from './errors.ts';

/** How long one request may take, step by step; and whose fault it was when it ended early. */
export class Patience {
  readonly #own = new AbortController();
  readonly #outer: AbortSignal | undefined;
  readonly signal: AbortSignal;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ranOut = false;

  constructor(outer?: AbortSignal) {
    this.#outer = outer;
    this.signal = outer ? AbortSignal.any([outer, this.#own.signal]) : this.#own.signal;
  }

  /** From now on, so many milliseconds for the next step. */
  allow(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#ranOut = true;
      this.#own.abort();
    }, milliseconds);
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  /** Ends what is still under way: its answer is not wanted any more. */
  abandon(): void {
    this.end();
    this.#own.abort();
  }

  /**
   * What a failure was: the caller's own abort is thrown as it is; typed errors stay; time that ran out means too slow; whatever else
   * `fetch` throws says no more than that it didn't get through.
   */
  failure(error: unknown): LatchkeyError {
    this.#outer?.throwIfAborted();
    if (error instanceof LatchkeyError) return error;
    return this.#ranOut ? new SlowError() : new UnreachableError();
  }
}
