import { expect, test } from 'vitest';
import { newId, randomBytes } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { readFrames, toBase64url, writeFrames } from '../../../src/encoding/index.ts';
import type { Holding, PreKeyUpload } from '../../../src/sync/index.ts';
import { OwnMailbox, signInByKey } from '../../../src/sync/index.ts';
import { readBundle, readPreKey } from '../../../src/wire/index.ts';
import { inProcess } from '../../support/in-process.ts';
import { refusal } from '../../support/refusal.ts';
import { holdStore } from '../../sync/support/app.ts';
import { Addressee, mailboxOf, Writer } from '../../sync/support/mailbox.ts';
import { push } from '../../sync/support/person.ts';
import { testOnceKeys, testPreKey } from '../support/mail.ts';

async function world() {
  const store = await holdStore();
  const bob = await Addressee.at(await store.newClient());
  const writer = new Writer({ fetch: inProcess(store.app) });
  const bundles = async (holding: Holding) => (await writer.client.bundles(holding, 1)).bundles.map(readBundle);
  return { store, bob, bundles };
}

const idOf = (preKey: Bytes) => readPreKey(preKey).value.id;

test('one-time keys are handed out once each, oldest first, and asked for when few are left', async () => {
  const { store, bob, bundles } = await world();
  expect(await bob.own.preKeys()).toEqual({ once: 0, wanted: 100 });
  await bob.bringKeys(0);
  const once = await testOnceKeys(bob.device, 26);
  expect(await bob.own.putPreKeys({ once })).toMatchObject({ once: 26, wanted: 0 });
  const holding = await bob.accept();
  const handed: (string | undefined)[] = [];
  for (let count = 0; count < 28; count += 1) handed.push((await bundles(holding))[0]?.once?.value.id);
  expect(handed).toEqual([...once.map(idOf), undefined, undefined]);
  expect(await bob.own.preKeys()).toMatchObject({ once: 0, wanted: 100 });
  // The same upload, whose answer was lost: none of them is handed out a second time.
  expect(await bob.own.putPreKeys({ once })).toMatchObject({ once: 0, wanted: 100 });
  expect((await bundles(holding))[0]?.once).toBeUndefined();
  await bob.own.putPreKeys({ once: await testOnceKeys(bob.device, 24) });
  expect(await bob.own.preKeys()).toMatchObject({ once: 24, wanted: 76 });
  // What they were the store has forgotten, and after a time that they were there.
  const rows = () => store.parts.database.read(({ query }) => query.selectFrom('pre_keys').selectAll().execute());
  expect((await rows()).filter(({ encoded }) => encoded.length === 0)).toHaveLength(26);
  store.clock.forward(46 * 86_400_000);
  await store.app.sweep();
  expect((await rows()).filter(({ encoded }) => encoded.length === 0)).toHaveLength(0);
  expect(await rows()).toHaveLength(26);
});

test('one-time keys that are brought anew take the place of all that wait, also when those are sent again', async () => {
  const { bob, bundles } = await world();
  await bob.bringKeys(0);
  const [lost, fresh] = [await testOnceKeys(bob.device, 3), await testOnceKeys(bob.device, 2)];
  await bob.own.putPreKeys({ once: lost });
  expect(await bob.own.putPreKeys({ once: fresh, anew: true })).toMatchObject({ once: 2 });
  expect(await bob.own.putPreKeys({ once: lost })).toMatchObject({ once: 2 });
  const holding = await bob.accept();
  const handed = [await bundles(holding), await bundles(holding), await bundles(holding)];
  expect(handed.map(([bundle]) => bundle?.once?.value.id)).toEqual([...fresh.map(idOf), undefined]);
});

test('signed and KEM pre-key take the place of those before', async () => {
  const { bob, bundles } = await world();
  await bob.bringKeys(1);
  const before = await bob.own.preKeys();
  const [signed, kem] = [await testPreKey(bob.device, 'signed'), await testPreKey(bob.device, 'kem')];
  const after = await bob.own.putPreKeys({ signed, kem });
  expect(after).toEqual({ ...before, signed: idOf(signed), kem: idOf(kem) });
  const [bundle] = await bundles(await bob.accept());
  expect([bundle?.signed.value.id, bundle?.kem.value.id]).toEqual([idOf(signed), idOf(kem)]);
});

