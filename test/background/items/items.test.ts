import fc from 'fast-check';
import { beforeEach, describe, expect, it, test } from 'vitest';
import type { Parts } from '../../../src/background/parts.ts';
import { itemHandlers } from '../../../src/background/items/items.ts';
import type { AnswerOf, InputOf, NoteFields } from '../../../src/rpc/index.ts';
import { runs } from '../../support/runs.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';

const password = 'correct horse battery staple';
const minute = 60_000;
const asker = { role: 'window' } as const;

let machine: Machine;
let parts: Parts;
let items: ReturnType<typeof itemHandlers>;

type Note = NoteFields;
/** The body of a note that was read. */
const bodyOf = ({ item }: AnswerOf<'items.read'>): string => (item as Note).body;
function note(fields: Partial<Note> = {}): Note {
  return {
    kind: 'note',
    title: 'Cabin',
    body: 'under the stone',
    favourite: false,
    tags: [],
    folder: '',
    fields: [],
    ...fields,
  };
}

const save = (input: InputOf<'items.save'>): Promise<AnswerOf<'items.save'>> => items['items.save'](input, asker);
const read = (id: string): Promise<AnswerOf<'items.read'>> => items['items.read']({ id }, asker);
async function titles(query = '', view: 'all' | 'trash' | 'favourites' = 'all'): Promise<string[]> {
  const found = await items['items.search']({ query, in: view, offset: 0, limit: 500 }, asker);
  return found.rows.map(({ title }) => title);
}

function restarted(): void {
  parts = machine.background();
  items = itemHandlers(parts);
}

beforeEach(async () => {
  machine = new Machine();
  restarted();
  await windows(parts)('vault.create', { password, deviceName: 'This browser' });
});

describe('notes', () => {
  it('are made, found, read and edited', async () => {
    const made = await save({ item: note({ tags: ['home'] }) });
    expect(made).toMatchObject({ revision: 1, createdAt: machine.now, history: [], item: note({ tags: ['home'] }) });
    expect(await titles('home')).toEqual(['Cabin']);
    machine.now += 10 * minute;
    const edited = await save({
      id: made.id,
      revision: 1,
      base: note({ tags: ['home'] }),
      item: note({ tags: ['home'], title: 'Hut' }),
    });
    expect(edited).toMatchObject({
      revision: 2,
      item: { title: 'Hut' },
      history: [{ field: 'title', value: 'Cabin' }],
    });
    expect(edited.merged).toBeUndefined();
    expect(await read(made.id)).toEqual(edited);
    expect(await titles()).toEqual(['Hut']);
  });

  it('are still found after the background died', async () => {
    await save({ item: note() });
    restarted();
    expect(await titles('cab')).toEqual(['Cabin']);
  });

  it('write nothing when nothing changed', async () => {
    const made = await save({ item: note() });
    expect(await save({ id: made.id, revision: 1, base: note(), item: note() })).toEqual(made);
  });

  it('are found page by page', async () => {
    for (let i = 0; i < 5; i++) {
      machine.now += 1;
      await save({ item: note({ title: `Note ${i}` }) });
    }
    const found = await items['items.search']({ query: 'note', in: 'all', offset: 1, limit: 2 }, asker);
    expect(found).toMatchObject({ total: 5, rows: [{ title: 'Note 3' }, { title: 'Note 2' }] });
  });

  it('go to the trash, come back, and are deleted only from there', async () => {
    const { id } = await save({ item: note({ favourite: true }) });
    expect(await titles('', 'favourites')).toEqual(['Cabin']);
    await expect(items['items.delete']({ id }, asker)).rejects.toMatchObject({ code: 'not-in-trash' });
    await items['items.trash']({ id }, asker);
    expect([await titles(), await titles('', 'favourites'), await titles('', 'trash')]).toEqual([[], [], ['Cabin']]);
    expect((await read(id)).trashedAt).toBe(machine.now);
    await items['items.restore']({ id }, asker);
    expect([await titles(), await titles('', 'trash')]).toEqual([['Cabin'], []]);
    await items['items.trash']({ id }, asker);
    await items['items.delete']({ id }, asker);
    await expect(read(id)).rejects.toMatchObject({ code: 'unknown-record' });
    expect(await titles('', 'trash')).toEqual([]);
  });

  it('leave with the whole trash at once, and nothing else does', async () => {
    const kept = await save({ item: note({ title: 'Kept' }) });
    for (const title of ['One', 'Two']) {
      const { id } = await save({ item: note({ title }) });
      await items['items.trash']({ id }, asker);
    }
    await items['items.emptyTrash']({}, asker);
    expect([await titles(), await titles('', 'trash')]).toEqual([['Kept'], []]);
    expect((await read(kept.id)).item.title).toBe('Kept');
  });

  it('tell every window', async () => {
    machine.told.length = 0;
    const { id } = await save({ item: note() });
    await items['items.trash']({ id }, asker);
    expect(machine.told.filter(({ type }) => type === 'items').length).toBe(2);
  });

  it('are not to be had while locked, and the index goes with the lock', async () => {
    const { id } = await save({ item: note() });
    await titles();
    await windows(parts)('lock', {});
    await expect(titles()).rejects.toMatchObject({ code: 'locked' });
    await expect(read(id)).rejects.toMatchObject({ code: 'locked' });
    await expect(save({ item: note() })).rejects.toMatchObject({ code: 'locked' });
    machine.now += 1;
    await windows(parts)('unlock.password', { password });
    expect(await titles()).toEqual(['Cabin']);
  });
});

