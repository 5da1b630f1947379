import { beforeEach, describe, expect, it } from 'vitest';
import type { Parts } from '../../../src/background/parts.ts';
import type { AnswerOf, InputOf, LoginFields } from '../../../src/rpc/index.ts';
import { Life } from '../support/memory.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';

const password = 'correct horse battery staple';
type FoundInput = InputOf<'transfer.stage'>['items'][number];

let machine: Machine;
let parts: Parts;
let ask: Ask;

function login(fields: Partial<LoginFields> = {}): LoginFields {
  return {
    kind: 'login',
    title: 'Shop',
    favourite: false,
    tags: [],
    folder: '',
    fields: [],
    urls: [{ url: 'https://shop.example/login', match: 'host' }],
    username: 'ann',
    password: 'one',
    accountId: '',
    totp: '',
    notes: '',
    ...fields,
  };
}

const many = (count: number): FoundInput[] =>
  Array.from({ length: count }, (_, at) => ({
    item: login({ title: `Shop ${String(at)}`, username: `ann${String(at)}` }),
  }));

function restarted(): void {
  parts = machine.background();
  ask = windows(parts);
}

beforeEach(async () => {
  machine = new Machine();
  restarted();
  await ask('vault.create', { password, deviceName: 'This browser' });
});

async function staged(
  ...slices: (readonly FoundInput[])[]
): Promise<{ id: string; answers: AnswerOf<'transfer.stage'>[] }> {
  const { id } = await ask('transfer.begin', { name: 'passwords.csv', report: { leftOut: [], reasons: {} } });
  const answers = [];
  for (const items of slices) answers.push(await ask('transfer.stage', { id, items }));
  return { id, answers };
}

async function run(id: string, all: 'merge' | 'both' | 'leave' = 'merge'): Promise<void> {
  await ask('transfer.run', { id, choices: { all, single: {} } });
  await over();
}

/** Until it runs no more. */
async function over(): Promise<AnswerOf<'transfer.state'>> {
  for (;;) {
    const state = await ask('transfer.state', {});
    if (state.at !== 'running') return state;
    await turn();
  }
}

async function total(query = ''): Promise<number> {
  return (await ask('items.search', { query, in: 'all', offset: 0, limit: 1 })).total;
}

async function only(): Promise<AnswerOf<'items.read'>> {
  const { rows } = await ask('items.search', { query: '', in: 'all', offset: 0, limit: 5 });
  expect(rows.length).toBe(1);
  return ask('items.read', { id: rows[0]?.id ?? '' });
}

describe('an import', () => {
  it('writes nothing before it is told to, and then everything, in commits', async () => {
    const { id } = await staged(many(3), [{ item: login({ title: 'Last' }), createdAt: 5, updatedAt: 7 }]);
    expect([await total(), await ask('transfer.state', {})]).toEqual([0, { at: 'none' }]);
    await run(id);
    expect(await total()).toBe(4);
    expect(await ask('transfer.state', {})).toEqual({
      at: 'done',
      id,
      name: 'passwords.csv',
      total: 4,
      done: 4,
      merged: 0,
      same: 0,
    });
    const { rows } = await ask('items.search', { query: 'last', in: 'all', offset: 0, limit: 1 });
    expect(await ask('items.read', { id: rows[0]?.id ?? '' })).toMatchObject({ createdAt: 5, updatedAt: 7 });
    expect((await (await parts.session.vault()).records.check()).damaged).toEqual([]);
  });

  it('leaves nothing readable on the disk', async () => {
    const { id } = await staged([{ item: login({ password: 'a-canary-of-mine' }) }]);
    const disk = (): string => JSON.stringify([...machine.local.values]);
    expect(disk().length).toBeGreaterThan(500);
    expect(disk()).not.toContain('canary');
    expect(disk()).not.toContain('passwords.csv');
    await run(id);
    expect(disk()).not.toContain('canary');
  });

  it('knows what is here already, whatever its ids and the order of its tags', async () => {
    const item = login({ tags: ['a', 'b'], fields: [{ id: 'x', label: 'PIN', type: 'hidden', value: '1' }] });
    await ask('items.save', { item });
    const again = {
      ...item,
      tags: ['b', 'a'],
      fields: [{ id: 'y', label: 'PIN', type: 'hidden' as const, value: '1' }],
    };
    const { id, answers } = await staged([{ item: again }, { item: login({ title: 'Other', username: 'bob' }) }]);
    expect(answers).toEqual([{ same: 1, like: [] }]);
    await run(id);
    expect(await total()).toBe(2);
  });

  it('does not count what lies in the trash as here', async () => {
    const { id: old } = await ask('items.save', { item: login() });
    await ask('items.trash', { id: old });
    expect((await staged([{ item: login() }])).answers).toEqual([{ same: 0, like: [] }]);
  });
});

