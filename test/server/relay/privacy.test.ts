import { expect, test } from 'vitest';
import { newId, randomBytes, sealTo } from '../../../src/crypto/index.ts';
import type { Bytes, Id } from '../../../src/encoding/index.ts';
import { fromId, toId, toUtf8 } from '../../../src/encoding/index.ts';
import { readCertificate, readDeviceList, writeBody, writeEnvelope } from '../../../src/wire/index.ts';
import { found } from '../../support/canaries.ts';
import { freePort } from '../../support/free-port.ts';
import { inProcess } from '../../support/in-process.ts';
import { holdStore } from '../../sync/support/app.ts';
import { Addressee, Writer } from '../../sync/support/mailbox.ts';
import { newClient } from '../../sync/support/parts.ts';
import { push } from '../../sync/support/person.ts';
import { tap } from '../support/tap.ts';
import { filesOf, serveStore } from '../support/store.ts';

/** Alice and Bob have accounts at one store, whose every byte on the wire is kept; she writes to him. */
async function world() {
  const port = await freePort();
  const store = await serveStore({ LATCHKEY_ORIGIN: `http://localhost:${port}` });
  const wire = await tap(port, store.port);
  const origin = `http://localhost:${port}`;
  const [alice, bob] = [await Addressee.at(await newClient(origin)), await Addressee.at(await newClient(origin))];
  await bob.bringKeys(2);
  return { store, wire, alice, bob };
}

/** A whole envelope of Alice's, sealed to Bob's device; what nobody else may see of it. */
async function envelopeOf(
  alice: Addressee,
  bob: Addressee,
): Promise<{ envelope: Bytes; opened: Bytes; secrets: Record<string, Bytes> }> {
  const [certificate = randomBytes(1)] = readDeviceList(bob.device.encodedList).value.devices;
  const { mailbox } = readCertificate(certificate).value;
  const [key, conversation] = [randomBytes(32), newId()];
  const recipient = { account: bob.person.account, identity: randomBytes(32), version: 1, list: randomBytes(32) };
  const body = writeBody({
    kind: 'key',
    key,
    identity: randomBytes(32),
    ciphertext: randomBytes(32),
    recipients: [recipient],
    conversation,
    counter: 1,
    previous: new Uint8Array(32),
    time: Date.now(),
    origin: 'https://canary-page.example',
  });
  const opened = writeEnvelope({
    head: { kind: 'ratchet', account: alice.person.account, device: alice.device.id, version: 1 },
    setUp: undefined,
    message: { header: randomBytes(68), block: randomBytes(2_288), body },
  });
  const envelope = await sealTo({ publicKey: mailbox, info: toUtf8('envelope') }, opened);
  return {
    envelope,
    opened,
    secrets: { key, conversation: fromId(conversation), page: toUtf8('canary-page.example') },
  };
}

test('what is left for somebody tells the store nothing of who left it, to whom they write, or what', async () => {
  const { store, wire, alice, bob } = await world();
  const writer = new Writer({ fetch: (url, init) => fetch(url, init) });
  const invitation = await bob.invite();
  const deposits: Id[] = [newId(), newId()];
  const { envelope, opened, secrets } = await envelopeOf(alice, bob);
  const before = wire.sent().length;
  await writer.client.bundles(invitation, 1);
  await writer.client.lists(invitation, 1);
  for (const deposit of deposits) await writer.leave(invitation, bob.device.id, envelope, deposit);
  const [asked, answered] = [wire.sent().subarray(before), wire.answered()];
  await push(alice.client, alice.person);

  const ofAlice = {
    account: fromId(alice.person.account),
    device: fromId(alice.device.id),
    identity: readDeviceList(alice.device.encodedList).value.identity,
    requestKey: alice.client.key.publicKey,
    token: alice.client.token ?? '',
  };
  // On the wire: neither who she is, nor anything that a session has.
  expect(found(asked, { ...ofAlice, ...secrets })).toEqual([]);
  const text = asked.toString('latin1').toLowerCase();
  for (const header of ['authorization', 'cookie', 'latchkey-request', 'referer', 'origin']) {
    expect(text).not.toMatch(new RegExp(`^${header}:`, 'm'));
  }
  expect(answered.toString('latin1').toLowerCase()).not.toMatch(/^set-cookie:/m);

  // In the database and the log: nothing of what is in the envelope; no word of the tokens; no name in the log.
  const dump = filesOf(store.folder, ['root.key']);
  const held = { invitation: fromId(invitation.token), use: fromId(invitation.use) };
  expect(found(dump, { ...secrets, ...held })).toEqual([]);
  const log = Buffer.from(store.logged.join(''));
  const named = { ...ofAlice, bob: fromId(bob.person.account), mailbox: fromId(bob.device.id), ...held };
  expect(found(log, { ...named, ...secrets, deposit: fromId(deposits[0] ?? '') })).toEqual([]);

  // Control: the same search finds what is there.
  expect(found(Buffer.from(opened), secrets)).toEqual(Object.keys(secrets));
  const session = wire.sent().subarray(before + asked.length);
  expect(found(session, ofAlice)).toContain('token');
  expect(session.toString('latin1').toLowerCase()).toMatch(/^latchkey-request:/m);
  expect(found(asked, held)).toEqual(['invitation', 'use']);
  expect(found(dump, { account: ofAlice.account, device: ofAlice.device, deposit: fromId(deposits[0] ?? '') })).toEqual(
    ['account', 'device', 'deposit'],
  );
  expect(log.toString()).toContain('"started"');
});

test('of an envelope the store keeps whose mailbox it is in, and nothing that joins two of them', async () => {
  const store = await holdStore();
  const bob = await Addressee.at(await store.newClient());
  const writer = new Writer({ fetch: inProcess(store.app) });
  const invitation = await bob.invite(2);
  const other = { ...invitation, use: newId() };
  for (const holding of [invitation, other]) await writer.client.bundles(holding, 1);
  for (const holding of [invitation, other, invitation]) await writer.leave(holding, bob.device.id);
  const rows = await store.parts.database.read((db) => db.query.selectFrom('envelopes').selectAll().execute());
  expect(rows).toHaveLength(3);
  const names = ['number', 'account', 'device', 'id', 'came_by', 'envelope', 'expires_at'];
  for (const row of rows) expect(Object.keys(row)).toEqual(names);
  expect(new Set(rows.map(({ id }) => toId(id))).size).toBe(3);
  for (const name of ['account', 'device', 'came_by', 'expires_at'] as const) {
    expect(new Set(rows.map((row) => String(row[name]))).size, name).toBe(1);
  }
  // When it goes tells when it came to the hour only.
  expect(rows.every(({ expires_at: at }) => at % 3_600_000 === 0)).toBe(true);
});
