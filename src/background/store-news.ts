import { Patience, RefusedError, isPassing, pullSince } from '../sync/index.ts';
import type { Past, Pulled, StoreClient } from '../sync/index.ts';
import type { Ground } from './ground.ts';
import { noteReason } from './lock-reason.ts';
import { SignedOutError, StorePermissionError } from './store-errors.ts';
import { RotatedAwayError } from './vault-errors.ts';

interface NewsParts extends Pick<Ground, 'memory' | 'tell'> {
  client(): Promise<StoreClient>;
}

/** The longest, in milliseconds, that somebody waits at the unlock screen for what a store has since. */
const NEWS_TAKES = 60_000;

const cantAsk = [SignedOutError, StorePermissionError, RotatedAwayError] as const;

/** What a store tells a locked browser; and leaving it aside, because it may tell what it likes. */
export class StoreNews {
  readonly #parts: NewsParts;
  #asking = new AbortController();

  constructor(parts: NewsParts) {
    this.#parts = parts;
  }

  /** Everything since what was followed. Undefined where the store can't be asked now, for whatever reason. */
  async since(past: () => Promise<Past>): Promise<Pulled | undefined> {
    const patience = new Patience(this.#asking.signal);
    patience.allow(NEWS_TAKES);
    try {
      return await pullSince(await this.#parts.client(), await past(), undefined, patience.signal);
    } catch (error) {
      if (cantAsk.some((kind) => error instanceof kind)) return undefined;
      if (patience.signal.aborted || isPassing(error) || error instanceof RefusedError) return undefined;
      throw error;
    } finally {
      patience.end();
    }
  }

  /** A person opens what lies here, whatever the store says: it is not asked until the next lock, or a sign-in. */
  async leaveAside(): Promise<void> {
    await noteReason(this.#parts.memory, 'store-aside');
    this.#asking.abort();
    this.#asking = new AbortController();
    this.#parts.tell({ type: 'status' });
  }
}
