import { findLike, idOf } from '../records/index.ts';
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
  const edited = withFields(rules, item, fields, now);
  return edited === item ? item : { ...edited, history: trimHistory(edited.history) };
}

/** The same with all of the history. */
export function withFields<I extends AnyItem>(rules: Rules, item: I, fields: Partial<FieldsOf<I>>, now: number): I {
  const changed = Object.keys(fields).filter((name) => !same(at(item, name), at(fields, name)));
  if (changed.length === 0) return item;
  const forgotten = changed
    .flatMap((name) => replacedValues(rules[name], name, at(item, name), at(fields, name)))
    .filter((replaced) => worthKeeping(item, replaced, now))
    .map(({ field, value }) => ({ field, value, until: now }));
  const content = changed.some((name) => name !== 'favourite');
  return {
    ...item,
    ...fields,
    updatedAt: content ? Math.max(now, item.updatedAt) : item.updatedAt,
    history: [...item.history, ...forgotten],
  };
}

interface Replaced {
  /** The name of a field, or `<name>/<id>` for an entry of a list. */
  readonly field: string;
  readonly value: unknown;
  readonly next: unknown;
  readonly each: boolean;
}

/** Of a list with entries, those which change; of anything else, all of it. */
function replacedValues(rule: FieldRule | undefined, field: string, value: unknown, next: unknown): Replaced[] {
  if (!rule?.remembered) return [];
  const each = rule.remembered === 'each';
  if (rule.merge !== 'entries') return [{ field, value, next, each }];
  const nextList: readonly unknown[] = Array.isArray(next) ? next : [];
  return (Array.isArray(value) ? (value as readonly unknown[]) : [])
    .map((entry) => ({ field: entryField(field, entry), value: entry, next: findLike(nextList, entry), each }))
    .filter((entry) => !same(entry.value, entry.next));
}

/** How the history calls an entry of a list. */
function entryField(field: string, entry: unknown): string {
  return `${field}/${idOf(entry) ?? ''}`;
}

/** Autosave writes every second: not each of those values is history, but no value that could be missed is left out. */
function worthKeeping(item: AnyItem, { field, value, next, each }: Replaced, now: number): boolean {
  const known = (wanted: unknown): boolean =>
    item.history.some((entry) => entry.field === field && same(entry.value, wanted));
  if (textOf(value) === '' || known(value)) return false;
  if (each) return !(Array.isArray(value) && value.length === 0);
  const last = item.history.findLast((entry) => entry.field === field)?.until ?? item.createdAt;
  const stood = now < last || now - item.updatedAt >= STOOD || now - last >= STEP;
  return stood || next === undefined || shrinks(textOf(value), textOf(next)) || known(next);
}

/** A text, or that of an entry. */
function textOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
}

/** Selecting everything and pressing a key is the classic way to lose a text. */
function shrinks(value: unknown, next: unknown): boolean {
  return typeof value === 'string' && typeof next === 'string' && next.length * 2 < value.length;
}

/** The newest entries, as many as a record can sensibly carry. */
function trimHistory(history: readonly FieldHistory[]): FieldHistory[] {
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
