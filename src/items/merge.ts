import { at, changeFields, same, trimHistory } from './edit.ts';
import type { Rules } from './edit.ts';
import type { AnyItem, FieldHistory, FieldRule, FieldsOf } from './kinds/index.ts';

export interface MergedEdit<I extends AnyItem> {
  readonly item: I;
  /** Two values could not both stay: the one just typed does, the stored one is in the history. */
  readonly conflict: boolean;
}

interface Edit<I extends AnyItem> {
  readonly stored: I;
  readonly base: FieldsOf<I>;
  readonly edit: FieldsOf<I>;
  readonly now: number;
}

/** See `Kinds.merge`. */
export function mergeFields<I extends AnyItem>(rules: Rules, { stored, base, edit, now }: Edit<I>): MergedEdit<I> {
  const fields: Record<string, unknown> = {};
  const lost: FieldHistory[] = [];
  for (const field of Object.keys(edit)) {
    const [was, theirs, mine] = [at(base, field), at(stored, field), at(edit, field)];
    if (same(mine, was) || same(mine, theirs)) continue;
    const both = same(theirs, was) ? mine : mergeValues(rules[field]?.merge ?? 'whole', was, theirs, mine);
    fields[field] = both ?? mine;
    if (both === undefined) lost.push({ field, value: theirs, until: now });
  }
  const item = changeFields(rules, stored, fields as Partial<FieldsOf<I>>, now);
  const kept = lost.filter(({ field, value }) => !item.history.some((e) => e.field === field && same(e.value, value)));
  const conflict = lost.length > 0;
  return { item: kept.length === 0 ? item : { ...item, history: trimHistory([...item.history, ...kept]) }, conflict };
}

function mergeValues(how: FieldRule['merge'], base: unknown, theirs: unknown, mine: unknown): unknown {
  if (how === 'text' && typeof base === 'string' && typeof theirs === 'string' && typeof mine === 'string') {
    return mergeTexts(base, theirs, mine);
  }
  if (how === 'set' && Array.isArray(base) && Array.isArray(theirs) && Array.isArray(mine)) {
    return mergeSets(base, theirs, mine);
  }
  return undefined;
}

/** Mine, with what they added and without what they took away. */
function mergeSets(base: unknown[], theirs: unknown[], mine: unknown[]): unknown[] {
  const holds = (list: unknown[], value: unknown): boolean => list.some((each) => same(each, value));
  const added = theirs.filter((value) => !holds(base, value) && !holds(mine, value));
  return [...mine.filter((value) => holds(theirs, value) || !holds(base, value)), ...added];
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
