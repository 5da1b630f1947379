import type { Domain } from '../records/index.ts';
import { MalformedItemError } from './errors.ts';
import { asFields, textField, timeField } from './fields.ts';
import { itemDomains, kindNamed, kindOf, parseItem } from './kinds.ts';
import type { Item, ItemKind } from './item.ts';

/** What the index (the snapshot) knows of an item: enough for a list and for search, and nothing secret of its body. */
export interface ItemSummary {
  readonly kind: ItemKind;
  readonly title: string;
  readonly detail: string;
  readonly favourite: boolean;
  readonly updatedAt: number;
  readonly trashedAt?: number;
}

/** A summary with the record it belongs to. */
export interface Summary extends ItemSummary {
  readonly id: string;
  readonly revision: number;
}

const LONGEST = 500;

export function summarize(item: Item): ItemSummary {
  return {
    kind: item.kind,
    title: item.title.slice(0, LONGEST),
    detail: kindOf(item).detail(item).slice(0, LONGEST),
    favourite: item.favourite,
    updatedAt: item.updatedAt,
    ...(item.trashedAt === undefined ? {} : { trashedAt: item.trashedAt }),
  };
}

/**
 * What the index says of any record: null for one that is no item (settings, keys) or can't be read as one. Never throws,
 * and an item of a later version's kind is left out of the lists without being touched.
 */
export function summarizeRecord(domain: Domain, body: unknown): ItemSummary | null {
  if (!itemDomains().includes(domain)) return null;
  try {
    return summarize(parseItem(body));
  } catch {
    return null;
  }
}

/** Reads an entry of an opened snapshot. Throws MalformedItemError, UnknownKindError. */
export function parseSummary(entry: unknown): Summary {
  const fields = asFields(entry, 'summary');
  const favourite = fields['favourite'];
  if (typeof favourite !== 'boolean') throw new MalformedItemError('favourite');
  return {
    id: textField(fields, 'id'),
    revision: timeField(fields, 'revision'),
    kind: kindNamed(textField(fields, 'kind')),
    title: textField(fields, 'title'),
    detail: textField(fields, 'detail'),
    favourite,
    updatedAt: timeField(fields, 'updatedAt'),
    ...(fields['trashedAt'] === undefined ? {} : { trashedAt: timeField(fields, 'trashedAt') }),
  };
}
