import { useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { Button, Field, IconButton, isEscape, momentOf, useAction } from '../../kit/index.ts';
import type { Draft } from '../draft.ts';
import type { PageState } from '../page-state.ts';
import { newItem } from '../route.ts';
import type { ListPlace } from '../route.ts';
import { itemLimits } from '../../../typed/index.ts';
import { CustomFieldsForm } from './custom-fields-form.tsx';
import { FolderField } from './folder-field.tsx';
import { ItemNews } from './item-news.tsx';
import { TagsField } from './tags-field.tsx';

interface ItemFormProps {
  pageState: PageState;
  draft: Draft;
  place: ListPlace;
  item: string;
}

/** An item of a kind that is saved when the person says so. What is typed is kept meanwhile, whatever happens to the tab. */
export function ItemForm({ pageState, draft, place, item }: ItemFormProps): JSX.Element {
  const { fields } = draft;
  const { title } = fields.value;
  const pane = pageState.kinds[fields.value.kind];
  const save = useAction(() => draft.save());
  const cancel = useAction(() => discard(pageState, draft, place));
  const leave = (): void => {
    // The draft stays: it is kept, or about to be.
    void draft.flush();
    if (draft.id === undefined) pageState.router.go({ place });
    else draft.editing.value = false;
  };
  useSaveKey(() => void save.run());
  // The address follows the item: it gets its id when it is saved.
  useSignalEffect(() => {
    if (draft.id !== undefined && draft.id !== item) pageState.router.correct({ place, item: draft.id });
  });
  return (
    <form
      class="vault-note vault-item-form"
      aria-label={title || message(pane.fresh)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save.run();
      }}
      onKeyDown={(event) => {
        if (!isEscape(event) || event.defaultPrevented) return;
        event.preventDefault();
        leave();
      }}
    >
      <div class="vault-bar">
        <IconButton icon="back" label={message('editLeave')} onClick={leave} />
        <h2 class="vault-form-title">
          {draft.id === undefined ? message(pane.fresh) : message('editTitle', title || message('vaultUntitled'))}
        </h2>
        <span class="spring" />
        <KeptState draft={draft} />
      </div>
      <ItemNews draft={draft} />
      <Field
        label={message('vaultNoteTitle')}
        maxLength={itemLimits.title}
        autoFocus
        value={title}
        onInput={(typed) => draft.edit({ title: typed })}
      />
      <pane.Editor draft={draft} />
      <CustomFieldsForm pageState={pageState} draft={draft} />
      <FolderField folder={fields.value.folder} onInput={(folder) => draft.edit({ folder })} />
      <TagsField tags={fields.value.tags} onChange={(tags) => draft.edit({ tags })} />
      <div class="vault-form-end">
        <Button busy={cancel.busy} onClick={() => void cancel.run()}>
          {message('kitCancel')}
        </Button>
        <Button kind="primary" busy={save.busy}>
          {message('editSave')}
        </Button>
      </div>
    </form>
  );
}

/** Takes back what was typed, with a way to have it again. */
async function discard(pageState: PageState, draft: Draft, place: ListPlace): Promise<void> {
  const { id, changed } = draft;
  const again = await draft.discard();
  if (id === undefined) pageState.router.go({ place });
  if (!changed) return;
  pageState.say(message('editDropped'), async () => {
    again();
    await draft.flush();
    pageState.router.go(id === undefined ? newItem(draft.fields.value.kind) : { place, item: id });
  });
}

function KeptState({ draft }: { draft: Draft }): JSX.Element {
  const state = draft.state.value;
  const keptAt = draft.keptAt.value;
  return (
    <span class={state === 'failed' ? 'vault-state failed' : 'vault-state'} role="status">
      {state === 'failed' && message('vaultNotSaved')}
      {state !== 'failed' && keptAt !== undefined && message('editKept', momentOf(keptAt))}
    </span>
  );
}

/** Ctrl+S (⌘S) saves wherever one is. */
function useSaveKey(save: () => void): void {
  useEffect(() => {
    const listening = new AbortController();
    const hear = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      save();
    };
    addEventListener('keydown', hear, { signal: listening.signal });
    return () => listening.abort();
  });
}
