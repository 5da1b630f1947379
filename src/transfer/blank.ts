import type { CustomField, ItemFields } from '../items/index.ts';

type FieldsOfKind<K extends ItemFields['kind']> = Extract<ItemFields, { kind: K }>;

const shared = { title: '', favourite: false, tags: [], folder: '', fields: [] } as const;

export const blankLogin: FieldsOfKind<'login'> = {
  kind: 'login',
  ...shared,
  urls: [],
  username: '',
  password: '',
  accountId: '',
  totp: '',
  notes: '',
};

export const blankNote: FieldsOfKind<'note'> = { kind: 'note', ...shared, body: '' };

/** Fields of a person's own, numbered within their item; those without a value say nothing. */
export function ownFields(
  fields: readonly { readonly label: string; readonly type: CustomField['type']; readonly value: string }[],
): CustomField[] {
  return fields.filter(({ value }) => value !== '').map((field, at) => ({ id: String(at + 1), ...field }));
}
