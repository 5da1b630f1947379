import { expect, test } from 'vitest';
import { randomBytes, sign, signingKeyPair } from '../../../src/crypto/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import type { SecondFactor } from '../../../src/wire/index.ts';
import { endpoints } from '../../../src/wire/index.ts';
import type { Wrong } from '../support/authenticator.ts';
import { TestAuthenticator } from '../support/authenticator.ts';
import type { Answer, TestClient } from '../support/client.ts';
import { codeOf, read } from '../support/client.ts';
import { Person } from '../support/person.ts';
import type { TestStore } from '../support/store.ts';
import { openStore } from '../support/store.ts';

interface World {
  readonly store: TestStore;
  readonly person: Person;
  /** Signed in since the account was made. */
  readonly owner: TestClient;
  readonly client: TestClient;
}

async function world(): Promise<World> {
  const store = await openStore();
  const person = await Person.make();
  const owner = await store.client();
  await person.signUp(owner);
  person.now = () => store.clock.now() + 30_000;
  return { store, person, owner, client: await store.client() };
}

/** Proves the password; answers the ticket for the second factor. */
async function proven({ person, client }: World): Promise<string> {
  const { finish } = await person.provePassword(client);
  return read(await client.ask('/v1/signin/password/finish', { json: finish }), endpoints.passwordFinish.answer).ticket;
}

const second = (client: TestClient, ticket: string, factor: SecondFactor): Promise<Answer> =>
  client.ask('/v1/signin/second', { json: { ticket, factor } });

test('a wrong password and an unknown address look the same', async () => {
  const { person, client } = await world();
  const wrong = await person.provePassword(client, 'not the password');
  const unknown = await person.provePassword(client, person.password, 'nobody@example.org');
  expect([wrong.finish, unknown.finish]).toEqual([undefined, undefined]);
  const shape = ({ answer }: typeof wrong) => [
    answer.status,
    answer.bytes.length,
    Object.entries(answer.json as object).map(([key, value]) => [key, String(value).length]),
  ];
  expect(shape(unknown)).toEqual(shape(wrong));
  for (const { answer } of [wrong, unknown]) {
    const { ticket } = read(answer, endpoints.passwordStart.answer);
    const json = {
      ticket,
      requestKey: client.publicKey,
      finish: toBase64url(randomBytes(64)),
      mac: toBase64url(randomBytes(32)),
    };
    const finished = await client.ask('/v1/signin/password/finish', { json });
    expect([finished.status, finished.json]).toEqual([401, { code: 'signin-refused' }]);
  }
});

test('an unknown address is answered alike twice', async () => {
  const { client } = await world();
  const lookup = toBase64url(randomBytes(32));
  const start = read(await startOf(client, lookup), endpoints.passwordStart.answer);
  const again = read(await startOf(client, lookup), endpoints.passwordStart.answer);
  expect(start.response.length).toBe(again.response.length);
  expect(start.nonce).not.toBe(again.nonce);
});

/** A first message of OPAQUE that no password made: canonical points, but nobody's. */
async function startOf(client: TestClient, lookup: string): Promise<Answer> {
  const { client: opaque } = await import('@serenity-kit/opaque');
  const { startLoginRequest } = opaque.startLogin({ password: 'anything' });
  return client.ask('/v1/signin/password/start', { json: { lookup, start: startLoginRequest } });
}

test('a password alone is never enough, and its proof is bound to store, nonce and request key', async () => {
  const { store, person, client } = await world();
  const relay = Object.assign(await store.client(), { origin: 'https://relay.example' });
  const proofs = [
    // Proven to another origin, then relayed here.
    { by: relay, key: relay.publicKey },
    // Proven for another request key.
    { by: await store.client(), key: client.publicKey },
  ];
  for (const { by, key } of proofs) {
    const elsewhere = Object.assign(Object.create(by) as TestClient, {
      send: client.send,
      ask: client.ask.bind(client),
    });
    const { finish } = await person.provePassword(elsewhere);
    const json = { ...finish, requestKey: key };
    expect(codeOf(await client.ask('/v1/signin/password/finish', { json }))).toBe('signin-refused');
  }
  const { finish } = await person.provePassword(client);
  const { finish: other } = await person.provePassword(client);
  const mixed = { ...finish, ticket: other?.ticket };
  expect(codeOf(await client.ask('/v1/signin/password/finish', { json: mixed }))).toBe('signin-refused');
  const done = read(await client.ask('/v1/signin/password/finish', { json: finish }), endpoints.passwordFinish.answer);
  expect(Object.keys(done).sort()).toEqual(['factors', 'keys', 'ticket']);
  expect(done.factors).toEqual(['totp', 'key', 'backup']);
  expect(done.keys).toEqual([person.authenticator.credential]);
  expect(codeOf(await client.ask('/v1/signin/password/finish', { json: finish }))).toBe('signin-refused');
});

