import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Parts } from '../../../src/background/parts.ts';
import type { AnswerOf, InputOf, NoteFields } from '../../../src/rpc/index.ts';
import { runs } from '../../support/runs.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';

type ManyChange = InputOf<'items.changeMany'>['change'];

const password = 'correct horse battery staple';
const blank = { kind: 'note', title: '', body: '', favourite: false, tags: [], folder: '', fields: [] } as const;

let machine: Machine;
let parts: Parts;
let ask: Ask;

const save = async (fields: Partial<NoteFields>, onto: object = {}): Promise<AnswerOf<'items.save'>> =>
  ask('items.save', { item: { ...blank, ...fields }, ...onto });
const make = async (...titles: string[]): Promise<string[]> => {
  const ids: string[] = [];
  for (const title of titles) ids.push((await save({ title })).id);
  return ids;
};
const read = (id: string): Promise<AnswerOf<'items.read'>> => ask('items.read', { id });
const change = (ids: readonly string[], does: ManyChange): Promise<AnswerOf<'items.changeMany'>> =>
  ask('items.changeMany', { ids: [...ids], change: does });
const sequence = async (): Promise<number> => (await ask('about', {})).sequence;
/** The body as it is stored, whatever it is. */
const bodyOf = async (id: string): Promise<unknown> => (await (await parts.session.vault()).records.read(id)).body;

beforeEach(async () => {
  machine = new Machine();
  parts = machine.background();
  ask = windows(parts);
  await ask('vault.create', { password, deviceName: 'Here' });
});

describe('a change of many', () => {
  it('is one commit, told once, and undone by one more', async () => {
    const ids = await make('One', 'Two', 'Three');
    const before = await sequence();
    machine.told.length = 0;
    const { undo, ...answer } = await change(ids, { do: 'trash' });
    expect(answer).toEqual({ changed: 3, left: 0 });
    expect(await sequence()).toBe(before + 1);
    expect(machine.told.filter(({ type }) => type === 'items')).toHaveLength(1);
    expect((await ask('items.ids', { query: '', in: 'trash', offset: 0, limit: 9 })).ids.toSorted()).toEqual(
      ids.toSorted(),
    );
    expect(await ask('items.undoMany', { undo: undo as string })).toEqual({ changed: 3 });
    expect(await sequence()).toBe(before + 2);
    expect((await ask('items.ids', { query: '', in: 'all', offset: 0, limit: 9 })).ids.toSorted()).toEqual(
      ids.toSorted(),
    );
  });

  it('puts a tag on all, moves all, marks all, and says what is chosen', async () => {
    const ids = await make('One', 'Two');
    await save({ title: 'One', tags: ['home'] }, { id: ids[0], revision: 1, base: { ...blank, title: 'One' } });
    await change(ids, { do: 'tag', tag: 'home' });
    await change(ids, { do: 'folder', folder: 'Family' });
    await change(ids, { do: 'favourite', on: true });
    for (const id of ids)
      expect((await read(id)).item).toMatchObject({ tags: ['home'], folder: 'Family', favourite: true });
    const gone = 'A'.repeat(22);
    expect(await ask('items.chosen', { in: 'all', ids: [...ids, gone] })).toMatchObject({
      here: 2,
      gone: [gone],
      favourites: 2,
      tags: [{ tag: 'home', items: 2 }],
      folders: [{ folder: 'Family', items: 2 }],
    });
    await change(ids, { do: 'untag', tag: 'home' });
    for (const id of ids) expect((await read(id)).item.tags).toEqual([]);
  });

  it('leaves what is gone, and writes nothing where nothing changes', async () => {
    const [id] = (await make('One')) as [string];
    const before = await sequence();
    expect(await change([id, 'A'.repeat(22)], { do: 'restore' })).toEqual({ changed: 0, left: 1 });
    expect(await sequence()).toBe(before);
  });

  it('is refused whole where one item can not take it', async () => {
    const full = await save({ title: 'Full', tags: Array.from({ length: 50 }, (_, at) => `tag ${String(at)}`) });
    const [other] = (await make('Other')) as [string];
    const before = await sequence();
    await expect(change([other, full.id], { do: 'tag', tag: 'new' })).rejects.toMatchObject({ code: 'too-many-tags' });
    expect(await sequence()).toBe(before);
    expect((await read(other)).item.tags).toEqual([]);
    // One that they have already is none more.
    expect(await change([other, full.id], { do: 'tag', tag: 'tag 1' })).toMatchObject({ changed: 1, left: 0 });
  });

  it('takes no tag that would be two, no list that names one twice, and none that is empty', async () => {
    const [id] = (await make('One')) as [string];
    for (const tag of ['', '  ', 'a,b', 'x'.repeat(81)])
      await expect(change([id], { do: 'tag', tag })).rejects.toThrow();
    await expect(change([id, id], { do: 'trash' })).rejects.toThrow();
    await expect(change([], { do: 'trash' })).rejects.toThrow();
    expect(await change([id], { do: 'tag', tag: ' a ' })).toMatchObject({ changed: 1 });
    expect((await read(id)).item.tags).toEqual(['a']);
  });

  it('deletes for good only what lies in the trash', async () => {
    const [one, two] = (await make('One', 'Two')) as [string, string];
    await change([one], { do: 'trash' });
    expect(await change([one, two], { do: 'delete' })).toEqual({ changed: 1, left: 1 });
    await expect(read(one)).rejects.toMatchObject({ code: 'unknown-record' });
    expect((await read(two)).item.title).toBe('Two');
  });
});

