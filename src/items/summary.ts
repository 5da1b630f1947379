import { listField, MalformedItemError, readLoginSummary, tagOf, textField, timeField } from './kinds/index.ts';
import type { AnyItem, Kind, LoginSummary } from './kinds/index.ts';

/** What the index (the snapshot) knows of an item: enough for a list and for search, and nothing secret of its body. */
export interface ItemSummary<K extends string = string> {
  readonly kind: K;
  readonly title: string;
  readonly detail: string;
  /** What search finds besides; absent where the kind has no such thing. */
  readonly alsoFound?: string;
  /** Of a login: where it belongs. */
  readonly login?: LoginSummary;
  /** Absent where it has none. */
  readonly tags?: readonly string[];
  readonly folder?: string;
  readonly favourite: boolean;
  readonly updatedAt: number;
  /** Absent where it is the same; an index of an earlier version doesn't say it. */
  readonly createdAt?: number;
  readonly trashedAt?: number;
}

/** A summary with the record it belongs to. */
export interface Summary<K extends string = string> extends ItemSummary<K> {
  readonly id: string;
  readonly revision: number;
}

const LONGEST = 500;

/** What a kind says of a row. */
type Says<I extends AnyItem> = Pick<Kind<I>, 'detail' | 'alsoFound' | 'login'>;

export function summaryOf<I extends AnyItem>(item: I, kind: Says<I>): ItemSummary<I['kind']> {
  const alsoFound = kind.alsoFound?.(item).slice(0, LONGEST);
  return {
    kind: item.kind,
    title: item.title.slice(0, LONGEST),
    detail: kind.detail(item).slice(0, LONGEST),
    ...(alsoFound === undefined ? {} : { alsoFound }),
    ...(kind.login === undefined ? {} : { login: kind.login(item) }),
    ...(item.tags.length === 0 ? {} : { tags: item.tags }),
    ...(item.folder === '' ? {} : { folder: item.folder }),
    favourite: item.favourite,
    updatedAt: item.updatedAt,
    ...(item.createdAt === item.updatedAt ? {} : { createdAt: item.createdAt }),
    ...(item.trashedAt === undefined ? {} : { trashedAt: item.trashedAt }),
  };
}

/** Reads what an entry says, its kind apart. Throws MalformedItemError. */
export function readSummary(fields: Readonly<Record<string, unknown>>): Omit<Summary, 'kind'> {
  const favourite = fields['favourite'];
  if (typeof favourite !== 'boolean') throw new MalformedItemError('favourite');
  return {
    id: textField(fields, 'id'),
    revision: timeField(fields, 'revision'),
    title: textField(fields, 'title'),
    detail: textField(fields, 'detail'),
    ...(fields['alsoFound'] === undefined ? {} : { alsoFound: textField(fields, 'alsoFound') }),
    ...(fields['login'] === undefined ? {} : { login: readLoginSummary(fields['login']) }),
    ...(fields['tags'] === undefined ? {} : { tags: listField(fields, 'tags', tagOf) }),
    ...(fields['folder'] === undefined ? {} : { folder: textField(fields, 'folder') }),
    favourite,
    updatedAt: timeField(fields, 'updatedAt'),
    ...(fields['createdAt'] === undefined ? {} : { createdAt: timeField(fields, 'createdAt') }),
    ...(fields['trashedAt'] === undefined ? {} : { trashedAt: timeField(fields, 'trashedAt') }),
  };
}
