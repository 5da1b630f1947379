import { expect, test } from 'vitest';
import { agree, agreementKeyPair, kdf, sha256, sign } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { bytes, fromBase64url, toBase64url } from '../../../src/encoding/index.ts';
import { REQUEST_HEADER, endpoints } from '../../../src/wire/index.ts';
import type { TestClient } from '../support/client.ts';
import { codeOf, read, readAnswer } from '../support/client.ts';
import { Person } from '../support/person.ts';
import type { TestStore } from '../support/store.ts';
import { openStore } from '../support/store.ts';

async function world() {
  const store = await openStore();
  const person = await Person.make();
  const client = await store.client();
  await person.signUp(client);
  return { store, person, client };
}

const tokenHash = ({ token = '' }: TestClient): Bytes => sha256(fromBase64url(token));

const by = async (client: TestClient, macKey: Bytes) => codeOf(await client.call('/v1/sessions', {}, { macKey }));

/** Everything that a thief finds in the database, of this session and of the store's keys. */
async function stolen({ parts }: TestStore): Promise<{ requestKey: Bytes; sealed: Bytes[] }> {
  return parts.database.read(async ({ query }) => {
    const { request_key: requestKey } = await query.selectFrom('sessions').selectAll().executeTakeFirstOrThrow();
    const purposes = await query.selectFrom('purpose_keys').selectAll().execute();
    const tenants = await query.selectFrom('tenant_keys').selectAll().execute();
    return { requestKey, sealed: [...purposes, ...tenants].map(({ sealed }) => sealed) };
  });
}

test('a stolen database proves no request, not even with a stolen token; with the root it would', async () => {
  const { store, client } = await world();
  const { requestKey, sealed } = await stolen(store);
  const thief = await agreementKeyPair();
  const door = client.doorKey;
  const guesses = [
    ...[requestKey, door, bytes(32), ...sealed].map((one) => Uint8Array.from(one)),
    await agree(thief.privateKey, Uint8Array.from(requestKey)),
    await agree(thief.privateKey, door),
    // Of what is sealed, as if it weren't.
    ...(await Promise.all(sealed.map(async (one) => agree(Uint8Array.from(one.subarray(12, 44)), door)))),
  ];
  expect(guesses.length).toBeGreaterThan(15);
  for (const guess of guesses) {
    expect(await by(client, kdf(guess, 'request/mac', tokenHash(client)))).toBe('signed-out');
  }
  // The control: what the root opens is what makes the key.
  const key = await store.parts.doorKey.macKey(requestKey, 'request/mac', tokenHash(client));
  expect(await by(client, key)).toBeUndefined();
});

test('a MAC key is of one session: another of the same browser’s proves nothing with it', async () => {
  const { store, client } = await world();
  const other = Object.assign(await store.client(), { requestKey: client.requestKey });
  await (await Person.make()).signUp(other);
  const of = (one: TestClient) =>
    store.parts.doorKey.macKey(client.requestKey.publicKey, 'request/mac', tokenHash(one));
  expect(await by(client, await of(client))).toBeUndefined();
  expect(await by(other, await of(other))).toBeUndefined();
  expect(await by(client, await of(other))).toBe('signed-out');
  expect(await by(other, await of(client))).toBe('signed-out');
  // Nor does the key of a recovery that had the token's hash for its id.
  const asker = await store.parts.doorKey.macKey(client.requestKey.publicKey, 'recovery/mac', tokenHash(client));
  expect(await by(client, asker)).toBe('signed-out');
});

test('one bit of a MAC, wherever it lies, is enough to be refused; so is another length', async () => {
  const { client } = await world();
  const request = await client.proven('/v1/sessions');
  const [time = '', nonce = '', mac = ''] = request.headers.get(REQUEST_HEADER)?.split('.') ?? [];
  const sent = async (other: string) => {
    const headers = new Headers(request.headers);
    headers.set(REQUEST_HEADER, [time, nonce, other].join('.'));
    return codeOf(await readAnswer(await client.send(new Request(request.url, { headers }))));
  };
  const right = fromBase64url(mac);
  for (let bit = 0; bit < 256; bit += 1) {
    const wrong = right.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    expect(await sent(toBase64url(wrong))).toBe('signed-out');
  }
  for (const wrong of ['', mac.slice(0, 42), `${mac}A`, toBase64url(bytes(64))])
    expect(await sent(wrong)).toBe('signed-out');
  // What was refused took no nonce.
  expect(await sent(mac)).toBeUndefined();
});

test('who signs in with a request key that is none has a token that is worth nothing', async () => {
  const { person, store } = await world();
  const high = new Uint8Array(32).fill(0xff);
  for (const none of [bytes(32), Uint8Array.of(1, ...bytes(31)), high]) {
    const client = await store.client();
    const { ticket, nonce } = read(await client.ask('/v1/signin/start', { json: {} }), endpoints.signinStart.answer);
    const odd = Object.assign(client, { requestKey: { ...client.requestKey, publicKey: none } });
    const signature = toBase64url(await sign(person.phrase.privateKey, odd.binding(nonce)));
    const key = { requestKey: toBase64url(none), publicKey: toBase64url(person.phrase.publicKey), signature };
    const answer = await client.ask('/v1/signin/key', { json: { ticket, ...key } });
    client.keep(read(answer, endpoints.signinKey.answer));
    expect(await by(client, kdf(bytes(32), 'request/mac', tokenHash(client)))).toBe('signed-out');
    expect(codeOf(await client.call('/v1/sessions'))).toBe('signed-out');
  }
});

test('a sign-in by whoever was told another door key is refused', async () => {
  const { person, store } = await world();
  const { publicKey } = await agreementKeyPair();
  const misled = Object.assign(await store.client(), { doorKey: publicKey });
  expect(codeOf(await person.signInByPhrase(misled))).toBe('signin-refused');
  expect(codeOf(await person.signInByPasskey(misled))).toBe('signin-refused');
  const { finish } = await person.provePassword(misled);
  expect(codeOf(await misled.ask('/v1/signin/password/finish', { json: finish }))).toBe('signin-refused');
  expect(codeOf((await (await Person.make()).signUp(misled)).answer)).toBe('signin-refused');
  const right = await store.client();
  expect(codeOf(await person.signInByPhrase(right))).toBeUndefined();
  expect(codeOf(await right.call('/v1/sessions'))).toBeUndefined();
});

test('the door key is the same after a restart, and another in another store', async () => {
  const before = await openStore();
  const { publicKey } = before.parts.doorKey;
  await before.close();
  const after = await openStore({}, before.folder);
  expect(after.parts.doorKey.publicKey).toEqual(publicKey);
  expect((await openStore()).parts.doorKey.publicKey).not.toEqual(publicKey);
});
