import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { itemHandlers } from '../../../src/background/items/items.ts';
import { laterHandlers } from '../../../src/background/items/later.ts';
import { manyHandlers } from '../../../src/background/items/many.ts';
import { kindsOf, table } from '../../../src/items/index.ts';
import type { AnyItem, Item, Kind, Kinds } from '../../../src/items/index.ts';
import { answer, contractOf, schemas } from '../../../src/rpc/index.ts';
import type { Contract, Handlers, ItemRow, ItemView } from '../../../src/rpc/index.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';

/**
 * A kind that Latchkey doesn't have, given in tables to what is built for many: kept, found, edited and merged by the real
 * background over a real vault, and asked for as a page asks.
 */

interface BoatItem extends AnyItem {
  readonly kind: 'boat';
  readonly harbour: string;
  readonly log: string;
  readonly pin: string;
  readonly crew: readonly { readonly name: string }[];
}

const boat: Kind<BoatItem> = {
  domain: 'logins',
  parse: ({ harbour, log, pin, crew }) => ({ harbour, log, pin, crew }) as Omit<BoatItem, keyof AnyItem>,
  fields: {
    harbour: { merge: 'whole', remembered: false },
    log: { merge: 'text', remembered: true },
    pin: { merge: 'whole', remembered: true },
    crew: { merge: 'set', remembered: false },
  },
  detail: ({ harbour }) => harbour,
  alsoFound: ({ crew }) => crew.map(({ name }) => name).join(' '),
};
const boatSchema = v.strictObject({
  kind: v.literal('boat'),
  title: v.string(),
  favourite: v.boolean(),
  tags: v.array(v.string()),
  folder: v.string(),
  fields: v.array(v.never()),
  harbour: v.string(),
  log: v.string(),
  pin: v.string(),
  crew: v.array(v.strictObject({ name: v.string() })),
});
type Boat = v.InferOutput<typeof boatSchema>;

const kept: Boat = {
  kind: 'boat',
  title: 'Möwe',
  favourite: false,
  tags: ['sea'],
  folder: '',
  fields: [],
  harbour: 'Kiel',
  log: 'Out at six. Back at noon.',
  pin: '1111',
  crew: [{ name: 'Ada' }],
};
const password = 'correct horse battery staple';
const page = { id: 'ours', url: 'chrome-extension://ours/vault.html', tab: 1, frame: 0 };

let machine: Machine;
let ask: <Answer>(question: string, input: object) => Promise<Answer>;

/** Asks as a page does: over the wire, in JSON. */
function asking(
  handlers: Partial<Handlers>,
  contract: Contract = contractOf({ ...schemas, boat: boatSchema }),
): typeof ask {
  const hear = answer(handlers as Handlers, { id: 'ours', origin: 'chrome-extension://ours' }, () => {}, contract);
  return async <Answer>(question: string, input: object) => {
    const reply = await hear(JSON.parse(JSON.stringify({ ask: question, input })), page);
    if (!reply?.ok) throw Object.assign(new Error(question), { code: reply?.code });
    return JSON.parse(JSON.stringify(reply.value)) as Answer;
  };
}

const save = (item: Boat, onto: object = {}) => ask<ItemView>('items.save', { item, ...onto });
async function found(query: string): Promise<readonly ItemRow[]> {
  return (await ask<{ rows: ItemRow[] }>('items.search', { query, in: 'all', offset: 0, limit: 9 })).rows;
}

beforeEach(async () => {
  machine = new Machine();
  machine.kinds = kindsOf<Item | BoatItem>({ ...table, boat }) as unknown as Kinds<Item>;
  const parts = machine.background();
  await windows(parts)('vault.create', { password, deviceName: 'Here' });
  ask = asking(itemHandlers(parts));
});

