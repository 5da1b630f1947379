import { client as opaque } from '@serenity-kit/opaque';
import { expect, test } from 'vitest';
import { newId, randomBytes } from '../../../src/crypto/index.ts';
import { bytes, toBase64url, toJson, toUtf8 } from '../../../src/encoding/index.ts';
import type { Commit } from '../../../src/wire/index.ts';
import { endpoints, readCommit, readPullPage, readVaultAnswer, writeCommit } from '../../../src/wire/index.ts';
import { TestAuthenticator } from '../support/authenticator.ts';
import type { TestClient } from '../support/client.ts';
import { codeOf, read } from '../support/client.ts';
import { TestDevice, testPasskeySlot, testRecord, testSlot } from '../support/device.ts';
import { Person, everyWay } from '../support/person.ts';
import { openStore } from '../support/store.ts';

async function world(environment: Readonly<Record<string, string>> = {}) {
  const store = await openStore(environment);
  const person = await Person.make();
  const client = await store.client();
  await person.signUp(client);
  person.now = () => store.clock.now() + 30_000;
  return { store, person, client };
}

const vaultOf = async (client: TestClient) => readVaultAnswer((await client.call('/v1/vault')).bytes);

test('a commit moves the head; another on the old head is refused with the new one', async () => {
  const { person, client } = await world();
  const old = person.head;
  const moved = read(await person.commit(client, { put: [testRecord()] }), endpoints.commit.answer);
  expect(moved).toEqual({ head: toBase64url(person.head), sequence: 2 });
  const late = await person.device.commit(old, { put: [testRecord()] });
  const answer = await client.commit(late.source);
  expect([answer.status, answer.json]).toEqual([409, { code: 'conflict', ...moved }]);
});

test('a commit whose answer was lost is answered again, also when others followed', async () => {
  const { person, client } = await world();
  const made = await person.device.commit(person.head, { put: [testRecord()] });
  const first = read(await client.commit(made.source), endpoints.commit.answer);
  person.head = made.head;
  expect(read(await client.commit(made.source), endpoints.commit.answer)).toEqual(first);
  await person.commit(client);
  expect(read(await client.commit(made.source), endpoints.commit.answer)).toEqual(first);
  expect((await vaultOf(client)).header.sequence).toBe(3);
});

