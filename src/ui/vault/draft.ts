import { signal } from '@preact/signals';
import type { ItemFields } from '../../items/index.ts';
import type { InputOf, ItemView, KeptEdit } from '../../rpc/index.ts';
import type { KindView } from '../items/index.ts';

/** Typing is saved when it pauses this long, in milliseconds. */
const PAUSE = 500;
/** Steady typing is saved at least this often. */
const LONGEST = 2000;

export type SaveItem = (input: InputOf<'items.save'>) => Promise<ItemView>;
/** Where an edit is kept until it is saved: sealed, and beyond this window's life. */
export interface DraftShelf {
  find(draft: InputOf<'items.draft'>): Promise<KeptEdit | null>;
  /** Answers when that was. */
  keep(edit: InputOf<'items.keepDraft'>): Promise<number>;
  drop(draft: InputOf<'items.dropDraft'>): Promise<unknown>;
}
/**
 * `saved`: what is shown is what is stored. `kept`: it is not, and lies on the shelf. `failed`: it is only here; see `error`.
 */
export type DraftState = 'saved' | 'waiting' | 'saving' | 'kept' | 'failed';
/** What else happened to the item while it was edited here. */
export type Meanwhile = 'merged' | 'conflict' | 'revived';

/**
 * One item while it is open: saves what is typed by itself and holds on to it until it is saved; of a kind that is saved
 * when the person says so, keeps it on a shelf meanwhile. Other windows' changes are followed as long as nothing is typed
 * here; from then on the background merges them into each save.
 */
export class Draft<F extends ItemFields = ItemFields> {
  readonly kind: KindView<F>;
  readonly fields;
  readonly state = signal<DraftState>('saved');
  readonly error = signal<unknown>(undefined);
  /** Whether it is being edited, of a kind that is saved when told. */
  readonly editing = signal(false);
  /** What was kept before is known: nothing typed can hide it. */
  readonly ready;
  readonly keptAt = signal<number | undefined>(undefined);
  readonly meanwhile = signal<Meanwhile | undefined>(undefined);
  /** What is stored, as last heard; undefined for one that isn't stored yet. */
  readonly stored = signal<ItemView | undefined>(undefined);
  /** What the next edit is compared with when it is merged. */
  #base: F;
  #revision: number | undefined;
  /** The item that it was, which is deleted by now: what was typed is still kept under its id. */
  #former: string | undefined;
  /** What another window stored while something was typed here. */
  #newer: ItemView | undefined;
  readonly #save: SaveItem;
  readonly #shelf: DraftShelf | undefined;
  readonly #restored: Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since: number | undefined;
  /** One save at a time. */
  #last: Promise<void> = Promise.resolve();

