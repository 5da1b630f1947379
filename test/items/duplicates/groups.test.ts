import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupsAmong, kinds, newItem, suspects, traitsOf } from '../../../src/items/index.ts';
import type { Group, Item, ItemKind } from '../../../src/items/index.ts';
import { blankOf } from '../../../src/transfer/blank.ts';
import { runs } from '../../support/runs.ts';

const item = (kind: ItemKind, fields: object = {}): Item => ({ ...newItem<Item>(blankOf(kind), 5), ...fields });
const login = (host: string, username: string, more: object = {}): Item =>
  item('login', {
    title: `${host} ${username}`,
    username,
    urls: host === '' ? [] : host.split(' ').map((url) => ({ url, match: 'host' })),
    ...more,
  });

/** The groups of items, which are called by their places. */
function groupsOf(items: readonly Item[]): Group[] {
  const listed = items.map((each, at) => ({ id: String(at), ...kinds.summarize(each) }));
  return suspects(listed).flatMap((set) =>
    groupsAmong(set, (id) => traitsOf(items[Number(id)] as Item, (text) => text)),
  );
}
const idsOf = (items: readonly Item[]): string[] => groupsOf(items).map(({ ids }) => ids.join(' '));

describe('logins are one thing', () => {
  test.each<[string, Item[], string[]]>([
    ['by host and user', [login('https://a.example/x', 'Mira'), login('a.example', 'mira ')], ['0 1']],
    ['not by user alone', [login('a.example', 'mira'), login('b.example', 'mira')], []],
    ['not by host alone', [login('a.example', 'mira'), login('a.example', 'ada')], []],
    ['not by domain', [login('a.example.org', 'mira'), login('b.example.org', 'mira')], []],
    ['by any of their sites', [login('a.example b.example', 'm'), login('c.example b.example', 'm')], ['0 1']],
    ['over a third', [login('a.example', 'm'), login('a.example b.example', 'm'), login('b.example', 'm')], ['0 1 2']],
    ['where one has no user', [login('a.example', ''), login('a.example', 'mira')], ['0 1']],
    ['where none has a user', [login('a.example', ''), login('a.example', '')], ['0 1']],
    ['never two users by one without', [login('a.example', ''), login('a.example', 'm'), login('a.example', 'n')], []],
    [
      'never two users by one without that has both sites',
      [login('a.example b.example', ''), login('a.example', 'm'), login('b.example', 'n')],
      [],
    ],
    ['without a site by title and user', [login('', 'm', { title: 'A' }), login('', 'm', { title: 'A' })], ['0 1']],
    ['not without a site and a title', [login('', '', { title: '' }), login('', '', { title: '' })], []],
    [
      'not by an expression',
      ['A', 'B'].map((title) => login('', 'm', { title, urls: [{ url: '.*', match: 'regex' }] })),
      [],
    ],
    ['on this machine', [login('http://localhost:3000', 'm'), login('localhost', 'm')], ['0 1']],
  ])('%s', (_, items, groups) => expect(idsOf(items)).toEqual(groups));

  test('and it is told why, and whether their passwords are equal', () => {
    const of = (...passwords: string[]): Group | undefined =>
      groupsOf(passwords.map((password) => login('a.example', 'm', { password })))[0];
    expect(of('x', 'x')).toMatchObject({ why: 'site', host: 'a.example', same: true, passwords: 'same' });
    expect(of('x', 'y')).toMatchObject({ same: false, passwords: 'differ' });
    expect(of('x', '')).toMatchObject({ same: false, passwords: 'same' });
    expect(of('', '')).not.toHaveProperty('passwords');
  });

  test('never with another user, whatever there is', () => {
    const any = fc.tuple(
      fc.uniqueArray(fc.constantFrom('a.example', 'b.example', 'c.example', 'd.example'), {
        minLength: 1,
        maxLength: 3,
      }),
      fc.constantFrom('', '', 'm', 'n'),
    );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (all) => {
        const items = all.map(([hosts, user]) => login(hosts.join(' '), user));
        const groups = groupsOf(items);
        for (const { ids } of groups) {
          const users = new Set(ids.map((id) => (all[Number(id)] as (typeof all)[number])[1]).filter(Boolean));
          expect(users.size).toBeLessThan(2);
        }
        const each = groups.flatMap(({ ids }) => ids);
        expect(new Set(each).size).toBe(each.length);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('other kinds are one thing', () => {
  const twice = (kind: ItemKind, one: object, other: object): Group[] => groupsOf([item(kind, one), item(kind, other)]);
  test.each<[ItemKind, object, object, string]>([
    ['card', { number: '4111 1111 1111 4410' }, { number: '4111111111114410', code: '9' }, 'number'],
    ['note', { title: 'A', body: 'b' }, { title: 'A', body: 'b', tags: ['x'] }, 'text'],
    ['identity', { firstName: 'Mira', title: 'Me' }, { firstName: 'Mira', title: 'I' }, 'person'],
    ['ssh-key', { publicKey: 'ssh-ed25519 AAAA me@here' }, { publicKey: 'ssh-ed25519 AAAA' }, 'key'],
    ['ssh-key', { privateKey: 'x ' }, { privateKey: 'x' }, 'key'],
  ])('%s', (kind, one, other, why) => expect(twice(kind, one, other)).toMatchObject([{ why, same: false }]));
  test.each<[ItemKind, object, object]>([
    ['card', { number: '1' }, { number: '2' }],
    ['card', {}, {}],
    ['note', { title: 'A', body: 'b' }, { title: 'A', body: 'c' }],
    ['identity', { firstName: 'Mira' }, { firstName: 'Mira', phone: '1' }],
    ['identity', {}, {}],
    ['ssh-key', { publicKey: 'ssh-ed25519 AAAA' }, { publicKey: 'ssh-ed25519 BBBB' }],
    ['ssh-key', {}, {}],
  ])('%s, and not by less', (kind, one, other) => expect(twice(kind, one, other)).toEqual([]));

  test('equal in every field, whatever the order of tags, the ids of fields and what was favoured', () => {
    const field = { label: 'a', type: 'text', value: 'b' };
    const one = { title: 'A', tags: ['x', 'y'], fields: [{ id: '1', ...field }], favourite: true };
    const other = { title: 'A', tags: ['y', 'x'], fields: [{ ...field, id: '2' }] };
    expect(twice('note', one, other)).toMatchObject([{ same: true }]);
    expect(twice('note', one, { ...other, folder: 'F' })).toMatchObject([{ same: false }]);
    expect(twice('note', one, { ...other, later: 1 })).toMatchObject([{ same: false }]);
  });

  test('at most fifty at once', () => {
    expect(groupsOf(Array.from({ length: 60 }, () => item('note', { title: 'A' })))[0]?.ids).toHaveLength(50);
  });

  test('one that can’t be opened is in no group', () => {
    const set = { kind: 'note', ids: ['1', '2'] } as const;
    expect(groupsAmong(set, (id) => (id === '1' ? { content: '', key: 'k' } : undefined))).toEqual([]);
    expect(groupsAmong(set, () => ({ content: '', key: 'k' }))).toHaveLength(1);
  });
});
