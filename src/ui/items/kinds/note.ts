import type { NoteFields } from '../../../rpc/index.ts';
import type { KindView } from '../kind.ts';
import { blankShared } from './shared.ts';

export const note: KindView<NoteFields> = {
  icon: 'note',
  name: 'kindNote',
  plural: 'kindNotes',
  fresh: 'newNote',
  blank: { ...blankShared, kind: 'note', body: '' },
  shown: [{ name: 'body', label: 'vaultNoteBody', as: 'text' }],
  copied: ({ body }) => body,
};
