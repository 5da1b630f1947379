import { kinds } from '../items/index.ts';
import type { CustomField, ItemFields, ItemKind } from '../items/index.ts';

/** An item of a kind with nothing in it, as the kind itself reads one. */
export function blankOf<K extends ItemKind>(kind: K): Extract<ItemFields, { kind: K }> {
  const bare = { title: '', favourite: false, tags: [], createdAt: 0, updatedAt: 0, history: [], body: '' };
  return kinds.fieldsOf(kinds.parse({ kind, ...bare })) as Extract<ItemFields, { kind: K }>;
}

/** Fields of a person's own, numbered within their item; those without a value say nothing. */
export function ownFields(
  fields: readonly { readonly label: string; readonly type: CustomField['type']; readonly value: string }[],
): CustomField[] {
  return fields.filter(({ value }) => value !== '').map((field, at) => ({ id: String(at + 1), ...field }));
}
