import { editItem, same, trimHistory } from './edit.ts';
import type { FieldHistory, Item, ItemFields } from './item.ts';

export interface MergedEdit<I extends Item> {
  readonly item: I;
  /** Two values could not both stay: the one just typed does, the stored one is in the history. */
  readonly conflict: boolean;
}

/**
 * Puts an edit that began on `base` into an item that was changed since (another window). Field by field: what only one
 * side changed is taken from that side; texts changed in different places and tags keep both changes; of two values that
 * exclude each other the edit's stays and the stored one goes to the history. Nothing that was typed is lost.
 */
export function mergeEdit<I extends Item>(
  stored: I,
  base: ItemFields<I>,
  edit: ItemFields<I>,
  now: number,
): MergedEdit<I> {
  const fields: Record<string, unknown> = {};
  const lost: FieldHistory[] = [];
  for (const field of Object.keys(edit)) {
    const [was, theirs, mine] = [at(base, field), at(stored, field), at(edit, field)];
    if (same(mine, was) || same(mine, theirs)) continue;
    const both = same(theirs, was) ? mine : mergeValues(was, theirs, mine);
    fields[field] = both ?? mine;
    if (both === undefined) lost.push({ field, value: theirs, until: now });
  }
  const item = editItem(stored, fields as Partial<ItemFields<I>>, now);
  const kept = lost.filter(({ field, value }) => !item.history.some((e) => e.field === field && same(e.value, value)));
  const conflict = lost.length > 0;
  return { item: kept.length === 0 ? item : { ...item, history: trimHistory([...item.history, ...kept]) }, conflict };
}

function mergeValues(base: unknown, theirs: unknown, mine: unknown): unknown {
  if (typeof base === 'string' && typeof theirs === 'string' && typeof mine === 'string') {
    return mergeTexts(base, theirs, mine);
  }
  if (Array.isArray(base) && Array.isArray(theirs) && Array.isArray(mine)) return mergeSets(base, theirs, mine);
  return undefined;
}

/** Mine, with what they added and without what they took away. */
function mergeSets(base: unknown[], theirs: unknown[], mine: unknown[]): unknown[] {
  const added = theirs.filter((value) => !base.includes(value) && !mine.includes(value));
  return [...mine.filter((value) => theirs.includes(value) || !base.includes(value)), ...added];
}

/** One replaced stretch of a text: `text` stands where `from` to `to` was. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Both changes of a text, or undefined when they touch the same place. */
function mergeTexts(base: string, theirs: string, mine: string): string | undefined {
  const [first, second] = [changeOf(base, theirs), changeOf(base, mine)].sort((a, b) => a.from - b.from) as [
    Change,
    Change,
  ];
  if (first.to >= second.from) return undefined;
  const between = base.slice(first.to, second.from);
  return base.slice(0, first.from) + first.text + between + second.text + base.slice(second.to);
}

/** What lies between the common beginning and the common end. */
function changeOf(base: string, text: string): Change {
  const shorter = Math.min(base.length, text.length);
  let from = 0;
  while (from < shorter && base[from] === text[from]) from++;
  let end = 0;
  while (end < shorter - from && base[base.length - 1 - end] === text[text.length - 1 - end]) end++;
  return { from, to: base.length - end, text: text.slice(from, text.length - end) };
}

function at(value: object, name: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[name];
}
