import type { Typed } from '../../rpc/index.ts';

/** Typing is kept when it pauses this long, in milliseconds. */
const pause = 500;

/**
 * Keeps what is typed by itself, a moment after typing pauses, one change after another. What can't be kept, because
 * Latchkey is locked or has not answered yet, waits: it is tried again with the next change, and when the box is left.
 */
export class Saver {
  readonly #keep: (typed: Typed) => Promise<unknown>;
  #unsaved: Typed | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: Promise<void> = Promise.resolve();
  /** It is known what is kept at this place already: before that nothing may take its place. */
  #isReady = false;

  constructor(keep: (typed: Typed) => Promise<unknown>) {
    this.#keep = keep;
  }

  /** From now on what is typed takes the place of what was kept. */
  begin(): void {
    this.#isReady = true;
    if (this.#unsaved) this.change(this.#unsaved);
  }

  change(typed: Typed): void {
    this.#unsaved = typed;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush().catch(() => undefined), pause);
  }

  /** Keeps now what isn't kept yet. Throws when it can't be. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    const work = this.#last.then(() => this.#send());
    this.#last = work.catch(() => undefined);
    return work;
  }

  /** It is put where it belongs: nothing is left to keep, and nothing that was on its way comes after. */
  async drop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#unsaved = undefined;
    await this.#last;
  }

  async #send(): Promise<void> {
    const sent = this.#unsaved;
    if (!sent) return;
    if (!this.#isReady) throw new Error('not known yet what is kept here');
    await this.#keep(sent);
    if (this.#unsaved === sent) this.#unsaved = undefined;
  }
}
