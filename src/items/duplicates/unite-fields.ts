import { itemLimits } from '../../typed/index.ts';
import type { CustomField, FieldHistory, Item } from '../kinds/index.ts';

interface UnitedFields {
  readonly fields: readonly CustomField[];
  /** What gave way, by the names that the history has for it. */
  readonly lost: readonly { readonly field: string; readonly value: CustomField }[];
  /** The other's history, with its fields by the ids that they have now. */
  readonly history: readonly FieldHistory[];
}

const ENTRY = 'fields/';

/**
 * The fields that a person added to two items. One that says the same in both is one; of one field in two versions (copies of
 * one item) ours stands; any other is one more, under an id that is free.
 */
export function uniteFields(ours: readonly CustomField[], other: Item): UnitedFields {
  const fields = [...ours];
  const lost: { field: string; value: CustomField }[] = [];
  const renamed = new Map<string, string>();
  const taken = new Set([...ours, ...other.fields].map(({ id }) => id));
  for (const theirs of other.fields) {
    const like = fields.find((mine) => said(mine) === said(theirs));
    const version = fields.find(
      ({ id, label, type }) => id === theirs.id && label === theirs.label && type === theirs.type,
    );
    if (like) renamed.set(theirs.id, like.id);
    else if (version) lost.push({ field: `${ENTRY}${version.id}`, value: theirs });
    else {
      const id = ours.some((mine) => mine.id === theirs.id) ? freeId(taken, theirs.id) : theirs.id;
      renamed.set(theirs.id, id);
      if (fields.length < itemLimits.fields) fields.push({ ...theirs, id });
      else lost.push({ field: `${ENTRY}${id}`, value: { ...theirs, id } });
    }
  }
  return { fields, lost, history: other.history.map((entry) => renameIn(entry, renamed)) };
}

function renameIn(entry: FieldHistory, renamed: ReadonlyMap<string, string>): FieldHistory {
  const id = entry.field.startsWith(ENTRY) ? renamed.get(entry.field.slice(ENTRY.length)) : undefined;
  if (id === undefined) return entry;
  const { value } = entry;
  const named = typeof value === 'object' && value !== null && 'id' in value ? { ...value, id } : value;
  return { ...entry, field: `${ENTRY}${id}`, value: named };
}

/** All that a field says: its id says nothing. */
function said(field: CustomField): string {
  return JSON.stringify(Object.entries({ ...field, id: '' }).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function freeId(taken: Set<string>, wanted: string): string {
  let id = wanted;
  for (let at = 2; taken.has(id); at++) id = `${wanted.slice(0, 50)}-${String(at)}`;
  taken.add(id);
  return id;
}
