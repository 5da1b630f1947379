import { expect, test } from 'vitest';
import { newId } from '../../src/crypto/index.ts';
import { toBase64url } from '../../src/encoding/index.ts';
import { startSignUp } from '../../src/sync/index.ts';
import { Person } from '../server/support/person.ts';
import { openStore, serveStore } from '../server/support/store.ts';
import { newClient } from './support/parts.ts';
import { beginSignUp, endSignUp, signUp, somebody } from './support/person.ts';
import { inProcess } from '../support/in-process.ts';

test('an account is made with its first commit and every way to sign in', async () => {
  const store = await serveStore();
  const client = await newClient(store.origin);
  expect(await client.identify()).toMatchObject({ origin: store.origin, signup: 'open' });
  const person = await Person.make();
  const answer = await signUp(client, person);
  expect(answer).toMatchObject({ account: person.account, sequence: 1, head: toBase64url(person.head) });
  expect(client.token).toBe(answer.token);
  expect(await client.ask('access')).toMatchObject({
    email: true,
    password: person.slots.password,
    totp: true,
    backupCodes: 10,
  });
});

test('no password ever leaves, and no e-mail address', async () => {
  const store = await serveStore();
  const sent: string[] = [];
  const client = await newClient(store.origin, {
    fetch: (url, init) => {
      sent.push(
        url,
        JSON.stringify(init.headers),
        Buffer.from((init.body as Uint8Array | undefined) ?? []).toString('latin1'),
      );
      return fetch(url, init);
    },
  });
  const person = await somebody(client);
  expect(sent.length).toBeGreaterThan(3);
  for (const secret of [person.password, person.email]) expect(sent.join('\n')).not.toContain(secret);
});

test('a sign-up whose answer was lost is sent again, and makes one account', async () => {
  const store = await serveStore();
  let isLost = false;
  const client = await newClient(store.origin, {
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      if (isLost && url.endsWith('/v1/signup')) throw new TypeError('connection reset');
      return response;
    },
  });
  const person = await Person.make();
  const made = await beginSignUp(client, person);
  isLost = true;
  await expect(endSignUp(client, person, made)).rejects.toMatchObject({ code: 'unreachable' });
  isLost = false;
  // What was kept is JSON: the background may have died in between.
  const kept = JSON.parse(JSON.stringify(made.start)) as typeof made.start;
  const answer = await endSignUp(client, person, { ...made, start: kept });
  expect(answer).toMatchObject({ account: person.account, sequence: 1 });
  expect((await client.ask('sessions')).sessions).toHaveLength(1);
});

test('a wrong code for the second factor, and nothing is made', async () => {
  const store = await serveStore();
  const client = await newClient(store.origin);
  const person = await Person.make();
  const made = await beginSignUp(client, person);
  const access = { ...made.access, totp: { seed: toBase64url(person.seed), code: '000000' } };
  await expect(endSignUp(client, person, { ...made, access })).rejects.toMatchObject({ code: 'second-factor-refused' });
  expect(client.token).toBeUndefined();
  // The same record and commit with a right code.
  expect(await endSignUp(client, person, made)).toMatchObject({ sequence: 1 });
});

test('what a store refuses is named', async () => {
  const store = await openStore();
  const fetch = inProcess(store.app);
  const [client, other] = [await newClient(store.origin, { fetch }), await newClient(store.origin, { fetch })];
  const person = await somebody(client);
  await expect(startSignUp(other, person.account)).rejects.toMatchObject({ code: 'account-exists' });
  const namesake = await Person.make();
  const taken = await beginSignUp(other, Object.assign(namesake, { email: person.email }));
  await expect(endSignUp(other, namesake, taken)).rejects.toMatchObject({ code: 'email-taken' });
  const wayless = await Person.make();
  const bare = await beginSignUp(other, wayless, {});
  await expect(endSignUp(other, wayless, bare)).rejects.toMatchObject({ code: 'way-needed' });
  store.clock.forward(11 * 60_000);
  await expect(endSignUp(other, namesake, taken)).rejects.toMatchObject({ code: 'signin-refused' });
});

test('a closed store says so', async () => {
  const store = await serveStore({ LATCHKEY_SIGNUP: 'closed' });
  const client = await newClient(store.origin);
  expect(await client.identify()).toMatchObject({ signup: 'closed' });
  await expect(startSignUp(client, newId())).rejects.toMatchObject({ code: 'signup-closed', retryAfter: undefined });
});
