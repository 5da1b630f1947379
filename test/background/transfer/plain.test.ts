import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../src/crypto/index.ts';
import { kinds, newItem } from '../../../src/items/index.ts';
import type { Item } from '../../../src/items/index.ts';
import { FileReading } from '../../../src/transfer/index.ts';
import { blankOf } from '../../../src/transfer/blank.ts';
import { anyItem } from '../../items/any-item.ts';
import { runs } from '../../support/runs.ts';
import { Machine } from '../support/parts.ts';
import { exportedPieces } from '../support/plain.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';
import type { Parts } from '../../../src/background/parts.ts';
import { argon2id } from '../../../src/work/argon2id.ts';

const password = 'correct horse battery staple';

interface Browser {
  readonly machine: Machine;
  readonly parts: Parts;
  readonly ask: Ask;
}

async function browser(): Promise<Browser> {
  const machine = new Machine();
  const parts = machine.background();
  const ask = windows(parts);
  await ask('vault.create', { password, deviceName: 'This browser' });
  return { machine, parts, ask };
}

async function keep({ parts }: Browser, items: readonly Item[]): Promise<void> {
  const { records } = await parts.session.vault();
  await records.write({ put: items.map((body) => ({ id: newId(), domain: kinds.domainOf(body.kind), body })) });
}

/** Every item, whole, in one order. */
async function all({ parts }: Browser): Promise<string[]> {
  const { records } = await (await parts.session.vault()).backup.contents();
  const bodies = records.filter(({ domain }) => kinds.domains.includes(domain)).map(({ body }) => body);
  return bodies.map((body) => sorted(kinds.parse(body))).sort();
}

