import type { ShownField } from '../kind.ts';

/** What every new item begins with. */
export const blankShared = { title: '', favourite: false, tags: [], folder: '', fields: [] };

export const notesField: ShownField = { name: 'notes', label: 'itemNotes', as: 'text' };
