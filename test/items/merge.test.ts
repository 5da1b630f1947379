import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kinds, newItem, type ItemFields, type NoteItem } from '../../src/items/index.ts';
import { runs } from '../support/runs.ts';

type NoteFields = Extract<ItemFields, { kind: 'note' }>;

const base: NoteFields = {
  kind: 'note',
  title: 'Cabin',
  body: 'one\ntwo\nthree',
  favourite: false,
  tags: ['a'],
  folder: '',
  fields: [],
};

function stored(fields: Partial<NoteFields>): NoteItem {
  return newItem<NoteItem>({ ...base, ...fields }, 1);
}

describe('mergeEdit', () => {
  test('takes each field from the side that changed it', () => {
    const merged = kinds.merge(stored({ title: 'Hut', favourite: true }), base, { ...base, body: 'ONE' }, 9);
    expect(merged.conflict).toBe(false);
    expect(merged.item).toMatchObject({ title: 'Hut', favourite: true, body: 'ONE' });
  });

  test('keeps both changes of one text in different places', () => {
    const merged = kinds.merge(
      stored({ body: 'ONE\ntwo\nthree' }),
      base,
      { ...base, body: 'one\ntwo\nthree\nfour' },
      9,
    );
    expect(merged).toMatchObject({ conflict: false, item: { body: 'ONE\ntwo\nthree\nfour' } });
  });

  test('of two changes in one place what was just typed stays, the other is in the history', () => {
    const merged = kinds.merge(stored({ body: 'one\n2\nthree' }), base, { ...base, body: 'one\nzwei\nthree' }, 9);
    expect(merged.conflict).toBe(true);
    expect(merged.item.body).toBe('one\nzwei\nthree');
    expect(merged.item.history).toEqual([{ field: 'body', value: 'one\n2\nthree', until: 9 }]);
  });

  test('joins tags', () => {
    const merged = kinds.merge(stored({ tags: ['a', 'b'] }), base, { ...base, tags: ['c'] }, 9);
    expect(merged).toMatchObject({ conflict: false, item: { tags: ['c', 'b'] } });
  });

  test('is the stored item itself when the edit brings nothing', () => {
    const item = stored({ body: 'other' });
    expect(kinds.merge(item, base, base, 9)).toEqual({ item, conflict: false });
    expect(kinds.merge(item, base, { ...base, body: 'other' }, 9).item).toBe(item);
  });

  test('keeps fields that this version does not know', () => {
    const item = { ...stored({}), colour: 'blue' };
    expect(kinds.merge(item, base, { ...base, title: 'x' }, 9).item).toMatchObject({ colour: 'blue' });
  });

  test('whatever two windows type, both texts are there: merged, or one of them in the history', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '\n', '😀'), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, text, (was, theirs, mine) => {
        const { item, conflict } = kinds.merge(
          stored({ body: theirs }),
          { ...base, body: was },
          { ...base, body: mine },
          9,
        );
        const kept = [item.body, ...item.history.map((entry) => entry.value)];
        if (conflict) expect(kept).toEqual([mine, theirs]);
        else if (mine === was) expect(item.body).toBe(theirs);
        else if (theirs === was || theirs === mine) expect(item.body).toBe(mine);
        // Both changes are in: as much is added and taken away as both did together.
        else expect(item.body.length - was.length).toBe(theirs.length - was.length + mine.length - was.length);
      }),
      { numRuns: runs(500), seed: 5 },
    );
  });
});
