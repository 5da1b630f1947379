import { isPassing, Patience, pullSince, RefusedError } from '../../sync/index.ts';
import type { Past, Pulled, StoreClient } from '../../sync/index.ts';
import { SignedOutError, StorePermissionError } from './errors.ts';
import { RotatedAwayError } from '../../vault/index.ts';

/** The longest, in milliseconds, that somebody waits at the unlock screen for what a store has since. */
const NEWS_TAKES = 60_000;

const cantAsk = [SignedOutError, StorePermissionError, RotatedAwayError] as const;

/** What a store tells a locked browser. */
export class LockedPull {
  readonly #client: () => Promise<StoreClient>;
  readonly #removed: () => Promise<void>;
  #asking = new AbortController();

  constructor(client: () => Promise<StoreClient>, removed: () => Promise<void>) {
    this.#client = client;
    this.#removed = removed;
  }

  /** Everything since what was followed. Undefined where the store can't be asked now, for whatever reason. */
  async since(past: () => Promise<Past>): Promise<Pulled | undefined> {
    const patience = new Patience(this.#asking.signal);
    patience.allow(NEWS_TAKES);
    try {
      return await pullSince(await this.#client(), await past(), undefined, patience.signal);
    } catch (error) {
      if (error instanceof RefusedError && error.code === 'device-removed') await this.#removed();
      if (cantAsk.some((kind) => error instanceof kind)) return undefined;
      if (patience.signal.aborted || isPassing(error) || error instanceof RefusedError) return undefined;
      throw error;
    } finally {
      patience.end();
    }
  }

  /** Whoever waits for the store goes on with what lies here. */
  stopAsking(): void {
    this.#asking.abort();
    this.#asking = new AbortController();
  }
}
