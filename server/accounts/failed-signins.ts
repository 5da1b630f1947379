type Refused = 'password-refused' | 'second-refused';

/** Refused tries at one account that are not written down yet. `count` is negative where tries turned out right. */
export interface Tally {
  readonly account: number;
  readonly what: Refused;
  readonly count: number;
  /** The first and the last of them. */
  readonly since: number;
  readonly at: number;
}

/** As many accounts as are counted at once: nobody fills the memory with them. */
const MOST_TALLIES = 10_000;

/**
 * Counts tries to sign in that came to nothing. In memory until somebody asks or the store sweeps: a write to the database
 * for known addresses alone would tell by its time which those are. What the last minutes had is lost with the process.
 */
export class FailedSignins {
  readonly #tallies = new Map<string, Tally>();

  /** A try; or, with -1, one of before that turned out right. */
  count(account: number, what: Refused, now: number, by: 1 | -1 = 1): void {
    const key = `${String(account)} ${what}`;
    const before = this.#tallies.get(key);
    if (!before && this.#tallies.size >= MOST_TALLIES) return;
    this.#tallies.set(key, { account, what, count: (before?.count ?? 0) + by, since: before?.since ?? now, at: now });
  }

  /** Those of one account, or all; the caller writes them down. */
  take(account?: number): Tally[] {
    const taken = [...this.#tallies].filter(([, tally]) => account === undefined || tally.account === account);
    for (const [key] of taken) this.#tallies.delete(key);
    return taken.map(([, tally]) => tally).filter(({ count }) => count !== 0);
  }
}
