import { beforeEach, expect, it } from 'vitest';
import { newId, randomBytes } from '../../../src/crypto/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import { endpoints } from '../../../src/wire/index.ts';
import type { TestClient } from '../support/client.ts';
import { codeOf, read } from '../support/client.ts';
import { Person } from '../support/person.ts';
import type { TestStore } from '../support/store.ts';
import { openStore } from '../support/store.ts';

let store: TestStore;
let person: Person;
let first: TestClient;
let second: TestClient;

beforeEach(async () => {
  store = await openStore();
  person = await Person.make();
  [first, second] = [await store.client(), await store.client()];
  await person.signUp(first);
  await person.signInByPasskey(second);
});

const leave = (client: TestClient, json: unknown) => client.call('/v1/devices/leave', { json });
const left = async () => read(await second.call('/v1/devices/left'), endpoints.devicesLeft.answer).left;

it('takes a note that the device signed, ends its sessions, and tells the others', async () => {
  await person.commit(first);
  const note = await person.device.leaving(person.head);
  expect(await left()).toEqual([]);
  expect(codeOf(await leave(first, note))).toBeUndefined();
  expect(codeOf(await first.call('/v1/sessions'))).toBe('signed-out');
  expect(await left()).toEqual([note]);
  // The session that is left has the device's keys, and nothing that it signs counts any more.
  expect(codeOf(await person.commit(second))).toBe('author-refused');
});

it('takes the same note once more, by another session of the account', async () => {
  const note = await person.device.leaving(person.head);
  expect(codeOf(await leave(first, note))).toBeUndefined();
  const third = await store.client();
  await person.signInByPhrase(third);
  expect(codeOf(await leave(third, note))).toBeUndefined();
  expect(await left()).toEqual([note]);
});

it('takes no note of anybody else, of another account or changed on its way', async () => {
  const note = await person.device.leaving(person.head);
  const stranger = await Person.make();
  const client = await store.client();
  await stranger.signUp(client);
  expect(codeOf(await leave(client, note))).toBe('author-refused');
  expect(codeOf(await leave(first, await stranger.device.leaving(person.head)))).toBe('author-refused');
  expect(codeOf(await leave(first, { ...note, head: toBase64url(randomBytes(32)) }))).toBe('author-refused');
  expect(codeOf(await leave(first, { ...note, device: newId() }))).toBe('author-refused');
  expect(codeOf(await leave(first, { ...note, signature: note.signature.slice(1) }))).toBe('malformed');
  expect(await left()).toEqual([]);
  expect((await person.commit(first)).status).toBe(200);
});
