/** What could not leave is tried again after so many milliseconds, or as soon as the own store is back. */
export const AGAIN = 15 * 60_000;
/** Where nothing tells of it, the mailbox is looked into so often, in milliseconds: keys are renewed with that, too. */
export const DAILY = 86_400_000;

/** Between a commit and a deposit lie so many milliseconds at most: who sees both can't tell what belongs together (protocol 8.4). */
const MOST_DELAY = 10_000;

/** What it takes of time. */
export interface Delays {
  /** Some time before an envelope leaves. */
  beforeDeposit(): Promise<void>;
  /** So many milliseconds. */
  pause(ms: number): Promise<void>;
  /** Has a stopped background woken at that time. */
  wakeAt(when: number): Promise<void>;
}

const passed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** As browsers have it. */
export function standardDelays(wakeAt: Delays['wakeAt']): Delays {
  return {
    beforeDeposit: () => passed(Math.random() * MOST_DELAY),
    pause: passed,
    wakeAt,
  };
}
