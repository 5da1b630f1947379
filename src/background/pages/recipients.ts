import type { Bytes, Id } from '../../encoding/index.ts';
import { KeptDrafts } from '../context/index.ts';
import type { PagesParts } from './parts.ts';

/** Who was written to last from a page: only preselected there. Sealed and named like drafts, on this device only. */
export class Recipients {
  readonly #parts: PagesParts;
  readonly #kept: KeptDrafts<{ readonly to: readonly Id[] }>;

  constructor(parts: PagesParts) {
    this.#parts = parts;
    this.#kept = new KeptDrafts(parts, { slot: 'recipients', domain: 'messages' });
  }

  /** Nobody, also while locked. Looking is no use: it puts no lock off. */
  async find(thread: Bytes): Promise<readonly Id[]> {
    const vault = await this.#parts.session.open();
    const kept = vault && (await this.#kept.find(vault, thread));
    return kept ? [kept.to].flat() : [];
  }

  /** Nobody: what was written was for oneself. */
  async keep(thread: Bytes, to: readonly Id[]): Promise<void> {
    await this.#kept.keep(await this.#parts.session.messages(), thread, to.length === 0 ? null : { to });
  }
}
