import { signal } from '@preact/signals';
import type { ItemFields } from '../../items/index.ts';
import type { InputOf, ItemView } from '../../rpc/index.ts';
import type { KindView } from '../items/index.ts';

/** Typing is saved when it pauses this long, in milliseconds. */
const PAUSE = 500;
/** Steady typing is saved at least this often. */
const LONGEST = 2000;

export type SaveItem = (input: InputOf<'items.save'>) => Promise<ItemView>;
/** `saved`: what is shown is what is stored. `failed`: it is only here; see `error`. */
export type DraftState = 'saved' | 'waiting' | 'saving' | 'failed';
/** What else happened to the item while it was edited here. */
export type Meanwhile = 'merged' | 'conflict' | 'revived';

/**
 * One item while it is open: saves what is typed by itself and holds on to it until it is saved. Other windows' changes
 * are followed as long as nothing is typed here; from then on the background merges them into each save.
 */
export class Draft<F extends ItemFields = ItemFields> {
  readonly kind: KindView<F>;
  readonly fields;
  readonly state = signal<DraftState>('saved');
  readonly error = signal<unknown>(undefined);
  readonly meanwhile = signal<Meanwhile | undefined>(undefined);
  /** What is stored, as last heard; undefined for one that isn't stored yet. */
  readonly stored = signal<ItemView | undefined>(undefined);
  /** What the next edit is compared with when it is merged. */
  #base: F;
  readonly #save: SaveItem;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since: number | undefined;
  /** One save at a time. */
  #last: Promise<void> = Promise.resolve();

  /** `kind`: the view's own. */
  constructor(save: SaveItem, kind: KindView<F>, view?: ItemView) {
    this.kind = kind;
    this.#save = save;
    this.#base = view ? (view.item as F) : kind.blank;
    this.fields = signal<F>(this.#base);
    this.stored.value = view;
  }

  get id(): string | undefined {
    return this.stored.value?.id;
  }

  get unsaved(): boolean {
    return this.state.value !== 'saved';
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

  /** Saves now what is not saved. Never throws: what went wrong is in `error`, and what was typed is still in `fields`. */
  flush(): Promise<void> {
    this.#unschedule();
    this.#last = this.#last.then(() => (this.unsaved ? this.#send() : undefined));
    return this.#last;
  }

  /** Another window changed the item. */
  follow(view: ItemView): void {
    if (this.unsaved || view.revision <= (this.stored.value?.revision ?? 0)) return;
    this.#adopt(view);
  }

  dismiss(): void {
    this.meanwhile.value = undefined;
  }

  async #send(): Promise<void> {
    const sent = this.fields.value;
    const { id, revision } = this.stored.value ?? {};
    this.state.value = 'saving';
    this.error.value = undefined;
    try {
      const onto = id === undefined || revision === undefined ? {} : { id, revision, base: this.#base };
      const view = await this.#save({ ...onto, item: sent });
      if (view.merged !== undefined) this.meanwhile.value = view.merged === 'clean' ? 'merged' : 'conflict';
      this.#accept(view, sent);
    } catch (error) {
      this.#fail(error);
    }
  }

  #accept(view: ItemView, sent: F): void {
    if (this.fields.value === sent) {
      this.#adopt(view);
      return;
    }
    // Typed on meanwhile: the next save brings the rest, compared with what this one brought.
    this.stored.value = view;
    this.#base = sent;
    this.state.value = 'waiting';
    this.#schedule();
  }

  #adopt(view: ItemView): void {
    this.stored.value = view;
    this.#base = view.item as F;
    this.fields.value = this.#base;
    this.#settle();
  }

  #settle(): void {
    this.#unschedule();
    this.error.value = undefined;
    this.state.value = 'saved';
  }

  #fail(error: unknown): void {
    if (codeOf(error) === 'unknown-record' && this.id !== undefined) {
      // Deleted elsewhere while it was typed in here: what was typed becomes an item of its own.
      this.stored.value = undefined;
      this.meanwhile.value = 'revived';
      this.state.value = 'waiting';
      this.#schedule();
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
  return names.every((name) => JSON.stringify(fields[name]) === JSON.stringify(blank[name]));
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
