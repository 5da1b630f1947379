/*
 * kinds: what a page may put into an item, one file a kind, joined by the table below.
 */
import type * as v from 'valibot';
import type { ItemFields, ItemKind } from '../../../items/index.ts';
import { card } from './card.ts';
import { identity } from './identity.ts';
import { login } from './login.ts';
import { note } from './note.ts';
import { sshKey } from './ssh-key.ts';

export type { CardFields } from './card.ts';
export type { IdentityFields } from './identity.ts';
export type { LoginFields } from './login.ts';
export type { NoteFields } from './note.ts';
export type { SshKeyFields } from './ssh-key.ts';

type Entries = { readonly kind: v.LiteralSchema<string, undefined> } & v.ObjectEntries;
/** A schema by the name of each kind. */
export type KindSchemas = Readonly<Record<string, v.StrictObjectSchema<Entries, undefined>>>;

export const schemas = { note, login, card, identity, 'ssh-key': sshKey } satisfies {
  readonly [K in ItemKind]: v.GenericSchema<unknown, Extract<ItemFields, { kind: K }>>;
};
