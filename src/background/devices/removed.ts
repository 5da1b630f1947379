import type { AccountParts, ForgetSites } from '../account/index.ts';
import { eraseBrowser } from '../account/index.ts';
import { noteReason } from '../context/index.ts';

const slot = 'removed-at';
/** How long what was never sent stays, sealed, in a browser that was removed (protocol 6.2). */
const KEPT_FOR = 72 * 60 * 60_000;

/**
 * What becomes of a browser that another one removed. It locks on the store's word, which is worth no more than a sign-out; it
 * wipes itself only on a list that goes on from the one it holds, with reason `revoked`.
 */
export class Removed {
  readonly #parts: AccountParts;
  readonly #forgetSites: ForgetSites;

  constructor(parts: AccountParts, forgetSites: ForgetSites) {
    this.#parts = parts;
    this.#forgetSites = forgetSites;
  }

  /** The store says so. Never rejects: what can't be found out now is asked again with the next answer of the store. */
  async asked(): Promise<void> {
    const { session, keeper, store } = this.#parts;
    try {
      const lists = await (await store.client()).deviceLists();
      const reason = await keeper.removedFor(lists);
      if (reason === 'revoked') await this.#wipe();
      else if (reason) await session.lock('device-removed');
      else await store.signedOut().then(() => session.lock('signed-out'));
    } catch {
      await session.lock('device-removed');
    }
  }

  /** What was kept for its unsent edits goes when its time is over, or when the clock is turned back beyond it. */
  async woken(): Promise<void> {
    const { local, clock } = this.#parts;
    const at = await local.get(slot);
    if (typeof at !== 'number') return;
    const since = clock() - at;
    if (since < 0 || since >= KEPT_FOR) await this.#erase();
  }

  async #wipe(): Promise<void> {
    const { session, keeper, store, local, memory, clock, tell } = this.#parts;
    await session.lock('device-removed');
    // First of all: stopped anywhere in between, what stays goes when its time is over.
    await local.set(slot, clock());
    if (!(await keeper.withhold())) {
      await this.#erase();
      return;
    }
    // Session and request key; then whatever else lies here that tells of the vault.
    await store.forget();
    await local.clear();
    await memory.clear();
    await local.set(slot, clock());
    await noteReason(memory, 'device-removed');
    tell({ type: 'status' });
  }

  async #erase(): Promise<void> {
    await eraseBrowser(this.#parts, this.#forgetSites);
    await noteReason(this.#parts.memory, 'device-removed');
    this.#parts.tell({ type: 'status' });
  }
}
