/*
 * [Note: merge] Two edits of one record against their common base (protocol 3), field by field over JSON objects, knowing
 * four fields by name: `history` (a union), `createdAt`, `updatedAt` and `trashedAt` (times). A field that only one side
 * changed takes that side. Where both did, the side edited later wins and the other's value goes to the history, so no
 * edit is ever lost; lists merge element by element (see [Note: lists]), and an entry that gives way goes there as
 * `<field>/<id>`. The outcome doesn't depend on who merges: ours and theirs may be swapped.
 */

import { canonical, isFields, same } from './json.ts';
import type { Fields } from './json.ts';
import { mergeLists } from './merge-lists.ts';

/** A value that a merge put aside. `until`: when it stopped being current, milliseconds since 1970. */
interface Former {
  readonly field: string;
  readonly value: unknown;
  readonly until: number;
}

/** One merge: both sides, and what they came from (no fields, if that is not known any more). */
interface Three {
  readonly base: Fields;
  readonly ours: Fields;
  readonly theirs: Fields;
}

const TIMES = new Set(['createdAt', 'updatedAt', 'trashedAt']);

/**
 * Merges two versions of a record's body. `base`: the body that both began with, undefined if it is gone; then every
 * difference counts as an edit of both. `undefined` as a side: it was deleted; it stays so only if the other side
 * didn't edit it. Bodies that aren't JSON objects don't merge: the greater in canonical order stays.
 */
export function mergeBodies(base: unknown, ours: unknown, theirs: unknown): unknown {
  if (same(ours, theirs)) return ours;
  if (ours === undefined || theirs === undefined) return survivor(base, given(ours, theirs));
  if (base !== undefined && same(base, ours)) return theirs;
  if (base !== undefined && same(base, theirs)) return ours;
  if (!isFields(ours) || !isFields(theirs)) return canonical(ours) > canonical(theirs) ? ours : theirs;
  return mergeFields({ base: isFields(base) ? base : {}, ours, theirs });
}

/** A delete never silently beats an edit. */
function survivor(base: unknown, kept: unknown): unknown {
  return base !== undefined && same(base, kept) ? undefined : kept;
}

function mergeFields(three: Three): Fields {
  const names = [...new Set([...Object.keys(three.ours), ...Object.keys(three.theirs)])];
  const later = laterSide(three);
  const merged: [string, unknown][] = [];
  const former: Former[] = [];
  for (const name of names.filter((field) => field !== 'history' && !TIMES.has(field))) {
    const { value, lost } = mergeField(three, name, later);
    if (value !== undefined) merged.push([name, value]);
    former.push(...lost.map((one) => ({ ...one, until: timeOf(three[later]) })));
  }
  const history = mergeHistory(three, former);
  return {
    ...Object.fromEntries(merged),
    ...mergeTimes(three),
    ...(history.length > 0 || names.includes('history') ? { history } : {}),
  };
}

interface MergedField {
  readonly value: unknown;
  readonly lost: readonly Omit<Former, 'until'>[];
}

function mergeField({ base, ours, theirs }: Three, name: string, later: 'ours' | 'theirs'): MergedField {
  const [was, mine, other] = [at(base, name), at(ours, name), at(theirs, name)];
  if (same(mine, other)) return { value: mine, lost: [] };
  if (same(was, mine)) return { value: other, lost: [] };
  if (same(was, other)) return { value: mine, lost: [] };
  // One side took the field away, the other edited it.
  if (mine === undefined || other === undefined) return { value: given(mine, other), lost: [] };
  const [kept, gone] = later === 'ours' ? [mine, other] : [other, mine];
  if (!Array.isArray(kept) || !Array.isArray(gone)) return { value: kept, lost: [{ field: name, value: gone }] };
  const { value, lost } = mergeLists({ base: listOf(was), winner: kept, other: gone });
  return { value, lost: lost.map((entry) => ({ field: `${name}/${entry.id}`, value: entry.value })) };
}

/** The side edited later; canonical order decides between equal times, so that both sides agree. */
function laterSide({ ours, theirs }: Three): 'ours' | 'theirs' {
  const difference = timeOf(ours) - timeOf(theirs);
  if (difference !== 0) return difference > 0 ? 'ours' : 'theirs';
  return canonical(ours) > canonical(theirs) ? 'ours' : 'theirs';
}

function timeOf(fields: Fields): number {
  const time = at(fields, 'updatedAt');
  return typeof time === 'number' ? time : 0;
}

/** Made at the earliest, edited at the latest, and out of the trash if the other side edited what one side threw away. */
function mergeTimes(three: Three): Fields {
  const trashedAt = mergeTrash(three);
  return {
    ...timeField('createdAt', three, Math.min),
    ...timeField('updatedAt', three, Math.max),
    ...(trashedAt === undefined ? {} : { trashedAt }),
  };
}

function timeField(name: string, { ours, theirs }: Three, choose: (...times: number[]) => number): Fields {
  const times = [at(ours, name), at(theirs, name)].filter((time) => typeof time === 'number');
  return times.length === 0 ? {} : { [name]: choose(...times) };
}

function mergeTrash(three: Three): unknown {
  const { base, ours, theirs } = three;
  const [was, mine, other] = [at(base, 'trashedAt'), at(ours, 'trashedAt'), at(theirs, 'trashedAt')];
  if (mine !== undefined && other !== undefined) return Math.max(Number(mine), Number(other));
  if (mine === undefined && other === undefined) return undefined;
  // Thrown away before, and taken out again by one side.
  if (was !== undefined) return undefined;
  const edited = mine === undefined ? ours : theirs;
  return sameContent(base, edited) ? given(mine, other) : undefined;
}

function sameContent(a: Fields, b: Fields): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => name === 'history' || TIMES.has(name) || same(at(a, name), at(b, name)));
}

/** What stands in both; what one side added; not what one side took away; and what this merge puts aside. */
function mergeHistory({ base, ours, theirs }: Three, former: readonly Former[]): unknown[] {
  const [was, mine, other] = [base, ours, theirs].map((side) => byCanon(listOf(at(side, 'history'))));
  const merged = new Map<string, unknown>();
  for (const [key, entry] of [...(mine ?? []), ...(other ?? [])]) {
    const inBoth = mine?.has(key) === true && other?.has(key) === true;
    if (inBoth || was?.has(key) !== true) merged.set(key, entry);
  }
  for (const [key, entry] of byCanon(former)) merged.set(key, entry);
  return [...merged].sort(byTime).map(([, entry]) => entry);
}

function byTime([keyA, a]: [string, unknown], [keyB, b]: [string, unknown]): number {
  return untilOf(a) - untilOf(b) || (keyA < keyB ? -1 : 1);
}

function untilOf(entry: unknown): number {
  const until = isFields(entry) ? at(entry, 'until') : 0;
  return typeof until === 'number' ? until : 0;
}

function byCanon(list: readonly unknown[]): Map<string, unknown> {
  return new Map(list.map((entry) => [canonical(entry), entry]));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The one that is there; null is a value. */
function given(a: unknown, b: unknown): unknown {
  return a === undefined ? b : a;
}

/** An own field: bodies may have a field called `constructor`. */
function at(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
