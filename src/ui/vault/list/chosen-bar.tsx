import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { counted, Failure, IconButton, useAction } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';
import type { ListPlace } from '../route.ts';
import { changeChosen } from './change-chosen.ts';
import { DeleteChosen } from './delete-chosen.tsx';

interface ChosenBarProps {
  pageState: PageState;
  place: ListPlace;
}

/** Below the list while something is chosen: how many, and what can be done with them. */
export function ChosenBar({ pageState, place }: ChosenBarProps): JSX.Element {
  const { choosing } = pageState;
  const count = choosing.chosen.value.size;
  const words = counted('chosen', count);
  return (
    <>
      <p class="hidden-text" role="status">
        {count === 0 ? '' : words}
      </p>
      {count > 0 && <Bar pageState={pageState} place={place} words={words} />}
    </>
  );
}

function Bar({ pageState, place, words }: ChosenBarProps & { words: string }): JSX.Element {
  const { choosing } = pageState;
  const [asking, ask] = useState(false);
  const change = useAction((what: 'trash' | 'restore') => changeChosen(pageState, { do: what }));
  return (
    <>
      {change.error !== undefined && <Failure error={change.error} />}
      <div class="vault-chosen" role="toolbar" aria-label={message('chosenActions')}>
        <strong class="spring">{words}</strong>
        {place === 'trash' ? (
          <>
            <IconButton icon="restore" label={message('vaultRestore')} onClick={() => void change.run('restore')} />
            <IconButton icon="trash" label={message('vaultDelete')} onClick={() => ask(true)} />
          </>
        ) : (
          <>
            <IconButton icon="tag" label={message('chosenSort')} onClick={() => openPane(pageState)} />
            <IconButton icon="trash" label={message('vaultTrash')} onClick={() => void change.run('trash')} />
          </>
        )}
        <IconButton icon="close" label={message('chosenNone')} onClick={() => choosing.none()} />
      </div>
      {asking && <DeleteChosen pageState={pageState} onClose={() => ask(false)} />}
    </>
  );
}

/** Shows the pane of what is chosen, wherever it is, and goes into its first field. */
function openPane({ choosing, router }: PageState): void {
  const { place, item } = router.route.value as { place: ListPlace; item?: string };
  if (item !== undefined) router.go({ place });
  choosing.opened.value = true;
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.vault-chosen-pane input')?.focus());
}
