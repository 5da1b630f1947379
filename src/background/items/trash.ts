import { goesAt } from '../../items/index.ts';
import type { OpenVault, Removal } from '../../vault/index.ts';
import type { Context } from '../context/index.ts';
import type { ItemIndexes } from './index-cache.ts';
import { retried } from './retried.ts';

interface TrashParts extends Pick<Context, 'session' | 'clock' | 'tell'> {
  readonly clockOff: () => number | undefined;
  readonly indexes: ItemIndexes;
}

/** Not more often than this, in milliseconds: what is due waits for years without harm. */
const EACH = 3_600_000;

/** Empties the trash of what has lain there for thirty days: whenever the vault is opened, and while it stays open. */
export class Trash {
  readonly #parts: TrashParts;
  #last: number | undefined;

  constructor(parts: TrashParts) {
    this.#parts = parts;
    parts.session.onLock((what) => {
      if (what === 'full') this.#last = undefined;
    });
  }

  /** One commit; answers how much went. Nobody asked for it, so it puts no lock off. */
  async sweep(): Promise<number> {
    const { session, clock, tell } = this.#parts;
    const now = clock();
    if (this.#last !== undefined && Math.abs(now - this.#last) < EACH) return 0;
    const vault = await session.open();
    if (!vault) return 0;
    this.#last = now;
    const gone = await retried(() => this.#remove(vault));
    if (gone > 0) tell({ type: 'items' });
    return gone;
  }

  /** Each as it is listed: what was brought back meanwhile, here or in another browser, stays. */
  async #remove(vault: OpenVault): Promise<number> {
    const { clock, clockOff, indexes } = this.#parts;
    // A clock that runs ahead must not empty anything early, where a store tells the time.
    const now = clock() - Math.max(0, clockOff() ?? 0);
    const due = indexes.of(vault, 'trash').summaries.filter(({ trashedAt = now }) => goesAt(trashedAt) <= now);
    const remove: Removal[] = due.map(({ id, revision }) => ({ id, base: revision }));
    if (remove.length > 0) await vault.records.write({ remove });
    return remove.length;
  }
}
