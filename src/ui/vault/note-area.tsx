import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { Empty, Failure, Waiting } from '../kit/index.ts';
import type { Desk } from './desk.ts';
import { NoteEditor } from './note-editor.tsx';
import type { ListPlace } from './route.ts';
import { TrashedNote } from './trashed-note.tsx';
import { useNote } from './use-note.ts';

interface NoteAreaProps {
  desk: Desk;
  place: ListPlace;
  /** An id, or `new`. */
  item: string;
}

/** The detail pane: a note in whatever state it is. */
export function NoteArea({ desk, place, item }: NoteAreaProps): JSX.Element {
  const shown = useNote(desk.drafts, item);
  switch (shown.kind) {
    case 'loading':
      return <Waiting />;
    case 'failed':
      return (
        <div class="vault-note">
          <Failure error={shown.error} again={shown.again} />
        </div>
      );
    case 'gone':
      return (
        <Empty icon="trash" title={message('vaultGoneTitle')}>
          <p>{message('vaultGoneText')}</p>
        </Empty>
      );
    case 'trashed':
      return <TrashedNote key={shown.view.id} desk={desk} view={shown.view} place={place} />;
    case 'open':
      return <NoteEditor key={shown.key} desk={desk} draft={shown.draft} place={place} item={item} />;
  }
}
