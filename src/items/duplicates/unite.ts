import { itemLimits } from '../../typed/index.ts';
import { table } from '../kinds/index.ts';
import type { CustomField, FieldHistory, FieldRule, Item } from '../kinds/index.ts';
import { uniteFields } from './unite-fields.ts';

/** One item of several. */
export interface United {
  readonly item: Item;
  /** What gave way and is in its history now. */
  readonly former: readonly FieldHistory[];
}

/** A merged item while it is made: what stands, and what was put aside. */
interface Making {
  readonly fields: Map<string, unknown>;
  readonly former: FieldHistory[];
  readonly history: FieldHistory[];
}

/** What isn't content: it follows from that of all. */
const beside = new Set(['kind', 'createdAt', 'updatedAt', 'trashedAt', 'history', 'favourite']);
const MOST: Readonly<Record<string, number>> = { tags: itemLimits.tags, urls: itemLimits.urls };

/**
 * One item that holds what all of them held. What `keep` says stands; where it says nothing, what the first of the others says.
 * Sites, tags, fields and texts are united; any other value that differs goes to the history. Nothing is trimmed. All are of
 * one kind. `now` in milliseconds since 1970.
 */
export function unite(keep: Item, others: readonly Item[], now: number): United {
  const making: Making = { fields: new Map(Object.entries(keep)), former: [], history: [...keep.history] };
  for (const other of others) take(making, other, now);
  const { fields, former } = making;
  const changed = [...fields].some(([name, value]) => !beside.has(name) && !same(value, valueOf(keep, name)));
  const all = [keep, ...others];
  const item = {
    ...(Object.fromEntries(fields) as unknown as Item),
    favourite: all.some(({ favourite }) => favourite),
    createdAt: Math.min(...all.map(({ createdAt }) => createdAt)),
    updatedAt: changed || former.length > 0 ? Math.max(now, keep.updatedAt) : keep.updatedAt,
    history: distinct([...making.history, ...former]).sort((a, b) => a.until - b.until),
  };
  return { item, former };
}

function take(making: Making, other: Item, now: number): void {
  const { fields, history } = making;
  const aside = (field: string, value: unknown): void => putAside(making, { field, value, until: now });
  const united = uniteFields((fields.get('fields') ?? []) as readonly CustomField[], other);
  fields.set('fields', united.fields);
  for (const { field, value } of united.lost) aside(field, value);
  history.push(...united.history);
  for (const [name, theirs] of Object.entries(other)) {
    if (beside.has(name) || name === 'fields') continue;
    const mine = fields.get(name);
    if (same(mine, theirs) || isNothing(theirs)) continue;
    if (isNothing(mine)) {
      fields.set(name, theirs);
      continue;
    }
    const { value, lost } = together(other.kind, name, mine, theirs);
    fields.set(name, value);
    if (lost !== undefined) aside(name, lost);
  }
}

/** Two values of one field, neither of them empty. */
function together(
  kind: Item['kind'],
  name: string,
  mine: unknown,
  theirs: unknown,
): { readonly value: unknown; readonly lost?: unknown } {
  const how = name === 'tags' ? 'set' : ruleOf(kind, name)?.merge;
  if (how === 'text' && typeof mine === 'string' && typeof theirs === 'string') {
    const value = mine.includes(theirs) ? mine : theirs.includes(mine) ? theirs : `${mine}\n\n${theirs}`;
    if (value.length <= itemLimits.text) return { value };
  }
  if (how === 'set' && Array.isArray(mine) && Array.isArray(theirs)) {
    const known = new Set(mine.map((one) => JSON.stringify(one)));
    const more: unknown[] = theirs.filter((one) => !known.has(JSON.stringify(one)));
    const room = Math.max(0, (MOST[name] ?? Infinity) - mine.length);
    const value: unknown[] = [...(mine as readonly unknown[]), ...more.slice(0, room)];
    return more.length > room ? { value, lost: more.slice(room) } : { value };
  }
  return { value: mine, lost: theirs };
}

function ruleOf(kind: Item['kind'], name: string): FieldRule | undefined {
  const rules: Readonly<Record<string, FieldRule>> = table[kind].fields;
  return Object.hasOwn(rules, name) ? rules[name] : undefined;
}

function putAside({ former, history }: Making, entry: FieldHistory): void {
  const isKnown = [...history, ...former].some(({ field, value }) => field === entry.field && same(value, entry.value));
  if (!isKnown) former.push(entry);
}

function distinct(history: readonly FieldHistory[]): FieldHistory[] {
  return [...new Map(history.map((entry) => [JSON.stringify(entry), entry])).values()];
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function valueOf(item: Item, name: string): unknown {
  return (item as unknown as Readonly<Record<string, unknown>>)[name];
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
