import { expect, test } from 'vitest';
import { newId, randomBytes } from '../../../src/crypto/index.ts';
import { toBase64url, toJson } from '../../../src/encoding/index.ts';
import type { Access } from '../../../src/wire/index.ts';
import { TICKET_HEADER, endpoints, readVaultAnswer } from '../../../src/wire/index.ts';
import type { TestClient } from '../support/client.ts';
import { codeOf, read } from '../support/client.ts';
import { testRecord } from '../support/device.ts';
import { Person, everyWay } from '../support/person.ts';
import type { TestStore } from '../support/store.ts';
import { openStore } from '../support/store.ts';

async function tables(store: TestStore): Promise<number> {
  const rows = await store.parts.database.read((db) => db.query.selectFrom('accounts').selectAll().execute());
  return rows.length;
}

test('an account is made in one request, and every way signs in to it', async () => {
  const store = await openStore();
  const person = await Person.make();
  const { answer } = await person.signUp(await store.client(), everyWay, { put: [testRecord()] });
  const made = read(answer, endpoints.signup.answer);
  expect(made).toMatchObject({ account: person.account, sequence: 1, head: toBase64url(person.head) });

  person.now = () => store.clock.now() + 30_000;
  for (const way of ['signInByPassword', 'signInByPasskey', 'signInByPhrase'] as const) {
    const client = await store.client();
    const signedIn = read(await person[way](client), endpoints.signinSecond.answer);
    expect(signedIn.account).toBe(person.account);
    const vault = readVaultAnswer((await client.call('/v1/vault')).bytes);
    expect(vault.header).toMatchObject({ head: toBase64url(person.head), records: 1, account: person.account });
    expect(vault.slots).toHaveLength(4);
    expect(vault.lists).toEqual(person.device.lists);
    expect(vault.manifest.author).toBe(person.device.id);
  }
});

test('a sign-up whose answer was lost is answered again, for the same request key only', async () => {
  const store = await openStore();
  const person = await Person.make();
  const client = await store.client();
  const { request, answer } = await person.signUp(client);
  const first = read(answer, endpoints.signup.answer);
  const again = read(await client.ask('/v1/signup', request), endpoints.signup.answer);
  expect(again).toMatchObject({ account: first.account, session: first.session, head: first.head });
  expect(again.token).not.toBe(first.token);
  expect(codeOf(await client.call('/v1/sessions'))).toBe('signed-out');
  client.keep(again);
  expect(codeOf(await client.call('/v1/sessions'))).toBeUndefined();
  expect(await tables(store)).toBe(1);
});

test('an account that exists is not made again, and gives no answer of OPAQUE to a sign-up', async () => {
  const store = await openStore();
  const person = await Person.make();
  const client = await store.client();
  const other = await store.client();
  const { ticket } = await person.beginSignUp(other, everyWay);
  await person.signUp(client);
  const started = await other.ask('/v1/signup/start', { json: { account: person.account } });
  expect(codeOf(started)).toBe('account-exists');
  const commit = await person.device.firstCommit(person.encodedSlots(everyWay));
  const header = {
    account: person.account,
    requestKey: other.publicKey,
    proof: toBase64url(randomBytes(64)),
    access: {},
  };
  const frames = [toJson(header), commit.source];
  const answer = await other.ask('/v1/signup', { frames, headers: { [TICKET_HEADER]: ticket } });
  expect(codeOf(answer)).toBe('signin-refused');
});

test('a closed store makes no accounts', async () => {
  const store = await openStore({ LATCHKEY_SIGNUP: 'closed' });
  const client = await store.client();
  expect(codeOf(await client.ask('/v1/signup/start', { json: { account: newId() } }))).toBe('signup-closed');
  const answer = await client.ask('/v1/signup', { frames: [toJson({})], headers: { [TICKET_HEADER]: 'x' } });
  expect(codeOf(answer)).toBe('signup-closed');
});

/** A sign-up with something changed; answers the code it is refused with. */
async function refusedSignUp(
  store: TestStore,
  person: Person,
  change: (access: Access) => unknown,
  client?: TestClient,
): Promise<string | undefined> {
  const asking = client ?? (await store.client());
  const { ticket, nonce, record } = await person.beginSignUp(asking, everyWay);
  const commit = await person.device.firstCommit(person.encodedSlots(everyWay));
  const proof = await person.proof(asking, nonce, commit.head);
  const access = change(person.access(everyWay, record));
  const header = { account: person.account, requestKey: asking.publicKey, proof, access };
  const frames = [toJson(header), commit.source];
  return codeOf(await asking.ask('/v1/signup', { frames, headers: { [TICKET_HEADER]: ticket } }));
}

