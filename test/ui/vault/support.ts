import { vi } from 'vitest';
import type { InputOf, ItemView, KeptEdit, NoteFields } from '../../../src/rpc/index.ts';
import { kindViews } from '../../../src/ui/items/index.ts';
import type { DraftShelf } from '../../../src/ui/vault/draft.ts';

const emptyNote = kindViews.note.blank;
type Save = InputOf<'items.save'>;

export function view(fields: Partial<NoteFields>, revision = 1): ItemView {
  return { id: 'n1', revision, item: { ...emptyNote, ...fields }, createdAt: 1, updatedAt: 1, history: [] };
}

/** One edit a place, as the background keeps it. */
export class Shelf implements DraftShelf {
  readonly kept = new Map<string, KeptEdit>();
  time = 100;

  find({ id, kind }: { id?: string | undefined; kind: string }): Promise<KeptEdit | null> {
    return Promise.resolve(this.kept.get(id ?? kind) ?? null);
  }

  keep({ id, ...edit }: InputOf<'items.keepDraft'>): Promise<number> {
    this.kept.set(id ?? edit.item.kind, { ...edit, at: this.time });
    return Promise.resolve(this.time);
  }

  drop({ id, kind }: { id?: string | undefined; kind: string }): Promise<void> {
    this.kept.delete(id ?? kind);
    return Promise.resolve();
  }
}

/** A background that answers when told to. */
export class PageState {
  readonly asked: Save[] = [];
  #answers: { give: (view: ItemView) => void; refuse: (error: unknown) => void }[] = [];

  readonly save = (input: Save): Promise<ItemView> => {
    this.asked.push(input);
    return new Promise((give, refuse) => this.#answers.push({ give, refuse }));
  };

  async answer(view: ItemView): Promise<void> {
    this.#answers.shift()?.give(view);
    await vi.advanceTimersByTimeAsync(0);
  }

  async refuse(code: string): Promise<void> {
    this.#answers.shift()?.refuse({ code });
    await vi.advanceTimersByTimeAsync(0);
  }
}
