import type { Domain } from '../records/index.ts';
import { UnknownKindError } from './errors.ts';
import { asFields, baseFields, textField, type Fields } from './fields.ts';
import type { Item, ItemKind, NoteItem } from './item.ts';

/** All that has to be said about a kind of item. A new kind is one more row of `kinds` and one more type in `Item`. */
interface Kind<I extends Item> {
  /** Whose key seals it. */
  readonly domain: Domain;
  readonly parse: (fields: Fields) => I;
  /** Fields whose former values are kept in the history. */
  readonly remembered: readonly (keyof I & string)[];
  /** What the second line of its row says, and what is searched besides the title. Nothing secret: it stands in the index. */
  readonly detail: (item: I) => string;
}

const note: Kind<NoteItem> = {
  domain: 'notes',
  parse: (fields) => ({ ...baseFields(fields), kind: 'note', body: textField(fields, 'body') }),
  remembered: ['title', 'body'],
  detail: (item) => item.tags.join(', '),
};

const kinds: { readonly [K in ItemKind]: Kind<Extract<Item, { kind: K }>> } = { note };

export function kindOf<I extends Item>(item: I): Kind<I> {
  return kinds[item.kind] as unknown as Kind<I>;
}

/** The domain that an item of this kind is sealed in. */
export function domainOf(kind: ItemKind): Domain {
  return kinds[kind].domain;
}

/** Domains that hold items: what an import takes over. */
export function itemDomains(): Domain[] {
  return [...new Set(Object.values(kinds).map((kind) => kind.domain))];
}

/** Throws UnknownKindError. */
export function kindNamed(name: string): ItemKind {
  if (!Object.hasOwn(kinds, name)) throw new UnknownKindError();
  return name as ItemKind;
}

/**
 * Reads an opened record body as an item; fields that this version doesn't know are kept.
 * Throws MalformedItemError, or UnknownKindError for a kind of a later version: the caller must not write such a record.
 */
export function parseItem(body: unknown): Item {
  const fields = asFields(body, 'item');
  return kinds[kindNamed(textField(fields, 'kind'))].parse(fields);
}
