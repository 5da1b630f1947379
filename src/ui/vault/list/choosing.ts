import { computed, signal } from '@preact/signals';
import { call } from '../../../rpc/index.ts';
import type { InputOf, ItemRow } from '../../../rpc/index.ts';
import { chosenIds, nothingChosen, settled, stretched, toggled, withMore, without } from './choice.ts';
import type { Anchor, Choice } from './choice.ts';

/** What a list shows: everything that decides which items stand in it, and where. */
export type Sought = Omit<InputOf<'items.search'>, 'offset' | 'limit'>;
/** A part of a list that is here. */
export interface Loaded {
  readonly offset: number;
  readonly rows: readonly ItemRow[];
}

/** The most that the contract takes. */
const MOST = 20_000;

/** What is chosen in this window's list. */
export class Choosing {
  readonly #choice = signal<Choice>(nothingChosen);
  readonly chosen = computed(() => chosenIds(this.#choice.value));
  /** A narrow window shows what can be done with them in place of the list. */
  readonly opened = signal(false);
  /** Of several stretches under way only the last one counts. */
  #turn = 0;

  toggle(at: Anchor): void {
    this.#set(toggled(this.#choice.value, at));
  }

  /** Chooses all from the anchor to `index`; `from`: where it begins when there is no anchor yet. */
  async stretchTo(index: number, from: Anchor, loaded: Loaded, sought: Sought): Promise<void> {
    const turn = ++this.#turn;
    const anchor = this.#choice.value.anchor ?? from;
    const begin = placeOf(anchor, loaded);
    const [first, last] = [Math.min(begin, index), Math.max(begin, index)];
    const ids = await idsBetween(first, Math.min(last, first + MOST - 1), loaded, sought);
    if (turn === this.#turn) this.#set(stretched(this.#choice.value, ids, anchor));
  }

  /** Everything that the list shows, drawn or not. */
  async all(sought: Sought): Promise<void> {
    const turn = ++this.#turn;
    const { ids } = await call('items.ids', { ...sought, offset: 0, limit: MOST });
    if (turn === this.#turn) this.#set(withMore(this.#choice.value, ids));
  }

  /** What is chosen stays; the next stretch begins elsewhere. */
  settle(): void {
    this.#set(settled(this.#choice.value));
  }

  leave(gone: readonly string[]): void {
    if (gone.length > 0) this.#choice.value = without(this.#choice.value, gone);
    if (this.chosen.value.size === 0) this.none();
  }

  none(): void {
    this.#set(nothingChosen);
    this.opened.value = false;
  }

  #set(choice: Choice): void {
    this.#turn++;
    this.#choice.value = choice;
  }
}

/** Where the anchor stands now: the list may have moved since. */
function placeOf({ id, index }: Anchor, { offset, rows }: Loaded): number {
  const at = rows.findIndex((row) => row.id === id);
  return at < 0 ? index : offset + at;
}

async function idsBetween(first: number, last: number, { offset, rows }: Loaded, sought: Sought): Promise<string[]> {
  const here = rows.slice(Math.max(0, first - offset), last - offset + 1).map(({ id }) => id);
  if (first >= offset && here.length === last - first + 1) return here;
  const { ids } = await call('items.ids', { ...sought, offset: first, limit: last - first + 1 });
  return [...ids];
}
