import type { KindView } from '../kind.ts';

export const note: KindView = {
  icon: 'note',
  blank: { kind: 'note', title: '', body: '', favourite: false, tags: [] },
  remembered: { title: 'vaultNoteTitle', body: 'vaultNoteBody' },
  copied: ({ body }) => body,
};
