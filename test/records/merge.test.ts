import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeBodies, same } from '../../src/records/index.ts';
import { runs } from '../support/runs.ts';

const base = { kind: 'note', title: 'a', text: 'b', createdAt: 1, updatedAt: 10, history: [] };

describe('two edits of one record', () => {
  test('of different fields both count', () => {
    expect(
      mergeBodies(base, { ...base, title: 'A', updatedAt: 20 }, { ...base, text: 'B', extra: [1], updatedAt: 30 }),
    ).toEqual({ ...base, title: 'A', text: 'B', extra: [1], updatedAt: 30 });
  });

  test('of one field: the later stays, the other goes to the history', () => {
    const ours = { ...base, title: 'ours', updatedAt: 30 };
    const theirs = { ...base, title: 'theirs', updatedAt: 20 };
    const merged = { ...base, title: 'ours', updatedAt: 30, history: [{ field: 'title', value: 'theirs', until: 30 }] };
    expect(mergeBodies(base, ours, theirs)).toEqual(merged);
    expect(mergeBodies(base, theirs, ours)).toEqual(merged);
  });

  test('where one side took a field away and the other edited it keep the edit', () => {
    const without = Object.fromEntries(Object.entries(base).filter(([field]) => field !== 'title'));
    expect(mergeBodies(base, without, { ...base, title: 'A' })).toMatchObject({ title: 'A' });
    expect(mergeBodies(base, without, { ...base, text: 'B' })).not.toHaveProperty('title');
  });

  test('keep what either side added to the history, and not what one side took away', () => {
    const entry = (value: string, until: number) => ({ field: 'title', value, until });
    const began = { ...base, history: [entry('kept', 1), entry('cleared', 2)] };
    const ours = { ...began, history: [entry('kept', 1), entry('new', 5)] };
    const theirs = { ...began, history: [...began.history, entry('other', 4)] };
    expect(mergeBodies(began, ours, theirs)).toMatchObject({
      history: [entry('kept', 1), entry('other', 4), entry('new', 5)],
    });
  });

  test('from a base that is gone lose nothing', () => {
    const merged = mergeBodies(undefined, { ...base, title: 'A', updatedAt: 20 }, { ...base, text: 'B' });
    expect(merged).toMatchObject({ title: 'A', text: 'b' });
    expect(merged).toMatchObject({
      history: [
        { field: 'text', value: 'B', until: 20 },
        { field: 'title', value: 'a', until: 20 },
      ],
    });
  });

  test('of bodies that are no objects agree on one', () => {
    expect(mergeBodies([1], [2], 'x')).toEqual(mergeBodies([1], 'x', [2]));
  });
});

describe('a deletion', () => {
  test('stands where the other side changed nothing', () => {
    expect(mergeBodies(base, undefined, { ...base })).toBeUndefined();
    expect(mergeBodies(base, undefined, undefined)).toBeUndefined();
  });

  test('never beats an edit', () => {
    const edited = { ...base, title: 'A' };
    expect(mergeBodies(base, undefined, edited)).toEqual(edited);
    expect(mergeBodies(base, edited, undefined)).toEqual(edited);
    expect(mergeBodies(undefined, undefined, edited)).toEqual(edited);
  });

  test('by the trash never beats an edit either', () => {
    const trashed = { ...base, trashedAt: 15 };
    expect(mergeBodies(base, trashed, { ...base, title: 'A', updatedAt: 20 })).not.toHaveProperty('trashedAt');
    expect(mergeBodies(base, trashed, { ...base, updatedAt: 20 })).toMatchObject({ trashedAt: 15 });
    expect(mergeBodies(base, trashed, { ...base, trashedAt: 17 })).toMatchObject({ trashedAt: 17 });
    expect(mergeBodies(trashed, { ...trashed, title: 'A' }, base)).not.toHaveProperty('trashedAt');
  });
});

/** Bodies with the fields that a merge knows, fields that it doesn't, and names that objects have by themselves. */
const body = fc.dictionary(
  fc.constantFrom(
    'title',
    'text',
    'tags',
    'history',
    'createdAt',
    'updatedAt',
    'trashedAt',
    'constructor',
    '__proto__',
  ),
  fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.integer({ min: 0, max: 3 }), fc.array(fc.jsonValue({ maxDepth: 1 }))),
);
const side = fc.option(body, { nil: undefined });

test('a merge comes out the same from either side, and a body merged with itself is itself', () => {
  fc.assert(
    fc.property(side, side, side, (began, ours, theirs) => {
      expect(same(mergeBodies(began, ours, theirs), mergeBodies(began, theirs, ours))).toBe(true);
      expect(mergeBodies(began, ours, ours)).toEqual(ours);
    }),
    { numRuns: runs(300), seed: 4 },
  );
});
