import { textField } from './fields.ts';
import type { ItemBase } from './item.ts';
import type { Kind } from './kind.ts';

export interface NoteItem extends ItemBase {
  readonly kind: 'note';
  readonly body: string;
}

export const note: Kind<NoteItem> = {
  domain: 'notes',
  parse: (fields) => ({ body: textField(fields, 'body') }),
  fields: { body: { merge: 'text', remembered: true } },
  detail: ({ tags }) => tags.join(', '),
};
