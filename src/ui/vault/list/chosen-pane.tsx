import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import type { Chosen } from '../../../rpc/index.ts';
import { Button, counted, Failure, Field, IconButton, useAction, useQuestion } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';
import type { ListPlace } from '../route.ts';
import { changeChosen } from './change-chosen.ts';
import type { ManyChange } from './change-chosen.ts';
import { ChosenTags } from './chosen-tags.tsx';
import { PlainFile } from '../transfer/plain.tsx';
import { itemLimits } from '../../../typed/index.ts';
import { DeleteChosen } from './delete-chosen.tsx';

interface ChosenPaneProps {
  pageState: PageState;
  place: ListPlace;
}

/** Beside the list: what is chosen there, its tags and folder, and what can be done with all of it. */
export function ChosenPane({ pageState, place }: ChosenPaneProps): JSX.Element {
  const { choosing } = pageState;
  const ids = [...choosing.chosen.value];
  const { answer, error, again } = useQuestion('items.chosen', { in: place, ids }, ['items']);
  const [asking, ask] = useState(false);
  const change = useAction((what: ManyChange) => changeChosen(pageState, what));
  // What another window took away is not chosen any more.
  useEffect(() => choosing.leave(answer?.gone ?? []), [answer]);
  const run = (what: ManyChange): void => void change.run(what);
  return (
    <section class="vault-note vault-chosen-pane" aria-label={counted('chosen', ids.length)}>
      <div class="vault-bar vault-back">
        <IconButton
          icon="back"
          label={message('vaultBack')}
          onClick={() => {
            choosing.opened.value = false;
          }}
        />
      </div>
      <h2 class="vault-note-title">{counted('items', ids.length)}</h2>
      {error !== undefined && <Failure error={error} again={again} />}
      {change.error !== undefined && <Failure error={change.error} />}
      {answer && <p class="muted vault-text">{titlesOf(answer)}</p>}
      {answer && place !== 'trash' && (
        <>
          <ChosenTags chosen={answer} onChange={run} />
          <ChosenFolder chosen={answer} onChange={run} />
        </>
      )}
      <div class="actions">
        {place === 'trash' ? (
          <>
            <Button kind="danger" icon="trash" onClick={() => ask(true)}>
              {message('vaultDelete')}
            </Button>
            <Button kind="primary" icon="restore" busy={change.busy} onClick={() => run({ do: 'restore' })}>
              {message('vaultRestore')}
            </Button>
          </>
        ) : (
          <>
            <Button icon="star" onClick={() => run({ do: 'favourite', on: !allStarred(answer) })}>
              {message(allStarred(answer) ? 'chosenUnstar' : 'chosenStar')}
            </Button>
            <Button kind="danger" icon="trash" busy={change.busy} onClick={() => run({ do: 'trash' })}>
              {message('vaultTrash')}
            </Button>
          </>
        )}
      </div>
      {place !== 'trash' && <p class="muted small">{message('chosenUndoHint')}</p>}
      {place !== 'trash' && (
        <>
          <h3 class="small">{message('chosenExport')}</h3>
          <PlainFile ids={ids} />
        </>
      )}
      {asking && <DeleteChosen pageState={pageState} onClose={() => ask(false)} />}
    </section>
  );
}

function titlesOf({ here, titles }: Chosen): string {
  const named = titles.map((title) => title.trim() || message('vaultUntitled')).join(', ');
  const more = here - titles.length;
  return more <= 0 ? named : message('chosenMore', named, counted('items', more));
}

function allStarred(chosen: Chosen | undefined): boolean {
  return chosen !== undefined && chosen.here > 0 && chosen.favourites === chosen.here;
}

/** Where all of them are put; a folder is made by its name. */
function ChosenFolder({ chosen, onChange }: { chosen: Chosen; onChange: (change: ManyChange) => void }): JSX.Element {
  const one = chosen.folders.length === 1 ? (chosen.folders[0]?.folder ?? '') : '';
  const [typed, type] = useState<string>();
  const { answer: labels } = useQuestion('items.labels', {}, ['items']);
  const folder = typed ?? one;
  return (
    <form
      class="vault-chosen-form"
      onSubmit={(event) => {
        event.preventDefault();
        onChange({ do: 'folder', folder });
        type(undefined);
      }}
    >
      <Field
        label={message('itemFolder')}
        placeholder={message(chosen.folders.length > 1 ? 'chosenFolders' : 'itemFolderHint')}
        maxLength={itemLimits.folder}
        value={folder}
        onInput={type}
        suggestions={labels?.folders ?? []}
      />
      <Button>{message('chosenMove')}</Button>
    </form>
  );
}
