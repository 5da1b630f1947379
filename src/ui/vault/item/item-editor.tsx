import { useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { isEnter, unserved } from '../../kit/index.ts';
import type { PageState } from '../page-state.ts';
import type { Draft } from '../draft.ts';
import { CustomFieldsForm } from './custom-fields-form.tsx';
import { ItemBar } from './item-bar.tsx';
import { ItemHistory } from './item-history.tsx';
import { ItemNews } from './item-news.tsx';
import type { ListPlace } from '../route.ts';
import { itemLimits } from '../../../typed/index.ts';
import { TagsField } from './tags-field.tsx';

interface ItemEditorProps {
  pageState: PageState;
  draft: Draft;
  place: ListPlace;
  item: string;
}

/** An item: its title, its tags and what its kind adds, saved by themselves. */
export function ItemEditor({ pageState, draft, place, item }: ItemEditorProps): JSX.Element {
  const [history, showHistory] = useState(false);
  const title = useRef<HTMLTextAreaElement | HTMLInputElement>(null);
  const { fields } = draft;
  const pane = pageState.kinds[fields.value.kind];
  // The address follows the note: it gets its id with its first save.
  useSignalEffect(() => {
    if (draft.id !== undefined && draft.id !== item) pageState.router.correct({ place, item: draft.id });
  });
  if (history) return <ItemHistory draft={draft} onClose={() => showHistory(false)} />;
  return (
    <article class="vault-note" aria-label={fields.value.title || message('vaultUntitled')}>
      <ItemBar pageState={pageState} draft={draft} place={place} showHistory={() => showHistory(true)} />
      <ItemNews draft={draft} />
      <input
        ref={title as { current: HTMLInputElement | null }}
        class="vault-note-title"
        type="text"
        dir="auto"
        aria-label={message('vaultNoteTitle')}
        placeholder={message('vaultNoteTitle')}
        maxLength={itemLimits.title}
        {...unserved}
        autofocus={draft.id === undefined}
        value={fields.value.title}
        onInput={(event) => draft.edit({ title: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (!isEnter(event)) return;
          event.preventDefault();
          event.currentTarget.parentElement?.querySelector('textarea')?.focus();
        }}
      />
      <TagsField tags={fields.value.tags} onChange={(tags) => draft.edit({ tags })} />
      <pane.Editor draft={draft} />
      <CustomFieldsForm pageState={pageState} draft={draft} />
    </article>
  );
}
