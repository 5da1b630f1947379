import type { CustomField } from '../../../items/index.ts';
import type { MessageKey } from '../../../platform/index.ts';

export type FieldType = CustomField['type'];

/** What each type is called, the most usual first. */
export const typeWords: Readonly<Record<FieldType, MessageKey>> = {
  text: 'fieldText',
  hidden: 'fieldHidden',
  boolean: 'fieldBoolean',
  date: 'fieldDate',
  totp: 'fieldTotp',
  notes: 'fieldNotes',
};
/** The most that the contract takes. */
export const MOST_FIELDS = 200;

/** Whether this version knows the type; a field of another one is kept as it is. */
export function isKnown(type: string): type is FieldType {
  return Object.hasOwn(typeWords, type);
}

/** A field of some type, with nothing in it. */
export function newField(type: FieldType): CustomField {
  return { id: crypto.randomUUID(), label: '', type, value: '' };
}

/** The list with one of its fields moved by so many places, as far as it goes. */
export function moved(fields: readonly CustomField[], id: string, by: number): readonly CustomField[] {
  const at = fields.findIndex((field) => field.id === id);
  const to = Math.max(0, Math.min(at + by, fields.length - 1));
  const field = fields[at];
  if (field === undefined || to === at) return fields;
  const others = fields.filter((other) => other !== field);
  return [...others.slice(0, to), field, ...others.slice(to)];
}

/** The list with a removed field where it was; as it is where that is back already. */
export function putBack(fields: readonly CustomField[], field: CustomField, at: number): readonly CustomField[] {
  if (fields.some(({ id }) => id === field.id)) return fields;
  return [...fields.slice(0, at), field, ...fields.slice(at)];
}