test('a code is good once, in its time', async () => {
  const w = await world();
  const { person, client, store } = w;
  const ticket = await proven(w);
  for (const code of ['000000', person.code(store.clock.now() - 120_000), person.code(store.clock.now() + 120_000)]) {
    expect(codeOf(await second(client, ticket, { kind: 'totp', code }))).toBe('second-factor-refused');
  }
  const code = person.code();
  expect(codeOf(await second(client, ticket, { kind: 'totp', code }))).toBeUndefined();
  expect(codeOf(await second(client, ticket, { kind: 'totp', code }))).toBe('signin-refused');
  const again = await proven(w);
  expect(codeOf(await second(client, again, { kind: 'totp', code }))).toBe('second-factor-refused');
  store.clock.forward(30_000);
  expect(codeOf(await second(client, again, { kind: 'totp', code: person.code() }))).toBeUndefined();
});

test('the code that enrolled the app does not sign in', async () => {
  const w = await world();
  const now = w.store.clock.now();
  const answer = await second(w.client, await proven(w), {
    kind: 'totp',
    code: w.person.code(now - (now % 30_000) - 1),
  });
  expect(codeOf(answer)).toBe('second-factor-refused');
});

test('ten backup codes, each once', async () => {
  const w = await world();
  const { person, client, owner } = w;
  for (const [used, code] of person.codes.slice(0, 3).entries()) {
    expect(codeOf(await second(client, await proven(w), { kind: 'backup', code }))).toBeUndefined();
    expect(codeOf(await second(client, await proven(w), { kind: 'backup', code }))).toBe('second-factor-refused');
    const view = read(await owner.call('/v1/access'), endpoints.access.answer);
    expect(view.backupCodes).toBe(9 - used);
  }
  expect(codeOf(await second(client, await proven(w), { kind: 'backup', code: 'A'.repeat(12) }))).toBe(
    'second-factor-refused',
  );
});

test('of two who use one backup code at the same time, one gets in', async () => {
  const w = await world();
  const tickets = [await proven(w), await proven(w)];
  const factor = { kind: 'backup', code: w.person.codes[0] ?? '' } as const;
  const answers = await Promise.all(tickets.map((ticket) => second(w.client, ticket, factor)));
  expect(answers.map(codeOf).sort()).toEqual(['second-factor-refused', undefined]);
});

test('a passkey or a security key is a second factor', async () => {
  const w = await world();
  const { person, client, owner } = w;
  const { ticket, nonce } = read(
    await owner.call('/v1/access/challenge', { json: {} }),
    endpoints.accessChallenge.answer,
  );
  const key = new TestAuthenticator();
  const made = { ticket, ...key.create(owner.binding(nonce)), label: toBase64url(randomBytes(40)) };
  expect(codeOf(await owner.call('/v1/access', { json: { securityKeys: [made] } }))).toBeUndefined();
  expect(codeOf(await owner.call('/v1/access', { json: { securityKeys: [made] } }))).toBe('signin-refused');

  for (const authenticator of [person.authenticator, key]) {
    const step = await person.provePassword(client);
    const { ticket: next, keys } = read(
      await client.ask('/v1/signin/password/finish', { json: step.finish }),
      endpoints.passwordFinish.answer,
    );
    expect(keys).toContain(authenticator.credential);
    const wrong = authenticator.get(client.binding(toBase64url(randomBytes(32))));
    expect(codeOf(await second(client, next, { kind: 'key', assertion: wrong }))).toBe('second-factor-refused');
    const stranger = new TestAuthenticator().get(client.binding(step.nonce ?? ''));
    expect(codeOf(await second(client, next, { kind: 'key', assertion: stranger }))).toBe('second-factor-refused');
    // A security key need not know its user; a passkey must.
    const unverified = authenticator.get(client.binding(step.nonce ?? ''), { flags: 0x01 });
    const answer = await second(client, next, { kind: 'key', assertion: unverified });
    expect(codeOf(answer)).toBe(authenticator === key ? undefined : 'second-factor-refused');
  }
  const view = read(await owner.call('/v1/access'), endpoints.access.answer);
  expect(view.securityKeys).toMatchObject([{ credential: key.credential, label: made.label }]);
});

test('a security key answers the challenge of the session that asked', async () => {
  const { owner, person, store } = await world();
  const other = await store.client();
  await person.signInByPhrase(other);
  const { ticket, nonce } = read(
    await owner.call('/v1/access/challenge', { json: {} }),
    endpoints.accessChallenge.answer,
  );
  const key = new TestAuthenticator();
  const right = { ticket, ...key.create(owner.binding(nonce)) };
  const add = (client: TestClient, made: object) => client.call('/v1/access', { json: { securityKeys: [made] } });
  expect(codeOf(await add(other, right))).toBe('signin-refused');
  const wrongs: Wrong[] = [{ origin: 'https://evil.example' }, { rpId: 'evil.example' }, { type: 'webauthn.get' }];
  for (const wrong of wrongs) {
    expect(codeOf(await add(owner, { ticket, ...key.create(owner.binding(nonce), wrong) }))).toBe(
      'second-factor-refused',
    );
  }
  expect(codeOf(await add(owner, { ticket, ...key.create(other.binding(nonce)) }))).toBe('second-factor-refused');
  expect(codeOf(await add(owner, right))).toBeUndefined();
});

