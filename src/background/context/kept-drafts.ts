import { wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { fromBase64url, toBase64url } from '../../encoding/index.ts';
import { newTurns } from '../../flow/index.ts';
import { draftEpoch, draftName, openDraft, sealDraft, UnknownEpochError } from '../../messaging/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { Context } from './context.ts';

interface Row {
  readonly name: string;
  readonly sealed: string;
}

/** Which drafts: where they lie, and whose key seals them: of a domain whose former keys stay, as nobody seals drafts again. */
interface Shelf {
  readonly slot: 'drafts' | 'item-drafts' | 'recipients';
  readonly domain: 'messages' | 'settings';
}

/** Of more places than this the drafts that were kept longest ago go. */
const most = 32;

/**
 * What was typed and not put or saved yet: one draft a place, sealed, on this device only. Neither what was written nor
 * where can be read without the vault's keys.
 */
export class KeptDrafts<Draft extends object> {
  readonly #parts: Pick<Context, 'local' | 'clock'>;
  readonly #shelf: Shelf;
  readonly #turns = newTurns();

  constructor(parts: Pick<Context, 'local' | 'clock'>, shelf: Shelf) {
    this.#parts = parts;
    this.#shelf = shelf;
  }

  /** The draft of this place; null where there is none, or none that can be opened. */
  async find(vault: OpenVault, place: Bytes): Promise<(Draft & { readonly at: number }) | null> {
    const row = this.#ofPlace(vault, await this.#rows(), place);
    return row ? this.#opened(vault, row).catch(() => null) : null;
  }

  /** Keeps what was typed in place of the draft before; null is no draft. */
  keep(vault: OpenVault, place: Bytes, draft: Draft | null): Promise<void> {
    return this.#turns.take(async () => {
      const rows = await this.#rows();
      const before = this.#ofPlace(vault, rows, place);
      const others = rows.filter((row) => row !== before);
      const next = draft === null ? others : [...others, await this.#sealed(vault, place, draft)].slice(-most);
      if (next.length !== 0 || before) await this.#parts.local.set(this.#shelf.slot, next);
    });
  }

  async #sealed(vault: OpenVault, place: Bytes, draft: Draft): Promise<Row> {
    const current = vault.domainKey(this.#shelf.domain);
    if (!current) throw new UnknownEpochError();
    const name = draftName(current, place);
    const text = JSON.stringify({ ...draft, at: this.#parts.clock() });
    const sealed = await sealDraft(current, name, text).finally(() => wipe(current.key));
    return { name: toBase64url(name), sealed: toBase64url(sealed) };
  }

  async #rows(): Promise<readonly Row[]> {
    return ((await this.#parts.local.get(this.#shelf.slot)) ?? []) as readonly Row[];
  }

  /** Each row is named under the key that sealed it, which may be an older one. */
  #ofPlace(vault: OpenVault, rows: readonly Row[], place: Bytes): Row | undefined {
    return rows.find(({ name, sealed }) => {
      const found = vault.domainKey(this.#shelf.domain, draftEpoch(fromBase64url(sealed)));
      if (!found) return false;
      const own = toBase64url(draftName(found, place));
      wipe(found.key);
      return own === name;
    });
  }

  async #opened(vault: OpenVault, { name, sealed }: Row): Promise<Draft & { readonly at: number }> {
    const bytes = fromBase64url(sealed);
    const found = vault.domainKey(this.#shelf.domain, draftEpoch(bytes));
    if (!found) throw new UnknownEpochError();
    const text = await openDraft(found.key, fromBase64url(name), bytes).finally(() => wipe(found.key));
    return JSON.parse(text) as Draft & { readonly at: number };
  }
}
