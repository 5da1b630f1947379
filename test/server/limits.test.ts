import { expect, test } from 'vitest';
import { randomBytes } from '../../src/crypto/index.ts';
import { toBase64url } from '../../src/encoding/index.ts';
import { endpoints } from '../../src/wire/index.ts';
import type { TestClient } from './support/client.ts';
import { codeOf, read } from './support/client.ts';
import { Person, lookupOf } from './support/person.ts';
import { openStore, temporaryFolder } from './support/store.ts';

const strict = { LATCHKEY_ATTEMPTS_PER_HOUR: '8', LATCHKEY_PROXIES: '1' };

/** From another network address, as the operator's proxy would say. */
function from(client: TestClient, address: string): TestClient {
  const send = client.send;
  const moved = Object.create(client) as TestClient;
  return Object.assign(moved, {
    send: (request: Request) => {
      request.headers.set('x-forwarded-for', `10.9.8.7, ${address}`);
      return send(request);
    },
  });
}

const refusals = async (count: number, ask: () => Promise<string | undefined>): Promise<number> => {
  let refused = 0;
  for (let asked = 0; asked < count; asked += 1) refused += (await ask()) === 'too-many-attempts' ? 1 : 0;
  return refused;
};

test('a password is tried only so often, and an address without an account just as often', async () => {
  const store = await openStore(strict);
  const person = await Person.make();
  const client = await store.client();
  await person.signUp(from(client, '192.0.2.1'));
  const guess = (email: string, address: string) => async () =>
    codeOf((await person.provePassword(from(client, address), 'guess', email)).answer);
  const known = await refusals(10, guess(person.email, '192.0.2.2'));
  const unknown = await refusals(10, guess('nobody@example.org', '192.0.2.3'));
  expect(known).toBe(6);
  expect(unknown).toBe(known);
  // From another place the owner still gets in.
  expect(codeOf((await person.provePassword(from(client, '192.0.2.4'))).answer)).toBeUndefined();
  // But from all places together there is an end.
  let everywhere = 0;
  for (let place = 10; place < 70; place += 1) {
    everywhere += (await guess(person.email, `192.0.2.${place}`)()) === 'too-many-attempts' ? 1 : 0;
  }
  expect(everywhere).toBeGreaterThan(20);
});

test('the answer says when to come back, and a restart gives no new tries', async () => {
  const folder = temporaryFolder();
  const before = await openStore(strict, folder);
  const person = await Person.make();
  const guess = async (client: TestClient) =>
    (await person.provePassword(client, 'guess', 'nobody@example.org')).answer;
  const client = await before.client();
  for (let tried = 0; tried < 4; tried += 1) await guess(client);
  const refused = await guess(client);
  expect(codeOf(refused)).toBe('too-many-attempts');
  const wait = Number(refused.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(400);
  expect(wait).toBeLessThanOrEqual(450);
  expect(refused.json).toEqual({ code: 'too-many-attempts', retryAfter: wait });
  await before.close();
  const after = await openStore(strict, folder);
  const again = await after.client();
  expect(codeOf(await guess(again))).toBe('too-many-attempts');
  after.clock.forward(wait * 1_000);
  expect(codeOf(await guess(again))).toBeUndefined();
  expect(codeOf(await guess(again))).toBe('too-many-attempts');
});

test('second factors are tried only so often, with whatever ticket; a success clears the count', async () => {
  const store = await openStore({ LATCHKEY_ATTEMPTS_PER_HOUR: '8' });
  const person = await Person.make();
  await person.signUp(await store.client());
  person.now = () => store.clock.now() + 30_000;
  const client = await store.client();
  const proven = async () => {
    const { finish } = await person.provePassword(client);
    return read(await client.ask('/v1/signin/password/finish', { json: finish }), endpoints.passwordFinish.answer)
      .ticket;
  };
  const tryCode = async (ticket: string, code: string) =>
    codeOf(await client.ask('/v1/signin/second', { json: { ticket, factor: { kind: 'totp', code } } }));
  const ticket = await proven();
  for (let tried = 0; tried < 3; tried += 1) expect(await tryCode(ticket, '000000')).toBe('second-factor-refused');
  expect(await tryCode(ticket, person.code())).toBeUndefined();
  const next = await proven();
  for (let tried = 0; tried < 4; tried += 1) expect(await tryCode(next, '000000')).toBe('second-factor-refused');
  expect(await tryCode(await proven(), person.code())).toBe('too-many-attempts');
});

test('accounts are made only so often from one place', async () => {
  const store = await openStore(strict);
  const client = await store.client();
  const start = (address: string) => async () =>
    codeOf(await from(client, address).ask('/v1/signup/start', { json: { account: toBase64url(randomBytes(16)) } }));
  expect(await refusals(10, start('192.0.2.1'))).toBe(2);
  expect(await start('192.0.2.2')()).toBeUndefined();
  // One network of IPv6 is one place.
  expect(await refusals(10, start('2001:db8:1:2:aaaa::1'))).toBe(2);
  expect(await start('2001:db8:1:2:bbbb::9')()).toBe('too-many-attempts');
  expect(await start('2001:db8:1:3::1')()).toBeUndefined();
});

test('what is counted lies in the database without a name', async () => {
  const store = await openStore(strict);
  const person = await Person.make();
  const client = from(await store.client(), '203.0.113.77');
  await person.provePassword(client, 'guess');
  const buckets = await store.parts.database.read(({ query }) => query.selectFrom('buckets').selectAll().execute());
  expect(buckets).toHaveLength(3);
  const text = JSON.stringify(buckets.map(({ name }) => Buffer.from(name).toString('latin1')));
  expect(text).not.toContain('203.0.113');
  const lookup = Buffer.from(lookupOf(person.email), 'base64url').toString('latin1');
  expect(text).not.toContain(JSON.stringify(lookup).slice(1, -1));
  store.clock.forward(3 * 86_400_000);
  await store.app.sweep();
  const left = await store.parts.database.read(({ query }) => query.selectFrom('buckets').selectAll().execute());
  expect(left).toEqual([]);
});