test.each<[string, Wrong]>([
  ['made for a page of the web', { origin: 'https://passkeys.latchkey.invalid' }],
  ['made for another extension', { origin: 'chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }],
  ['of another RP ID', { rpId: 'localhost' }],
  ['that is a registration', { type: 'webauthn.create' }],
  ['without user verification', { flags: 0x01 }],
  ['without user presence', { flags: 0x04 }],
])('no sign-in by a passkey answer %s', async (_, wrong) => {
  const { person, client } = await world();
  const { ticket, nonce } = read(await client.ask('/v1/signin/start', { json: {} }), endpoints.signinStart.answer);
  const assertion = person.authenticator.get(client.binding(nonce), wrong);
  const answer = await client.ask('/v1/signin/passkey', { json: { ticket, requestKey: client.publicKey, assertion } });
  expect([answer.status, answer.json]).toEqual([401, { code: 'signin-refused' }]);
});

test('a passkey answer is good once, for one store, nonce and request key', async () => {
  const { store, person, client } = await world();
  const begin = async () => read(await client.ask('/v1/signin/start', { json: {} }), endpoints.signinStart.answer);
  const ask = (ticket: string, assertion: object, requestKey = client.publicKey) =>
    client.ask('/v1/signin/passkey', { json: { ticket, requestKey, assertion } });
  const { ticket, nonce } = await begin();
  const other = await begin();
  const thief = await store.client();
  const relay = Object.assign(await store.client(), { origin: 'https://relay.example', requestKey: client.requestKey });
  const right = person.authenticator.get(client.binding(nonce));
  expect(codeOf(await ask(ticket, person.authenticator.get(relay.binding(nonce))))).toBe('signin-refused');
  expect(codeOf(await ask(ticket, right, thief.publicKey))).toBe('signin-refused');
  expect(codeOf(await ask(other.ticket, right))).toBe('signin-refused');
  expect(codeOf(await ask(ticket, { ...right, id: new TestAuthenticator().credential }))).toBe('signin-refused');
  const stranger = await Person.make();
  expect(codeOf(await ask(ticket, stranger.authenticator.get(client.binding(nonce))))).toBe('signin-refused');
  expect(codeOf(await ask(ticket, right))).toBeUndefined();
  expect(codeOf(await ask(ticket, right))).toBe('signin-refused');
});

test('a counter that falls shows a copied authenticator', async () => {
  const { person, client } = await world();
  expect(codeOf(await person.signInByPasskey(client))).toBeUndefined();
  person.authenticator.count();
  expect(codeOf(await person.signInByPasskey(client))).toBeUndefined();
  expect(codeOf(await person.signInByPasskey(client))).toBe('signin-refused');
  person.authenticator.count();
  expect(codeOf(await person.signInByPasskey(client))).toBeUndefined();
});

test("a phrase signs in by a signature over X, and nobody else's does", async () => {
  const { store, person, client } = await world();
  const { ticket, nonce } = read(await client.ask('/v1/signin/start', { json: {} }), endpoints.signinStart.answer);
  const publicKey = toBase64url(person.phrase.publicKey);
  const ask = (key: string, signature: Uint8Array<ArrayBuffer>) =>
    client.ask('/v1/signin/key', {
      json: { ticket, requestKey: client.publicKey, publicKey: key, signature: toBase64url(signature) },
    });
  const stranger = await signingKeyPair();
  const thief = await store.client();
  const wrongs: [string, Uint8Array<ArrayBuffer>][] = [
    [publicKey, await sign(stranger.privateKey, client.binding(nonce))],
    [publicKey, await sign(person.phrase.privateKey, thief.binding(nonce))],
    [publicKey, await sign(person.phrase.privateKey, client.binding(toBase64url(randomBytes(32))))],
    [toBase64url(stranger.publicKey), await sign(stranger.privateKey, client.binding(nonce))],
    [publicKey, randomBytes(64)],
  ];
  for (const [key, signature] of wrongs) expect(codeOf(await ask(key, signature))).toBe('signin-refused');
  const right = await sign(person.phrase.privateKey, client.binding(nonce));
  expect(codeOf(await ask(publicKey, right))).toBeUndefined();
  expect(codeOf(await ask(publicKey, right))).toBe('signin-refused');
});

test('a ticket is for what it was begun for, and not for long', async () => {
  const { store, person, client } = await world();
  const begun = read(await client.ask('/v1/signin/start', { json: {} }), endpoints.signinStart.answer);
  const { finish } = await person.provePassword(client);
  const swapped = { ...finish, ticket: begun.ticket };
  expect(codeOf(await client.ask('/v1/signin/password/finish', { json: swapped }))).toBe('signin-refused');
  expect(codeOf(await second(client, finish?.ticket ?? '', { kind: 'totp', code: person.code() }))).toBe(
    'signin-refused',
  );
  store.clock.forward(11 * 60_000);
  expect(codeOf(await client.ask('/v1/signin/password/finish', { json: finish }))).toBe('signin-refused');
});
