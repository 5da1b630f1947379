import type { CustomField, FieldHistory, Item, ItemFields, Kinds } from '../../items/index.ts';
import type { Found } from '../../transfer/index.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * One item of two that mean the same: what either has and the other lacks stands; of two values the newer side's stands, and
 * the other goes to the history. Nothing of either is lost. `now` in milliseconds since 1970.
 */
export function mergedWith(kinds: Kinds<Item>, stored: Item, found: Found, now: number): Item {
  const newer = found.updatedAt !== undefined && found.updatedAt > stored.updatedAt;
  const ours: Values = valuesOf(kinds.fieldsOf(stored));
  const theirs = valuesOf(found.item);
  const lost: FieldHistory[] = [];
  const fields: Record<string, unknown> = {};
  for (const name of Object.keys(ours)) {
    const [mine, other] = [ours[name], theirs[name]];
    if (Array.isArray(mine) && Array.isArray(other)) fields[name] = united(name, mine, other);
    else if (typeof mine === 'string' && typeof other === 'string') {
      const [value, former] = chosen(mine, other, newer);
      fields[name] = value;
      if (former !== '') lost.push({ field: name, value: former, until: now });
    } else if (typeof mine === 'boolean') fields[name] = mine || other === true;
  }
  // `edit` decides what is worth remembering while somebody types; here every value that gives way is.
  const history = [...stored.history, ...(found.history ?? []), ...lost];
  return { ...found.later, ...stored, ...(fields as unknown as ItemFields), updatedAt: now, history };
}

/** Fields by their names, whatever the kind. */
function valuesOf(fields: ItemFields): Values {
  return Object.fromEntries(Object.entries(fields));
}

/** The value that stands, and the one that gives way ('' for none). */
function chosen(mine: string, other: string, newer: boolean): [string, string] {
  if (mine === other || other === '') return [mine, ''];
  if (mine === '') return [other, ''];
  return newer ? [other, mine] : [mine, other];
}

function united(name: string, mine: readonly unknown[], other: readonly unknown[]): unknown[] {
  if (name !== 'fields') {
    const known = new Set(mine.map((one) => JSON.stringify(one)));
    return [...mine, ...other.filter((one) => !known.has(JSON.stringify(one)))];
  }
  const [fields, more] = [mine as readonly CustomField[], other as readonly CustomField[]];
  const said = (field: CustomField): string => JSON.stringify([field.label, field.type, field.value]);
  const known = new Set(fields.map(said));
  const ids = new Set(fields.map(({ id }) => id));
  const fresh = more.filter((field) => !known.has(said(field)));
  return [...fields, ...fresh.map((field) => ({ ...field, id: freeId(ids, field.id) }))];
}

function freeId(taken: Set<string>, wanted: string): string {
  let id = wanted;
  for (let at = 2; taken.has(id); at++) id = `${wanted}-${String(at)}`;
  taken.add(id);
  return id;
}

/** What two items of one user differ in, by the names of fields; and which side was changed later. */
export function differences(
  kinds: Kinds<Item>,
  stored: Item,
  found: Found,
): { readonly fields: readonly string[]; readonly newer: 'here' | 'file' | 'unknown' } {
  const ours: Values = valuesOf(kinds.fieldsOf(stored));
  const theirs = valuesOf(found.item);
  const fields = Object.keys(ours).filter((name) => JSON.stringify(ours[name]) !== JSON.stringify(theirs[name]));
  if (found.updatedAt === undefined) return { fields, newer: 'unknown' };
  return { fields, newer: found.updatedAt > stored.updatedAt ? 'file' : 'here' };
}
