import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { schemas } from '../../src/rpc/contract/kinds/index.ts';
import { FileReading } from '../../src/transfer/index.ts';
import { argon2id } from '../../src/work/argon2id.ts';
import { runs } from '../support/runs.ts';
import { readAll as read } from './read-all.ts';
import type { Outcome } from './read-all.ts';

const chrome = 'name,url,username,password,note';
const firefox =
  '"url","username","password","httpRealm","formActionOrigin","guid","timeCreated","timeLastUsed","timePasswordChanged"';
const keepassxc = '"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"';
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

describe('a file of Chrome', () => {
  it('is read though a cell at its beginning holds characters that nobody can see', async () => {
    const odd = String.fromCharCode(1, 2, 8, 0x7f, 0x85);
    const { items } = await read(`${chrome}\nShop,https://shop.example/,ann,${odd},\n`);
    expect(items).toMatchObject([{ item: { password: odd } }]);
  });

  it('comes with every column in its field', async () => {
    const { items, report } = await read(`${chrome}\nShop,https://shop.example/login,ann,secret,"two\nlines"\n`);
    expect(items).toEqual([
      {
        item: {
          kind: 'login',
          title: 'Shop',
          favourite: false,
          tags: [],
          folder: '',
          fields: [],
          urls: [{ url: 'https://shop.example/login', match: 'host' }],
          username: 'ann',
          password: 'secret',
          accountId: '',
          totp: '',
          notes: 'two\nlines',
        },
      },
    ]);
    expect(report).toMatchObject({ items: 1, kinds: { login: 1 }, leftOut: [] });
  });

  it.each([
    ['UTF-8 with its mark', new TextEncoder().encode(`\ufeff${chrome}\nÄ,https://a.example,ä,ß,\n`)],
    ['UTF-16, little end first', utf16(`\ufeff${chrome}\nÄ,https://a.example,ä,ß,\n`, true)],
    ['UTF-16, big end first', utf16(`\ufeff${chrome}\nÄ,https://a.example,ä,ß,\n`, false)],
    ['UTF-16 without its mark', utf16(`${chrome}\nÄ,https://a.example,ä,ß,\n`, true)],
    ['what Windows wrote', Uint8Array.from(`${chrome}\nÄ,https://a.example,ä,ß,\n`, (one) => one.charCodeAt(0))],
    ['semicolons', `${chrome}\nÄ,https://a.example,ä,ß,\n`.replaceAll(',', ';')],
    ['CR alone', `${chrome}\rÄ,https://a.example,ä,ß,\r`],
  ])('is read in %s', async (_, content) => {
    const { items } = await read(content);
    expect(items.map(({ item }) => item)).toMatchObject([{ title: 'Ä', username: 'ä', password: 'ß' }]);
  });

  it('leaves out a line whose quotation mark is missing, and one that stands there twice', async () => {
    const line = 'A,https://a.example,ann,one,';
    const { items, report } = await read(`${chrome}\n${line}\nB,https://b.example,"bob,two,\n${line}\nC,,c,three,\n`);
    expect(items.map(({ item }) => item.title)).toEqual(['A', 'C']);
    expect(report.leftOut).toEqual([
      { line: 3, why: 'quote' },
      { line: 4, title: 'A', why: 'twice' },
    ]);
  });
});

describe('a file of Firefox', () => {
  it('brings its times, and keeps the realm and a foreign form', async () => {
    const row = [
      'https://a.example',
      'ann',
      'one',
      'Intranet',
      'https://login.example',
      '{guid}',
      '1700000000000',
      '1',
      '1710000000000',
    ];
    const { items, report } = await read(`${firefox}\n${row.map(cell).join(',')}\n`);
    expect(items).toMatchObject([
      {
        createdAt: 1_700_000_000_000,
        updatedAt: 1_710_000_000_000,
        item: {
          title: 'a.example',
          fields: [
            { label: 'httpRealm', value: 'Intranet' },
            { label: 'formActionOrigin', value: 'https://login.example' },
          ],
        },
      },
    ]);
    expect(report.leftOut).toEqual([
      { what: 'guid', why: 'internal' },
      { what: 'timeLastUsed', why: 'internal' },
    ]);
  });

  it('says a form of the same site once only', async () => {
    const row = ['https://a.example/login', 'ann', 'one', '', 'https://a.example', '{guid}', '', '', ''];
    const { items } = await read(`${firefox}\n${row.map(cell).join(',')}\n`);
    expect(items[0]?.item.fields).toEqual([]);
  });
});