  /** `kind`: the view's own. With a shelf it is saved when told. `former`: the id of an item that is gone, and was edited. */
  constructor(save: SaveItem, kind: KindView<F>, view?: ItemView, shelf?: DraftShelf, former?: string) {
    this.kind = kind;
    this.#save = save;
    this.#shelf = shelf;
    this.#base = view ? (view.item as F) : kind.blank;
    this.#revision = view?.revision;
    this.#former = former;
    if (former !== undefined) this.meanwhile.value = 'revived';
    this.fields = signal<F>(this.#base);
    this.stored.value = view;
    this.editing.value = shelf !== undefined && view === undefined;
    this.ready = signal(shelf === undefined);
    this.#restored = this.#restore();
  }

  get id(): string | undefined {
    return this.stored.value?.id;
  }

  /** The stored item that it is of, or was: that one may be deleted by now. */
  get of(): string | undefined {
    return this.id ?? this.#former;
  }

  /** Something typed would be lost with this window. */
  get unsaved(): boolean {
    return this.state.value !== 'saved' && this.state.value !== 'kept';
  }

  /** What is shown is not what is stored. */
  get changed(): boolean {
    return this.state.value !== 'saved';
  }

  /** Puts something into a new one to begin with, unless something was typed or kept. */
  async begin(change: Partial<F>): Promise<void> {
    await this.#restored;
    if (!this.changed) this.edit(change);
  }

  edit(change: Partial<F>): void {
    this.fields.value = { ...this.fields.value, ...change };
    if (this.id === undefined && isBlank(this.fields.value, this.kind.blank)) {
      this.#settle();
      return;
    }
    if (this.state.value !== 'saving') this.state.value = 'waiting';
    this.#schedule();
  }

  /** Saves it because the person said so. What went wrong is in `error`. */
  async save(): Promise<void> {
    this.#unschedule();
    this.#last = this.#last.then(async () => {
      if (!this.changed) return;
      const place = this.#place();
      const saved = await this.#send();
      if (saved) await this.#shelf?.drop(place).catch(() => undefined);
    });
    await this.#last;
    if (!this.changed) this.editing.value = false;
  }

  /** Takes back what was typed; answers how to have it again. */
  async discard(): Promise<() => void> {
    const dropped = this.fields.value;
    this.#unschedule();
    await this.#last;
    const place = this.#place();
    const view = this.#newer ?? this.stored.value;
    if (view) this.#adopt(view);
    else {
      this.fields.value = this.#base = this.kind.blank;
      this.#settle();
    }
    this.editing.value = false;
    await this.#shelf?.drop(place);
    return () => {
      this.editing.value = true;
      this.edit(dropped);
    };
  }

  /** Saves now what is not saved. Never throws: what went wrong is in `error`, and what was typed is still in `fields`. */
  flush(): Promise<void> {
    this.#unschedule();
    this.#last = this.#last.then(async () => {
      if (!this.unsaved) return;
      await (this.#shelf ? this.#keep(this.#shelf) : this.#send());
    });
    return this.#last;
  }

  /** Another window changed the item. */
  follow(view: ItemView): void {
    if (view.revision <= (this.stored.value?.revision ?? 0)) return;
    if (this.changed) this.#newer = view;
    else this.#adopt(view);
  }

  /** The item was deleted elsewhere while it was typed in here: what was typed becomes an item of its own. */
  orphan(): void {
    if (this.id === undefined) return;
    this.#former = this.id;
    this.stored.value = undefined;
    this.meanwhile.value = 'revived';
    if (this.state.value !== 'kept') this.state.value = 'waiting';
    // Of a kind that is saved when told, it stays kept where it was, and the next press saves it as a new one.
    if (this.state.value === 'waiting') this.#schedule();
  }

  dismiss(): void {
    this.meanwhile.value = undefined;
  }

  /** Answers whether all that is typed is saved now. */
  async #send(): Promise<boolean> {
    const sent = this.fields.value;
    this.state.value = 'saving';
    this.error.value = undefined;
    try {
      const view = await this.#save({ ...this.#onto(), item: sent });
      if (view.merged !== undefined) this.meanwhile.value = view.merged === 'clean' ? 'merged' : 'conflict';
      this.#accept(view, sent);
    } catch (error) {
      this.#fail(error);
    }
    return !this.changed;
  }

  async #keep(shelf: DraftShelf): Promise<void> {
    const kept = this.fields.value;
    this.state.value = 'saving';
    this.error.value = undefined;
    try {
      this.keptAt.value = await shelf.keep({
        ...this.#onto(),
        ...(this.of === undefined ? {} : { id: this.of }),
        item: kept,
      });
      this.state.value = this.fields.value === kept ? 'kept' : 'waiting';
      if (this.state.value === 'waiting') this.#schedule();
    } catch (error) {
      this.error.value = error;
      this.state.value = 'failed';
    }
  }

  /** Goes on with what was kept, unless that is what is stored. */
  async #restore(): Promise<void> {
    const kept = await this.#shelf?.find(this.#place()).catch(() => null);
    this.ready.value = true;
    if (!kept || same(kept.item, this.#base)) return;
    this.#base = (kept.base ?? this.#base) as F;
    this.#revision = kept.revision ?? this.#revision;
    this.fields.value = { ...this.kind.blank, ...(kept.item as F) };
    this.keptAt.value = kept.at;
    this.state.value = 'kept';
    this.editing.value = true;
  }

  #place(): InputOf<'items.draft'> {
    return { ...(this.of === undefined ? {} : { id: this.of }), kind: this.kind.blank.kind };
  }

  /** What an edit was made on. */
  #onto(): Pick<InputOf<'items.save'>, 'id' | 'revision' | 'base'> {
    const [id, revision] = [this.id, this.#revision];
    return id === undefined || revision === undefined ? {} : { id, revision, base: this.#base };
  }

  #accept(view: ItemView, sent: F): void {
    if (this.fields.value === sent) {
      this.#adopt(view);
      return;
    }
    // Typed on meanwhile: the next save brings the rest, compared with what this one brought.
    this.stored.value = view;
    this.#revision = view.revision;
    this.#base = sent;
    this.state.value = 'waiting';
    this.#schedule();
  }

  #adopt(view: ItemView): void {
    this.stored.value = view;
    this.#former = undefined;
    this.#revision = view.revision;
    this.#newer = undefined;
    this.#base = view.item as F;
    this.fields.value = this.#base;
    this.#settle();
  }

  #settle(): void {
    this.#unschedule();
    this.error.value = undefined;
    this.keptAt.value = undefined;
    this.state.value = 'saved';
  }

  #fail(error: unknown): void {
    if (codeOf(error) === 'unknown-record' && this.id !== undefined) {
      this.orphan();
      return;
    }
    this.error.value = error;
    this.state.value = 'failed';
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    this.#since ??= now;
    const wait = Math.max(0, Math.min(PAUSE, this.#since + LONGEST - now));
    this.#timer = setTimeout(() => void this.flush(), wait);
  }

  #unschedule(): void {
    clearTimeout(this.#timer);
    this.#since = undefined;
  }
}

/** Nothing was put into it; a mark alone is nothing. */
function isBlank<F extends ItemFields>(fields: F, blank: F): boolean {
  const names = Object.keys(blank).filter((name) => name !== 'favourite') as (keyof F)[];
  return names.every((name) => same(fields[name], blank[name]));
}

/** Equal as JSON. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