describe('a kind that is given in tables', () => {
  it('is kept, and read again after a restart', async () => {
    const { id } = await save(kept);
    const again = machine.background();
    await windows(again)('unlock.password', { password });
    ask = asking(itemHandlers(again));
    expect((await ask<ItemView>('items.read', { id })).item).toEqual(kept);
  });

  it('is found by what it says search may see, and by nothing else', async () => {
    await save(kept);
    for (const query of ['mowe', 'kiel', 'ada']) expect(await found(query)).toMatchObject([{ title: 'Möwe' }]);
    for (const query of ['1111', 'noon']) expect(await found(query)).toEqual([]);
    expect(await found('')).toEqual([expect.objectContaining({ kind: 'boat', detail: 'Kiel' })]);
    expect(JSON.stringify(await found(''))).not.toContain('Ada');
  });

  it('is edited, and remembers what it says is to be remembered', async () => {
    const { id, revision } = await save(kept);
    machine.now += 600_000;
    const edited = await save({ ...kept, pin: '2222', harbour: 'Laboe' }, { id, revision, base: kept });
    expect(edited).toMatchObject({
      item: { pin: '2222', harbour: 'Laboe' },
      history: [{ field: 'pin', value: '1111' }],
    });
    expect(edited.history).toHaveLength(1);
  });

  it('is merged as it says: texts by their places, lists by what came and went, the rest as a whole', async () => {
    const { id, revision } = await save(kept);
    const onto = { id, revision, base: kept };
    const crew = [...kept.crew, { name: 'Ben' }];
    await save({ ...kept, log: 'Out at five. Back at noon.', pin: '2111', crew }, onto);
    const log = 'Out at six. Back at night.';
    const merged = await save({ ...kept, log, pin: '1112', crew: [{ name: 'Cy' }] }, onto);
    expect(merged.item).toMatchObject({ log: 'Out at five. Back at night.', pin: '1112' });
    expect(merged.item).toMatchObject({ crew: [{ name: 'Cy' }, { name: 'Ben' }] });
    expect(merged.merged).toBe('conflict');
    expect(merged.history).toContainEqual(expect.objectContaining({ field: 'pin', value: '2111' }));
  });

  it('lies beside the kinds that we have, and becomes none of them', async () => {
    const note = { kind: 'note', title: 'Cabin', body: 'stone', favourite: false, tags: [], folder: '', fields: [] };
    const { id } = await ask<ItemView>('items.save', { item: note });
    await save(kept);
    expect((await found('')).map(({ kind }) => kind).sort()).toEqual(['boat', 'note']);
    await expect(save(kept, { id })).rejects.toMatchObject({ code: 'bad-question' });
    expect((await ask<ItemView>('items.read', { id })).item).toEqual(note);
  });

  it('is listed and read, and neither edited nor lost, where the tables do not have it', async () => {
    const { id } = await save({ ...kept, tags: ['sea'] });
    const ours = new Machine(machine.database);
    const parts = ours.background();
    await windows(parts)('unlock.password', { password });
    ask = asking({ ...itemHandlers(parts), ...laterHandlers(parts), ...manyHandlers(parts) }, contractOf(schemas));
    const body = async (): Promise<unknown> => (await (await parts.session.vault()).records.read(id)).body;
    const before = await body();
    await expect(save(kept)).rejects.toMatchObject({ code: 'bad-question' });
    expect(await found('')).toMatchObject([{ kind: 'later', title: 'Möwe' }]);
    await expect(ask('items.read', { id })).rejects.toMatchObject({ code: 'unknown-item-kind' });
    expect(await ask('items.readLater', { id })).toMatchObject({
      kind: 'boat',
      title: 'Möwe',
      tags: ['sea'],
      values: expect.arrayContaining([{ name: 'pin', value: '1111' }]) as unknown,
    });
    const change = (does: object): Promise<object> => ask('items.changeMany', { ids: [id], change: does });
    // Of an item that nobody here can read, only its place in the trash changes.
    expect(await change({ do: 'tag', tag: 'x' })).toEqual({ changed: 0, left: 1 });
    expect(await change({ do: 'folder', folder: 'x' })).toEqual({ changed: 0, left: 1 });
    expect(await change({ do: 'favourite', on: true })).toEqual({ changed: 0, left: 1 });
    expect(await body()).toEqual(before);
    expect(await change({ do: 'trash' })).toMatchObject({ changed: 1 });
    expect(await found('')).toEqual([]);
    expect(await body()).toEqual({ ...(before as object), trashedAt: ours.now });
    expect(await change({ do: 'restore' })).toMatchObject({ changed: 1 });
    expect(await body()).toEqual(before);
  });

  it('is listed by what every item has when its index is made anew', () => {
    const stored = { ...kept, createdAt: 1, updatedAt: 2, history: [] };
    const summary = kindsOf<Item>(table).summarizeRecord('logins', stored);
    expect(summary).toMatchObject({ kind: 'boat', title: 'Möwe', tags: ['sea'], detail: '' });
    expect(JSON.stringify(summary)).not.toContain('1111');
    expect(kindsOf<Item>(table).summarizeRecord('logins', { kind: 'boat', title: 1 })).toBeNull();
  });
});