test('more one-time keys than are kept are refused, and none of them is', async () => {
  const { bob } = await world();
  await bob.own.putPreKeys({ once: await testOnceKeys(bob.device, 60) });
  expect(await refusal(bob.own.putPreKeys({ once: await testOnceKeys(bob.device, 41) }))).toBe('quota');
  expect(await bob.own.putPreKeys({ once: await testOnceKeys(bob.device, 40) })).toMatchObject({ once: 100 });
});

test('only what a listed device of the account signed is taken', async () => {
  const { store, bob } = await world();
  await bob.own.preKeys();
  const { device } = bob;
  const stranger = await Addressee.at(await store.newClient());
  const right = await testPreKey(device, 'signed');
  const [preKey = randomBytes(1), signature = randomBytes(64)] = readFrames(right, 2);
  const flipped = signature.slice();
  flipped[0] = (flipped[0] ?? 0) ^ 1;
  const wrong: readonly (readonly [PreKeyUpload, string])[] = [
    [{ signed: writeFrames([preKey, flipped]) }, 'author-refused'],
    [{ signed: await testPreKey(device, 'signed', {}, stranger.device.signing) }, 'author-refused'],
    [{ signed: await testPreKey(stranger.device, 'signed') }, 'malformed'],
    [{ signed: await testPreKey(device, 'signed', { account: stranger.person.account }) }, 'malformed'],
    [{ signed: await testPreKey(device, 'signed', { device: newId() }) }, 'malformed'],
    [{ signed: await testPreKey(device, 'once') }, 'malformed'],
    [{ once: [right] }, 'malformed'],
    [{ kem: await testPreKey(device, 'kem', { key: new Uint8Array(1_184).fill(0xff) }) }, 'malformed'],
    [
      { once: [...(await testOnceKeys(device, 3)), await testPreKey(device, 'once', {}, stranger.device.signing)] },
      'author-refused',
    ],
  ];
  for (const [upload, code] of wrong) expect(await refusal(bob.own.putPreKeys(upload))).toBe(code);
  expect(await bob.own.preKeys()).toEqual({ once: 0, wanted: 100 });
  expect(await bob.own.putPreKeys({ signed: right })).toMatchObject({ signed: idOf(right) });
});

test('a session brings keys of its own device only, as soon as it is known which that is', async () => {
  const { store, bob } = await world();
  const theirs = await store.newClient();
  await signInByKey(theirs, bob.person.phrase.privateKey);
  const phone = await bob.device.second();
  const unlisted = new OwnMailbox(theirs, phone.id);
  const keys = { once: await testOnceKeys(phone, 1) };
  expect(await refusal(unlisted.putPreKeys(keys))).toBe('author-refused');
  await push(bob.client, bob.person, { lists: [phone.encodedList] });
  expect(await refusal(new OwnMailbox(bob.client, phone.id).putPreKeys(keys))).toBe('author-refused');
  // Listed or not, nobody takes it from a session that may be of any device.
  expect(await refusal(unlisted.putPreKeys(keys))).toBe('author-refused');
  expect(await mailboxOf(theirs, phone).putPreKeys(keys)).toMatchObject({ once: 1 });
});

test('a bundle comes of each device that has keys, with its certificate of the newest list', async () => {
  const { store, bob, bundles } = await world();
  const holding = await bob.accept();
  expect(await bundles(holding)).toEqual([]);
  await bob.bringKeys(0);
  const theirs = await store.newClient();
  await signInByKey(theirs, bob.person.phrase.privateKey);
  const phone = await bob.device.second();
  await push(bob.client, bob.person, { lists: [phone.encodedList] });
  expect(await bundles(holding)).toHaveLength(1);
  const mailbox = mailboxOf(theirs, phone);
  await mailbox.putPreKeys({ signed: await testPreKey(phone, 'signed') });
  expect(await bundles(holding)).toHaveLength(1);
  await mailbox.putPreKeys({ kem: await testPreKey(phone, 'kem') });
  const told = await bundles(holding);
  expect(new Set(told.map(({ certificate }) => certificate.value.device))).toEqual(new Set([bob.device.id, phone.id]));
  const keys = told.map(({ certificate }) => toBase64url(certificate.value.signing));
  expect(new Set(keys).size).toBe(2);
});

test('uploads of one account are limited: each takes a hundred signatures', async () => {
  const { store, bob } = await world();
  await bob.own.preKeys();
  for (let count = 0; count < 12; count += 1) await bob.own.putPreKeys({});
  expect(await refusal(bob.own.putPreKeys({}))).toBe('too-many-requests');
  store.clock.forward(60_000);
  await bob.own.putPreKeys({});
});