describe('an item like one that is here', () => {
  beforeEach(async () => {
    await ask('items.save', { item: login({ notes: 'mine' }) });
  });

  it('is told, with what differs and which is newer', async () => {
    const found = { item: login({ password: 'two', notes: 'mine' }), updatedAt: machine.now + 1 };
    const { answers } = await staged([found]);
    expect(answers[0]?.like).toMatchObject([{ title: 'Shop', fields: ['password'], newer: 'file' }]);
  });

  it.each([
    ['older', -1, 'one', 'two'],
    ['newer', 1, 'two', 'one'],
  ])('and %s is merged: one password is shown, the other in the history', async (_, later, shown, former) => {
    const urls = [{ url: 'https://m.shop.example', match: 'host' as const }, ...login().urls];
    const { id } = await staged([
      {
        item: login({ password: 'two', totp: 'JBSWY3DP', notes: 'theirs', urls, tags: ['x'] }),
        updatedAt: machine.now + later,
      },
    ]);
    await run(id);
    const { item, history } = await only();
    expect(item).toMatchObject({ password: shown, totp: 'JBSWY3DP', tags: ['x'] });
    expect((item as LoginFields).urls.map(({ url }) => url).toSorted()).toEqual([
      'https://m.shop.example',
      'https://shop.example/login',
    ]);
    expect(history.map(({ field }) => field).toSorted()).toEqual(['notes', 'password']);
    expect(history.find(({ field }) => field === 'password')?.value).toBe(former);
    expect([(item as LoginFields).notes, history.find(({ field }) => field === 'notes')?.value].toSorted()).toEqual([
      'mine',
      'theirs',
    ]);
  });

  it.each([
    ['both', 2],
    ['leave', 1],
  ] as const)('may be told to: %s', async (choice, count) => {
    const { id } = await staged([{ item: login({ password: 'two' }) }]);
    await run(id, choice);
    expect(await total()).toBe(count);
  });

  it('takes in one of a file alone', async () => {
    const { id } = await staged([{ item: login({ password: 'two' }) }, { item: login({ password: 'three' }) }]);
    await run(id);
    expect(await total()).toBe(2);
    await ask('transfer.undo', { id });
    expect((await only()).item).toMatchObject({ password: 'one', notes: 'mine' });
  });
});

describe('an import that is taken back', () => {
  it('leaves what was there before, as it was', async () => {
    const before = await ask('items.save', { item: login() });
    const { id } = await staged([{ item: login({ password: 'two' }) }, ...many(3)]);
    await run(id);
    expect(await total()).toBe(4);
    expect(await ask('transfer.undo', { id })).toEqual({ taken: 4, kept: 0 });
    const { item, history } = await only();
    expect([item, history]).toEqual([before.item, []]);
    expect(await ask('transfer.state', {})).toEqual({ at: 'none' });
    expect([...machine.local.values.keys()].filter((key) => key.startsWith('import'))).toEqual([]);
  });

  it('leaves alone what was edited since', async () => {
    const { id } = await staged(many(3));
    await run(id);
    const { rows } = await ask('items.search', { query: '1', in: 'all', offset: 0, limit: 1 });
    const read = await ask('items.read', { id: rows[0]?.id ?? '' });
    await ask('items.save', { id: read.id, revision: read.revision, item: { ...read.item, title: 'Mine' } });
    expect(await ask('transfer.undo', { id })).toEqual({ taken: 2, kept: 1 });
    expect((await only()).item.title).toBe('Mine');
  });

  it('may be stopped in the middle', async () => {
    const { id } = await staged(...Array.from({ length: 20 }, () => many(2)));
    await ask('transfer.run', { id, choices: { all: 'merge', single: {} } });
    const { taken } = await ask('transfer.undo', { id });
    expect(taken).toBeLessThan(40);
    expect(await total()).toBe(0);
  });
});

describe('two imports', () => {
  it('do not run at once, and what belongs to one that is gone is refused', async () => {
    const first = await staged(many(1));
    const second = await staged(many(1));
    await expect(ask('transfer.run', { id: first.id, choices: { all: 'both', single: {} } })).rejects.toMatchObject({
      code: 'import-gone',
    });
    await run(second.id);
    expect(await total()).toBe(1);
  });
});

describe('a background that is stopped at any step', () => {
  /** Staged, told to run, and stopped after so many steps; then a new one goes on. Whether it was stopped at all. */
  async function stopped(steps: number, after: boolean): Promise<boolean> {
    await ask('items.save', { item: login() });
    const { id } = await staged([{ item: login({ password: 'two' }) }, ...many(1)], many(3).slice(1), many(4).slice(3));
    const life = new Life(steps, after);
    const dying = machine.background(life);
    await windows(dying)('transfer.run', { id, choices: { all: 'merge', single: {} } }).catch(() => undefined);
    const written = (): number => machine.told.filter(({ type }) => type === 'transfer').length;
    while (!life.isOver() && written() < 3) await turn();
    restarted();
    // What the person said is on the shelf, or the press is to be made once more.
    if ((await ask('transfer.state', {})).at === 'none') return true;
    parts.imports.resume();
    expect(await over()).toMatchObject({ at: 'done', total: 5, done: 5, merged: 1 });
    expect(await total()).toBe(5);
    expect(await total('ann')).toBe(5);
    expect(await ask('transfer.undo', { id })).toEqual({ taken: 5, kept: 0 });
    expect((await only()).item).toMatchObject({ password: 'one' });
    return life.isOver();
  }

  it.each([
    ['before', false],
    ['after', true],
  ])('%s it takes effect goes on where it was: nothing lacks and nothing is there twice', async (_, after) => {
    let steps = 1;
    for (let met = true; met; steps++) {
      machine = new Machine();
      restarted();
      await ask('vault.create', { password, deviceName: 'This browser' });
      met = await stopped(steps, after);
    }
    expect(steps).toBeGreaterThan(15);
  });
});

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
