import { describe, expect, it } from 'vitest';
import { item, vault } from './bitwarden-file.ts';
import type { Json } from './bitwarden-file.ts';
import { readAll } from './read-all.ts';
import type { Outcome } from './read-all.ts';

function login(fields: Json, more: Json = {}): Json {
  return item(1, {
    login: { uris: [], fido2Credentials: [], username: 'ann', password: 'one', totp: null, ...fields },
    ...more,
  });
}

const read = (items: readonly unknown[], more: Json = {}): Promise<Outcome> => readAll(vault(items, more));
/** What is told beyond what only Bitwarden uses. */
const told = ({ report }: Outcome): unknown =>
  report.leftOut.filter(({ title, why }) => title !== undefined || why !== 'internal');

describe('a vault of Bitwarden', () => {
  it('brings a login with everything in its field', async () => {
    const folders = [{ id: 'f', name: 'Home/Shops' }];
    const outcome = await read(
      [
        login(
          { uris: [{ match: null, uri: 'https://shop.example/login' }], totp: 'ABC' },
          {
            folderId: 'f',
            favorite: true,
            notes: 'two\nlines',
            fields: [
              { name: 'Branch', value: 'North', type: 0, linkedId: null },
              { name: 'PIN', value: '1234', type: 1, linkedId: null },
              { name: 'Stay', value: 'true', type: 2, linkedId: null },
              { name: 'News', value: 'false', type: 2, linkedId: null },
              { name: 'Form', value: null, type: 3, linkedId: 100 },
            ],
            passwordHistory: [
              { lastUsedDate: '2023-06-01T00:00:00.000Z', password: 'newer' },
              { lastUsedDate: '2023-05-01T00:00:00.000Z', password: 'older' },
            ],
          },
        ),
      ],
      { folders },
    );
    expect(outcome.items).toEqual([
      {
        createdAt: Date.UTC(2023, 0, 2, 3, 4, 5, 678),
        updatedAt: Date.UTC(2024, 2, 2, 10),
        history: [
          { field: 'password', value: 'older', until: Date.UTC(2023, 4, 1) },
          { field: 'password', value: 'newer', until: Date.UTC(2023, 5, 1) },
        ],
        item: {
          kind: 'login',
          title: 'Shop',
          favourite: true,
          tags: [],
          folder: 'Home/Shops',
          fields: [
            { id: '1', label: 'Branch', type: 'text', value: 'North' },
            { id: '2', label: 'PIN', type: 'hidden', value: '1234' },
            { id: '3', label: 'Stay', type: 'boolean', value: 'true' },
            { id: '4', label: 'News', type: 'boolean', value: '' },
          ],
          urls: [{ url: 'https://shop.example/login', match: 'host' }],
          username: 'ann',
          password: 'one',
          accountId: '',
          totp: 'ABC',
          notes: 'two\nlines',
        },
      },
    ]);
    expect(outcome.report).toMatchObject({ items: 1, codes: 1, kinds: { login: 1 } });
    expect(outcome.report.leftOut).toEqual([
      { title: 'Shop', what: 'Form', why: 'internal' },
      { what: 'id', why: 'internal' },
    ]);
  });

  it.each([
    [null, 'host', false],
    [0, 'domain', false],
    [1, 'host-port', false],
    [2, 'path', false],
    [3, 'path', true],
    [4, 'regex', false],
    [5, 'never', false],
    [6, 'host', true],
    ['__proto__', 'host', true],
  ])('reads match %j as %s', async (match, rule, isTold) => {
    const outcome = await read([login({ uris: [{ match, uri: 'https://a.example/x' }] })]);
    expect(outcome.items[0]?.item).toMatchObject({ urls: [{ url: 'https://a.example/x', match: rule }] });
    expect(told(outcome)).toEqual(isTold ? [{ title: 'Shop', what: 'https://a.example/x', why: 'rule' }] : []);
  });

  it('brings cards, identities, keys and notes', async () => {
    const outcome = await read([
      item(2, { notes: 'left, right', secureNote: { type: 0 } }),
      item(3, {
        card: { cardholderName: 'Ann', brand: 'Visa', number: '4111', expMonth: '3', expYear: '2030', code: '123' },
      }),
      item(4, {
        identity: { title: 'Dr', firstName: 'Ann', state: 'Ohio', ssn: '1', passportNumber: 'P', licenseNumber: 'L' },
      }),
      item(5, { sshKey: { privateKey: 'PEM', publicKey: 'ssh-ed25519 AA', keyFingerprint: 'SHA256:x' } }),
    ]);
    expect(outcome.items.map((one) => one.item)).toMatchObject([
      { kind: 'note', body: 'left, right' },
      {
        kind: 'card',
        holder: 'Ann',
        number: '4111',
        expiryMonth: '3',
        expiryYear: '2030',
        code: '123',
        fields: [{ label: 'brand', value: 'Visa' }],
      },
      { kind: 'identity', salutation: 'Dr', region: 'Ohio', nationalId: '1', passport: 'P', licence: 'L' },
      { kind: 'ssh-key', privateKey: 'PEM', publicKey: 'ssh-ed25519 AA', fields: [] },
    ]);
    expect(told(outcome)).toEqual([]);
  });

  it('says what does not come', async () => {
    const outcome = await read(
      [
        login(
          { fido2Credentials: [{ rpId: 'shop.example', keyValue: 'secret' }] },
          { attachments: [{ fileName: 'bill.pdf' }], reprompt: 1 },
        ),
        login({}, { name: 'Old', deletedDate: '2024-01-01T00:00:00.000Z' }),
        login({}, { name: 'Lost', folderId: 'nowhere' }),
        'nonsense',
      ],
      { folders: [{ id: 'f', name: 'Empty' }] },
    );
    expect(outcome.report.items).toBe(2);
    expect(outcome.report.leftOut).toEqual([
      { title: 'Shop', what: 'shop.example', why: 'passkey' },
      { title: 'Shop', what: 'bill.pdf', why: 'attachment' },
      { title: 'Shop', what: 'reprompt', why: 'internal' },
      { title: 'Old', why: 'trashed' },
      { title: 'Lost', what: 'folder', why: 'malformed' },
      { what: 'items[3]', why: 'malformed' },
      { what: 'id', why: 'internal' },
      { what: 'Empty', why: 'empty' },
    ]);
  });

  it('brings collections of an organization: the first as folder, the others as tags', async () => {
    const collections = ['a', 'b', 'c'].map((id) => ({ id, name: `Team ${id}`, externalId: null }));
    const file = JSON.stringify({
      encrypted: false,
      collections,
      items: [login({}, { collectionIds: ['b', 'a', 'c'] })],
    });
    const { items } = await readAll(file);
    expect(items[0]?.item).toMatchObject({ folder: 'Team b', tags: ['Team a', 'Team c'] });
  });

  it('keeps what it does not know: a kind as a note, properties as fields', async () => {
    const { items } = await read([
      item(8, { passport: { number: 'X1', pages: [{ stamp: 'Oslo' }] } }),
      login({ username: ['ann'], colour: 'red' }, { name: 7, favorite: 'yes', archivedDate: 'never' }),
    ]);
    expect(items.map((one) => one.item)).toMatchObject([
      {
        kind: 'note',
        fields: [
          { label: 'type', value: '8' },
          { label: 'passport.number', type: 'hidden', value: 'X1' },
          { label: 'passport.pages.0.stamp', type: 'hidden', value: 'Oslo' },
        ],
      },
      {
        title: '7',
        username: '',
        fields: [
          { label: 'username.0', type: 'hidden', value: 'ann' },
          { label: 'colour', type: 'text', value: 'red' },
          { label: 'favorite', value: 'yes' },
          { label: 'archivedDate', value: 'never' },
        ],
      },
    ]);
  });

  it('keeps one of two that are the same, and both where only the former passwords differ', async () => {
    const former = (password: string): Json => ({
      passwordHistory: [{ lastUsedDate: '2023-06-01T00:00:00.000Z', password }],
    });
    const outcome = await read([login({}, former('a')), login({}, former('b')), login({}, former('a'))]);
    expect([outcome.report.items, outcome.report.reasons.twice]).toEqual([2, 1]);
  });

  it('brings the newest hundred of former passwords, and those without a time as fields', async () => {
    const passwordHistory = Array.from({ length: 120 }, (_, at) => ({
      lastUsedDate: new Date(Date.UTC(2023, 0, 1 + at)).toISOString(),
      password: `old ${String(at)}`,
    }));
    const outcome = await read([
      login({}, { passwordHistory: [...passwordHistory, { lastUsedDate: 'once', password: 'oldest' }] }),
    ]);
    const [found] = outcome.items;
    expect(found?.history?.map(({ value }) => value)).toEqual(
      passwordHistory.slice(20).map(({ password }) => password),
    );
    expect(found?.item.fields).toMatchObject([
      { label: 'passwordHistory', type: 'hidden', value: 'oldest' },
      { label: 'lastUsedDate', value: 'once' },
    ]);
    expect(told(outcome)).toEqual([{ title: 'Shop', what: 'passwordHistory', why: 'too-long' }]);
  });
});

