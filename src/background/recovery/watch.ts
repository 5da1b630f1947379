import { newTurns } from '../../flow/index.ts';
import type { Context } from '../context/index.ts';
import type { StoreLink } from '../link/index.ts';

/** In this browser's memory: so many recoveries of its vault were open when the store was asked last. */
const key = 'recoveries-open';
/** How often a store is asked that can tell nothing by itself, because all is locked; in milliseconds. */
const EVERY = 3_600_000;

interface WatchParts extends Pick<Context, 'clock' | 'memory' | 'tell'> {
  readonly store: StoreLink;
  /** Wakes this browser, to look again. */
  readonly wakeAt: (when: number) => Promise<void>;
}

/**
 * Whether somebody asks for this vault (protocol 7). A locked browser is told, too, by asking once an hour: it takes a session and no
 * secret, and a wait of a day is not to pass unseen because nobody unlocked.
 */
export class Watch {
  readonly #parts: WatchParts;
  readonly #turns = newTurns();

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** As the store told it last. */
  async isAlarmed(): Promise<boolean> {
    const open = await this.#parts.memory.get(key);
    return typeof open === 'number' && open > 0;
  }

  /** Asks the store, and tells pages and button where something changed. Never rejects: a store that is away has taken nothing back. */
  look(): Promise<void> {
    return this.#turns.take(() => this.#look()).catch(() => undefined);
  }

  async #look(): Promise<void> {
    const { clock, memory, store, tell, wakeAt } = this.#parts;
    const place = await store.place();
    if (!place) return;
    await wakeAt(clock() + EVERY);
    // Whoever is signed out is told nothing any more, and has nothing to stop.
    const open = place.session ? (await (await store.client()).ask('recoveries')).open.length : 0;
    const before = await memory.get(key);
    if (open === (typeof before === 'number' ? before : 0)) return;
    await memory.set(key, open);
    tell({ type: 'recovery' });
  }
}
