import { useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { Notice } from '../kit/index.ts';
import { moveCaret } from './caret.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { NoteBar } from './note-bar.tsx';
import { NoteHistory } from './note-history.tsx';
import { NoteNews } from './note-news.tsx';
import type { ListPlace } from './route.ts';
import { TagsField } from './tags-field.tsx';

interface NoteEditorProps {
  desk: Desk;
  draft: Draft;
  place: ListPlace;
  item: string;
}

/** What a record takes; the contract says the same. */
const TITLE = 500;
const BODY = 1_000_000;

/** A note: its title, its tags and its text, saved by themselves. */
export function NoteEditor({ desk, draft, place, item }: NoteEditorProps): JSX.Element {
  const [history, showHistory] = useState(false);
  const title = useRef<HTMLTextAreaElement | HTMLInputElement>(null);
  const { fields } = draft;
  // The address follows the note: it gets its id with its first save.
  useSignalEffect(() => {
    if (draft.id !== undefined && draft.id !== item) desk.router.correct({ place, item: draft.id });
  });
  if (history) return <NoteHistory draft={draft} onClose={() => showHistory(false)} />;
  return (
    <article class="vault-note" aria-label={fields.value.title || message('vaultUntitled')}>
      <NoteBar desk={desk} draft={draft} place={place} showHistory={() => showHistory(true)} />
      <NoteNews draft={draft} />
      <input
        ref={title as { current: HTMLInputElement | null }}
        class="vault-note-title"
        type="text"
        dir="auto"
        aria-label={message('vaultNoteTitle')}
        placeholder={message('vaultNoteTitle')}
        maxLength={TITLE}
        autocomplete="off"
        spellcheck={false}
        autofocus={draft.id === undefined}
        value={fields.value.title}
        onInput={(event) => draft.edit({ title: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          event.currentTarget.parentElement?.querySelector('textarea')?.focus();
        }}
      />
      <TagsField tags={fields.value.tags} onChange={(tags) => draft.edit({ tags })} />
      <Body draft={draft} />
      {fields.value.body.length >= BODY && <Notice>{message('vaultNoteFull')}</Notice>}
    </article>
  );
}

/** The text. Where another window changed it, the caret stays at its words. */
function Body({ draft }: { draft: Draft }): JSX.Element {
  const area = useRef<HTMLTextAreaElement>(null);
  const shown = useRef(draft.fields.value.body);
  const { body } = draft.fields.value;
  const caret = area.current?.selectionStart ?? 0;
  useEffect(() => {
    if (draft.id !== undefined) area.current?.focus({ preventScroll: true });
  }, [draft]);
  useLayoutEffect(() => {
    const moved = moveCaret(shown.current, body, caret);
    if (shown.current !== body && document.activeElement === area.current)
      area.current?.setSelectionRange(moved, moved);
    shown.current = body;
  });
  // No spelling check: some browsers do it by sending the text to somebody.
  return (
    <textarea
      ref={area}
      class="vault-note-body"
      dir="auto"
      aria-label={message('vaultNoteBody')}
      placeholder={message('vaultNoteBody')}
      maxLength={BODY}
      autocomplete="off"
      spellcheck={false}
      value={body}
      onInput={(event) => {
        shown.current = event.currentTarget.value;
        draft.edit({ body: event.currentTarget.value });
      }}
    />
  );
}
