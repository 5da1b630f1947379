import { MalformedItemError } from './errors.ts';
import type { CustomField, FieldHistory, ItemBase } from './item.ts';

/** An opened record body before anything about it is known. */
export type Fields = Readonly<Record<string, unknown>>;

export function asFields(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new MalformedItemError(name);
  return value as Fields;
}

export function textField(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new MalformedItemError(name);
  return value;
}

export function timeField(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new MalformedItemError(name);
  return value;
}

/** One that came later than the first items: '' where it isn't there. */
export function addedField(fields: Fields, name: string): string {
  return fields[name] === undefined ? '' : textField(fields, name);
}

/** Fields of texts, '' where one isn't there. */
export function textFields<N extends string>(fields: Fields, names: readonly N[]): Record<N, string> {
  return Object.fromEntries(names.map((name) => [name, addedField(fields, name)])) as Record<N, string>;
}

export function flagField(fields: Fields, name: string): boolean {
  const value = fields[name];
  if (typeof value !== 'boolean') throw new MalformedItemError(name);
  return value;
}

export function listField<T>(fields: Fields, name: string, each: (value: unknown) => T): T[] {
  const value = fields[name];
  if (!Array.isArray(value)) throw new MalformedItemError(name);
  return value.map(each);
}

function historyEntry(value: unknown): FieldHistory {
  const entry = asFields(value, 'history');
  if (!('value' in entry)) throw new MalformedItemError('history');
  return { ...entry, field: textField(entry, 'field'), value: entry['value'], until: timeField(entry, 'until') };
}

function customField(value: unknown): CustomField {
  const entry = asFields(value, 'fields');
  return {
    ...entry,
    id: textField(entry, 'id'),
    label: textField(entry, 'label'),
    type: textField(entry, 'type') as CustomField['type'],
    value: textField(entry, 'value'),
  };
}

export function tagOf(value: unknown): string {
  if (typeof value !== 'string') throw new MalformedItemError('tags');
  return value;
}

/**
 * The part that every kind shares. Fields that this version doesn't know come along unchanged, because a newer version
 * on another device may have written them.
 */
export function baseFields(fields: Fields): ItemBase {
  return {
    ...fields,
    title: textField(fields, 'title'),
    favourite: flagField(fields, 'favourite'),
    tags: listField(fields, 'tags', tagOf),
    folder: addedField(fields, 'folder'),
    fields: fields['fields'] === undefined ? [] : listField(fields, 'fields', customField),
    createdAt: timeField(fields, 'createdAt'),
    updatedAt: timeField(fields, 'updatedAt'),
    ...(fields['trashedAt'] === undefined ? {} : { trashedAt: timeField(fields, 'trashedAt') }),
    history: listField(fields, 'history', historyEntry),
  };
}