test.each<[string, (access: Access) => unknown, string]>([
  [
    'a password without second factor',
    (access) => ({ ...access, totp: undefined, passkeys: undefined }),
    'second-factor-needed',
  ],
  ['a password without backup codes', (access) => ({ ...access, backupCodes: undefined }), 'second-factor-needed'],
  ['a password without an address', (access) => ({ ...access, lookup: undefined }), 'second-factor-needed'],
  ['nothing that signs in', () => ({}), 'way-needed'],
  [
    'a wrong code',
    (access) => ({ ...access, totp: { seed: access.totp?.seed, code: '000000' } }),
    'second-factor-refused',
  ],
  ['nine backup codes', (access) => ({ ...access, backupCodes: access.backupCodes?.slice(1) }), 'malformed'],
  ['one backup code twice', (access) => ({ ...access, backupCodes: Array(10).fill('A'.repeat(12)) }), 'malformed'],
  ['a password for no slot', (access) => ({ ...access, password: { ...access.password, slot: newId() } }), 'malformed'],
  [
    'a passkey that is none',
    (access) => ({ ...access, passkeys: [{ ...access.passkeys?.[0], publicKey: 'AAAA' }] }),
    'malformed',
  ],
  ['an unknown field', (access) => ({ ...access, admin: true }), 'malformed'],
])('nothing is written for a sign-up with %s', async (_, change, code) => {
  const store = await openStore();
  const person = await Person.make();
  expect(await refusedSignUp(store, person, change)).toBe(code);
  expect(await tables(store)).toBe(0);
  // Whatever was refused, the person can try again.
  expect((await person.signUp(await store.client())).answer.status).toBe(200);
});

test('an address, a passkey and a phrase belong to one account', async () => {
  const store = await openStore();
  const [holder, other] = [await Person.make(), await Person.make()];
  await holder.signUp(await store.client());
  const theirs = holder.access(everyWay, undefined);
  const taken = (change: (access: Access) => unknown) => refusedSignUp(store, other, change);
  const { lookup } = holder.access(everyWay, toBase64url(randomBytes(192)));
  expect(await taken((access) => ({ ...access, lookup }))).toBe('email-taken');
  const slot = other.slots;
  const [passkey, key] = [theirs.passkeys?.[0], theirs.signKeys?.[0]];
  expect(await taken((access) => ({ ...access, passkeys: [{ ...passkey, slot: slot.passkey }] }))).toBe(
    'credential-taken',
  );
  expect(await taken((access) => ({ ...access, signKeys: [{ ...key, slot: slot.phrase }] }))).toBe('credential-taken');
  expect(await tables(store)).toBe(1);
});

test('a sign-up is bound to its ticket, its request key, its store and its first device', async () => {
  const store = await openStore();
  const [person, other] = [await Person.make(), await Person.make()];
  const client = await store.client();
  const ways = { phrase: true };
  const { ticket, nonce } = await person.beginSignUp(client, ways);
  const commit = await person.device.firstCommit(person.encodedSlots(ways));
  const access = person.access(ways);
  const right = await person.proof(client, nonce, commit.head);
  const ask = (header: object, headers: Record<string, string> = { [TICKET_HEADER]: ticket }) => {
    const whole = { account: person.account, requestKey: client.publicKey, proof: right, access, ...header };
    return client.ask('/v1/signup', { frames: [toJson(whole), commit.source], headers });
  };
  const elsewhere = Object.assign(await store.client(), { origin: 'https://relay.example' });
  const proofs = [
    await person.proof(await store.client(), nonce, commit.head),
    await person.proof(elsewhere, nonce, commit.head),
    await person.proof(client, toBase64url(randomBytes(32)), commit.head),
    await person.proof(client, nonce, randomBytes(32)),
    await other.proof(client, nonce, commit.head),
  ];
  for (const proof of proofs) expect(codeOf(await ask({ proof }))).toBe('signin-refused');
  expect(codeOf(await ask({ requestKey: elsewhere.publicKey }))).toBe('signin-refused');
  expect(codeOf(await ask({}, {}))).toBe('signin-refused');
  expect(codeOf(await ask({}, { [TICKET_HEADER]: ticket.slice(0, -4) }))).toBe('signin-refused');
  const theirs = await other.beginSignUp(client, ways);
  expect(codeOf(await ask({}, { [TICKET_HEADER]: theirs.ticket }))).toBe('signin-refused');
  expect(codeOf(await ask({ account: other.account }))).toBe('author-refused');
  expect(await tables(store)).toBe(0);
  store.clock.forward(11 * 60_000);
  expect(codeOf(await ask({}))).toBe('signin-refused');
});
