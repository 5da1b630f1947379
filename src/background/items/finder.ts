import { randomBytes, sha256, wipe } from '../../crypto/index.ts';
import { concat, toBase64url, toUtf8 } from '../../encoding/index.ts';
import type { Id } from '../../encoding/index.ts';
import { groupsAmong, suspects, traitsOf } from '../../items/index.ts';
import type { Group, Item, ItemKind, Kinds, Traits } from '../../items/index.ts';
import type { Context } from '../context/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { Summary } from './index-cache.ts';

/** How many bodies are asked for at a time: between two batches whoever else waits for the vault has a turn. */
const BATCH = 50;
const KEY_BYTES = 32;

/**
 * Finds items that are one thing. The index names suspects; their bodies are opened, and only digests of them stay,
 * under a key that ends with the lock. What was opened once is not opened again before it changes.
 */
export class DuplicateFinder {
  readonly #kinds: Kinds<Item>;
  #key = randomBytes(KEY_BYTES);
  /** By id and revision; null for one that can't be opened. */
  #traits = new Map<string, Traits | null>();
  #last: { readonly of: readonly Summary[]; readonly groups: Promise<readonly Group[]> } | undefined;

  constructor(kinds: Kinds<Item>, session: Pick<Context['session'], 'onLock'>) {
    this.#kinds = kinds;
    session.onLock((what) => {
      if (what === 'full') this.#forget();
    });
  }

  /** `listed`: everything outside the trash, and the same array as long as nothing changed. */
  groups(vault: OpenVault, listed: readonly Summary[]): Promise<readonly Group[]> {
    if (this.#last?.of === listed) return this.#last.groups;
    const last = { of: listed, groups: this.#find(vault, listed) };
    this.#last = last;
    // A failure is not the answer to whoever asks next.
    last.groups.catch(() => {
      if (this.#last === last) this.#last = undefined;
    });
    return last.groups;
  }

  /** Whether items that are open differ in nothing that a person put in. */
  areSame(items: readonly Item[]): boolean {
    return new Set(items.map((item) => this.#traitsOf(item).content)).size === 1;
  }

  #traitsOf(item: Item): Traits {
    return traitsOf(item, (text) => toBase64url(sha256(concat(this.#key, toUtf8(text)))));
  }

  async #find(vault: OpenVault, listed: readonly Summary[]): Promise<readonly Group[]> {
    const sets = suspects(listed.filter(isOfOurKinds));
    const revisions = new Map(listed.map(({ id, revision }) => [id, revision]));
    const keyOf = (id: Id): string => `${id} ${String(revisions.get(id))}`;
    const wanted = [...new Set(sets.flatMap(({ ids }) => ids))];
    const traits = new Map(wanted.map((id) => [keyOf(id), this.#traits.get(keyOf(id))]));
    const unknown = wanted.filter((id) => traits.get(keyOf(id)) === undefined);
    this.#traits = traits as Map<string, Traits | null>;
    for (let at = 0; at < unknown.length; at += BATCH) {
      const batch = unknown.slice(at, at + BATCH);
      for (const id of batch) traits.set(keyOf(id), null);
      for (const { id, body } of await vault.records.readMany(batch)) traits.set(keyOf(id), this.#read(body));
    }
    return sets.flatMap((set) => groupsAmong(set, (id) => traits.get(keyOf(id)) ?? undefined));
  }

  /** Null for an item of a later version's kind. */
  #read(body: unknown): Traits | null {
    try {
      return this.#traitsOf(this.#kinds.parse(body));
    } catch {
      return null;
    }
  }

  #forget(): void {
    wipe(this.#key);
    this.#key = randomBytes(KEY_BYTES);
    this.#traits = new Map();
    this.#last = undefined;
  }
}

/** What this version can't read, it can't compare. */
function isOfOurKinds(summary: Summary): summary is Summary & { readonly kind: ItemKind } {
  return summary.kind !== 'later';
}
