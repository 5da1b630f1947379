import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import type { NoteFields } from '../../../rpc/index.ts';
import { kindViews } from '../../items/index.ts';
import { Notice, unserved } from '../../kit/index.ts';
import { moveCaret } from '../caret.ts';
import type { Draft } from '../draft.ts';
import { itemLimits } from '../../../typed/index.ts';
import type { KindPane } from './pane.ts';

export const note: KindPane<NoteFields> = { ...kindViews.note, Editor, Reader };

function Editor({ draft }: { draft: Draft<NoteFields> }): JSX.Element {
  return (
    <>
      <Body draft={draft} />
      {draft.fields.value.body.length >= itemLimits.text && <Notice>{message('vaultNoteFull')}</Notice>}
    </>
  );
}

function Reader({ item }: { item: NoteFields }): JSX.Element {
  return (
    <p class="vault-text" dir="auto">
      {item.body}
    </p>
  );
}

/** The text. Where another window changed it, the caret stays at its words. */
function Body({ draft }: { draft: Draft<NoteFields> }): JSX.Element {
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
  return (
    <textarea
      ref={area}
      class="vault-note-body"
      dir="auto"
      aria-label={message('vaultNoteBody')}
      placeholder={message('vaultNoteBody')}
      maxLength={itemLimits.text}
      {...unserved}
      value={body}
      onInput={(event) => {
        shown.current = event.currentTarget.value;
        draft.edit({ body: event.currentTarget.value });
      }}
    />
  );
}
