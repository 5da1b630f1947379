import { expect, test } from 'vitest';
import { moveTo } from '../../../src/devices/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { toJson } from '../../../src/encoding/index.ts';
import { readDeviceList, readVaultAnswer } from '../../../src/wire/index.ts';
import { signInByKey } from '../../../src/sync/index.ts';
import { inProcess } from '../../support/in-process.ts';
import { holdStore } from '../../sync/support/app.ts';
import { Addressee, Writer } from '../../sync/support/mailbox.ts';
import { codeOf } from '../support/client.ts';
import { testRecord } from '../support/device.ts';
import { Person } from '../support/person.ts';
import { openStore } from '../support/store.ts';

const elsewhere = 'https://other.example';
const MINUTE = 60_000;

async function world() {
  const store = await openStore();
  const person = await Person.make();
  const client = await store.client();
  await person.signUp(client);
  const { device } = person;
  /** The next version of the list, naming another store, as what a commit brings. */
  const moving = async (origin: string) => {
    device.held = await moveTo(device.held, device.seeds.list, origin, store.clock.now());
    return { lists: [device.encodedList] };
  };
  return { store, person, client, device, moving };
}

test('after a move nothing is written any more, and everything is still read', async () => {
  const { person, client, device, moving } = await world();
  const record = testRecord();
  expect((await person.commit(client, { put: [record] })).status).toBe(200);
  expect((await person.commit(client, await moving(elsewhere))).status).toBe(200);
  const after = await device.commit(person.head, { put: [testRecord()] });
  expect(codeOf(await client.commit(after.source))).toBe('account-moved');
  const more = await device.second();
  const joining = await device.commit(person.head, { lists: [more.encodedList] });
  expect(codeOf(await client.commit(joining.source))).toBe('account-moved');
  const { lists } = readVaultAnswer((await client.call('/v1/vault')).bytes);
  expect(lists.map((encoded) => readDeviceList(encoded).value.store).at(-1)).toBe(elsewhere);
  expect((await client.call('/v1/pull')).status).toBe(200);
});

test('it may come back, or go on to a third store; the same commit sent again is taken again', async () => {
  const { store, person, client, device, moving } = await world();
  const gone = await device.commit(person.head, await moving(elsewhere));
  for (const _ of [1, 2]) expect((await client.commit(gone.source)).status).toBe(200);
  person.head = gone.head;
  expect((await person.commit(client, await moving('https://third.example'))).status).toBe(200);
  expect((await person.commit(client, await moving(store.origin))).status).toBe(200);
  expect((await person.commit(client, { put: [testRecord()] })).status).toBe(200);
});

test('it takes a fresh sign-in, and no version in between may be of another store', async () => {
  const { store, person, client, device, moving } = await world();
  const before = device.held;
  const send = (source: Bytes) =>
    client.call('/v1/commits', { frames: [toJson({ access: {} }), source] }, { time: store.clock.now() });
  store.clock.forward(6 * MINUTE);
  const stale = await device.commit(person.head, await moving(elsewhere));
  expect(codeOf(await send(stale.source))).toBe('signin-stale');
  await person.signInByPhrase(client);
  const away = device.encodedList;
  const [back] = (await moving(store.origin)).lists;
  const both = await device.commit(person.head, { lists: [away, ...(back ? [back] : [])] });
  expect(codeOf(await send(both.source))).toBe('author-refused');
  device.held = before;
  expect((await send((await device.commit(person.head, await moving(elsewhere))).source)).status).toBe(200);
});

test('who writes to somebody that has moved is told where; what came before is still fetched', async () => {
  const store = await holdStore();
  const bob = await Addressee.at(await store.newClient());
  const writer = new Writer({ fetch: inProcess(store.app) });
  const holding = await bob.accept();
  await bob.bringKeys(2);
  const left = await writer.leave(holding, bob.device.id);
  expect((await writer.client.bundles(holding, 1)).bundles).toHaveLength(1);
  await signInByKey(bob.client, bob.person.phrase.privateKey);
  bob.device.held = await moveTo(bob.device.held, bob.device.seeds.list, elsewhere, store.clock.now());
  const moved = await bob.device.commit(bob.person.head, { lists: [bob.device.encodedList] });
  await bob.client.commit({ commit: moved.source });
  expect(await writer.leave(holding, bob.device.id)).toBe('gone');
  const told = await writer.client.bundles(holding, 1);
  expect([told.bundles, told.lists.at(-1)]).toEqual([[], bob.device.encodedList]);
  expect(await writer.client.lists(holding, 1)).toEqual(bob.device.lists);
  expect((await bob.waiting()).map(({ envelope }) => envelope)).toEqual([left]);
});
