import { expect, test } from 'vitest';

import type { Bytes } from '../../../src/encoding/index.ts';
import { readFrames, toBase64url, toJson } from '../../../src/encoding/index.ts';
import { endpoints, readVaultAnswer } from '../../../src/wire/index.ts';
import type { TestClient } from '../support/client.ts';
import { codeOf, read } from '../support/client.ts';
import { testRecord } from '../support/device.ts';
import { Person, everyWay } from '../support/person.ts';
import { openStore } from '../support/store.ts';

const MINUTE = 60_000;

/** A person at two browsers; the second has joined. */
async function world() {
  const store = await openStore();
  const person = await Person.make();
  const [client, theirs] = [await store.client(), await store.client()];
  await person.signUp(client);
  await person.signInByPhrase(theirs);
  const phone = await person.device.second();
  const joining = await phone.commit(person.head, { lists: [phone.encodedList] });
  expect((await theirs.commit(joining.source)).status).toBe(200);
  person.head = joining.head;
  person.device.held = phone.held;
  const removing = async () => ({
    ...(await person.device.removing([phone.id])),
    slots: person.encodedSlots(everyWay),
  });
  return { store, person, client, theirs, phone, removing };
}

const listsOf = async (client: TestClient) => {
  const answer = await client.call('/v1/devices');
  return answer.status === 200 ? readFrames(answer.bytes, 100) : codeOf(answer);
};

test('a removed device is signed out at once, hears it, and is told the list and nothing else', async () => {
  const { person, client, theirs, phone, removing, store } = await world();
  const gone = await theirs.proven('/v1/events').then((request) => store.send(request));
  expect((await person.commit(client, await removing())).status).toBe(200);
  expect(await gone.text()).toContain('event: signed-out');
  expect(codeOf(await theirs.call('/v1/vault'))).toBe('device-removed');
  expect(codeOf(await theirs.commit((await phone.commit(person.head)).source))).toBe('device-removed');
  expect(codeOf(await theirs.call('/v1/signout', { json: {} }))).toBe('device-removed');
  expect(await listsOf(theirs)).toEqual(person.device.lists);
  const { sessions } = read(await client.call('/v1/sessions'), endpoints.sessions.answer);
  expect(sessions.map(({ id }) => id)).toEqual([client.session]);
  // Ending all others leaves it what it has to learn.
  await client.call('/v1/sessions/revoke', { json: { others: true } });
  expect(await listsOf(theirs)).toEqual(person.device.lists);
});

test('a session of which nobody knows whose it is ends with it, and one of another device does not', async () => {
  const { store, person, client, theirs, removing } = await world();
  const [unknown, third] = [await store.client(), await store.client()];
  await person.signInByPhrase(unknown);
  await person.signInByPhrase(third);
  const desk = await person.device.second();
  const joining = await desk.commit(person.head, { lists: [desk.encodedList] });
  await third.commit(joining.source);
  person.head = joining.head;
  person.device.held = desk.held;
  expect((await person.commit(client, await removing())).status).toBe(200);
  expect(codeOf(await unknown.call('/v1/vault'))).toBe('device-removed');
  expect(codeOf(await theirs.call('/v1/vault'))).toBe('device-removed');
  expect((await third.call('/v1/vault')).status).toBe(200);
  await person.signInByPhrase(unknown);
  expect((await unknown.call('/v1/vault')).status).toBe(200);
});

test('it takes a fresh sign-in, a new keyring and new slots', async () => {
  const { store, person, client, removing, theirs } = await world();
  const { held, seeds } = person.device;
  const whole = await removing();
  const made = await person.device.commit(person.head, whole);
  const send = (source: Bytes) => client.call('/v1/commits', { frames: [toJson({ access: {} }), source] }, at());
  const at = () => ({ time: store.clock.now() });
  store.clock.forward(6 * MINUTE);
  expect(codeOf(await send(made.source))).toBe('signin-stale');
  await person.signInByPhrase(client);
  for (const missing of ['keyring', 'slots'] as const) {
    const { source } = await person.device.commit(person.head, { ...whole, [missing]: undefined });
    expect(codeOf(await send(source))).toBe('author-refused');
  }
  expect((await theirs.call('/v1/vault', {}, at())).status).toBe(200);
  expect((await send(made.source)).status).toBe(200);
  expect(held.checked.version + 1).toBe(person.device.held.checked.version);
  expect(seeds).not.toBe(person.device.seeds);
});

test('nobody removes himself, and of two who remove each other the first wins', async () => {
  const { person, client, theirs, phone } = await world();
  const { device } = person;
  phone.held = device.held;
  const slots = person.encodedSlots(everyWay);
  const own = await device.commit(person.head, { ...(await device.removing([device.id])), slots });
  expect(codeOf(await client.commit(own.source))).toBe('author-refused');
  device.held = phone.held;
  device.seeds = phone.seeds;
  const mine = await device.commit(person.head, { ...(await device.removing([phone.id])), slots });
  const its = await phone.commit(person.head, { ...(await phone.removing([device.id])), slots });
  expect((await theirs.commit(its.source)).status).toBe(200);
  expect(codeOf(await client.commit(mine.source))).toBe('device-removed');
  const { lists, header } = readVaultAnswer((await theirs.call('/v1/vault')).bytes);
  expect(header.head).toBe(toBase64url(its.head));
  expect(lists).toEqual(phone.lists);
});

test('an ex-device that signs in again writes nothing, by whatever it knew', async () => {
  const { person, client, theirs, phone, removing } = await world();
  const before = { held: person.device.held, seeds: person.device.seeds };
  await person.commit(client, await removing());
  await person.signInByPhrase(theirs);
  const plain = await phone.commit(person.head, { put: [testRecord()] });
  phone.held = before.held;
  const back = await phone.commit(person.head, {
    ...(await phone.removing([person.device.id])),
    slots: person.encodedSlots(everyWay),
  });
  phone.held = before.held;
  phone.seeds = before.seeds;
  const planted = await phone.second();
  const planting = await planted.commit(person.head, { lists: [planted.encodedList] });
  for (const { source } of [plain, back, planting]) {
    expect(codeOf(await theirs.commit(source))).toBe('author-refused');
  }
  expect((await person.commit(client)).status).toBe(200);
});
