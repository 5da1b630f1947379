import { wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { fromBase64url, toBase64url } from '../../encoding/index.ts';
import { newTurns } from '../../flow/index.ts';
import { draftEpoch, draftName, openDraft, sealDraft, UnknownEpochError } from '../../messaging/index.ts';
import type { KeptDraft, Typed } from '../../rpc/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { PagesParts } from './parts.ts';

interface Row {
  readonly name: string;
  readonly sealed: string;
}

const slot = 'drafts';
/** Of more places than this the drafts that were kept longest ago go. */
const most = 32;

/**
 * What was typed in a compose box and not put anywhere yet: one draft a field, sealed, on this device only. Neither what
 * was written nor where can be read while messages are locked.
 */
export class Drafts {
  readonly #parts: PagesParts;
  readonly #turns = newTurns();

  constructor(parts: PagesParts) {
    this.#parts = parts;
  }

  /** The draft of this place, null where there is none; undefined while locked. Looking is no use: it puts no lock off. */
  async find(place: Bytes): Promise<KeptDraft | null | undefined> {
    const { session } = this.#parts;
    const { lock } = await session.state();
    const vault = lock === 'unlocked' ? await session.open() : undefined;
    if (!vault) return undefined;
    const row = ofPlace(vault, await this.#rows(), place);
    return row ? opened(vault, row).catch(() => null) : null;
  }

  /** Keeps what was typed in place of the draft before; nothing typed is no draft. Throws LockedError, MessagesLockedError. */
  keep(place: Bytes, typed: Typed): Promise<void> {
    return this.#turns.take(async () => {
      const vault = await this.#parts.session.messages();
      const rows = await this.#rows();
      const before = ofPlace(vault, rows, place);
      const others = rows.filter((row) => row !== before);
      const next = typed.text === '' ? others : [...others, await this.#sealed(vault, place, typed)].slice(-most);
      if (next.length !== 0 || before) await this.#parts.local.set(slot, next);
    });
  }

  async #sealed(vault: OpenVault, place: Bytes, { text, replace }: Typed): Promise<Row> {
    const current = vault.domainKey('messages');
    if (!current) throw new UnknownEpochError();
    const draft: KeptDraft = { text, replace, at: this.#parts.clock() };
    const name = draftName(current, place);
    const sealed = await sealDraft(current, name, JSON.stringify(draft)).finally(() => wipe(current.key));
    return { name: toBase64url(name), sealed: toBase64url(sealed) };
  }

  async #rows(): Promise<readonly Row[]> {
    return ((await this.#parts.local.get(slot)) ?? []) as readonly Row[];
  }
}

/** Each row is named under the key that sealed it, which may be an older one. */
function ofPlace(vault: OpenVault, rows: readonly Row[], place: Bytes): Row | undefined {
  return rows.find(({ name, sealed }) => {
    const found = vault.domainKey('messages', draftEpoch(fromBase64url(sealed)));
    if (!found) return false;
    const own = toBase64url(draftName(found, place));
    wipe(found.key);
    return own === name;
  });
}

async function opened(vault: OpenVault, { name, sealed }: Row): Promise<KeptDraft> {
  const bytes = fromBase64url(sealed);
  const found = vault.domainKey('messages', draftEpoch(bytes));
  if (!found) throw new UnknownEpochError();
  const text = await openDraft(found.key, fromBase64url(name), bytes).finally(() => wipe(found.key));
  return JSON.parse(text) as KeptDraft;
}
