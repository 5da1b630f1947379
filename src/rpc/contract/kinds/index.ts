/*
 * kinds: what a page may put into an item, one file a kind, joined by the table below.
 */
import type * as v from 'valibot';
import type { ItemFields, ItemKind } from '../../../items/index.ts';
import { note } from './note.ts';

export type { NoteFields } from './note.ts';

type Entries = { readonly kind: v.LiteralSchema<string, undefined> } & v.ObjectEntries;
/** A schema by the name of each kind. */
export type KindSchemas = Readonly<Record<string, v.StrictObjectSchema<Entries, undefined>>>;

export const schemas = { note } satisfies {
  readonly [K in ItemKind]: v.GenericSchema<unknown, Extract<ItemFields, { kind: K }>>;
};
