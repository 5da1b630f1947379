import { computed, signal } from '@preact/signals';
import type { ItemKind } from '../../items/index.ts';
import type { ItemView, LoginFields } from '../../rpc/index.ts';
import type { KindViews } from '../items/index.ts';
import { Draft } from './draft.ts';
import type { DraftShelf, SaveItem } from './draft.ts';

/** The items that this window has open or not yet saved. A draft leaves when it is saved and no longer shown. */
export class Drafts {
  readonly #save: SaveItem;
  readonly #kinds: KindViews;
  readonly #shelf: DraftShelf;
  readonly #all = signal<readonly Draft[]>([]);
  readonly unsaved = computed(() => this.#all.value.filter((draft) => draft.unsaved));

  constructor(save: SaveItem, kinds: KindViews, shelf: DraftShelf) {
    this.#shelf = shelf;
    this.#save = save;
    this.#kinds = kinds;
  }

  /** The draft of a stored item: the one that is still being saved, or a new one. */
  open(view: ItemView): Draft {
    const known = this.#all.value.find((draft) => draft.id === view.id);
    if (known) known.follow(view);
    return known ?? this.#add(this.#draft(view.item.kind, view));
  }

  /** The draft of an item that is in this window's hands already. */
  find(id: string): Draft | undefined {
    return this.#all.value.find((draft) => draft.id === id);
  }

  /** A new item of this kind, a login for a page; or the one that was begun and could not be saved yet. */
  create(kind: ItemKind, url?: string): Draft {
    const begun = this.unsaved.value.find((draft) => draft.id === undefined && draft.fields.value.kind === kind);
    if (begun) return begun;
    const draft = this.#add(this.#draft(kind));
    if (url !== undefined && kind === 'login') void draft.begin(forPage(url));
    return draft;
  }

  /** What was typed into an item that is deleted by now, if it was kept: to be saved as a new one. */
  async orphanOf(id: string): Promise<Draft | undefined> {
    // Of whatever kind: what is kept of an item lies under its id alone.
    const kept = await this.#shelf.find({ id, kind: 'login' }).catch(() => null);
    if (!kept) return undefined;
    return this.#add(new Draft(this.#save, this.#kinds[kept.item.kind], undefined, this.#shelf, id));
  }

  async flush(): Promise<void> {
    await Promise.all(this.unsaved.value.map((draft) => draft.flush()));
  }

  /** Saves a draft that is no longer shown, and forgets it once it is saved. */
  async leave(draft: Draft): Promise<void> {
    await draft.flush();
    if (!draft.unsaved) this.#all.value = this.#all.value.filter((other) => other !== draft);
  }

  #draft(kind: ItemKind, view?: ItemView): Draft {
    const known = this.#kinds[kind];
    return new Draft(this.#save, known, view, known.savedWhenTold ? this.#shelf : undefined);
  }

  #add(draft: Draft): Draft {
    // Whatever was left behind and has been saved since has no reason to stay.
    this.#all.value = [...this.unsaved.value, draft];
    return draft;
  }
}

/** A login for a page: named after its host. */
function forPage(url: string): Partial<LoginFields> {
  const title = URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '';
  return { title, urls: [{ url, match: 'host' }] };
}
