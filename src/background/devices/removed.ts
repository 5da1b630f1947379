import type { AccountParts, ForgetSites } from '../account/index.ts';
import { eraseBrowser } from '../account/index.ts';
import { noteReason, noteWithheld, readWithheld, WITHHELD_FOR } from '../context/index.ts';
import { mayRejoin } from '../../vault/index.ts';

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
      else if (mayRejoin(reason)) await this.#apart();
      else await store.signedOut().then(() => session.lock('signed-out'));
    } catch {
      await session.lock('device-removed');
    }
  }

  /** What was kept for its unsent edits goes when its time is over, or when the clock is turned back beyond it. */
  async woken(): Promise<void> {
    const { local, clock } = this.#parts;
    const at = await readWithheld(local);
    if (at === undefined) return;
    const since = clock() - at;
    if (since < 0 || since >= WITHHELD_FOR) await eraseRemoved(this.#parts, this.#forgetSites);
  }

  /** Whatever lies here stays: after a sign-in this browser goes on as another device. */
  async #apart(): Promise<void> {
    const { session, memory, tell } = this.#parts;
    await session.lock('may-rejoin');
    // It may have been locked before.
    await noteReason(memory, 'may-rejoin');
    tell({ type: 'status' });
  }

  async #wipe(): Promise<void> {
    const { session, keeper, store, local, memory, clock, tell } = this.#parts;
    await session.lock('device-removed');
    // First of all: stopped anywhere in between, what stays goes when its time is over.
    await noteWithheld(local, clock());
    if (!(await keeper.withhold())) {
      await eraseRemoved(this.#parts, this.#forgetSites);
      return;
    }
    // Session and request key; then whatever else lies here that tells of the vault.
    await store.forget();
    await local.clear();
    await memory.clear();
    await noteWithheld(local, clock());
    await noteReason(memory, 'device-removed');
    tell({ type: 'status' });
  }
}

/** Takes everything from a browser that was removed, and says why. */
export async function eraseRemoved(parts: AccountParts, forgetSites: ForgetSites): Promise<void> {
  await eraseBrowser(parts, forgetSites);
  await noteReason(parts.memory, 'device-removed');
  parts.tell({ type: 'status' });
}
