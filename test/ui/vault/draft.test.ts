import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import '../browser.ts';
import type { NoteFields } from '../../../src/rpc/index.ts';
import { kindViews } from '../../../src/ui/items/index.ts';
import type { KindView, KindViews } from '../../../src/ui/items/index.ts';
import { Draft } from '../../../src/ui/vault/draft.ts';
import { Drafts } from '../../../src/ui/vault/drafts.ts';
import { PageState, Shelf, view } from './support.ts';

const { note } = kindViews;
const emptyNote = note.blank;
const noShelf = new Shelf();
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a draft', () => {
  test('saves by itself when typing pauses, with what it began with', async () => {
    const pageState = new PageState();
    const draft = new Draft(pageState.save, note, view({ body: 'a' }, 4));
    draft.edit({ body: 'ab' });
    draft.edit({ body: 'abc' });
    expect(draft.state.value).toBe('waiting');
    await vi.advanceTimersByTimeAsync(500);
    expect(pageState.asked).toEqual([
      { id: 'n1', revision: 4, base: { ...emptyNote, body: 'a' }, item: { ...emptyNote, body: 'abc' } },
    ]);
    expect(draft.state.value).toBe('saving');
    await pageState.answer(view({ body: 'abc' }, 5));
    expect(draft.state.value).toBe('saved');
  });

  test('saves during steady typing too', async () => {
    const pageState = new PageState();
    const draft = new Draft(pageState.save, note, view({}));
    for (let i = 0; i < 10; i++) {
      draft.edit({ body: 'x'.repeat(i + 1) });
      await vi.advanceTimersByTimeAsync(250);
    }
    expect(pageState.asked.length).toBe(1);
  });

  test('one save at a time; what was typed meanwhile follows, compared with what was sent', async () => {
    const pageState = new PageState();
    const draft = new Draft(pageState.save, note, view({ body: 'a' }));
    draft.edit({ body: 'ab' });
    void draft.flush();
    await vi.advanceTimersByTimeAsync(0);
    draft.edit({ body: 'abc' });
    void draft.flush();
    void draft.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(pageState.asked.length).toBe(1);
    await pageState.answer(view({ title: 'from another window', body: 'ab' }, 3));
    expect(draft.fields.value.body).toBe('abc');
    expect(pageState.asked[1]).toEqual({
      id: 'n1',
      revision: 3,
      base: { ...emptyNote, body: 'ab' },
      item: { ...emptyNote, body: 'abc' },
    });
    await pageState.answer(view({ title: 'from another window', body: 'abc' }, 4));
    expect(draft.fields.value.title).toBe('from another window');
    expect(draft.unsaved).toBe(false);
    await vi.advanceTimersByTimeAsync(5000);
    expect(pageState.asked.length).toBe(2);
  });

  test('a new note is stored with its first letter, once', async () => {
    const pageState = new PageState();
    const draft = new Draft(pageState.save, note);
    draft.edit({ favourite: true });
    await vi.advanceTimersByTimeAsync(5000);
    expect(pageState.asked).toEqual([]);
    draft.edit({ title: 'T' });
    await vi.advanceTimersByTimeAsync(500);
    await pageState.answer(view({ title: 'T', favourite: true }));
    draft.edit({ title: '' });
    await vi.advanceTimersByTimeAsync(500);
    expect(pageState.asked.map(({ id }) => id)).toEqual([undefined, 'n1']);
  });

  test.each(['locked', 'disk-full', 'unreachable'])('keeps what was typed when saving fails: %s', async (code) => {
    const pageState = new PageState();
    const draft = new Draft(pageState.save, note, view({}));
    draft.edit({ body: 'precious' });
    void draft.flush();
    await vi.advanceTimersByTimeAsync(0);
    await pageState.refuse(code);
    expect(draft.state.value).toBe('failed');
    expect(draft.error.value).toEqual({ code });
    expect(draft.fields.value.body).toBe('precious');
    void draft.flush();
    await vi.advanceTimersByTimeAsync(0);
    await pageState.answer(view({ body: 'precious' }, 2));
    expect(draft.state.value).toBe('saved');
    expect(draft.error.value).toBeUndefined();
  });

  test('typing into a note that is deleted elsewhere makes a note of its own', async () => {
    const pageState = new PageState();
    const draft = new Draft(pageState.save, note, view({ title: 'T' }));
    draft.edit({ body: 'precious' });
    void draft.flush();
    await vi.advanceTimersByTimeAsync(0);
    await pageState.refuse('unknown-record');
    await vi.advanceTimersByTimeAsync(500);
    expect(pageState.asked[1]).toEqual({ item: { ...emptyNote, title: 'T', body: 'precious' } });
    expect(draft.meanwhile.value).toBe('revived');
  });

  test('follows other windows only while nothing is typed here', () => {
    const draft = new Draft(new PageState().save, note, view({ body: 'a' }, 2));
    draft.follow(view({ body: 'b' }, 3));
    expect(draft.fields.value.body).toBe('b');
    draft.follow(view({ body: 'old' }, 2));
    expect(draft.fields.value.body).toBe('b');
    draft.edit({ body: 'mine' });
    draft.follow(view({ body: 'c' }, 4));
    expect(draft.fields.value.body).toBe('mine');
  });

  test.each([
    ['clean', 'merged'],
    ['conflict', 'conflict'],
  ] as const)('says when two windows met: %s', async (merged, meanwhile) => {
    const pageState = new PageState();
    const draft = new Draft(pageState.save, note, view({}));
    draft.edit({ body: 'x' });
    void draft.flush();
    await vi.advanceTimersByTimeAsync(0);
    await pageState.answer({ ...view({ body: 'x' }, 5), merged });
    expect(draft.meanwhile.value).toBe(meanwhile);
    draft.dismiss();
    expect(draft.meanwhile.value).toBeUndefined();
  });
});

