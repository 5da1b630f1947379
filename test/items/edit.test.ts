import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kinds, newItem, restoreItem, trashItem, type NoteItem } from '../../src/items/index.ts';
import { runs } from '../support/runs.ts';

const MINUTE = 60_000;
const fields = {
  kind: 'note' as const,
  title: 'Cabin',
  body: 'one',
  favourite: false,
  tags: [],
  folder: '',
  fields: [],
};

describe('editItem', () => {
  test('changes what was given, keeps the rest, and remembers what stood there for a while', () => {
    const before = { ...newItem<NoteItem>(fields, 0), colour: 'blue' };
    const after = kinds.edit(before, { body: 'two' }, 10 * MINUTE);
    expect(after).toEqual({
      ...before,
      body: 'two',
      updatedAt: 10 * MINUTE,
      history: [{ field: 'body', value: 'one', until: 10 * MINUTE }],
    });
  });

  test('is the same object when nothing changed', () => {
    const item = newItem<NoteItem>({ ...fields, tags: ['a'] }, 0);
    expect(kinds.edit(item, { ...fields, tags: ['a'] }, 5)).toBe(item);
  });

  test('marking as favourite is no change of content', () => {
    const item = newItem<NoteItem>(fields, 1);
    expect(kinds.edit(item, { favourite: true }, 50)).toEqual({ ...item, favourite: true });
  });

  test('does not fill the history while somebody types, but leaves steps', () => {
    let item = newItem<NoteItem>({ ...fields, body: 'a'.repeat(100) }, 0);
    for (let second = 1; second <= 20 * 60; second++) {
      item = kinds.edit(item, { body: `${item.body}x` }, second * 1000);
    }
    expect(item.history.length).toBe(4);
    expect(item.body.length).toBe(1300);
  });

  test('remembers a body that is wiped at once', () => {
    const item = newItem<NoteItem>({ ...fields, body: 'a long text of much worth' }, 0);
    expect(kinds.edit(item, { body: 'a' }, 1000).history).toEqual([
      { field: 'body', value: 'a long text of much worth', until: 1000 },
    ]);
  });

  test('never goes back in time when the clock does', () => {
    const item = newItem<NoteItem>(fields, 10 * MINUTE);
    const edited = kinds.edit(item, { body: 'two' }, MINUTE);
    expect(edited.updatedAt).toBe(10 * MINUTE);
    expect(edited.history.map((entry) => entry.value)).toEqual(['one']);
  });

  test('bounds the history by number and by size, newest kept', () => {
    let item = newItem<NoteItem>({ ...fields, body: '0' }, 0);
    for (let i = 1; i <= 150; i++) item = kinds.edit(item, { body: `version ${String(i)}` }, i * 10 * MINUTE);
    expect(item.history.length).toBe(100);
    expect(item.history.at(-1)?.value).toBe('version 149');
    let big = newItem<NoteItem>({ ...fields, body: '' }, 0);
    for (let i = 1; i <= 5; i++) big = kinds.edit(big, { body: String(i).repeat(900_000) }, i * 10 * MINUTE);
    expect(big.history.map((entry) => String(entry.value).charAt(0))).toEqual(['3', '4']);
  });

  test('whatever is typed: a value that stood for two minutes is there or in the history', () => {
    const steps = fc.array(fc.record({ body: fc.string({ minLength: 1, maxLength: 3 }), wait: fc.nat(4 * MINUTE) }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(steps, (typed) => {
        let now = 0;
        let item = newItem<NoteItem>(fields, now);
        const stood = new Set<string>();
        for (const { body, wait } of typed) {
          now += wait;
          if (body !== item.body && now - item.updatedAt >= 2 * MINUTE) stood.add(item.body);
          item = kinds.edit(item, { body }, now);
        }
        const kept = new Set([item.body, ...item.history.map((entry) => entry.value)]);
        expect([...stood].filter((value) => !kept.has(value))).toEqual([]);
      }),
      { numRuns: runs(100), seed: 3 },
    );
  });
});

describe('trash', () => {
  test('keeps everything and comes back as it was', () => {
    const item = newItem<NoteItem>(fields, 1);
    const trashed = trashItem(item, 9);
    expect(trashed).toEqual({ ...item, trashedAt: 9 });
    expect(trashItem(trashed, 12)).toBe(trashed);
    expect(restoreItem(trashed)).toEqual(item);
    expect(restoreItem(item)).toBe(item);
  });
});
