import { expect, test } from 'vitest';
import { randomBytes, sign } from '../../src/crypto/index.ts';
import { fromBase64url, toBase64url } from '../../src/encoding/index.ts';
import {
  deleteAccount,
  finishPassword,
  newBackupCodes,
  newTotpSeed,
  provePassword,
  registerPassword,
  signInByKey,
  startSecurityKey,
  totpCode,
} from '../../src/sync/index.ts';
import { asTotpCode } from '../../src/typed/index.ts';
import { TestAuthenticator } from '../server/support/authenticator.ts';
import { testSlot } from '../server/support/device.ts';
import { everyWay } from '../server/support/person.ts';
import { newId } from '../../src/crypto/index.ts';
import { holdStore } from './support/app.ts';
import { cheapStretch } from './support/parts.ts';
import { push, somebody } from './support/person.ts';

test('a new password replaces the old with its slot, in one commit', async () => {
  const store = await holdStore();
  const client = await store.newClient();
  const person = await somebody(client);
  const { record, storeKey } = await registerPassword(client, cheapStretch, 'the new one');
  const slot = newId();
  const kept = person.encodedSlots({ passkey: true, phrase: true });
  await push(client, person, { slots: [...kept, testSlot('password', slot)] }, { password: { slot, record } });
  const other = await store.newClient();
  const { email, password } = person;
  expect(await provePassword(other, cheapStretch, { email, password })).toBeNull();
  const proof = await provePassword(other, cheapStretch, { email, password: 'the new one' });
  expect(proof).toMatchObject({ storeKey });
});

test('a sign-in that is old changes nothing that signs in', async () => {
  const store = await holdStore();
  const client = await store.newClient();
  const person = await somebody(client);
  store.clock.forward(5 * 60_000 + 1_000);
  await expect(registerPassword(client, cheapStretch, 'new')).rejects.toMatchObject({ code: 'signin-stale' });
  const backupCodes = newBackupCodes();
  await expect(client.ask('accessChange', { backupCodes })).rejects.toMatchObject({ code: 'signin-stale' });
  const before = person.head;
  await expect(push(client, person, {}, { backupCodes })).rejects.toMatchObject({ code: 'signin-stale' });
  expect((await client.vault()).header.head).toBe(toBase64url(before));
  await signInByKey(client, person.phrase.privateKey);
  await client.ask('accessChange', { backupCodes });
});

test('a security key and another authenticator app are added, and the last factor stays', async () => {
  const store = await holdStore();
  const client = await store.newClient();
  const person = await somebody(client, { password: true, phrase: true });
  const { ticket, challenge } = await startSecurityKey(client);
  const key = new TestAuthenticator();
  await client.ask('accessChange', { securityKeys: [{ ticket, ...key.make(fromBase64url(challenge)) }] });
  const seed = newTotpSeed();
  const code = asTotpCode(await totpCode(seed, store.clock.now()));
  await client.ask('accessChange', { totp: { seed: toBase64url(seed), code } });
  expect(await client.ask('access')).toMatchObject({ totp: true, securityKeys: [{ credential: key.credential }] });
  await client.ask('accessChange', { totp: null });
  const last = client.ask('accessChange', { removeSecurityKeys: [key.credential] });
  await expect(last).rejects.toMatchObject({ code: 'second-factor-needed' });
  const other = await store.newClient();
  const proof = await provePassword(other, cheapStretch, person);
  expect(proof).toMatchObject({ factors: ['key', 'backup'], keys: [key.credential] });
  if (!proof) return;
  const assertion = key.answer(fromBase64url(proof.challenge));
  expect(await finishPassword(other, proof, { kind: 'key', assertion })).toMatchObject({ account: person.account });
});

test('sessions are listed, named and ended from another browser', async () => {
  const store = await holdStore();
  const [here, there] = [await store.newClient(), await store.newClient()];
  const person = await somebody(here);
  const label = toBase64url(randomBytes(80));
  const theirs = await signInByKey(there, person.phrase.privateKey, label);
  const { sessions } = await here.ask('sessions');
  expect(sessions.map(({ how, requestKey }) => [how, requestKey])).toEqual(
    expect.arrayContaining([
      ['signup', here.publicKey],
      ['key', there.publicKey],
    ]),
  );
  expect(sessions.find(({ id }) => id === theirs.session)?.label).toBe(label);
  await here.ask('sessionLabel', { session: theirs.session, label: null });
  expect((await here.ask('sessions')).sessions.find(({ id }) => id === theirs.session)?.label).toBeUndefined();
  expect(await here.ask('sessionRevoke', { session: theirs.session })).toEqual({ revoked: 1 });
  await expect(there.ask('access')).rejects.toMatchObject({ code: 'signed-out' });
  await expect(here.ask('sessionRevoke', { session: theirs.session })).rejects.toMatchObject({ code: 'not-found' });
  expect(await here.ask('sessionRevoke', { others: true })).toEqual({ revoked: 0 });
});

test('an account is erased by a listed device that knows its head, and by nobody else', async () => {
  const store = await holdStore();
  const client = await store.newClient();
  const person = await somebody(client, everyWay);
  const { account, device } = person;
  const signing = (message: Uint8Array<ArrayBuffer>) => sign(device.signing, message);
  const right = { account, head: toBase64url(person.head), device: device.id, sign: signing };
  const strange = { ...right, sign: () => Promise.resolve(randomBytes(64)) };
  await expect(deleteAccount(client, strange)).rejects.toMatchObject({ code: 'author-refused' });
  const old = { ...right, head: toBase64url(randomBytes(32)) };
  await expect(deleteAccount(client, old)).rejects.toMatchObject({ code: 'conflict' });
  await deleteAccount(client, right);
  expect(client.token).toBeUndefined();
  const other = await store.newClient();
  await expect(signInByKey(other, person.phrase.privateKey)).rejects.toMatchObject({ code: 'signin-refused' });
});
