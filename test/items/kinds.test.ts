import '../ui/browser.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kinds, newItem } from '../../src/items/index.ts';
import type { Item, LoginUrl } from '../../src/items/index.ts';
import { schemas } from '../../src/rpc/index.ts';
import { kindViews } from '../../src/ui/items/index.ts';
import { runs } from '../support/runs.ts';

const login = newItem<Extract<Item, { kind: 'login' }>>(
  {
    ...kindViews.login.blank,
    title: 'Lantern Shop',
    urls: [
      { url: 'https://mira:pa55@shop.example.org/account?token=t0ken#frag', match: 'host' },
      { url: String.raw`^https://[a-z]+\.example\.org/\?a`, match: 'regex' },
    ],
    username: 'mira@example.org',
    password: 'canary-password',
    accountId: 'NO 4471',
    totp: 'CANARYSEED',
    notes: 'canary notes',
    fields: [{ id: 'a', label: 'Customer', type: 'hidden', value: 'canary field' }],
  },
  5,
);

describe('each kind', () => {
  test.each(Object.keys(kindViews) as (keyof typeof kindViews)[])('%s: a new one is read again as it is', (kind) => {
    const { blank } = kindViews[kind];
    const item = newItem<Item>(blank, 7);
    expect(kinds.parse(JSON.parse(JSON.stringify(item)))).toEqual(item);
    expect(kinds.fieldsOf(item)).toEqual(blank);
  });

  test.each(Object.keys(kindViews) as (keyof typeof kindViews)[])('%s: any texts come back as they went in', (kind) => {
    const { blank } = kindViews[kind];
    const names = Object.keys(blank).filter((name) => name !== 'kind' && blank[name as 'title'] === '');
    const texts = fc.record(
      Object.fromEntries(names.map((name) => [name, fc.string({ unit: 'binary', maxLength: 40 })])),
    );
    fc.assert(
      fc.property(texts, (values) => {
        const item = newItem<Item>({ ...blank, ...values }, 7);
        expect(kinds.parse(JSON.parse(JSON.stringify(item)))).toEqual(item);
        kinds.summarize(item);
      }),
      { numRuns: runs(30), seed: 11 },
    );
  });

  test.each(Object.keys(schemas))('%s: what an older version wrote lacks what came later', (kind) => {
    const old = { kind, title: 'T', favourite: false, tags: [], createdAt: 1, updatedAt: 1, history: [], body: '' };
    expect(kinds.parse(old)).toMatchObject({ folder: '', fields: [] });
  });
});

describe('the index entry of a login', () => {
  test('has its user name and its addresses', () => {
    expect(kinds.summarize(login).login).toEqual({
      username: 'mira@example.org',
      urls: [
        { url: 'https://shop.example.org/account', match: 'host' },
        { url: String.raw`^https://[a-z]+\.example\.org/\?a`, match: 'regex' },
      ],
      hasPassword: true,
      hasTotp: true,
    });
  });

  test('has no secret, and comes back from the snapshot', () => {
    const summary = { ...kinds.summarize(login), id: 'x', revision: 1 };
    expect(JSON.stringify(summary)).not.toMatch(/canary|CANARY|pa55|t0ken/);
    expect(JSON.stringify(login)).toMatch(/canary|CANARY|pa55|t0ken/);
    expect(kinds.parseSummary(JSON.parse(JSON.stringify(summary)))).toEqual(summary);
  });

  test.each<[string, string | undefined]>([
    ['shop.example.org', 'https://shop.example.org'],
    ['me:pa55@shop.example.org', undefined],
    ['https://me@mail.example:pa55@shop.example.org/x', 'https://shop.example.org/x'],
    ['https:me:pa55@shop.example.org', undefined],
    ['shop.example.org/a@b', 'https://shop.example.org/a@b'],
    ['https://shop.example.org?next=pa55', 'https://shop.example.org'],
    ['http://Bücher.example:8080/#pa55', 'http://xn--bcher-kva.example:8080'],
    ['my shop', undefined],
    ['', undefined],
  ])('of %j says %j, and search finds no more', (url, said) => {
    const urls: LoginUrl[] = [{ url, match: 'host' }];
    const summary = kinds.summarize({ ...login, urls });
    expect(summary.login?.urls[0]?.url).toBe(said);
    expect(JSON.stringify(summary)).not.toContain('pa55');
  });

  test('is found by its addresses as they were typed', () => {
    const urls: LoginUrl[] = [
      { url: 'Bücher.example/x?y', match: 'domain' },
      { url: 'the black box', match: 'host' },
    ];
    expect(kinds.summarize({ ...login, urls }).alsoFound).toBe('Bücher.example/x the black box');
  });
});

describe('two edits of one login', () => {
  const base = kinds.fieldsOf(login) as Extract<Item, { kind: 'login' }>;

  test('its user name here and its password there: both stand', () => {
    const there = kinds.edit(login, { password: 'p2' }, 8);
    const { item, conflict } = kinds.merge(there, base, { ...base, username: 'm2' }, 9);
    expect([item.username, item.password, conflict]).toEqual(['m2', 'p2', false]);
  });

  test('its password twice: the one just typed stands, the other is in the history', () => {
    const there = kinds.edit(login, { password: 'p2' }, 8);
    const { item, conflict } = kinds.merge(there, base, { ...base, password: 'p3' }, 9);
    expect([item.password, conflict]).toEqual(['p3', true]);
    expect(item.history.map(({ value }) => value)).toContain('p2');
  });

  test('one field of its own each: both stand, and each has a history of its own', () => {
    const [field] = login.fields as [(typeof login.fields)[number]];
    const later = newItem<typeof login>({ ...login, fields: [field, { ...field, id: 'b', value: 'bee' }] }, 5);
    const both = kinds.fieldsOf(later) as typeof base;
    const there = kinds.edit(later, { fields: [{ ...field, value: 'new' }, later.fields[1] as typeof field] }, 800_000);
    const mine = { ...both, fields: [field, { ...field, id: 'b', value: 'wasp' }] };
    const { item, conflict } = kinds.merge(there, both, mine, 900_000);
    expect(item.fields.map(({ value }) => value)).toEqual(['new', 'wasp']);
    expect(conflict).toBe(false);
    expect(item.history.map((entry) => entry.field)).toEqual(['fields/a', 'fields/b']);
  });

  test('one removes a field, the other edits it: it stays', () => {
    const [field] = login.fields as [(typeof login.fields)[number]];
    const there = kinds.edit(login, { fields: [] }, 8);
    const { item } = kinds.merge(there, base, { ...base, fields: [{ ...field, value: 'edited' }] }, 9);
    expect(item.fields.map(({ value }) => value)).toEqual(['edited']);
  });
});

test('of a kind that is saved when told, each saved value is remembered, however soon the next one came', () => {
  const blank = { favourite: false, tags: [], folder: '', fields: [], urls: [], username: '', accountId: '', totp: '' };
  const login = newItem<Extract<Item, { kind: 'login' }>>(
    { ...blank, kind: 'login', title: 'Shop', password: 'one', notes: '' },
    1,
  );
  const edited = ['one and', 'one and two', 'one and'].reduce(
    (item, password, at) => kinds.edit(item, { password }, at + 2),
    login,
  );
  expect(edited.history.map(({ value }) => value)).toEqual(['one', 'one and', 'one and two']);
  const note = newItem<Extract<Item, { kind: 'note' }>>(
    { kind: 'note', title: '', favourite: false, tags: [], folder: '', fields: [], body: 'one' },
    1,
  );
  expect(kinds.edit(note, { body: 'one and' }, 2).history).toEqual([]);
});