describe('undo of a change of many', () => {
  it('is over after a minute, after the next change, and at the lock', async () => {
    const ids = await make('One');
    const undoOf = async (does: ManyChange): Promise<string> => (await change(ids, does)).undo ?? '';
    const late = await undoOf({ do: 'favourite', on: true });
    machine.now += 61_000;
    await expect(ask('items.undoMany', { undo: late })).rejects.toMatchObject({ code: 'undo-over' });
    const former = await undoOf({ do: 'favourite', on: false });
    const next = await undoOf({ do: 'favourite', on: true });
    await expect(ask('items.undoMany', { undo: former })).rejects.toMatchObject({ code: 'undo-over' });
    expect(await ask('items.undoMany', { undo: next })).toEqual({ changed: 1 });
    await expect(ask('items.undoMany', { undo: next })).rejects.toMatchObject({ code: 'undo-over' });
    const before = await undoOf({ do: 'trash' });
    await ask('lock', {});
    machine.now += 1;
    await ask('unlock.password', { password });
    await expect(ask('items.undoMany', { undo: before })).rejects.toMatchObject({ code: 'undo-over' });
  });

  it('whatever another window writes meanwhile, that stays, and the rest is exactly as it was', async () => {
    const word = fc.constantFrom('home', 'work', 'travel');
    const does: fc.Arbitrary<ManyChange> = fc.oneof(
      fc.record({ do: fc.constantFrom('trash' as const, 'restore' as const) }),
      fc.record({ do: fc.constant('favourite' as const), on: fc.boolean() }),
      fc.record({ do: fc.constant('folder' as const), folder: fc.constantFrom('', 'A', 'B') }),
      fc.record({ do: fc.constantFrom('tag' as const, 'untag' as const), tag: word }),
    );
    const item = fc.record({ tags: fc.uniqueArray(word), folder: fc.constantFrom('', 'A'), trashed: fc.boolean() });
    // Of each item: nothing, new words, or another folder by another window.
    const edit = fc.constantFrom('none' as const, 'words' as const, 'folder' as const);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(item, edit), { minLength: 1, maxLength: 4 }), does, async (items, act) => {
        const ids: string[] = [];
        for (const [{ tags, folder, trashed }] of items) {
          const { id } = await save({ title: 'T', body: 'as it was', tags, folder });
          if (trashed) await ask('items.trash', { id });
          ids.push(id);
        }
        const before = await Promise.all(ids.map(bodyOf));
        machine.now += 1_000;
        const { undo } = await change(ids, act);
        machine.now += 1_000;
        for (const [at, [, does]] of items.entries()) {
          const id = ids[at] as string;
          const now = await read(id);
          const base = now.item as NoteFields;
          const mine = does === 'words' ? { body: 'by another' } : { folder: 'elsewhere' };
          if (does !== 'none')
            await ask('items.save', { id, revision: now.revision, base, item: { ...base, ...mine } });
        }
        if (undo !== undefined) await ask('items.undoMany', { undo });
        for (const [at, [, does]] of items.entries()) {
          const body = (await bodyOf(ids[at] as string)) as NoteFields;
          if (does === 'none') expect(body).toEqual(before[at]);
          if (does === 'words') expect(body.body).toBe('by another');
          if (does === 'folder') expect(body.folder).toBe('elsewhere');
          if (does !== 'none') {
            expect(body).not.toHaveProperty('trashedAt');
            expect(new Set(body.tags)).toEqual(new Set((before[at] as NoteFields).tags));
          }
          if (does === 'words') expect(body.folder).toBe((before[at] as NoteFields).folder);
        }
      }),
      { numRuns: runs(25), seed: 6 },
    );
  });

  it('brings back nothing that was deleted for good meanwhile', async () => {
    const [one, two] = (await make('One', 'Two')) as [string, string];
    const { undo } = await change([one, two], { do: 'trash' });
    await ask('items.delete', { id: one });
    expect(await ask('items.undoMany', { undo: undo as string })).toEqual({ changed: 1 });
    await expect(read(one)).rejects.toMatchObject({ code: 'unknown-record' });
    expect((await read(two)).trashedAt).toBeUndefined();
  });
});
