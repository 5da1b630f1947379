import { at, same } from './edit.ts';
import type { Fields } from './kinds/index.ts';

/** One change that is made to many items at once. Only marks and places: nothing of it is content that a history keeps. */
export type ManyChange =
  | { readonly do: 'trash' | 'restore' }
  | { readonly do: 'favourite'; readonly on: boolean }
  | { readonly do: 'folder'; readonly folder: string }
  | { readonly do: 'tag' | 'untag'; readonly tag: string };

/** What a change of many does to one item: the fields it sets, and what stood there. Undefined: no such field. */
export interface Patch {
  readonly before: Fields;
  readonly after: Fields;
}

/** The patch of one opened body; undefined where the change changes nothing. */
export function patchOf(body: Fields, change: ManyChange, now: number): Patch | undefined {
  const after = changed(body, change, now);
  const names = Object.keys(after).filter((name) => !same(at(body, name), after[name]));
  if (names.length === 0) return undefined;
  // Marking as favourite or moving to the trash is no change of content.
  const content = 'tag' in change || 'folder' in change;
  const times = content ? { updatedAt: Math.max(now, Number(at(body, 'updatedAt') ?? 0)) } : {};
  const set: Fields = { ...pick(after, names), ...times };
  return { before: pick(body, Object.keys(set)), after: set };
}

function changed(body: Fields, change: ManyChange, now: number): Fields {
  switch (change.do) {
    case 'trash':
      return { trashedAt: at(body, 'trashedAt') ?? now };
    case 'restore':
      return { trashedAt: undefined };
    case 'favourite':
      return { favourite: change.on };
    case 'folder':
      // Older items have no such field, which is the same as none.
      return (at(body, 'folder') ?? '') === change.folder ? {} : { folder: change.folder };
    case 'tag':
      return { tags: [...new Set([...listOf(at(body, 'tags')), change.tag])] };
    case 'untag':
      return { tags: listOf(at(body, 'tags')).filter((tag) => tag !== change.tag) };
  }
}

/** The body with what a patch sets; everything else of it stays, known to this version or not. */
export function applied(body: Fields, { after }: Patch): Fields {
  return withFields(body, after);
}

/**
 * Takes a patch back from a body as it is now. `edited`: somebody wrote it since. Field by field: what still stands as the
 * patch set it becomes what it was, of a list the other entries stay, and what somebody else set since stays. Answers the
 * same object where nothing is left to take back.
 */
export function takenBack(body: Fields, { before, after }: Patch, edited: boolean): Fields {
  const names = Object.keys(after).filter((name) => {
    // What was worth editing doesn't go back into the trash.
    if (name === 'trashedAt' && before[name] !== undefined && edited) return false;
    return same(at(body, name), after[name]);
  });
  const back = pick(before, names);
  const lists = Object.keys(after).filter((name) => !names.includes(name) && Array.isArray(after[name]));
  const rest = Object.fromEntries(lists.map((name) => [name, listBack(body, { before, after }, name)]));
  const set = { ...back, ...rest };
  return Object.keys(set).every((name) => same(at(body, name), set[name])) ? body : withFields(body, set);
}

/** A list that somebody else changed since: without what the patch added, and with what it took away. */
function listBack(body: Fields, { before, after }: Patch, name: string): readonly unknown[] {
  const [now, was, set] = [body, before, after].map((fields) => listOf(at(fields, name))) as [
    readonly unknown[],
    readonly unknown[],
    readonly unknown[],
  ];
  const stay = now.filter((entry) => !set.includes(entry) || was.includes(entry));
  return [...stay, ...was.filter((entry) => !set.includes(entry) && !stay.includes(entry))];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function pick(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, at(fields, name)]));
}

function withFields(body: Fields, set: Fields): Fields {
  return Object.fromEntries(Object.entries({ ...body, ...set }).filter(([, value]) => value !== undefined));
}