test('of many commits on one head, one is taken', async () => {
  const { person, client } = await world();
  const made = await Promise.all(
    Array.from({ length: 12 }, () => person.device.commit(person.head, { put: [testRecord()] })),
  );
  const answers = await Promise.all(made.map(({ source }) => client.commit(source)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(new Set(answers.filter(({ status }) => status !== 200).map(codeOf))).toEqual(new Set(['conflict']));
  expect((await vaultOf(client)).header).toMatchObject({ sequence: 2, records: 1 });
});

test('only a listed device writes: a stolen token does not', async () => {
  const { person, client } = await world();
  const stranger = await TestDevice.first(person.account);
  const strange = await stranger.commit(person.head, { put: [testRecord()] });
  expect(codeOf(await client.commit(strange.source))).toBe('author-refused');
  const posing = await stranger.commit(person.head, { author: person.device.id });
  expect(codeOf(await client.commit(posing.source))).toBe('author-refused');
  const planted = await stranger.commit(person.head, { lists: [stranger.encodedList] });
  expect(codeOf(await client.commit(planted.source))).toBe('author-refused');
  expect((await vaultOf(client)).header.sequence).toBe(1);
});

test.each<[string, (commit: Commit) => Partial<Commit>]>([
  ['manifest', ({ manifest }) => ({ manifest: flipped(manifest) })],
  ['signature', ({ signature }) => ({ signature: flipped(signature) })],
  ['author', () => ({ author: newId() })],
])('a commit whose %s was changed is refused', async (_, change) => {
  const { person, client } = await world();
  const commit = readCommit((await person.device.commit(person.head)).source);
  expect(codeOf(await client.commit(writeCommit({ ...commit, ...change(commit) })))).toBe('author-refused');
});

function flipped(source: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const copy = source.slice();
  copy[7] = (copy[7] ?? 0) ^ 1;
  return copy;
}

test('a second device joins by an extension of the list, in its own first commit', async () => {
  const { person, client, store } = await world();
  const second = await person.device.second();
  const theirs = await store.client();
  await person.signInByPhrase(theirs);
  const alone = await second.commit(person.head);
  expect(codeOf(await theirs.commit(alone.source))).toBe('author-refused');
  const joining = await second.commit(person.head, { lists: [second.encodedList], put: [testRecord()] });
  expect(read(await theirs.commit(joining.source), endpoints.commit.answer).sequence).toBe(2);
  person.head = joining.head;
  expect((await person.commit(client)).status).toBe(200);
  const { lists } = await vaultOf(client);
  expect(lists).toEqual(second.lists);
  // The same extension again is none, and neither is one of the list before.
  const third = await person.device.second();
  const stale = await third.commit(person.head, { lists: [third.encodedList] });
  expect(codeOf(await client.commit(stale.source))).toBe('author-refused');
});

test('keys to sign in go with their slots, in one transaction', async () => {
  const { person, client, store } = await world();
  const slots = person.encodedSlots({ password: true, phrase: true });
  expect((await person.commit(client, { slots, keyring: randomBytes(500) })).status).toBe(200);
  expect(codeOf(await person.signInByPasskey(await store.client()))).toBe('signin-refused');
  expect(codeOf(await person.signInByPhrase(await store.client()))).toBeUndefined();
  const onlyPassword = await person.commit(client, { slots: person.encodedSlots({ password: true }) });
  expect(onlyPassword.status).toBe(200);
  const view = read(await client.call('/v1/access'), endpoints.access.answer);
  expect(view).toMatchObject({ password: person.slots.password, totp: true, passkeys: [], signKeys: [] });
  const head = person.head;
  expect(codeOf(await person.commit(client, { slots: [testSlot('device')] }))).toBe('way-needed');
  expect(person.head).toBe(head);
  expect((await vaultOf(client)).slots).toHaveLength(2);
});

test('a slot that is no slot is malformed, however deep it is nested', async () => {
  const { person, client } = await world();
  const slot = JSON.parse(new TextDecoder().decode(testSlot('device'))) as object;
  const nested = (depth: number) => [
    `${'['.repeat(depth)}${']'.repeat(depth)}`,
    `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
  ];
  const within = (deep: string) => JSON.stringify({ ...slot, name: 'here' }).replace('"here"', deep);
  const codes = async (depth: number) => {
    const found: (string | undefined)[] = [];
    for (const source of nested(depth).flatMap((deep) => [deep, within(deep)])) {
      found.push(codeOf(await person.commit(client, { slots: [toUtf8(source)] })));
    }
    return found;
  };
  expect(new Set(await codes(2_500))).toEqual(new Set(['malformed']));
  // What is longer than any slot is not read at all.
  expect(new Set(await codes(15_000))).toEqual(new Set(['too-large']));
});

test('with the password its second factors and its look-up go', async () => {
  const { person, client, store } = await world();
  await person.commit(client, { slots: person.encodedSlots({ phrase: true }) });
  const view = read(await client.call('/v1/access'), endpoints.access.answer);
  expect(view).toMatchObject({ email: false, password: null, totp: false, backupCodes: 0 });
  expect((await person.provePassword(await store.client())).finish).toBeUndefined();
  expect(codeOf(await client.call('/v1/access', { json: { backupCodes: person.codes } }))).toBe('not-found');
});

test('a password is changed with a rotation, all or nothing', async () => {
  const { person, client, store } = await world();
  const old = person.password;
  person.password = 'the new password';
  const registration = opaque.startRegistration({ password: person.password });
  const json = { request: registration.registrationRequest };
  const { response } = read(await client.call('/v1/access/password', { json }), endpoints.accessPassword.answer);
  const record = person.recordOf(registration.clientRegistrationState, response);
  const slot = newId();
  const slots = [testSlot('password', slot), ...person.encodedSlots({ passkey: true, phrase: true })];
  const access = { password: { slot, record }, backupCodes: person.codes };

  const late = await person.device.commit(randomBytes(32), { slots, keyring: randomBytes(500) });
  expect(codeOf(await client.commit(late.source, access))).toBe('conflict');
  expect((await person.provePassword(await store.client(), old)).finish).toBeDefined();

  const thief = await store.client();
  const begun = await person.provePassword(thief, old);
  const proven = await person.provePassword(thief, old);
  const prove = (finish: typeof begun.finish) => thief.ask('/v1/signin/password/finish', { json: finish });
  const { ticket } = read(await prove(proven.finish), endpoints.passwordFinish.answer);

  expect((await person.commit(client, { slots, keyring: randomBytes(500) }, access)).status).toBe(200);
  expect((await person.provePassword(await store.client(), old)).finish).toBeUndefined();

  // What the old password had begun goes no further, whatever second factor comes with it.
  const through = read(await prove(begun.finish), endpoints.passwordFinish.answer);
  for (const begunTicket of [ticket, through.ticket]) {
    const json = { ticket: begunTicket, factor: { kind: 'backup', code: person.codes[0] ?? '' } };
    expect(codeOf(await thief.ask('/v1/signin/second', { json }))).toBe('signin-refused');
  }
  expect(codeOf(await person.signInByPassword(await store.client()))).toBeUndefined();
});

test('a way that is refused takes its commit with it', async () => {
  const { person, client } = await world();
  const key = new TestAuthenticator();
  const other = newId();
  const slots = [...person.encodedSlots(everyWay), testPasskeySlot(key.id, other)];
  const passkeys = [{ slot: other, credential: key.credential, publicKey: 'AAAA' }];
  const before = await vaultOf(client);
  expect(codeOf(await person.commit(client, { slots, put: [testRecord()] }, { passkeys }))).toBe('malformed');
  expect(
    codeOf(await person.commit(client, { slots, put: [testRecord()] }, { totp: null, removeSecurityKeys: [] })),
  ).toBeUndefined();
  const bad = await person.commit(client, { slots: person.encodedSlots({ password: true }), put: [testRecord()] });
  expect(codeOf(bad)).toBe('second-factor-needed');
  expect((await vaultOf(client)).header).toMatchObject({ sequence: before.header.sequence + 1, records: 1 });
});

test('the last second factor of a password stays', async () => {
  const { person, client } = await world();
  await person.commit(client, { slots: person.encodedSlots({ password: true, phrase: true }) });
  expect(codeOf(await client.call('/v1/access', { json: { totp: null } }))).toBe('second-factor-needed');
  expect(read(await client.call('/v1/access'), endpoints.access.answer).totp).toBe(true);
});

test('quotas: what is too much is refused whole, and shrinking is always allowed', async () => {
  const { person, client } = await world({
    LATCHKEY_RECORDS: '3',
    LATCHKEY_RECORD_BYTES: '2000',
    LATCHKEY_ACCOUNT_BYTES: '8000',
    LATCHKEY_COMMIT_BYTES: '20000',
  });
  const records = [testRecord(1500), testRecord(1500), testRecord(100)];
  expect((await person.commit(client, { put: records })).status).toBe(200);
  expect(codeOf(await person.commit(client, { put: [testRecord(10)] }))).toBe('quota');
  expect(codeOf(await person.commit(client, { put: [testRecord(2001, records[0]?.id, 2)] }))).toBe('too-large');
  const grown = records.map(({ id }) => testRecord(1900, id, 2));
  expect(codeOf(await person.commit(client, { put: grown }))).toBe('quota');
  expect((await vaultOf(client)).header).toMatchObject({ sequence: 2, records: 3 });
  const ids = records.map(({ id }) => id);
  expect((await person.commit(client, { remove: ids })).status).toBe(200);
  expect((await vaultOf(client)).header).toMatchObject({ records: 0 });
  const large = await client.call('/v1/commits', { frames: [toJson({ access: {} }), bytes(400_000)] });
  expect(codeOf(large)).toBe('too-large');
});

test.each<[string, (source: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>[]]>([
  ['no commit', () => []],
  ['two commits', (source) => [source, source]],
  ['an empty commit', () => [bytes(0)]],
  ['a commit cut off', (source) => [source.subarray(0, source.length - 1)]],
  ['a commit with more behind it', (source) => [new Uint8Array([...source, 0])]],
])('a request with %s is malformed', async (_, frames) => {
  const { person, client } = await world();
  const { source } = await person.device.commit(person.head);
  const answer = await client.call('/v1/commits', { frames: [toJson({ access: {} }), ...frames(source)] });
  expect(codeOf(answer)).toBe('malformed');
});

test('a commit of another format is refused by its own error', async () => {
  const { person, client } = await world();
  const { source } = await person.device.commit(person.head);
  for (const format of [0, 2, 999]) {
    const other = source.slice();
    new DataView(other.buffer).setUint16(4, format);
    expect(codeOf(await client.commit(other))).toBe('format-unknown');
  }
});

test('an account is erased by a listed device, with everything of it', async () => {
  const { person, client, store } = await world();
  await person.commit(client, { put: [testRecord(), testRecord()] });
  const ask = async (device: TestDevice, head = person.head, origin = client.origin) =>
    client.call('/v1/account/delete', { json: await device.deletion(head, origin) });
  const stranger = await TestDevice.first(person.account);
  expect(codeOf(await ask(stranger))).toBe('author-refused');
  expect(codeOf(await ask(person.device, person.head, 'https://other.example'))).toBe('author-refused');
  expect(codeOf(await ask(person.device, randomBytes(32)))).toBe('conflict');
  expect(codeOf(await ask(person.device))).toBeUndefined();
  expect(codeOf(await client.call('/v1/vault'))).toBe('signed-out');
  expect(codeOf(await person.signInByPhrase(await store.client()))).toBe('signin-refused');
  const left = await store.parts.database.read(async ({ query }) =>
    Promise.all(
      (
        [
          'accounts',
          'vaults',
          'states',
          'slots',
          'commits',
          'records',
          'lists',
          'authors',
          'sessions',
          'passkeys',
          'sign_keys',
          'backup_codes',
        ] as const
      ).map(async (table) => (await query.selectFrom(table).selectAll().execute()).length),
    ),
  );
  expect(left.every((rows) => rows === 0)).toBe(true);
  // The same vault can be connected again.
  expect((await person.signUp(await store.client())).answer.status).toBe(200);
});

test('what a commit brings is what a pull gives', async () => {
  const { person, client } = await world();
  const since = toBase64url(person.head);
  const [kept, changed, gone] = [testRecord(1), testRecord(900), testRecord(50)];
  await person.commit(client, { put: [kept, changed, gone] });
  const newer = testRecord(901, changed.id, 2);
  await person.commit(client, { put: [newer], remove: [gone.id, newId()] });
  const page = readPullPage((await client.call(`/v1/pull?since=${since}`)).bytes);
  expect(page.header).toMatchObject({ sequence: 3, total: 3, manifests: 2, lists: 0, state: false });
  expect(page.manifests[0]?.parent).toEqual(new Uint8Array(Buffer.from(since, 'base64url')));
  expect(page.records).toEqual([kept, newer]);
  expect(page.deleted).toEqual([{ id: gone.id, revision: 1 }]);
});
