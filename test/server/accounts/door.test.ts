import { describe, expect, test } from 'vitest';
import { agreementKeyPair, newId, randomBytes } from '../../../src/crypto/index.ts';
import { toBase64url, toJson, toUtf8 } from '../../../src/encoding/index.ts';
import type { Endpoint } from '../../../src/wire/index.ts';
import { REQUEST_HEADER, TIME_HEADER, endpoints } from '../../../src/wire/index.ts';
import type { RequestOptions, ProvingOptions, TestClient } from '../support/client.ts';
import { codeOf, read, readAnswer } from '../support/client.ts';
import { Person } from '../support/person.ts';
import type { TestStore } from '../support/store.ts';
import { openStore, temporaryFolder } from '../support/store.ts';

const guarded = Object.entries<Endpoint>(endpoints).filter(([, { caller }]) => caller !== 'anyone');

async function world(): Promise<{ store: TestStore; person: Person; client: TestClient }> {
  const store = await openStore();
  const person = await Person.make();
  const client = await store.client();
  await person.signUp(client);
  return { store, person, client };
}

/** A request that the door lets in, whatever the endpoint then says of it. */
function requestFor({ method, body }: Endpoint): RequestOptions {
  if (body === 'none') return { method };
  if (body === 'json') return { method, json: {} };
  return { method, frames: [toJson({ access: {} })] };
}

describe.each(guarded)('%s', (_, endpoint) => {
  test('takes no request without a session, unproven, or proven by another key', async () => {
    const { client } = await world();
    const options = requestFor(endpoint);
    const { path } = endpoint;
    expect(codeOf(await client.ask(path, options))).toBe('signed-out');
    const bearer = { authorization: `Bearer ${client.token ?? ''}` };
    expect(codeOf(await client.ask(path, { ...options, headers: bearer }))).toBe('signed-out');
    const thief = await agreementKeyPair();
    expect(codeOf(await client.call(path, options, { key: thief.privateKey }))).toBe('signed-out');
    expect(codeOf(await client.call(path, options, { token: toBase64url(randomBytes(32)) }))).toBe('signed-out');
    expect(codeOf(await client.call(path, options, { origin: 'https://other.example' }))).toBe('signed-out');
  });

  test('takes no request twice', async () => {
    const { client } = await world();
    const request = await client.proven(endpoint.path, requestFor(endpoint));
    const first = await client.send(request.clone());
    await first.body?.cancel();
    const second = codeOf(await readAnswer(await client.send(request)));
    // A commit takes its nonce when it is written; this one was malformed, and stays so.
    const expected = ['signout', 'sessionRevoke'].includes(_)
      ? /signed-out|request-replayed/
      : /request-replayed|malformed/;
    expect(second).toMatch(expected);
  });
});

test.each<[string, ProvingOptions]>([
  ['another method', { method: 'DELETE' }],
  ['another path', { path: '/v1/sessions' }],
  ['another query', { path: '/v1/pull?since=x' }],
  ['another body', { provenBody: toUtf8('{}') }],
])('a MAC over %s is refused', async (_, proving) => {
  const { client } = await world();
  expect(codeOf(await client.call('/v1/pull'))).toBeUndefined();
  const answer = await client.call('/v1/pull', {}, proving);
  expect(codeOf(answer)).toBe('signed-out');
});

test('a body that was changed on its way is refused', async () => {
  const { client } = await world();
  const options = { json: { session: client.session, label: null } };
  const answer = await client.call('/v1/sessions/label', options, {
    provenBody: toJson({ session: newId(), label: null }),
  });
  expect(codeOf(answer)).toBe('signed-out');
});

test('a commit is taken once, whatever came of it', async () => {
  const { client, person } = await world();
  const { source } = await person.device.commit(person.head);
  const request = await client.proven('/v1/commits', { frames: [toJson({ access: {} }), source] });
  expect((await client.send(request.clone())).status).toBe(200);
  expect(codeOf(await readAnswer(await client.send(request)))).toBe('request-replayed');
});

test('a session that is ended while a body is on its way changes nothing any more', async () => {
  const { client, person, store } = await world();
  const thief = await store.client();
  await person.signInByPhrase(thief);
  const { source } = await person.device.commit(person.head);
  for (const [path, options] of [
    ['/v1/commits', { frames: [toJson({ access: {} }), source] }],
    ['/v1/access/challenge', { json: {} }],
  ] as const) {
    const signed = await thief.proven(path, options);
    const whole = new Uint8Array(await signed.clone().arrayBuffer());
    const body = new ReadableStream(
      {
        async pull(controller) {
          await client.call('/v1/sessions/revoke', { json: { others: true } });
          controller.enqueue(whole);
          controller.close();
        },
      },
      // Read only by the store, which knows the session by then.
      { highWaterMark: 0 },
    );
    // Node asks for `duplex` with a body that is a stream; the types of browsers do not know it.
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers: signed.headers, body, duplex: 'half' };
    expect(codeOf(await readAnswer(await store.send(new Request(signed.url, init))))).toBe('signed-out');
    await person.signInByPhrase(thief);
  }
  expect((await person.commit(client)).status).toBe(200);
});