describe('a file that looks like a vault', () => {
  const nested = (depth: number): string =>
    `{"encrypted":false,"folders":[],"items":[],"x":${'['.repeat(depth)}${']'.repeat(depth)}}`;

  it.each([
    ['cut off', vault([login({})]).slice(0, -5), 'file-unknown'],
    ['of another program', '{"accounts":[]}', 'file-unknown'],
    ['with items alone', '{"items":[]}', 'file-unknown'],
    ['with items that are no list', '{"folders":[],"items":{"length":1}}', 'file-unknown'],
    ['nested too deep', nested(50), 'file-unknown'],
    ['nested a hundred thousand deep', nested(100_000), 'file-unknown'],
    ['encrypted for one account', '{"encrypted":true,"folders":[],"items":[]}', 'file-sealed'],
  ])('%s is refused', async (_, file, code) => {
    await expect(readAll(file)).rejects.toMatchObject({ code });
  });

  it.each([
    ['nested as deep as may be', nested(49)],
    ['with brackets in a text', vault([login({ password: '['.repeat(200) + '\\"{' })])],
    ['after a mark and blanks', `\ufeff \n${vault([])}`],
  ])('%s is read', async (_, file) => {
    await expect(readAll(file)).resolves.toBeDefined();
  });

  it('too large for the memory is refused, and not read', async () => {
    const beginning = new Blob(['{"items":[']);
    const file = {
      size: 400 * 1024 * 1024 + 1,
      slice: (from: number, to: number) => {
        if (to > 4096) throw new Error('read more than its beginning');
        return beginning.slice(from, to);
      },
      arrayBuffer: () => Promise.reject(new Error('read whole')),
    };
    await expect(readAll(file)).rejects.toMatchObject({ code: 'file-too-large' });
  });

  it('names __proto__ harmlessly', async () => {
    const evil =
      '{"__proto__":{"polluted":"yes"},"type":1,"name":"__proto__","login":{"__proto__":{"username":"eve"}}}';
    const { items } = await readAll(`{"__proto__":{"items":[]},"folders":[],"items":[${evil}]}`);
    expect(items[0]?.item).toMatchObject({
      title: '__proto__',
      username: '',
      fields: [
        { label: '__proto__.username', value: 'eve' },
        { label: '__proto__.polluted', value: 'yes' },
      ],
    });
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect({}).not.toHaveProperty('polluted');
  });
});
