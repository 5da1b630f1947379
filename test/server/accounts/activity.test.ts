import { expect, test } from 'vitest';
import { randomBytes } from '../../../src/crypto/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import { endpoints } from '../../../src/wire/index.ts';
import { FailedSignins } from '../../../server/accounts/failed-signins.ts';
import type { TestClient } from '../support/client.ts';
import { read } from '../support/client.ts';
import { Person, lookupOf } from '../support/person.ts';
import { openStore } from '../support/store.ts';

const DAY = 86_400_000;

async function world() {
  const store = await openStore();
  const person = await Person.make();
  person.now = store.clock.now;
  const client = await store.client();
  await person.signUp(client);
  return { store, person, client };
}

/** `time`: that of the store, where its clock went on. */
async function activity(client: TestClient, time = Date.now()) {
  return read(await client.call('/v1/activity', {}, { time }), endpoints.activity.answer).entries;
}

const whats = async (client: TestClient, time?: number) => (await activity(client, time)).map(({ what }) => what);

test('says what happened to an account, with how and whose, the newest first', async () => {
  const { store, person, client } = await world();
  const second = await store.client();
  store.clock.forward(1_000);
  await person.signInByPasskey(second);
  store.clock.forward(1_000);
  await person.signInByPasskey(second);
  const label = toBase64url(randomBytes(60));
  await client.call('/v1/sessions/label', { json: { session: second.session, label } });
  const whose = { session: second.session, requestKey: second.publicKey, label, count: 1 };
  expect(await activity(client)).toMatchObject([
    { what: 'signed-in', how: 'passkey', ...whose },
    { what: 'signed-in-new', how: 'passkey', ...whose },
    { what: 'account-made', session: client.session, requestKey: client.publicKey },
  ]);
  store.clock.forward(1_000);
  await client.call('/v1/sessions/revoke', { json: { others: true } });
  const codes = Array.from({ length: 10 }, (_, at) => 'ABCDEFGHIJK'.concat('ABCDEFGHIJ'[at] ?? ''));
  store.clock.forward(1_000);
  read(await client.call('/v1/access', { json: { backupCodes: codes } }), endpoints.accessChange.answer);
  expect((await activity(client)).slice(0, 2)).toMatchObject([
    { what: 'codes-renewed', session: client.session },
    // Its name stays readable though the session is gone.
    { what: 'session-ended', ...whose },
  ]);
});

test('changes that ride in a commit are in it, and those that were refused are not', async () => {
  const { store, person, client } = await world();
  const holder = await Person.make();
  await holder.signUp(await store.client());
  const { source } = await person.device.commit(person.head);
  const taken = await client.commit(source, { lookup: lookupOf(holder.email) });
  expect(taken.status).not.toBe(200);
  expect(await whats(client)).toEqual(['account-made']);
  expect((await client.commit(source, { lookup: lookupOf('free@example.org') })).status).toBe(200);
  expect(await whats(client)).toEqual(['address-changed', 'account-made']);
  // Nobody else's.
  expect(await whats(await other(holder, store.client()))).toEqual(['signed-in-new', 'account-made']);
});

async function other(person: Person, made: Promise<TestClient>): Promise<TestClient> {
  const client = await made;
  await person.signInByPasskey(client);
  return client;
}

test('refused tries come in bulk, and one that was right is none', async () => {
  const { store, person, client } = await world();
  const right = person.password;
  person.password = 'a guess';
  for (let tries = 0; tries < 5; tries += 1) await person.signInByPassword(await store.client()).catch(() => undefined);
  person.password = right;
  store.clock.forward(60_000);
  await person.signInByPassword(await store.client());
  const entries = await activity(client, store.clock.now());
  expect(entries.map(({ what, count }) => [what, count])).toEqual([
    ['signed-in-new', 1],
    ['password-refused', 5],
    ['account-made', 1],
  ]);
  // Written down by a sweep, and another one added to it the same day.
  await store.app.sweep();
  person.password = 'another guess';
  await person.signInByPassword(await store.client()).catch(() => undefined);
  person.password = right;
  expect((await activity(client, store.clock.now())).filter(({ what }) => what === 'password-refused')).toMatchObject([
    { count: 6 },
  ]);
  store.clock.forward(DAY);
  person.password = 'a third guess';
  await person.signInByPassword(await store.client()).catch(() => undefined);
  expect((await activity(client, store.clock.now())).filter(({ what }) => what === 'password-refused')).toMatchObject([
    { count: 1 },
    { count: 6 },
  ]);
});

test('keeps the newest two hundred, for ninety days', async () => {
  const { store, person, client } = await world();
  for (let times = 0; times < 205; times += 1) {
    store.clock.forward(60_000);
    await person.signInByPhrase(client);
  }
  expect(await whats(client, store.clock.now())).toEqual(Array<string>(200).fill('signed-in'));
  store.clock.forward(89 * DAY);
  await person.signInByPhrase(client);
  await store.app.sweep();
  expect(await whats(client, store.clock.now())).toHaveLength(200);
  store.clock.forward(2 * DAY);
  await person.signInByPhrase(client);
  await store.app.sweep();
  expect(await whats(client, store.clock.now())).toEqual(['signed-in', 'signed-in']);
});

test('goes with the account', async () => {
  const { store, client } = await world();
  expect(await whats(client)).toHaveLength(1);
  const { database } = store.parts;
  await database.write(({ query }) => query.deleteFrom('accounts').execute());
  const left = await database.read(({ query }) => query.selectFrom('activity').select('number').execute());
  expect(left).toEqual([]);
});

test('of accounts that are tried at once, so many are counted as memory is given for', () => {
  const failed = new FailedSignins();
  for (let account = 1; account <= 10_050; account += 1) failed.count(account, 'password-refused', 5);
  failed.count(1, 'password-refused', 6);
  failed.count(2, 'password-refused', 7, -1);
  const taken = failed.take();
  expect(taken).toHaveLength(9_999);
  expect(taken[0]).toEqual({ account: 1, what: 'password-refused', count: 2, since: 5, at: 6 });
  expect(failed.take()).toEqual([]);
});
