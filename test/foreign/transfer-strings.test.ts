import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { ItemFields, ItemKind } from '../../src/items/index.ts';
import { blankOf } from '../../src/transfer/blank.ts';
import { FileReading } from '../../src/transfer/index.ts';
import { itemLimits } from '../../src/typed/index.ts';
import { argon2id } from '../../src/work/argon2id.ts';
import { Machine } from '../background/support/parts.ts';
import { exportedPieces } from '../background/support/plain.ts';
import { windows } from '../background/support/windows.ts';
import type { Ask } from '../background/support/windows.ts';
import { describeForeign, readJson } from './support/folder.ts';

const kinds: readonly ItemKind[] = ['note', 'login', 'card', 'identity', 'ssh-key'];
const short = (text: string, most: number): string => text.slice(0, most).toWellFormed();

/** An item that has a text in every place where a person may put one. */
function itemOf(kind: ItemKind, text: string): ItemFields {
  const fields = Object.fromEntries(
    Object.entries(blankOf(kind)).map(([name, value]) => [name, typeof value === 'string' ? text : value]),
  );
  const label = short(text, itemLimits.label);
  return {
    ...fields,
    kind,
    title: short(text, itemLimits.title),
    folder: short(text, itemLimits.folder),
    tags: text === '' ? [] : [short(text, itemLimits.tag)],
    ...(kind === 'login' ? { urls: [{ url: text, match: 'host' }] } : {}),
    fields: (['text', 'hidden', 'totp', 'notes'] as const).map((type) => ({ id: type, label, type, value: text })),
  } as unknown as ItemFields;
}

async function browser(): Promise<Ask> {
  const ask = windows(new Machine().background());
  await ask('vault.create', { password: 'correct horse battery staple', deviceName: 'This browser' });
  return ask;
}

/** As a window of ours does. */
async function bring(ask: Ask, file: string): Promise<void> {
  const reading = new FileReading(argon2id);
  const report = await reading.read(new Blob([file]), {});
  const { leftOut, reasons } = report;
  expect(leftOut).toEqual([]);
  const { id } = await ask('transfer.begin', { name: 'a file', report: { leftOut, reasons } });
  for (let from: number | undefined = 0; from !== undefined;) {
    const part: ReturnType<FileReading['part']> = reading.part(from);
    await ask('transfer.stage', { id, items: part.items });
    from = part.next;
  }
  await ask('transfer.run', { id, choices: { all: 'merge', single: {} } });
  while ((await ask('transfer.state', {})).at === 'running') await turn();
  expect(await ask('transfer.state', {})).toMatchObject({ at: 'done', done: report.items });
}

/** The items of an export, in one order, without their times. */
function saidBy(file: string): string[] {
  const { items } = JSON.parse(file) as { items: Record<string, unknown>[] };
  return items
    .map((item) => Object.entries(item).filter(([name]) => !['createdAt', 'updatedAt'].includes(name)))
    .map((entries) => JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1))))
    .toSorted();
}

describeForeign('the big list of naughty strings, in items', () => {
  const strings = [...new Set(readJson('strings/blns.json') as string[])];

  it.each(kinds)('comes back from every field of a %s: saved, exported, imported, exported', async (kind) => {
    expect(strings.length).toBeGreaterThan(400);
    const first = await browser();
    const items = strings.map((text) => itemOf(kind, text));
    for (const item of items) {
      const { id } = await first('items.save', { item: item });
      expect((await first('items.read', { id })).item).toEqual(item);
    }
    const file = (await exportedPieces(first, 'json')).join('');
    const second = await browser();
    await bring(second, file);
    expect(saidBy((await exportedPieces(second, 'json')).join(''))).toEqual(saidBy(file));
    const wanted = items.map((item) =>
      JSON.stringify(Object.entries({ ...item, history: [] }).sort(([a], [b]) => (a < b ? -1 : 1))),
    );
    expect(saidBy(file)).toEqual(wanted.toSorted());
  });

  it('comes back from every column of a table', async () => {
    const first = await browser();
    for (const [at, text] of strings.entries()) {
      // A name that tells them apart: of what is the same in every cell one comes.
      const item = {
        ...blankOf('login'),
        title: `${String(at)} ${short(text, 400)}`,
        username: text,
        password: text,
        notes: text,
      };
      await first('items.save', {
        item: { ...item, urls: [{ url: `https://${String(at)}.example/`, match: 'host' }] },
      });
    }
    const file = (await exportedPieces(first, 'csv')).join('');
    const second = await browser();
    await bring(second, file);
    expect((await exportedPieces(second, 'csv')).join('').split('\r\n').toSorted()).toEqual(
      file.split('\r\n').toSorted(),
    );
    const reading = new FileReading(argon2id);
    await reading.read(new Blob([file]), {});
    const passwords = [0, 500]
      .flatMap((from) => reading.part(from).items)
      .map(({ item }) => 'password' in item && item.password);
    expect(new Set(passwords)).toEqual(new Set(strings));
  });
});
