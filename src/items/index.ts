/**
 * vault: what is kept. The kinds of items, how a stored body is read and edited without losing anything, what the index
 * knows of an item, and how the index is searched. Holds no key and stores nothing: bodies come in opened and go out plain.
 */
export { MalformedItemError, UnknownKindError } from './errors.ts';
export type { FieldHistory, Item, ItemFields, ItemKind, NoteItem } from './item.ts';
export { domainOf, itemDomains, parseItem } from './kinds.ts';
export { editItem, newItem, restoreItem, trashItem } from './edit.ts';
export { mergeEdit, type MergedEdit } from './merge.ts';
export { parseSummary, summarizeRecord, summarize, type ItemSummary, type Summary } from './summary.ts';
export { newIndex, search, type SearchIndex } from './search.ts';
