import type { AnyItem, FieldHistory, FieldRule, FieldsOf } from './kinds/index.ts';

/** What a kind says of its fields, by their names. */
export type Rules = Readonly<Record<string, FieldRule>>;

const MINUTE = 60_000;
/** A value that stood this long was meant: typing on must not make it vanish. */
const STOOD = 2 * MINUTE;
/** During steady typing, one former value is kept this often. */
const STEP = 5 * MINUTE;
const MOST_ENTRIES = 100;
const MOST_CHARACTERS = 2_000_000;

/** A fresh item. */
export function newItem<I extends AnyItem>(fields: FieldsOf<I>, now: number): I {
  return { ...fields, createdAt: now, updatedAt: now, history: [] } as unknown as I;
}

/** See `Kinds.edit`. */
export function changeFields<I extends AnyItem>(rules: Rules, item: I, fields: Partial<FieldsOf<I>>, now: number): I {
  const changed = Object.keys(fields).filter((name) => !same(at(item, name), at(fields, name)));
  if (changed.length === 0) return item;
  const forgotten = Object.keys(rules)
    .filter((name) => rules[name]?.remembered && changed.includes(name))
    .filter((name) => worthKeeping(item, name, at(fields, name), now))
    .map((field) => ({ field, value: at(item, field), until: now }));
  const content = changed.some((name) => name !== 'favourite');
  return {
    ...item,
    ...fields,
    updatedAt: content ? Math.max(now, item.updatedAt) : item.updatedAt,
    history: trimHistory([...item.history, ...forgotten]),
  };
}

/** Autosave writes every second: not each of those values is history, but no value that could be missed is left out. */
function worthKeeping(item: AnyItem, field: string, next: unknown, now: number): boolean {
  const value = at(item, field);
  const known = (wanted: unknown): boolean =>
    item.history.some((entry) => entry.field === field && same(entry.value, wanted));
  if (value === '' || known(value)) return false;
  const last = item.history.findLast((entry) => entry.field === field)?.until ?? item.createdAt;
  return now < last || now - item.updatedAt >= STOOD || now - last >= STEP || shrinks(value, next) || known(next);
}

/** Selecting everything and pressing a key is the classic way to lose a text. */
function shrinks(value: unknown, next: unknown): boolean {
  return typeof value === 'string' && typeof next === 'string' && next.length * 2 < value.length;
}

/** The newest entries, as many as a record can sensibly carry. */
export function trimHistory(history: readonly FieldHistory[]): FieldHistory[] {
  const kept: FieldHistory[] = [];
  let characters = 0;
  for (const entry of history.slice(-MOST_ENTRIES).reverse()) {
    characters += typeof entry.value === 'string' ? entry.value.length : JSON.stringify(entry.value).length;
    if (kept.length > 0 && characters > MOST_CHARACTERS) break;
    kept.push(entry);
  }
  return kept.reverse();
}

export function trashItem<I extends AnyItem>(item: I, now: number): I {
  return item.trashedAt === undefined ? { ...item, trashedAt: now } : item;
}

export function restoreItem<I extends AnyItem>(item: I): I {
  const { trashedAt, ...rest } = item;
  return trashedAt === undefined ? item : (rest as unknown as I);
}

/** A field by its name; undefined where it isn't there. */
export function at(value: object, name: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** Equal as JSON; what is compared here came out of JSON. */
export function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
