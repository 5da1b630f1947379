/*
 * kinds: what an item is. One file a kind, joined by the table below; what all kinds share; how fields are read.
 */
import { card } from './card.ts';
import type { CardItem } from './card.ts';
import { identity } from './identity.ts';
import type { IdentityItem } from './identity.ts';
import type { KindTable } from './kind.ts';
import { login } from './login.ts';
import type { LoginItem } from './login.ts';
import { note } from './note.ts';
import type { NoteItem } from './note.ts';
import { sshKey } from './ssh-key.ts';
import type { SshKeyItem } from './ssh-key.ts';

export { MalformedItemError, UnknownKindError } from './errors.ts';
export { asFields, baseFields, listField, tagOf, textField, timeField } from './fields.ts';
export type { Fields } from './fields.ts';
export type { AnyItem, CustomField, FieldHistory, FieldsOf } from './item.ts';
export type { FieldRule, Kind, KindTable } from './kind.ts';
export { readLoginSummary } from './login-summary.ts';
export type { LoginSummary, LoginUrl } from './login-summary.ts';
export type { NoteItem };

/** Any item of ours. A new kind is one more here, and one more row below. */
export type Item = NoteItem | LoginItem | CardItem | IdentityItem | SshKeyItem;

export const table: KindTable<Item> = { note, login, card, identity, 'ssh-key': sshKey };
