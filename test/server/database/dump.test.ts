import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newId, newPhrase, randomBytes } from '../../../src/crypto/index.ts';
import type { NewWay } from '../../../src/vault/index.ts';
import { newPasswordWay, newPhraseWay } from '../../../src/vault/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { bytes, toBase64url, toUtf8 } from '../../../src/encoding/index.ts';
import { endpoints } from '../../../src/wire/index.ts';
import { found } from '../../support/canaries.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';
import { quickStretch } from '../../support/quick-stretch.ts';
import { keeperOf } from '../../support/vaults.ts';
import { codeOf, read } from '../support/client.ts';
import { Person, everyWay, lookupOf } from '../support/person.ts';
import { filesOf, openStore } from '../support/store.ts';

/** A real vault with canaries in it, as it lies in a browser: what a first commit would publish. */
async function sealedVault(password: string, phrase: string, canaries: Readonly<Record<string, string>>) {
  const local = new MemoryDatabase();
  const ways: NewWay[] = [
    await newPasswordWay(password, canaries['way'] ?? '', quickStretch),
    newPhraseWay(phrase, 'Phrase'),
  ];
  const vault = await keeperOf(local).create(ways, canaries['device'] ?? '');
  const body = { kind: 'note', title: canaries['title'], body: canaries['body'], url: canaries['url'] };
  await vault.records.write({
    put: [{ id: toBase64url(randomBytes(16)), domain: 'notes', body }],
  });
  return {
    header: await local.read(),
    records: await local.readRecords(),
    masterKey: vault.masterKey.slice(),
    secrets: ways.map(({ secret }) => secret.slice()),
  };
}

test('database and log hold nothing of what a vault holds, of a person, or of what opens either', async () => {
  const store = await openStore();
  const person = await Person.make();
  const [client, second] = [await store.client(), await store.client()];
  const canaries = {
    title: 'canary-title-9134',
    body: 'canary-body-2245',
    url: 'https://canary-host-77.example/path',
    device: 'canary device name 5',
    way: 'canary way name 6',
  };
  const phrase = newPhrase();
  const { header, records, masterKey, secrets } = await sealedVault(person.password, phrase, canaries);
  expect(header).toBeDefined();
  await person.signUp(client);
  const put = records.map(({ id, revision, blob }) => ({ id, revision, blob }));
  read(await person.commit(client, { put, ...(header ? { keyring: header.keyring } : {}) }), endpoints.commit.answer);
  person.now = () => store.clock.now() + 30_000;
  await person.signInByPassword(second);
  await person.provePassword(second, 'wrong-password-canary');
  await store.parts.database.write(() => undefined);

  const tokens = { token: client.token ?? '', second: second.token ?? '' };
  const ofPerson = {
    email: person.email,
    lookup: new Uint8Array(Buffer.from(lookupOf(person.email), 'base64url')),
    password: person.password,
    seed: person.seed,
    ...Object.fromEntries(person.codes.map((code, place) => [`code${place}`, code])),
  };
  const ofVault = {
    ...canaries,
    phrase,
    masterKey,
    ...Object.fromEntries(secrets.map((secret, place) => [`slot${place}`, secret])),
  };
  const rootLine = readFileSync(join(store.folder, 'root.key'), 'utf8').split(' ')[1] ?? '';
  const everything = { ...tokens, ...ofPerson, ...ofVault, root: new Uint8Array(Buffer.from(rootLine, 'base64url')) };

  const dump = filesOf(store.folder, ['root.key']);
  expect(found(dump, everything)).toEqual([]);
  expect(found(Buffer.from(store.logged.join('')), { ...everything, account: person.account })).toEqual([]);

  // The search would have seen it: what is published is there.
  const published = { account: person.account, record: put[0]?.blob ?? bytes(0), key: client.requestKey.publicKey };
  const inTheOpen = Object.entries(published).map(([name, value]) => [
    name,
    typeof value === 'string' ? new Uint8Array(Buffer.from(value, 'base64url')) : value,
  ]);
  expect(found(dump, Object.fromEntries(inTheOpen) as Record<string, Bytes>)).toEqual(Object.keys(published));
  expect(found(Buffer.concat([dump, Buffer.from(person.email)]), ofPerson)).toEqual(['email']);
});

test('slots, from which a password could be guessed, do not open without the root key', async () => {
  const store = await openStore();
  const person = await Person.make();
  await person.signUp(await store.client());
  const rows = await store.parts.database.read(({ query }) => query.selectFrom('slots').select('sealed').execute());
  expect(rows).toHaveLength(4);
  for (const { sealed } of rows) {
    const text = Buffer.from(sealed).toString('latin1');
    for (const word of ['format', 'password', 'stretch', 'salt', 'seal', 'kind']) expect(text).not.toContain(word);
  }
});

test('what is erased or replaced is in no file of the store any more', async () => {
  const store = await openStore();
  const [person, stays] = [await Person.make(), await Person.make()];
  const [client, other] = [await store.client(), await store.client()];
  await person.signUp(client);
  await stays.signUp(other);
  const texts = ['canary-of-an-erased-account', 'canary-of-a-record-that-was-replaced', 'canary-that-stays'];
  const [erased = '', replaced = '', kept = ''] = texts;
  const record = (text: string, id = newId(), revision = 1) => ({ id, revision, blob: toUtf8(text.repeat(400)) });
  const lies = (text: string): boolean => filesOf(store.folder).includes(text);
  await person.commit(client, { put: [record(erased)] });
  const old = record(replaced);
  await stays.commit(other, { put: [old, record(kept)] });
  // Control: it is there, and is found.
  expect(texts.map(lies)).toEqual([true, true, true]);
  await stays.commit(other, { put: [record('x', old.id, 2)], slots: stays.encodedSlots(everyWay) });
  expect(texts.map(lies)).toEqual([true, false, true]);
  const deletion = await person.device.deletion(person.head, store.origin);
  expect(codeOf(await client.call('/v1/account/delete', { json: deletion }))).toBeUndefined();
  expect(texts.map(lies)).toEqual([false, false, true]);
});

test('an address that was changed leaves no look-up behind in any file of the store', async () => {
  const store = await openStore();
  const person = await Person.make();
  const client = await store.client();
  await person.signUp(client);
  const known = async (): Promise<Buffer> => {
    const { database } = store.parts;
    const row = await database.read(({ query }) => query.selectFrom('accounts').select('lookup').executeTakeFirst());
    return Buffer.from(row?.lookup ?? bytes(0));
  };
  const before = await known();
  // Control: it is there, and is found.
  expect(filesOf(store.folder).includes(before)).toBe(true);
  read(await person.commit(client, {}, { lookup: lookupOf('another@example.org') }), endpoints.commit.answer);
  const after = await known();
  expect(after).not.toEqual(before);
  expect([before, after].map((lookup) => filesOf(store.folder).includes(lookup))).toEqual([false, true]);
});
