import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newItem, unite } from '../../../src/items/index.ts';
import type { CustomField, Item } from '../../../src/items/index.ts';
import { blankOf } from '../../../src/transfer/blank.ts';
import { runs } from '../../support/runs.ts';
import { anyItem, anyKind, itemOf } from '../any-item.ts';

const told = JSON.stringify;
const valuesOf = (item: Item): [string, unknown][] => Object.entries(item);
const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;
const without = (value: object): unknown => told(Object.entries({ ...value, id: '' }).sort(byName));

/** Whether a value of a field stands in an item, or is in its history. */
function holds(item: Item, name: string, value: unknown): boolean {
  const now = valuesOf(item).find(([field]) => field === name)?.[1];
  const then = item.history.filter(({ field }) => field === name).map((entry) => entry.value);
  if (value === '' || told(now) === told(value) || then.some((one) => told(one) === told(value))) return true;
  if (typeof now === 'string' && typeof value === 'string') return now.includes(value);
  if (!Array.isArray(value)) return false;
  const all = [now, ...then]
    .flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []))
    .map((one) => told(one));
  return value.every((one) => all.includes(told(one)));
}

function holdsField(item: Item, field: CustomField): boolean {
  const former = item.history.filter((entry) => entry.field.startsWith('fields/')).map(({ value }) => value as object);
  return [...item.fields, ...former].some((one) => without(one) === without(field));
}

const beside = ['kind', 'favourite', 'createdAt', 'updatedAt', 'trashedAt', 'history', 'fields'];

/** What of `from` is not in `item`: values, fields and history entries. */
function lacks(item: Item, from: Item): unknown[] {
  const values = valuesOf(from).filter(([name, value]) => !beside.includes(name) && !holds(item, name, value));
  const fields = from.fields.filter((field) => !holdsField(item, field));
  const kept = item.history.map((entry) => told(entry.value));
  const history = from.history.filter(({ value }) => !kept.includes(told(value)) && !isOfField(item, value));
  return [...values, ...fields, ...history];
}

function isOfField(item: Item, value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    item.history.some((one) => without(one.value as object) === without(value))
  );
}

const group = anyKind.chain(
  (kind) => fc.array(itemOf(kind), { minLength: 2, maxLength: 4 }) as fc.Arbitrary<[Item, ...Item[]]>,
);
const login = (fields: object): Item => ({ ...newItem<Item>(blankOf('login'), 5), ...fields });

describe('one item of several', () => {
  test('holds every value of each, or has it in its history', () => {
    fc.assert(
      fc.property(group, ([keep, ...others]) => {
        const { item } = unite(keep, others, 9);
        for (const each of [keep, ...others]) expect(lacks(item, each)).toEqual([]);
      }),
      { numRuns: runs(200) },
    );
  });

  test('the check above sees what is lost', () => {
    const keep = login({ password: 'one', history: [{ field: 'password', value: 'zero', until: 1 }] });
    const other = login({ password: 'two', fields: [{ id: 'a', label: 'PIN', type: 'hidden', value: '12' }] });
    expect(lacks(keep, other)).toHaveLength(2);
    expect(lacks(other, keep)).toHaveLength(2);
  });

  test('stays the one that was chosen, in what it said', () => {
    fc.assert(
      fc.property(group, ([keep, ...others]) => {
        const { item } = unite(keep, others, 9);
        for (const [name, value] of valuesOf(keep)) {
          if (typeof value !== 'string' || value === '') continue;
          expect(String(valuesOf(item).find(([field]) => field === name)?.[1])).toContain(value);
        }
        expect(new Set(item.fields.map(({ id }) => id)).size).toBe(item.fields.length);
      }),
      { numRuns: runs(100) },
    );
  });

  test('united with itself is itself', () => {
    fc.assert(
      fc.property(anyItem, (item) => {
        const { item: same, former } = unite(item, [item], 9);
        expect(former).toEqual([]);
        expect(same.updatedAt).toBe(item.updatedAt);
        expect({ ...same, history: [] }).toEqual({ ...item, history: [] });
      }),
      { numRuns: runs(100) },
    );
  });

  test.each([
    ['a password', { password: 'new' }, { password: 'old' }, { password: 'new' }, [['password', 'old']]],
    ['one that is missing', { username: '' }, { username: 'mira' }, { username: 'mira' }, []],
    ['notes', { notes: 'a' }, { notes: 'b' }, { notes: 'a\n\nb' }, []],
    ['notes of which one has the other', { notes: 'b' }, { notes: 'abc' }, { notes: 'abc' }, []],
    ['the folder', { folder: 'A' }, { folder: 'B' }, { folder: 'A' }, [['folder', 'B']]],
    ['tags', { tags: ['a'] }, { tags: ['b', 'a'] }, { tags: ['a', 'b'] }, []],
    ['favourites', {}, { favourite: true }, { favourite: true }, []],
    ['when it was made', { createdAt: 7 }, { createdAt: 3 }, { createdAt: 3 }, []],
    [
      'notes that are too long together',
      { notes: 'a'.repeat(600_000) },
      { notes: 'b'.repeat(600_000) },
      { notes: 'a'.repeat(600_000) },
      [['notes', 'b'.repeat(600_000)]],
    ],
    [
      'more tags than an item has',
      { tags: Array.from({ length: 49 }, (_, at) => `a${String(at)}`) },
      { tags: ['b', 'c'] },
      { tags: [...Array.from({ length: 49 }, (_, at) => `a${String(at)}`), 'b'] },
      [['tags', ['c']]],
    ],
    [
      'a field in two versions',
      { fields: [{ id: 'x', label: 'PIN', type: 'hidden', value: '1' }] },
      { fields: [{ id: 'x', label: 'PIN', type: 'hidden', value: '2' }] },
      { fields: [{ id: 'x', label: 'PIN', type: 'hidden', value: '1' }] },
      [['fields/x', { id: 'x', label: 'PIN', type: 'hidden', value: '2' }]],
    ],
    [
      'two fields of one id',
      { fields: [{ id: 'x', label: 'PIN', type: 'hidden', value: '1' }] },
      {
        fields: [{ id: 'x', label: 'Door', type: 'text', value: '2' }],
        history: [{ field: 'fields/x', value: { id: 'x' }, until: 1 }],
      },
      {
        fields: [
          { id: 'x', label: 'PIN', type: 'hidden', value: '1' },
          { id: 'x-2', label: 'Door', type: 'text', value: '2' },
        ],
        history: [{ field: 'fields/x-2', value: { id: 'x-2' }, until: 1 }],
      },
      [],
    ],
  ])('of %s', (_, keep, other, item, former) => {
    const united = unite(login(keep), [login(other)], 9);
    expect(united.item).toMatchObject(item);
    expect(united.former).toEqual(former.map(([field, value]) => ({ field, value, until: 9 })));
  });
});
