import type { Fetch, KeyShelf } from '../../sync/index.ts';

/** What speaking with a store takes of the browser. Built once by `build`, and from parts in memory by the tests. */
export interface Web {
  readonly fetch: Fetch;
  /** Where the request key lies. */
  readonly shelf: KeyShelf & { erase(): Promise<void> };
  /** Whether the user has permitted this host pattern, alone or with others. */
  permitted(pattern: string): Promise<boolean>;
  /** Has a stopped background woken at that time. */
  wakeAt(when: number): Promise<void>;
  /** Keeps the browser from stopping an idle background: it would not hear what the store tells. */
  stayAwake(signal: AbortSignal): void;
  /** log10 of the guesses that a password takes. */
  guesses(password: string): Promise<number>;
}
