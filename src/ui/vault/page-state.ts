import { signal } from '@preact/signals';
import type { ItemKind } from '../../items/index.ts';
import { call } from '../../rpc/index.ts';
import { Drafts } from './drafts.ts';
import { Choosing } from './list/choosing.ts';
import type { Sought } from './list/choosing.ts';
import type { KindPanes } from './kinds/index.ts';
import { Router } from './route.ts';

/** What was just done, said below the list, with a way to take it back. */
export interface PageNotice {
  readonly text: string;
  readonly undo?: () => Promise<unknown>;
  /** Goes by itself: what it can take back is kept for a while only. */
  readonly brief?: boolean;
}

/** What this window holds in its hands, whichever screen it shows: where it is, unsaved items, and the last words said. */
export class PageState {
  readonly router: Router;
  readonly drafts: Drafts;
  readonly kinds: KindPanes;
  /** The only kind that the list shows; undefined for all. */
  readonly filter = signal<ItemKind | undefined>(undefined);
  /** The only folder or tag that the list shows. */
  readonly within = signal<Sought['within']>(undefined);
  /** How the list is sorted, if not by the last change. */
  readonly order = signal<Sought['order']>(undefined);
  readonly choosing = new Choosing();
  readonly notice = signal<PageNotice | undefined>(undefined);

  constructor(window: Window, stop: AbortSignal, kinds: KindPanes) {
    this.kinds = kinds;
    this.drafts = new Drafts((input) => call('items.save', input), kinds, {
      find: async (draft) => (await call('items.draft', draft)).draft,
      keep: async (edit) => (await call('items.keepDraft', edit)).at,
      drop: (draft) => call('items.dropDraft', draft),
    });
    this.router = new Router(window, stop);
    this.#keepSafe(window, stop);
  }

  /** What *New* makes. */
  get newKind(): ItemKind {
    return this.filter.value ?? 'note';
  }

  say(text: string, undo?: () => Promise<unknown>): void {
    this.notice.value = undo ? { text, undo } : { text };
  }

  /** The same, for ten seconds. */
  sayBriefly(text: string, undo?: () => Promise<unknown>): void {
    this.notice.value = { text, brief: true, ...(undo && { undo }) };
  }

  /** Saves when the window is left, and asks before it is closed over something that is not saved yet. */
  #keepSafe(window: Window, signal: AbortSignal): void {
    const save = (): void => void this.drafts.flush();
    window.document.addEventListener('visibilitychange', save, { signal });
    window.addEventListener('blur', save, { signal });
    window.addEventListener(
      'beforeunload',
      (event) => {
        if (this.drafts.unsaved.value.length === 0) return;
        save();
        event.preventDefault();
      },
      { signal },
    );
  }
}
