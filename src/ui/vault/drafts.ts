import { computed, signal } from '@preact/signals';
import type { ItemView } from '../../rpc/index.ts';
import { Draft, type SaveNote } from './draft.ts';

/** The notes that this window has open or not yet saved. A draft leaves when it is saved and no longer shown. */
export class Drafts {
  readonly #save: SaveNote;
  readonly #all = signal<readonly Draft[]>([]);
  readonly unsaved = computed(() => this.#all.value.filter((draft) => draft.unsaved));

  constructor(save: SaveNote) {
    this.#save = save;
  }

  /** The draft of a stored note: the one that is still being saved, or a new one. */
  open(view: ItemView): Draft {
    const known = this.#all.value.find((draft) => draft.id === view.id);
    if (known) known.follow(view);
    return known ?? this.#add(new Draft(this.#save, view));
  }

  /** The draft of a note that is in this window's hands already. */
  find(id: string): Draft | undefined {
    return this.#all.value.find((draft) => draft.id === id);
  }

  /** A new note; or the one that was begun and could not be saved yet. */
  create(): Draft {
    return this.unsaved.value.find((draft) => draft.id === undefined) ?? this.#add(new Draft(this.#save));
  }

  async flush(): Promise<void> {
    await Promise.all(this.unsaved.value.map((draft) => draft.flush()));
  }

  /** Saves a draft that is no longer shown, and forgets it once it is saved. */
  async leave(draft: Draft): Promise<void> {
    await draft.flush();
    if (!draft.unsaved) this.#all.value = this.#all.value.filter((other) => other !== draft);
  }

  #add(draft: Draft): Draft {
    // Whatever was left behind and has been saved since has no reason to stay.
    this.#all.value = [...this.unsaved.value, draft];
    return draft;
  }
}
