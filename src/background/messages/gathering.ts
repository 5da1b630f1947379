/** What came is sent to the own store after so many milliseconds, or as soon as there are so many (protocol 8.8). */
export const CAME = 30_000;
const MOST_CAME = 20;
/** How far was read may wait so long, in milliseconds, for something that it can ride along with. */
export const READ = 5 * 60_000;

interface Gathers {
  readonly clock: () => number;
  readonly pause: (ms: number) => Promise<void>;
  /** Has a stopped background woken at that time. */
  readonly wakeAt: (when: number) => Promise<void>;
  /** Everything is sent now. */
  readonly send: () => void;
}

/**
 * Commits of what nobody waits for, gathered: each of them would tell the store when a message came or was read. Whatever else is sent
 * takes them along. What is gathered lies in the vault already; a background that dies with it is followed by one that sends at once.
 */
export class Gathering {
  readonly #parts: Gathers;
  #until: number | undefined;
  #came = 0;

  constructor(parts: Gathers) {
    this.#parts = parts;
  }

  /** When it is sent at the latest; undefined: there is nothing. */
  get until(): number | undefined {
    return this.#until;
  }

  /** Whether what there is to send may still wait. */
  holds(): boolean {
    return this.#until !== undefined && this.#parts.clock() < this.#until;
  }

  /** Something may wait so long, in milliseconds; `came`: so many texts. */
  add(within: number, came = 0): void {
    this.#came += came;
    if (this.#came >= MOST_CAME) {
      this.#end();
      return;
    }
    const until = this.#parts.clock() + within;
    if (this.#until !== undefined && this.#until <= until) return;
    this.#until = until;
    // Without an alarm the pause of this life is enough, or the next round.
    void this.#parts.wakeAt(until).catch(() => undefined);
    void this.#parts.pause(within).then(() => {
      if (this.#until === until) this.#end();
    });
  }

  #end(): void {
    this.#until = undefined;
    this.#came = 0;
    this.#parts.send();
  }
}