describe('a file of KeePassXC', () => {
  it('brings groups as folders, codes, and entries without a login as notes', async () => {
    const rows = [
      [
        'Root/Bank/Cards',
        'Bank',
        'ann',
        'one',
        'https://bank.example',
        '',
        'otpauth://totp/x?secret=ABC',
        '0',
        '2024-01-02T03:04:05Z',
        'never',
      ],
      ['Root', 'Safe', '', '', '', 'left, right', '', '0', '', ''],
    ];
    const { items, report } = await read(`${keepassxc}\n${rows.map((row) => row.map(cell).join(',')).join('\n')}\n`);
    expect(items).toMatchObject([
      {
        updatedAt: Date.UTC(2024, 0, 2, 3, 4, 5),
        item: {
          kind: 'login',
          folder: 'Bank/Cards',
          totp: 'otpauth://totp/x?secret=ABC',
          fields: [{ label: 'Created', value: 'never' }],
        },
      },
      { item: { kind: 'note', title: 'Safe', folder: '', body: 'left, right' } },
    ]);
    expect(report).toMatchObject({ codes: 1, kinds: { login: 1, note: 1 } });
  });
});

describe('any other table', () => {
  it('is guessed by its columns, and what fits nowhere becomes a field', async () => {
    const { items } = await read('Titel;Benutzername;Kennwort;Webseite;Filiale\nShop;ann;one;shop.example;Nord\n');
    expect(items[0]?.item).toMatchObject({
      title: 'Shop',
      username: 'ann',
      password: 'one',
      urls: [{ url: 'shop.example' }],
      fields: [{ label: 'Filiale', value: 'Nord' }],
    });
  });

  it.each([
    ['named', 'Dienst;Login;Foo\nShop;ann;1\nMail;bob;2\n', true, ['field', 'username', 'field']],
    ['bare', 'Shop;ann;1\nMail;bob;2\n', false, ['field', 'field', 'field']],
  ])('%s and of nobody is looked at, with its first rows', async (_, text, headed, roles) => {
    const look = await new FileReading(argon2id).look(new Blob([text, '\n'.repeat(10), 'A;b;c\n'.repeat(10)]));
    expect(look).toMatchObject({ format: 'table', name: undefined, headed });
    if (look.format !== 'table') throw new Error('no table');
    expect(look.columns.map(({ role }) => role)).toEqual(roles);
    expect(look.samples.slice(0, 2)).toEqual(
      text
        .split('\n')
        .slice(0, 2)
        .map((line) => line.split(';')),
    );
    expect(look.samples).toHaveLength(4);
  });

  it('is read as its columns are told, also without names', async () => {
    const columns = (['password', 'unwanted', 'title', 'account'] as const).map((role, at) => ({
      name: String(at + 1),
      role,
    }));
    const { items, report } = await read('one,x,Shop,4711\n', { table: { columns, headed: false } });
    expect(items[0]?.item).toMatchObject({ title: 'Shop', password: 'one', accountId: '4711', fields: [] });
    expect(report.leftOut).toEqual([{ what: '2', why: 'unwanted' }]);
  });

  it.each([
    ['a letter', 'Dear friend'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])],
    ['nothing', ''],
  ])('that is %s is refused', async (_, content) => {
    await expect(read(content)).rejects.toMatchObject({ code: 'file-unknown' });
  });
});

/** Every text that an item or a report says. */
function said({ items, report }: Outcome): string {
  return JSON.stringify([items, report.leftOut]);
}

describe('of every table', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((one) => one.trim() !== '');
  it.each([
    ['Chrome', chrome, 5],
    ['Firefox', firefox, 5],
    ['KeePassXC', keepassxc, 7],
  ])('each cell of %s ends in an item or in the report', async (_, header, cells) => {
    const row = fc.array(text, { minLength: cells, maxLength: cells });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
        const outcome = await read(`${header}\n${rows.map((one) => one.map(cell).join(',')).join('\n')}\n`);
        const all = said(outcome);
        const group = header === keepassxc;
        for (const value of rows.flatMap((one) => (group ? one.slice(1) : one))) {
          expect(all).toContain(JSON.stringify(value).slice(1, -1));
        }
      }),
      { numRuns: runs(60) },
    );
  });

  it('each item is one that a vault keeps, however long its cells are', async () => {
    const long = fc.constantFrom('a', 'x'.repeat(600), 'y'.repeat(12_000), 'z'.repeat(1_000_001));
    const row = fc.array(long, { minLength: 5, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(row, async (one) => {
        const outcome = await read(`${chrome}\n${one.map(cell).join(',')}\n`);
        for (const { item } of outcome.items) expect(v.safeParse(schemas[item.kind], item).issues).toBeUndefined();
        const lost = one.filter((value) => !JSON.stringify(outcome.items).includes(value));
        expect(outcome.report.leftOut.length).toBe(lost.length);
      }),
      { numRuns: runs(30) },
    );
  });
});

function utf16(text: string, little: boolean): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), little);
  return new Uint8Array(view.buffer);
}
