import { beforeEach, describe, expect, it } from 'vitest';
import type { Parts } from '../../../src/background/parts.ts';
import type { DuplicateGroup, LoginFields } from '../../../src/rpc/index.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';

const password = 'correct horse battery staple';
const blank: LoginFields = {
  kind: 'login',
  title: 'Lantern Shop',
  favourite: false,
  tags: [],
  folder: '',
  fields: [],
  urls: [{ url: 'https://shop.example', match: 'host' }],
  username: 'mira',
  password: 'one',
  accountId: '',
  totp: '',
  notes: '',
};

let machine: Machine;
let parts: Parts;
let ask: Ask;
const save = async (fields: Partial<LoginFields> = {}): Promise<string> => {
  machine.now += 1_000;
  return (
    await ask('items.save', { item: { ...blank, ...fields, fields: [], urls: [...(fields.urls ?? blank.urls)] } })
  ).id;
};
const find = async (): Promise<readonly DuplicateGroup[]> => (await ask('duplicates.find', { limit: 50 })).groups;
/** The first group, as a page asks for its merge. */
async function chosen(): Promise<Parameters<typeof ask<'duplicates.merge'>>[1]> {
  const [keep, ...others] = ((await find())[0] as DuplicateGroup).items.map(({ id, revision }) => ({ id, revision }));
  return { keep: keep as { id: string; revision: number }, others };
}
const bodies = async (): Promise<Map<string, unknown>> => {
  const { records } = await parts.session.vault();
  const all = await Promise.all(records.entries().map(({ id }) => records.read(id)));
  return new Map(all.map(({ id, body }) => [id, body]));
};
const trashed = async (): Promise<string[]> =>
  (await ask('items.search', { query: '', in: 'trash', offset: 0, limit: 500 })).rows.map(({ id }) => id);
const commits = async (): Promise<number> => (await parts.session.vault()).sequence;

beforeEach(async () => {
  machine = new Machine();
  parts = machine.background();
  ask = windows(parts);
  await ask('vault.create', { password, deviceName: 'here' });
});