describe('two windows with one note', () => {
  it('that change different fields keep both, and the later one hears of it', async () => {
    const base = note();
    const { id } = await save({ item: base });
    await save({ id, revision: 1, base, item: note({ title: 'Hut' }) });
    const second = await save({ id, revision: 1, base, item: note({ body: 'over the stone' }) });
    expect(second).toMatchObject({ merged: 'clean', item: { title: 'Hut', body: 'over the stone' } });
  });

  it('that change the same words keep what came last, and the other in the history', async () => {
    const base = note();
    const { id } = await save({ item: base });
    await save({ id, revision: 1, base, item: note({ body: 'under the tree' }) });
    const second = await save({ id, revision: 1, base, item: note({ body: 'under the bed' }) });
    expect(second).toMatchObject({ merged: 'conflict', item: { body: 'under the bed' } });
    expect(second.history.map(({ value }) => value)).toContain('under the tree');
  });

  it('that write at once both succeed', async () => {
    const base = note({ body: 'a\n\nb' });
    const { id } = await save({ item: base });
    await Promise.all([
      save({ id, revision: 1, base, item: { ...base, body: 'a1\n\nb' } }),
      save({ id, revision: 1, base, item: { ...base, body: 'a\n\nb1' } }),
      save({ id, revision: 1, base, item: { ...base, title: 'T' } }),
    ]);
    expect((await read(id)).item).toMatchObject({ title: 'T', body: 'a1\n\nb1' });
  });

  it('where one trashes what the other types into: the typing brings it back', async () => {
    const base = note();
    const { id } = await save({ item: base });
    await items['items.trash']({ id }, asker);
    await save({ id, revision: 1, base, item: note({ body: 'more' }) });
    expect(await titles()).toEqual(['Cabin']);
  });

  it('where one deletes what the other types into: the writer is told, and can keep it', async () => {
    const { id } = await save({ item: note() });
    await items['items.trash']({ id }, asker);
    await items['items.delete']({ id }, asker);
    await expect(save({ id, revision: 1, base: note(), item: note({ body: 'more' }) })).rejects.toMatchObject({
      code: 'unknown-record',
    });
  });

  it('whatever they do in whatever order, words that a later save replaced unseen are in the history', async () => {
    const step = fc.record({ window: fc.nat(1), body: fc.string({ minLength: 1, maxLength: 4 }), wait: fc.nat(5) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const base = note({ body: 'begin' });
        const made = await save({ item: base });
        const seen: { revision: number; base: Note }[] = [0, 1].map(() => ({ revision: 1, base }));
        let last: NoteFields = base;
        for (const { window, body, wait } of steps) {
          machine.now += wait * minute;
          const mine = seen[window] as { revision: number; base: Note };
          const item = { ...mine.base, body };
          const answer = await save({ id: made.id, revision: mine.revision, base: mine.base, item });
          const inHistory = answer.history.some(({ value }) => value === last.body);
          if (answer.merged === 'conflict') expect(inHistory || bodyOf(answer) === last.body).toBe(true);
          last = answer.item as Note;
          seen[window] = { revision: answer.revision, base: answer.item as Note };
        }
      }),
      { numRuns: runs(15), seed: 17 },
    );
  });
});

test('one kind is found alone, and the others are counted', async () => {
  const shared = { title: 'Lantern Shop', favourite: false, tags: [], folder: '', fields: [] };
  const empty = { urls: [], username: 'mira@example.org', password: '', accountId: '', totp: '', notes: '' };
  await save({ item: note() });
  await save({ item: { ...shared, kind: 'login', ...empty } });
  const find = (query: string, kind?: 'login' | 'note' | 'card'): Promise<AnswerOf<'items.search'>> =>
    items['items.search']({ query, in: 'all', offset: 0, limit: 9, ...(kind && { kind }) }, asker);
  expect(await find('', 'login')).toMatchObject({
    total: 1,
    rows: [{ title: 'Lantern Shop', detail: 'mira@example.org' }],
    counts: { note: 1, login: 1 },
  });
  expect(await find('', 'card')).toEqual({ total: 0, offset: 0, rows: [], counts: { note: 1, login: 1 } });
  expect(await find('cabin')).toMatchObject({ total: 1, counts: { note: 1 } });
});

describe('an item of more than 3 MiB', () => {
  const heavy = (letters: number): NoteFields =>
    note({ fields: [1, 2, 3].map((id) => ({ id: String(id), label: '', type: 'notes', value: 'é'.repeat(letters) })) });

  it('is refused before it is saved, and what was saved stands', async () => {
    const { id } = await save({ item: heavy(500_000) });
    await expect(save({ id, item: heavy(600_000) })).rejects.toMatchObject({ code: 'item-too-large' });
    await expect(save({ item: heavy(600_000) })).rejects.toMatchObject({ code: 'item-too-large' });
    expect((await read(id)).item).toEqual(heavy(500_000));
    expect(await titles()).toHaveLength(1);
  });
});
