import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { schemas } from '../../src/rpc/contract/kinds/index.ts';
import { kinds, newItem } from '../../src/items/index.ts';
import type { Item } from '../../src/items/index.ts';
import { csvCounts, FileReading, plainForms } from '../../src/transfer/index.ts';
import { RowReader } from '../../src/transfer/rows.ts';
import { blankOf } from '../../src/transfer/blank.ts';
import { argon2id } from '../../src/work/argon2id.ts';
import { anyItem } from '../items/any-item.ts';
import { runs } from '../support/runs.ts';

type Login = Extract<Item, { kind: 'login' }>;

const login = (fields: Partial<Login> = {}): Login => ({
  ...newItem<Login>({ ...blankOf('login'), title: 'Shop', username: 'ann', password: 'one' }, 5),
  urls: [{ url: 'https://shop.example/login', match: 'host' }],
  ...fields,
});

async function read(content: BlobPart) {
  const reading = new FileReading(argon2id);
  const look = await reading.look(new Blob([content]));
  const report = await reading.read(new Blob([content]), {});
  return { look, report, items: reading.part(0).items };
}

/** The JSON of a file with one more item in it. */
/** All of a file at once. */
const fileOf = (as: 'json' | 'csv', items: readonly unknown[], madeAt = 7): string => {
  const { begin, item, between, end } = plainForms[as];
  return begin(madeAt) + items.map(item).join(between) + end;
};
const fileWith = (...items: unknown[]): string => fileOf('json', [login(), ...items]);

describe('the plain JSON', () => {
  it('has the shape that docs/export.md says', () => {
    expect(JSON.parse(fileOf('json', [login()]))).toEqual({
      format: 'latchkey-plain',
      version: 1,
      madeAt: 7,
      items: [login()],
    });
    expect(JSON.parse(fileOf('json', []))).toMatchObject({ items: [] });
  });

  it('is known by what it says of itself, in any encoding, and indented by somebody', async () => {
    const indented = JSON.stringify(JSON.parse(fileWith()), null, 2);
    const utf16 = Uint8Array.from(
      Array.from(`\ufeff${indented}`).flatMap((one) => [one.charCodeAt(0) & 255, one.charCodeAt(0) >> 8]),
    );
    for (const content of [fileWith(), indented, `\ufeff${indented}`, utf16]) {
      expect(await read(content)).toMatchObject({ look: { format: 'plain' }, report: { items: 1, leftOut: [] } });
    }
  });

  it('keeps items that are the same as often as they are there', async () => {
    expect((await read(fileWith(login()))).report).toMatchObject({ items: 2, kinds: { login: 2 }, leftOut: [] });
  });

  it.each<[string, unknown]>([
    ['a kind to come', { ...login(), kind: 'spaceship' }],
    ['a text that is none', { ...login(), password: 5 }],
    ['a time that is none', { ...login(), createdAt: -1 }],
    [
      'a name inside that no window hands on',
      { ...login(), fields: [{ id: 'x'.repeat(65), label: '', type: 'text', value: '' }] },
    ],
    ['nothing', null],
  ])('with %s in it brings the others, and says so', async (_, value) => {
    const { report, items } = await read(fileWith(value));
    expect(report).toMatchObject({ items: 1, reasons: { 'no-item': 1 } });
    expect(items).toMatchObject([{ item: { title: 'Shop' } }]);
  });

  it('with an item nested too deeply brings the others, and says so', async () => {
    const deep = `{"x":`.repeat(200_000) + '1' + '}'.repeat(200_000);
    const { report } = await read(fileWith({ ...login(), deep: 'DEEP' }).replace('"DEEP"', deep));
    expect(report).toMatchObject({ items: 1, reasons: { 'no-item': 1 } });
  });

  it.each<[string, string, string]>([
    ['of a later version', fileWith().replace('"version":1', '"version":2'), 'format-unknown'],
    ['of no version', fileWith().replace('"version":1', '"version":"1"'), 'file-unknown'],
    ['cut off', fileWith().slice(0, -5), 'file-unknown'],
    ['with items that are no list', '{"format":"latchkey-plain","version":1,"items":{}}', 'file-unknown'],
    ['that only speaks of the format', '{"of":"latchkey-plain","version":1,"items":[]}', 'file-unknown'],
  ])('%s is refused', async (_, content, code) => {
    await expect(read(content)).rejects.toMatchObject({ code });
    expect((await read(fileWith())).report.items).toBe(1);
  });

  it('with a letter that is none is refused: no secret is guessed', async () => {
    const bytes = new TextEncoder().encode(fileWith(login({ password: 'paß' })));
    expect((await read(bytes)).report.items).toBe(2);
    bytes[bytes.indexOf(0xc3)] = 0xff;
    await expect(read(bytes)).rejects.toMatchObject({ code: 'file-unknown' });
  });

  it('of any items is read whole, and each can be handed on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyItem, { maxLength: 3 }), async (items) => {
        const { report, items: found } = await read(fileOf('json', items));
        expect(report).toMatchObject({ items: items.length, leftOut: [] });
        const whole = found.map(({ item, later, ...rest }) => ({ history: [], ...later, ...item, ...rest }));
        expect(whole).toEqual(items.map((item) => kinds.parse(item)));
        for (const { item } of found) expect(v.safeParse(schemas[item.kind], item).issues).toBeUndefined();
      }),
      { numRuns: runs(60) },
    );
  });

  it('keeps an unknown field whatever its name is', async () => {
    const { items } = await read(fileWith().replace('"kind"', '"__proto__":{"a":1},"constructor":"b","kind"'));
    expect(Object.entries(items[0]?.later ?? {})).toEqual([
      ['__proto__', { a: 1 }],
      ['constructor', 'b'],
    ]);
  });
});

