import type { Bytes } from '../../encoding/index.ts';
import type { KeptDraft, Typed } from '../../rpc/index.ts';
import { KeptDrafts } from '../context/index.ts';
import type { PagesParts } from './parts.ts';

/** What was typed in a compose box and not put anywhere yet: one draft a field. Not to be read while messages are locked. */
export class Drafts {
  readonly #parts: PagesParts;
  readonly #kept: KeptDrafts<Typed>;

  constructor(parts: PagesParts) {
    this.#parts = parts;
    this.#kept = new KeptDrafts(parts, { slot: 'drafts', domain: 'messages' });
  }

  /** The draft of this place, null where there is none; undefined while locked. Looking is no use: it puts no lock off. */
  async find(place: Bytes): Promise<KeptDraft | null | undefined> {
    const { session } = this.#parts;
    const { lock } = await session.state();
    const vault = lock === 'unlocked' ? await session.open() : undefined;
    return vault && this.#kept.find(vault, place);
  }

  /** Keeps what was typed in place of the draft before; nothing typed is no draft. Throws LockedError, MessagesLockedError. */
  async keep(place: Bytes, { text, replace }: Typed): Promise<void> {
    const vault = await this.#parts.session.messages();
    await this.#kept.keep(vault, place, text === '' ? null : { text, replace });
  }
}