/** As JSON; the order of names says nothing. */
function sorted(item: Item): string {
  return JSON.stringify(item, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

async function exported({ ask }: Browser, as: 'json' | 'csv'): Promise<string> {
  return (await exportedPieces(ask, as)).join('');
}

/** As a window of ours does. */
async function bring({ ask }: Browser, file: string): Promise<void> {
  const reading = new FileReading(argon2id);
  await reading.read(new Blob([file]), {});
  const { id } = await ask('transfer.begin', { name: 'export.json', report: { leftOut: [], reasons: {} } });
  for (let from: number | undefined = 0; from !== undefined;) {
    const part: ReturnType<FileReading['part']> = reading.part(from);
    await ask('transfer.stage', { id, items: part.items });
    from = part.next;
  }
  await ask('transfer.run', { id, choices: { all: 'merge', single: {} } });
  while ((await ask('transfer.state', {})).at === 'running') await new Promise((resolve) => setImmediate(resolve));
  expect(await ask('transfer.state', {})).toMatchObject({ at: 'done' });
}

let here: Browser;
beforeEach(async () => {
  here = await browser();
});

const note = {
  kind: 'note' as const,
  title: 'One',
  body: 'text',
  favourite: false,
  tags: [],
  folder: '',
  fields: [],
};

describe('a readable export', () => {
  it('of any items comes into an empty vault equal, with history and times', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyItem, { minLength: 1, maxLength: 6 }), async (items) => {
        const [from, to] = [await browser(), await browser()];
        await keep(from, items);
        await bring(to, await exported(from, 'json'));
        expect(await all(to)).toEqual(await all(from));
        expect((await all(to)).length).toBe(items.length);
      }),
      { numRuns: runs(15) },
    );
  });

  it('keeps what a later version put in when it is merged into a login that is here', async () => {
    const login = {
      kind: 'login' as const,
      title: 'Shop',
      favourite: false,
      tags: [],
      folder: '',
      fields: [],
      urls: [{ url: 'https://shop.example', match: 'host' as const }],
      username: 'ann',
      password: 'one',
      accountId: '',
      totp: '',
      notes: '',
    };
    await here.ask('items.save', { item: login });
    const there = await browser();
    await keep(there, [{ ...login, password: 'two', createdAt: 1, updatedAt: 1, history: [], colour: 'red' } as Item]);
    await bring(here, await exported(there, 'json'));
    expect((await all(here)).map((text) => JSON.parse(text) as unknown)).toMatchObject([
      { password: 'one', colour: 'red', history: [{ field: 'password', value: 'two' }] },
    ]);
  });

  it('holds nothing but items, and says before what it would hold', async () => {
    await here.ask('items.save', { item: note });
    expect(await here.ask('transfer.lookPlain', {})).toEqual({
      items: 1,
      damaged: 0,
      csv: { rows: 0, others: 1, trashed: 0, addresses: 0, codes: 0, fields: 0 },
    });
    expect(JSON.parse(await exported(here, 'json'))).toMatchObject({ madeAt: here.machine.now, items: [note] });
    expect(await exported(here, 'csv')).toBe('name,url,username,password,note\r\n');
    expect((await here.ask('transfer.exportPlain', { as: 'csv' })).name).toMatch(/^latchkey-plain-2026-11-2\d\.csv$/);
  });

  it.each(['json', 'csv'] as const)('as %s takes a fresh proof', async (as) => {
    here.machine.now += 6 * 60_000;
    await expect(here.ask('transfer.exportPlain', { as })).rejects.toMatchObject({ code: 'fresh-proof-needed' });
    await here.ask('unlock.password', { password });
    expect((await here.ask('transfer.exportPlain', { as })).name).toContain(as);
  });

  it.each(['json', 'csv'] as const)('as %s of more than a message holds comes in pieces, whole', async (as) => {
    const big = (at: number): Item => {
      const long = { title: `Big ${String(at)}`, notes: 'x'.repeat(900_000), username: 'ann' };
      return newItem<Item>({ ...blankOf('login'), ...long }, 7);
    };
    await keep(
      here,
      Array.from({ length: 12 }, (_, at) => big(at)),
    );
    const pieces = await exportedPieces(here.ask, as);
    expect(pieces.length).toBeGreaterThan(1);
    const there = await browser();
    await bring(there, pieces.join(''));
    const titles = (await all(there)).map((text) => (JSON.parse(text) as { title: string }).title);
    expect(titles.toSorted()).toEqual(Array.from({ length: 12 }, (_, at) => `Big ${String(at)}`).toSorted());
  });

  it('of what is chosen holds that and nothing else, in pieces too, and never what another export holds', async () => {
    const big = (at: number): Item =>
      newItem<Item>({ ...blankOf('login'), title: `Big ${String(at)}`, notes: 'x'.repeat(900_000) }, 7);
    await keep(
      here,
      Array.from({ length: 14 }, (_, at) => big(at)),
    );
    const { rows } = await here.ask('items.search', { query: '', in: 'all', offset: 0, limit: 50 });
    const chosen = rows.filter(({ title }) => !/(3|4)$/.test(title)).map(({ id }) => id);
    const gone = 'A'.repeat(22);
    expect(await here.ask('transfer.lookPlain', { ids: [...chosen, gone] })).toMatchObject({
      items: chosen.length,
      damaged: 0,
      csv: { rows: chosen.length },
    });
    const first = await here.ask('transfer.exportPlain', { as: 'json', ids: chosen });
    // Another window asks for everything between two pieces.
    await here.ask('transfer.exportPlain', { as: 'json' });
    let text = first.text;
    for (let after = first.next; after !== undefined;) {
      const piece = await here.ask('transfer.exportPlain', { as: 'json', ids: chosen, after });
      text += piece.text;
      after = piece.next;
    }
    const titles = (JSON.parse(text) as { items: { title: string }[] }).items.map(({ title }) => title);
    const wanted = rows.filter(({ id }) => chosen.includes(id)).map(({ title }) => title);
    expect(titles.toSorted()).toEqual(wanted.toSorted());
    expect((await exportedPieces(here.ask, 'csv', chosen.slice(0, 1))).join('').split('\r\n')).toHaveLength(3);
  });

  it('of a locked vault is refused', async () => {
    await here.ask('lock', {});
    await expect(here.ask('transfer.exportPlain', { as: 'json' })).rejects.toMatchObject({ code: 'locked' });
    await expect(here.ask('transfer.lookPlain', {})).rejects.toMatchObject({ code: 'locked' });
  });
});
