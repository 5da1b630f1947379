/*
 * kinds: what an item is. One file a kind, joined by the table below; what all kinds share; how fields are read.
 */
import type { KindTable } from './kind.ts';
import { note } from './note.ts';
import type { NoteItem } from './note.ts';

export { MalformedItemError, UnknownKindError } from './errors.ts';
export { asFields, baseFields, textField, timeField } from './fields.ts';
export type { AnyItem, FieldHistory, FieldsOf } from './item.ts';
export type { FieldRule, Kind, KindTable } from './kind.ts';
export type { NoteItem } from './note.ts';

/** Any item of ours. A new kind is one more here, and one more row below. */
export type Item = NoteItem;

export const table: KindTable<Item> = { note };
