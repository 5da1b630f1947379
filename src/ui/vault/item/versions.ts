import type { CustomField, FieldHistory, ItemFields, LoginUrl } from '../../../items/index.ts';

const ENTRY = 'fields/';

/** What an item said before in one of its fields. */
export interface Version extends FieldHistory {
  /** As it is read. */
  readonly text: string;
  /** What it was called, of a field that a person added. */
  readonly label?: string;
}

/** Former values, newest first; of one field, or of all. Those that can't be read stay in the history, unseen. */
export function versionsOf(history: readonly FieldHistory[], field?: string): Version[] {
  return history
    .filter((entry) => field === undefined || entry.field === field)
    .flatMap((entry) => readable(entry))
    .reverse();
}

/** The edit that brings a former value back; of a field that was removed since, the whole field. */
export function bringBack(item: ItemFields, { field, value }: FieldHistory): Partial<ItemFields> {
  if (!field.startsWith(ENTRY)) return { [field]: value };
  const former = value as CustomField;
  const isThere = item.fields.some(({ id }) => id === former.id);
  return {
    fields: isThere ? item.fields.map((each) => (each.id === former.id ? former : each)) : [...item.fields, former],
  };
}

/** Of the fields that a person added, those that are only in the history: the last value of each. */
export function removedFields(item: ItemFields, history: readonly FieldHistory[]): Version[] {
  const here = new Set(item.fields.map(({ id }) => `${ENTRY}${id}`));
  const gone = versionsOf(history).filter(({ field }) => field.startsWith(ENTRY) && !here.has(field));
  return gone.filter((version, at) => gone.findIndex(({ field }) => field === version.field) === at);
}

function readable(entry: FieldHistory): Version[] {
  const { field, value } = entry;
  if (typeof value === 'string') return [{ ...entry, text: value }];
  if (Array.isArray(value)) return [{ ...entry, text: (value as LoginUrl[]).map((each) => each.url).join('\n') }];
  if (!field.startsWith(ENTRY) || typeof value !== 'object' || value === null) return [];
  const former = value as CustomField;
  return [{ ...entry, text: former.value, label: former.label }];
}