describe('the plain CSV', () => {
  const cellsOf = (text: string): (readonly string[])[] =>
    [...new RowReader(',').push(text, true)].map((row) => ('cells' in row ? row.cells : []));

  it('has the columns of Chrome, and a row for each address', () => {
    const urls: Login['urls'] = [
      { url: 'https://a.example', match: 'host' },
      { url: 'https://b.example/x', match: 'domain' },
      { url: '^https://c', match: 'regex' },
      { url: 'https://d.example', match: 'never' },
    ];
    const items = [login({ urls, notes: 'say "hi",\nthen =1+1', password: '=1+1' })];
    const [text, counts] = [fileOf('csv', items), csvCounts(items)];
    expect(text).toBe(
      'name,url,username,password,note\r\n' +
        'Shop,https://a.example,ann,=1+1,"say ""hi"",\nthen =1+1"\r\n' +
        'Shop,https://b.example/x,ann,=1+1,"say ""hi"",\nthen =1+1"\r\n',
    );
    expect(counts).toEqual({ rows: 2, others: 0, trashed: 0, addresses: 2, codes: 0, fields: 0 });
  });

  it('counts what it can’t hold', () => {
    const field = { id: 'a', label: 'PIN', type: 'hidden' as const, value: '1' };
    const items = [
      login({ totp: 'ABC', fields: [field] }),
      login({ accountId: '4711', urls: [] }),
      login({ trashedAt: 9, totp: 'ABC' }),
      newItem<Item>(blankOf('note'), 5),
      { kind: 'spaceship' },
    ];
    expect(csvCounts(items)).toEqual({ rows: 2, others: 2, trashed: 1, addresses: 0, codes: 1, fields: 2 });
  });

  it('of any items is read back cell for cell', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 4 }), (items) => {
        const [text, counts] = [fileOf('csv', items), csvCounts(items)];
        const [head, ...rows] = cellsOf(text);
        expect(head).toEqual(['name', 'url', 'username', 'password', 'note']);
        const expected = items.flatMap((item) => {
          if (item.kind !== 'login' || item.trashedAt !== undefined) return [];
          const urls = item.urls.filter(({ match }) => match !== 'regex' && match !== 'never').map(({ url }) => url);
          return (urls.length > 0 ? urls : ['']).map((url) => [
            item.title,
            url,
            item.username,
            item.password,
            item.notes,
          ]);
        });
        // Whoever reads a table passes over rows without a letter.
        expect(rows).toEqual(expected.filter((row) => row.some((cell) => cell !== '')));
        expect(counts.rows).toBe(expected.length);
      }),
      { numRuns: runs(100) },
    );
  });

  it('is a file of Chrome to the import', async () => {
    const { look, items } = await read(fileOf('csv', [login({ notes: 'two\nlines' })]));
    expect(look).toMatchObject({ format: 'table', name: 'chrome' });
    expect(items).toMatchObject([{ item: { title: 'Shop', username: 'ann', password: 'one', notes: 'two\nlines' } }]);
  });
});