describe('drafts', () => {
  test('a note left behind is kept until it is saved, and found again', async () => {
    const pageState = new PageState();
    const drafts = new Drafts(pageState.save, kindViews, noShelf);
    const draft = drafts.open(view({}));
    draft.edit({ body: 'x' });
    const leaving = drafts.leave(draft);
    await vi.advanceTimersByTimeAsync(0);
    await pageState.refuse('disk-full');
    await leaving;
    expect(drafts.unsaved.value).toEqual([draft]);
    expect(drafts.open(view({}))).toBe(draft);
    const saving = drafts.flush();
    await vi.advanceTimersByTimeAsync(0);
    await vi.advanceTimersByTimeAsync(0);
    await pageState.answer(view({ body: 'x' }, 2));
    await saving;
    expect(drafts.unsaved.value).toEqual([]);
  });
});

test('a kind that is given in a table is begun, edited and saved like the others', async () => {
  const pageState = new PageState();
  const blank = {
    kind: 'boat',
    title: '',
    favourite: false,
    tags: [],
    folder: '',
    fields: [],
    crew: [],
  } as unknown as NoteFields;
  const boat: KindView<NoteFields> = {
    icon: 'lock',
    name: 'kindNote',
    plural: 'kindNotes',
    fresh: 'newNote',
    blank,
    shown: [],
    copied: () => '',
  };
  const drafts = new Drafts(pageState.save, { ...kindViews, boat } as KindViews, noShelf);
  const draft = drafts.create('boat' as 'note');
  draft.edit({ favourite: true });
  expect(draft.state.value).toBe('saved');
  draft.edit({ crew: ['Ada'] } as unknown as Partial<NoteFields>);
  const saving = drafts.flush();
  await vi.advanceTimersByTimeAsync(0);
  expect(drafts.unsaved.value).toEqual([draft]);
  await pageState.answer({ ...view({}), item: { ...blank, crew: ['Ada'] } as unknown as NoteFields });
  await saving;
  expect(pageState.asked).toEqual([{ item: { ...blank, favourite: true, crew: ['Ada'] } }]);
  expect(drafts.open({ ...view({}, 2), item: blank })).toBe(draft);
  expect(draft.fields.value).toEqual(blank);
});