describe('items that are one thing', () => {
  it('are found, the last changed first, and told by what differs', async () => {
    const [first, second] = [await save(), await save({ password: 'two' })];
    await save({ urls: [{ url: 'elsewhere.example', match: 'host' }] });
    expect(await ask('duplicates.find', { limit: 50 })).toMatchObject({
      total: 1,
      same: 0,
      groups: [{ why: 'site', passwords: 'differ', items: [{ id: second }, { id: first }] }],
    });
    expect(JSON.stringify(await find())).not.toContain('two');
  });

  it('are found anew after one of them was changed, went to the trash, or came back', async () => {
    await save();
    const id = await save();
    expect(await find()).toMatchObject([{ same: true }]);
    const { item, revision } = await ask('items.read', { id });
    await ask('items.save', { id, revision, item: { ...item, title: 'Shop' } });
    expect(await find()).toMatchObject([{ same: false }]);
    await ask('items.trash', { id });
    expect(await find()).toEqual([]);
    await ask('items.restore', { id });
    expect(await find()).toHaveLength(1);
  });

  it('are opened once, and again only where they were changed', async () => {
    for (let at = 0; at < 3; at++) await save();
    await save({ title: 'Alone', urls: [], username: '' });
    const vault = await parts.session.vault();
    const opened: string[] = [];
    const readMany = vault.records.readMany.bind(vault.records);
    Object.assign(vault.records, {
      readMany: (ids: readonly string[]) => {
        opened.push(...ids);
        return readMany(ids);
      },
    });
    await find();
    expect(opened).toHaveLength(3);
    const id = await save();
    opened.length = 0;
    await find();
    expect(opened).toEqual([id]);
  });

  it('are not told while everything is locked', async () => {
    await save();
    await save();
    await ask('lock', {});
    await expect(find()).rejects.toMatchObject({ code: 'locked' });
  });

  it('leave out what is damaged', async () => {
    const ids = [await save(), await save(), await save()];
    const stored = await machine.database.readRecord(ids[0] ?? '');
    machine.database.records.set(ids[0] ?? '', { ...(stored as object), blob: new Uint8Array(200) } as never);
    expect((await find())[0]?.items.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
  });
});

describe('a merge', () => {
  it('is looked at before: nothing is written', async () => {
    await save({ password: 'old' });
    await save({ password: 'new', notes: 'n' });
    const before = await bodies();
    const look = await ask('duplicates.look', await chosen());
    expect(look).toMatchObject({
      item: { password: 'new', notes: 'n' },
      former: [{ field: 'password', value: 'old' }],
    });
    expect(look.tooLarge).toBe(false);
    expect(await bodies()).toEqual(before);
  });

  it('is one commit: one holds all, the others lie in the trash', async () => {
    const [old, fresh] = [await save({ password: 'old', tags: ['a'] }), await save({ password: 'new', tags: ['b'] })];
    const before = await commits();
    const group = await chosen();
    expect(group.keep.id).toBe(fresh);
    await ask('duplicates.merge', group);
    expect(await commits()).toBe(before + 1);
    expect(await ask('items.read', { id: fresh })).toMatchObject({
      item: { password: 'new', tags: ['b', 'a'] },
      history: [{ field: 'password', value: 'old' }],
    });
    expect(await trashed()).toEqual([old]);
    expect(await find()).toEqual([]);
    expect(machine.told.at(-1)).toEqual({ type: 'items' });
  });

  it('is taken back exactly, in one commit', async () => {
    await save({ password: 'old' });
    await save({ password: 'new' });
    const before = await bodies();
    const { undo } = await ask('duplicates.merge', await chosen());
    expect(await bodies()).not.toEqual(before);
    const at = await commits();
    await ask('duplicates.undo', { undo });
    expect(await bodies()).toEqual(before);
    expect(await commits()).toBe(at + 1);
    await expect(ask('duplicates.undo', { undo })).rejects.toMatchObject({ code: 'undo-over' });
  });

  it.each([
    ['after a while', () => Promise.resolve(void (machine.now += 61_000))],
    [
      'after another one',
      async () => {
        await save({ title: 'B', urls: [], password: 'x' });
        await save({ title: 'B', urls: [], password: 'y' });
        await ask('duplicates.merge', await chosen());
      },
    ],
    [
      'after a lock',
      async () => {
        await ask('lock', {});
        await ask('unlock.password', { password });
      },
    ],
  ])('is not taken back %s', async (_, between) => {
    await save({ password: 'old' });
    await save({ password: 'new' });
    const { undo } = await ask('duplicates.merge', await chosen());
    await between();
    const before = await bodies();
    await expect(ask('duplicates.undo', { undo })).rejects.toMatchObject({ code: 'undo-over' });
    expect(await bodies()).toEqual(before);
  });

  it.each(['edited', 'trashed', 'deleted'])('is refused where one was %s since it was seen', async (how) => {
    const [old] = [await save({ password: 'old' }), await save({ password: 'new' })];
    const group = await chosen();
    if (how === 'edited') {
      const { item, revision } = await ask('items.read', { id: old });
      await ask('items.save', { id: old, revision, item: { ...item, password: 'newest' } as never });
    } else await ask('items.trash', { id: old });
    if (how === 'deleted') await ask('items.delete', { id: old });
    const before = await bodies();
    for (const question of ['duplicates.look', 'duplicates.merge'] as const)
      await expect(ask(question, group)).rejects.toMatchObject({ code: 'duplicates-changed' });
    expect(await bodies()).toEqual(before);
  });

  it('and its undo are refused where another window wrote in between', async () => {
    const [old, fresh] = [await save({ password: 'old' }), await save({ password: 'new' })];
    const { undo } = await ask('duplicates.merge', await chosen());
    const { item, revision } = await ask('items.read', { id: fresh });
    await ask('items.save', { id: fresh, revision, item: { ...item, username: 'ada' } as never });
    await expect(ask('duplicates.undo', { undo })).rejects.toMatchObject({ code: 'duplicates-changed' });
    expect(await ask('items.read', { id: fresh })).toMatchObject({ item: { username: 'ada' } });
    expect(await trashed()).toEqual([old]);
  });

  it('that would be too large says so, and changes nothing', async () => {
    for (const letter of ['a', 'b', 'c', 'd']) await save({ notes: letter.repeat(900_000) });
    const group = await chosen();
    const before = await bodies();
    expect((await ask('duplicates.look', group)).tooLarge).toBe(true);
    await expect(ask('duplicates.merge', group)).rejects.toMatchObject({ code: 'item-too-large' });
    expect(await bodies()).toEqual(before);
    expect((await ask('duplicates.look', { ...group, others: group.others.slice(1) })).tooLarge).toBe(false);
  });

  it('of one item with itself, or with another kind, is no question', async () => {
    await save();
    await save();
    const { keep } = await chosen();
    const note = { kind: 'note' as const, title: '', body: '', favourite: false, tags: [], folder: '', fields: [] };
    const { id, revision } = await ask('items.save', { item: note });
    for (const others of [[keep], [{ id, revision }]])
      await expect(ask('duplicates.merge', { keep, others })).rejects.toMatchObject({ code: 'bad-question' });
  });
});

describe('all that are equal', () => {
  const site = (at: number): LoginFields['urls'] => [{ url: `https://s${String(at)}.example`, match: 'host' }];

  it('are merged at once, in few commits, and had back', async () => {
    for (let at = 0; at < 240; at++) await save({ urls: site(at % 120) });
    await save({ title: 'Other', urls: site(0) });
    const [before, at] = [await bodies(), await commits()];
    const { undo, groups } = await ask('duplicates.mergeSame', {});
    expect(groups).toBe(119);
    expect(await commits()).toBe(at + 2);
    expect(await trashed()).toHaveLength(119);
    expect(await ask('duplicates.find', { limit: 1 })).toMatchObject({ total: 1, same: 0 });
    await ask('duplicates.undo', { undo });
    expect(await bodies()).toEqual(before);
  });

  it('lose no history', async () => {
    const id = await save({ password: 'old' });
    const { item, revision } = await ask('items.read', { id });
    await ask('items.save', { id, revision, item: { ...item, password: 'one' } as never });
    machine.now += 1_000;
    const fresh = await save();
    await ask('duplicates.mergeSame', {});
    expect((await ask('items.read', { id: fresh })).history).toMatchObject([{ field: 'password', value: 'old' }]);
  });

  it('are left where one was changed between the finding and the merge', async () => {
    const [old] = [await save(), await save()];
    await save({ urls: site(1) });
    await save({ urls: site(1) });
    await find();
    const { records } = await parts.session.vault();
    const write = records.write.bind(records);
    let first = true;
    Object.assign(records, {
      write: async (change: Parameters<typeof write>[0]) => {
        if (first) {
          first = false;
          const { item, revision } = await ask('items.read', { id: old });
          await ask('items.save', { id: old, revision, item: { ...item, password: 'newest' } as never });
        }
        return write(change);
      },
    });
    expect((await ask('duplicates.mergeSame', {})).groups).toBe(1);
    expect(await ask('items.read', { id: old })).toMatchObject({ item: { password: 'newest' } });
    expect(await find()).toMatchObject([{ same: false, items: [{ id: old }, {}] }]);
  });
});