test('the clock may be five minutes off, and the answer says by how much', async () => {
  const { client, store } = await world();
  const at = (offset: number) =>
    client.call('/v1/access/challenge', { json: {} }, { time: store.clock.now() + offset });
  for (const offset of [-290_000, 290_000]) expect(codeOf(await at(offset))).toBeUndefined();
  for (const offset of [-310_000, 310_000]) {
    const answer = await at(offset);
    expect(codeOf(answer)).toBe('request-time');
    expect(Math.abs(Number(answer.headers.get(TIME_HEADER)) - store.clock.now())).toBeLessThan(60_000);
  }
});

test('after a restart neither a reading nor a writing is taken again', async () => {
  const folder = temporaryFolder();
  const before = await openStore({}, folder);
  const person = await Person.make();
  const client = await before.client();
  await person.signUp(client);
  const reading = await client.proven('/v1/sessions');
  const writing = await client.proven('/v1/access/challenge', { json: {} });
  expect((await before.send(reading.clone())).status).toBe(200);
  expect((await before.send(writing.clone())).status).toBe(200);
  await before.close();
  const after = await openStore({}, folder);
  expect(codeOf(await readAnswer(await after.send(reading)))).toBe('request-time');
  expect(codeOf(await readAnswer(await after.send(writing)))).toBe('request-replayed');
  const fresh = await client.proven('/v1/sessions', {}, { time: after.clock.now() });
  expect((await after.send(fresh)).status).toBe(200);
});

test('a session ends when it was not used for long', async () => {
  const { client, store } = await world();
  const at = async () => codeOf(await client.call('/v1/sessions', {}, { time: store.clock.now() }));
  for (let week = 0; week < 20; week += 1) {
    store.clock.forward(7 * 86_400_000);
    expect(await at()).toBeUndefined();
    // The use is written down beside the answer.
    await store.parts.database.write(() => undefined);
  }
  store.clock.forward(91 * 86_400_000);
  expect(await at()).toBe('signed-out');
});

test('replacing a way to sign in asks for a fresh sign-in, which keeps the session', async () => {
  const { client, store, person } = await world();
  const request = { json: { request: toBase64url(randomBytes(32)) } };
  const change = (time: number) => client.call('/v1/access', { json: { backupCodes: person.codes } }, { time });
  expect(codeOf(await change(store.clock.now()))).toBeUndefined();
  store.clock.forward(5 * 60_000 + 1_000);
  expect(codeOf(await change(store.clock.now()))).toBe('signin-stale');
  const time = () => ({ time: store.clock.now() });
  expect(codeOf(await client.call('/v1/access/password', request, time()))).toBe('signin-stale');
  expect(codeOf(await person.commit(client, {}, { backupCodes: person.codes }))).toBe('request-time');
  const { session } = client;
  await person.signInByPhrase(client);
  expect(client.session).toBe(session);
  expect(codeOf(await change(store.clock.now()))).toBeUndefined();
});

test('pages of the web are not answered, and nothing else is either', async () => {
  const { client } = await world();
  const from = (origin: string) => client.ask('/v1/store', { headers: { origin } });
  expect(codeOf(await from('https://evil.example'))).toBe('origin-refused');
  expect(codeOf(await from('http://localhost:8787'))).toBe('origin-refused');
  expect(codeOf(await from('moz-extension://8a5c1b9e-0000-4000-8000-000000000000'))).toBeUndefined();
  expect(codeOf(await client.ask('/v1/unknown'))).toBe('not-found');
  expect(codeOf(await client.ask('/v1/store', { method: 'DELETE' }))).toBe('method-refused');
  expect(codeOf(await client.ask('/v1/signin/start', { body: toUtf8('{}') }))).toBe('type-refused');
  expect(codeOf(await client.ask('/v1/signin/start', { json: { more: 1 } }))).toBe('malformed');
});

test('a signature header of another shape is no signature', async () => {
  const { client } = await world();
  const right = (await client.proven('/v1/sessions')).headers.get(REQUEST_HEADER) ?? '';
  for (const header of ['', '.', right.slice(1), `${right}A`, right.replace('.', ' '), `-${right}`, right.repeat(2)]) {
    const request = await client.proven('/v1/sessions', { headers: { [REQUEST_HEADER]: header } });
    expect(codeOf(await readAnswer(await client.send(request)))).toMatch(/signed-out|request-time/);
  }
});

test('one session asks no more than its share', async () => {
  const store = await openStore({ LATCHKEY_REQUESTS_PER_MINUTE: '5' });
  const person = await Person.make();
  const [one, two] = [await store.client(), await store.client()];
  await person.signUp(one);
  await person.signInByPhrase(two);
  for (let asked = 0; asked < 5; asked += 1) read(await one.call('/v1/sessions'), endpoints.sessions.answer);
  const refused = await one.call('/v1/sessions');
  expect(codeOf(refused)).toBe('too-many-requests');
  expect(refused.headers.get('retry-after')).toBe('1');
  read(await two.call('/v1/sessions'), endpoints.sessions.answer);
  store.clock.forward(60_000);
  const time = store.clock.now();
  read(await one.call('/v1/sessions', {}, { time }), endpoints.sessions.answer);
});
