import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../../../rpc/index.ts';
import type { ItemKind } from '../../../items/index.ts';
import type { ItemView } from '../../../rpc/index.ts';
import { codeOf, useHappening } from '../../kit/index.ts';
import type { Draft } from '../draft.ts';
import type { Drafts } from '../drafts.ts';

/** What stands in the detail pane. An open item has a key that changes with the item, not with its saves. */
export type Shown =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: unknown; readonly again: () => void }
  | { readonly kind: 'gone' }
  /** Of a kind that this version doesn't know. */
  | { readonly kind: 'later' }
  | { readonly kind: 'trashed'; readonly view: ItemView }
  | { readonly kind: 'open'; readonly draft: Draft; readonly key: number };

/** What a new item begins with. */
interface Fresh {
  readonly kind: ItemKind;
  /** Of a login: the page that it is for. */
  readonly url: string | undefined;
}

/** Opens an item by its id (or, by `new`, a fresh one), follows what other windows do to it, and lets go of it when left. */
export function useItem(drafts: Drafts, item: string, { kind, url }: Fresh): Shown {
  const [shown, show] = useState<Shown>({ kind: 'loading' });
  const [turn, setTurn] = useState(0);
  const held = useRef<Draft | undefined>(undefined);
  const count = useRef(0);
  const again = (): void => setTurn((before) => before + 1);

  const hold = (draft: Draft | undefined): void => {
    if (held.current && held.current !== draft) void drafts.leave(held.current);
    if (draft && held.current !== draft) show({ kind: 'open', draft, key: ++count.current });
    held.current = draft;
  };
  const put = (next: Exclude<Shown, { kind: 'open' }>): void => {
    // What is typed here and not saved yet outlives the trash: its save brings the item back.
    if (held.current?.changed && held.current.of === item) return;
    hold(undefined);
    show(next);
  };
  const gone = async (isCurrent: () => boolean): Promise<void> => {
    // And a deletion: what is typed, or was kept, is offered as a new one.
    if (held.current?.changed && held.current.of === item) {
      held.current.orphan();
      return;
    }
    const kept = await drafts.orphanOf(item);
    if (!isCurrent()) return;
    if (kept) hold(kept);
    else put({ kind: 'gone' });
  };

  useEffect(() => {
    let current = true;
    if (item === 'new') hold(drafts.create(kind, url));
    else {
      const known = drafts.find(item);
      if (known) hold(known);
      call('items.read', { id: item }).then(
        (view) => {
          if (!current) return;
          if (view.trashedAt === undefined) hold(drafts.open(view));
          else put({ kind: 'trashed', view });
        },
        (error: unknown) => {
          if (!current) return;
          if (codeOf(error) === 'unknown-record') void gone(() => current);
          else if (codeOf(error) === 'unknown-item-kind') put({ kind: 'later' });
          else if (held.current?.id !== item) put({ kind: 'failed', error, again });
        },
      );
    }
    return () => {
      current = false;
    };
  }, [drafts, item, kind, url, turn]);
  useEffect(() => () => hold(undefined), []);
  useHappening(({ type }) => {
    if (type === 'items' && item !== 'new') again();
  });
  return shown;
}
