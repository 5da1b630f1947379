import { mergeLists } from '../records/index.ts';
import { at, same, withFields } from './edit.ts';
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

/** See `Kinds.merge`. Nothing is trimmed: what gives way here is known to nobody else. */
export function mergeFields<I extends AnyItem>(rules: Rules, { stored, base, edit, now }: Edit<I>): MergedEdit<I> {
  const fields: Record<string, unknown> = {};
  const lost: FieldHistory[] = [];
  for (const field of Object.keys(edit)) {
    const [was, theirs, mine] = [at(base, field), at(stored, field), at(edit, field)];
    if (same(mine, was) || same(mine, theirs)) continue;
    const both = same(theirs, was)
      ? { value: mine, lost: [] }
      : mergeValues({ field, how: rules[field]?.merge ?? 'whole', base: was, theirs, mine });
    fields[field] = both.value;
    lost.push(...both.lost.map((one) => ({ ...one, until: now })));
  }
  const item = withFields(rules, stored, fields as Partial<FieldsOf<I>>, now);
  const kept = lost.filter(({ field, value }) => !item.history.some((e) => e.field === field && same(e.value, value)));
  const conflict = lost.length > 0;
  return { item: kept.length === 0 ? item : { ...item, history: [...item.history, ...kept] }, conflict };
}

interface Three {
  readonly field: string;
  readonly how: FieldRule['merge'];
  readonly base: unknown;
  readonly theirs: unknown;
  readonly mine: unknown;
}

interface MergedValue {
  readonly value: unknown;
  readonly lost: readonly Omit<FieldHistory, 'until'>[];
}

function mergeValues({ field, how, base, theirs, mine }: Three): MergedValue {
  if (how === 'text' && typeof base === 'string' && typeof theirs === 'string' && typeof mine === 'string') {
    const text = mergeTexts(base, theirs, mine);
    if (text !== undefined) return { value: text, lost: [] };
  }
  if ((how === 'set' || how === 'entries') && Array.isArray(base) && Array.isArray(theirs) && Array.isArray(mine)) {
    const { value, lost } = mergeLists({ base, winner: mine, other: theirs });
    return { value, lost: lost.map((entry) => ({ field: `${field}/${entry.id}`, value: entry.value })) };
  }
  return { value: mine, lost: [{ field, value: theirs }] };
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
