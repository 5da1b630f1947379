import { loginsByPage, newIndex } from '../../items/index.ts';
import type { Item, Kinds, ListedKind, LoginsByPage, SearchIndex, Summary as SummaryOf } from '../../items/index.ts';
import type { Context } from '../context/index.ts';
import type { OpenVault } from '../../vault/index.ts';

export type Summary = SummaryOf<ListedKind>;
export type ItemView = 'all' | 'favourites' | 'trash';

const inView: Readonly<Record<ItemView, (summary: Summary) => boolean>> = {
  all: ({ trashedAt }) => trashedAt === undefined,
  favourites: ({ trashedAt, favourite }) => favourite && trashedAt === undefined,
  trash: ({ trashedAt }) => trashedAt !== undefined,
};

/** The open vault's indexes, for search and for pages: made when they are first asked for, again after a write, and dropped at the lock. */
export class ItemIndexes {
  readonly #kinds: Kinds<Item>;
  #entries: ReturnType<OpenVault['records']['entries']> | undefined;
  #summaries: readonly Summary[] = [];
  #made = new Map<ItemView, SearchIndex<Summary>>();
  #byPage: LoginsByPage<Summary> | undefined;

  constructor(kinds: Kinds<Item>, session: Pick<Context['session'], 'onLock'>) {
    this.#kinds = kinds;
    session.onLock((what) => {
      if (what === 'full') this.#drop();
    });
  }

  of(vault: OpenVault, view: ItemView): SearchIndex<Summary> {
    this.#follow(vault);
    const index = this.#made.get(view) ?? newIndex(this.#summaries.filter(inView[view]));
    this.#made.set(view, index);
    return index;
  }

  /** The logins that aren't in the trash, by where they belong. */
  byPage(vault: OpenVault): LoginsByPage<Summary> {
    this.#follow(vault);
    this.#byPage ??= loginsByPage(this.#summaries.filter(inView.all));
    return this.#byPage;
  }

  summary(vault: OpenVault, id: string): Summary | undefined {
    this.#follow(vault);
    return this.#summaries.find((summary) => summary.id === id);
  }

  #drop(): void {
    this.#entries = undefined;
    this.#summaries = [];
    this.#made = new Map();
    this.#byPage = undefined;
  }

  /** The vault gives the same array until something is written. */
  #follow(vault: OpenVault): void {
    const entries = vault.records.entries();
    if (entries === this.#entries) return;
    this.#drop();
    this.#entries = entries;
    this.#summaries = entries.flatMap((entry) => readable(this.#kinds, entry));
  }
}

/** What is listed here was written by `summarizeRecord`, of this version or another one. */
function readable(kinds: Kinds<Item>, entry: unknown): Summary[] {
  try {
    return [kinds.parseSummary(entry)];
  } catch {
    return [];
  }
}
