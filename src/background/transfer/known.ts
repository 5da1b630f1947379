import type { Id } from '../../encoding/index.ts';
import { storedAddress } from '../../items/index.ts';
import type { Item, ItemFields, ListedKind, Kinds, Summary } from '../../items/index.ts';
import type { OpenVault } from '../../vault/index.ts';

/** How an item that comes stands to those that are here. */
export type Standing =
  | { readonly as: 'new' }
  /** The same in every field. */
  | { readonly as: 'same' }
  /** The same user at the same host. */
  | { readonly as: 'like'; readonly id: Id; readonly item: Item };

/** Finds what is here already. Made for one import, of what the index says; bodies are opened only where that fits. */
export class Known {
  readonly #kinds: Kinds<Item>;
  readonly #vault: OpenVault;
  readonly #alike = new Map<string, Id[]>();
  readonly #users = new Map<string, Id[]>();

  constructor(kinds: Kinds<Item>, vault: OpenVault) {
    this.#kinds = kinds;
    this.#vault = vault;
    for (const entry of vault.records.entries()) this.#note(entry);
  }

  async standing(fields: ItemFields): Promise<Standing> {
    for (const id of this.#alike.get(nameOf(fields.kind, fields.title)) ?? []) {
      const item = await this.#item(id);
      if (item && contentOf(this.#kinds.fieldsOf(item)) === contentOf(fields)) return { as: 'same' };
    }
    if (fields.kind !== 'login' || fields.username === '') return { as: 'new' };
    for (const { url, match } of fields.urls) {
      const [id] = (match === 'host' ? this.#users.get(userAt(url, fields.username)) : undefined) ?? [];
      const item = id === undefined ? undefined : await this.#item(id);
      if (id !== undefined && item) return { as: 'like', id, item };
    }
    return { as: 'new' };
  }

  #note(entry: unknown): void {
    const summary = this.#summary(entry);
    // What lies in the trash is not here: somebody threw it away.
    if (!summary || summary.trashedAt !== undefined) return;
    add(this.#alike, nameOf(summary.kind, summary.title), summary.id);
    if (!summary.login || summary.login.username === '') return;
    for (const { url, match } of summary.login.urls) {
      if (match !== 'regex') add(this.#users, userAt(url, summary.login.username), summary.id);
    }
  }

  #summary(entry: unknown): Summary<ListedKind> | undefined {
    try {
      return this.#kinds.parseSummary(entry);
    } catch {
      return undefined;
    }
  }

  /** Undefined for one that can't be opened. */
  async #item(id: Id): Promise<Item | undefined> {
    try {
      return this.#kinds.parse((await this.#vault.records.read(id)).body);
    } catch {
      return undefined;
    }
  }
}

function add(map: Map<string, Id[]>, key: string, id: Id): void {
  const ids = map.get(key);
  if (ids) ids.push(id);
  else map.set(key, [id]);
}

/** As long as the index keeps titles. */
function nameOf(kind: string, title: string): string {
  return `${kind}\n${title.slice(0, 500)}`;
}

function userAt(url: string, username: string): string {
  const address = storedAddress(url);
  const host = address ? `${address.host}:${address.port}` : url;
  return `${host}\n${username.slice(0, 500).toLowerCase()}`;
}

/** All that a person put into an item, in one spelling: ids of fields and the order of tags say nothing. */
function contentOf(fields: ItemFields): string {
  const plain: Readonly<Record<string, unknown>> = {
    ...fields,
    tags: fields.tags.toSorted(),
    fields: fields.fields.map(({ label, type, value }) => [label, type, value]),
  };
  return JSON.stringify(
    Object.keys(plain)
      .sort()
      .map((name) => [name, plain[name]]),
  );
}
