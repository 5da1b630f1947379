/**
 * items: what is kept. The kinds of items, how a stored body is read and edited without losing anything, what the index
 * knows of an item, and how the index is searched. Holds no key and stores nothing: bodies come in opened and go out plain.
 */
import { kindsOf } from './kinds-of.ts';
import { table } from './kinds/index.ts';
import type { FieldsOf, Item } from './kinds/index.ts';

export { MalformedItemError, table, UnknownKindError } from './kinds/index.ts';
export type { AnyItem, CustomField, FieldHistory, Item, Kind, LoginUrl, NoteItem } from './kinds/index.ts';
export { kindsOf } from './kinds-of.ts';
export type { Kinds } from './kinds-of.ts';
export { httpDoubt, inPageOrder, loginsByPage, pageAddress, storedAddress, storedUrl } from './match/index.ts';
export type { Address, Closeness, Doubt, LoginsByPage, PageFound } from './match/index.ts';
export { groupsAmong, suspects, traitsOf, unite } from './duplicates/index.ts';
export type { Group, Traits } from './duplicates/index.ts';
export { newItem, restoreItem, trashItem } from './edit.ts';
export { applied, patchOf, takenBack } from './many.ts';
export type { ManyChange, Patch } from './many.ts';
export { createdAt, inOrder } from './order.ts';
export { itemLimits } from '../typed/index.ts';
export { MOST_ITEM_BYTES } from './size.ts';
export type { Summary } from './summary.ts';
export { generate, readOptions, readWordList, rulesFor, toldRules, unpackWords } from './generator/index.ts';
export type { GeneratorOptions, ToldRules } from './generator/index.ts';
export { goesAt } from './trash.ts';
export { newIndex, search } from './search.ts';
export type { SearchIndex } from './search.ts';
export { newSshKey, readPrivateKey, readPublicKey } from './ssh/index.ts';
export { codesOf } from './totp/index.ts';
export type { Codes, NoSecret } from './totp/index.ts';

export type ItemKind = Item['kind'];
/** What stands in a list; `later`: of a kind that this version doesn't know. */
export type ListedKind = ItemKind | 'later';
/** What the user may edit of an item of ours. */
export type ItemFields = FieldsOf<Item>;

/** The kinds that we have. */
export const kinds = kindsOf<Item>(table);
