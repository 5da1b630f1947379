import { expect, it } from 'vitest';
import type { InputOf } from '../../../src/rpc/index.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';

type Within = NonNullable<InputOf<'items.search'>['within']>;

it('lists a folder with what is nested in it, and nothing that only begins alike; or a tag', async () => {
  const ask = windows(new Machine().background());
  await ask('vault.create', { password: 'correct horse battery staple', deviceName: 'This browser' });
  const save = (title: string, folder: string, tags: readonly string[] = []): Promise<unknown> =>
    ask('items.save', { item: { kind: 'note', title, folder, tags, body: '', favourite: false, fields: [] } });
  const titles = async (within: Within, query = ''): Promise<string[]> => {
    const found = await ask('items.search', { query, in: 'all', within, offset: 0, limit: 50 });
    const { ids } = await ask('items.ids', { query, in: 'all', within, offset: 0, limit: 50 });
    expect(found.rows.map(({ id }) => id)).toEqual(ids);
    expect(found.counts.note ?? 0).toBe(ids.length);
    return found.rows.map(({ title }) => title).toSorted();
  };
  await save('one', 'Work');
  await save('two', 'Work/Clients');
  await save('three', 'Workshop', ['Work']);
  await save('four', '');
  expect(await titles({ folder: 'Work' })).toEqual(['one', 'two']);
  expect(await titles({ folder: 'Work' }, 'two')).toEqual(['two']);
  expect(await titles({ folder: 'Work/Clients' })).toEqual(['two']);
  expect(await titles({ folder: 'Nowhere' })).toEqual([]);
  expect(await titles({ tag: 'Work' })).toEqual(['three']);
});
