import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { InputOf } from '../../../rpc/index.ts';
import { counted } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';

export type ManyChange = InputOf<'items.changeMany'>['change'];

/** Changes all that are chosen, and says so, with a way back for ten seconds. */
export async function changeChosen(pageState: PageState, change: ManyChange): Promise<void> {
  const { choosing } = pageState;
  await pageState.drafts.flush();
  // A narrow window goes back to its list, below which stands what was done and the way back.
  choosing.opened.value = false;
  const { changed, left, undo } = await call('items.changeMany', { ids: [...choosing.chosen.value], change });
  if (change.do === 'trash' || change.do === 'restore' || change.do === 'delete') {
    // What had the focus goes with the choice.
    document.querySelector<HTMLElement>('.vault-rows')?.focus();
    choosing.none();
  }
  const said = [wordsOf(change, counted('items', changed)), left > 0 && message('manyLeft', counted('items', left))];
  pageState.sayBriefly(
    said.filter(Boolean).join(' '),
    undo === undefined ? undefined : () => call('items.undoMany', { undo }),
  );
}

function wordsOf(change: ManyChange, items: string): string {
  switch (change.do) {
    case 'trash':
      return message('manyTrashed', items);
    case 'restore':
      return message('manyRestored', items);
    case 'delete':
      return message('manyDeleted', items);
    case 'favourite':
      return message(change.on ? 'manyStarred' : 'manyUnstarred', items);
    case 'folder':
      return change.folder === '' ? message('manyMovedOut', items) : message('manyMoved', change.folder, items);
    case 'tag':
      return message('manyTagged', change.tag, items);
    case 'untag':
      return message('manyUntagged', change.tag, items);
  }
}
