import { expect, test } from 'vitest';
import { newId, sign } from '../../../src/crypto/index.ts';
import type { Bytes, Id } from '../../../src/encoding/index.ts';
import { fromId, toJson, writeFrames } from '../../../src/encoding/index.ts';
import type { Holding } from '../../../src/sync/index.ts';
import { OwnMailbox, leaveStore, signInByKey } from '../../../src/sync/index.ts';
import { inProcess } from '../../support/in-process.ts';
import { refusal } from '../../support/refusal.ts';
import type { HeldStore } from '../../sync/support/app.ts';
import { holdStore } from '../../sync/support/app.ts';
import { Addressee, mailboxOf, Writer } from '../../sync/support/mailbox.ts';
import { push } from '../../sync/support/person.ts';
import { codeOf } from '../support/client.ts';
import type { TestDevice } from '../support/device.ts';
import { testEnvelope, testOnceKeys, testPreKey } from '../support/mail.ts';
import { everyWay } from '../support/person.ts';
import { filesOf } from '../support/store.ts';

const DAY = 86_400_000;

async function world(environment: Readonly<Record<string, string>> = {}) {
  const store = await holdStore(environment);
  const bob = await Addressee.at(await store.newClient());
  const writer = new Writer({ fetch: inProcess(store.app) });
  return { store, bob, writer, holding: await bob.accept() };
}

/** Bob's other device, with a session of its own and a mailbox. */
async function withPhone({ store, bob }: { readonly store: HeldStore; readonly bob: Addressee }) {
  const client = await store.newClient();
  await signInByKey(client, bob.person.phrase.privateKey);
  const phone: TestDevice = await bob.device.second();
  const joining = await phone.commit(bob.person.head, { lists: [phone.encodedList] });
  await client.commit({ commit: joining.source });
  bob.person.head = joining.head;
  bob.device.held = phone.held;
  return { phone, client, own: new OwnMailbox(client, phone.id) };
}

/** How many rows of each table of the relay there are. */
async function rows({ parts }: HeldStore): Promise<Record<string, number>> {
  const tables = ['pre_keys', 'contact_tokens', 'token_uses', 'mailboxes', 'envelopes'] as const;
  return parts.database.read(async ({ query }) => {
    const counted = tables.map(async (table) => [table, (await query.selectFrom(table).selectAll().execute()).length]);
    return Object.fromEntries(await Promise.all(counted)) as Record<string, number>;
  });
}

test('envelopes come oldest first, as many as are asked for, until they are acknowledged', async () => {
  const { bob, writer, holding } = await world();
  const left: Bytes[] = [];
  for (let count = 0; count < 60; count += 1) left.push((await writer.leave(holding, bob.device.id)) as Bytes);
  const told = (from: number, count: number) => left.slice(from, from + count);
  const first = await bob.own.mail(3);
  expect([first.mail.map(({ envelope }) => envelope), first.more]).toEqual([told(0, 3), true]);
  await bob.own.acknowledge(first.mail.map(({ id }) => id));
  const page = await bob.own.mail();
  expect([page.mail.map(({ envelope }) => envelope), page.more]).toEqual([told(3, 50), true]);
  await bob.own.acknowledge(page.mail.map(({ id }) => id));
  // Acknowledged twice, and what never was there: nothing happens.
  await bob.own.acknowledge([...page.mail.slice(0, 3).map(({ id }) => id), newId()]);
  const last = await bob.own.mail();
  expect([last.mail.map(({ envelope }) => envelope), last.more]).toEqual([told(53, 7), false]);
});

test('a page of a mailbox has a mebibyte at most', async () => {
  const { bob, writer, holding } = await world();
  for (let count = 0; count < 40; count += 1) await writer.leave(holding, bob.device.id, testEnvelope(8));
  const { mail, more } = await bob.own.mail();
  expect([mail.length, more]).toEqual([31, true]);
});

test('a full mailbox takes nothing more, from strangers at half; what lies there is taken again', async () => {
  const { bob, writer, holding } = await world({ LATCHKEY_MAILBOX_BYTES: '65536' });
  const invited = await bob.invite(1);
  await writer.client.bundles(invited, 1);
  const { id } = bob.device;
  const leave = async (by: Holding) => {
    const outcome = await writer.leave(by, id);
    return typeof outcome === 'string' ? outcome : 'taken';
  };
  for (let count = 0; count < 7; count += 1) expect(await leave(holding)).toBe('taken');
  expect([await leave(invited), await leave(holding)]).toEqual(['mailbox-full', 'taken']);
  for (let count = 8; count < 14; count += 1) expect(await leave(holding)).toBe('taken');
  const [deposit, envelope] = [newId(), testEnvelope()];
  expect(await writer.leave(holding, id, envelope, deposit)).toBe(envelope);
  expect(await leave(holding)).toBe('mailbox-full');
  expect(await writer.leave(holding, id, envelope, deposit)).toBe(envelope);
  const { mail } = await bob.own.mail();
  await bob.own.acknowledge(mail.slice(0, 9).map((letter) => letter.id));
  // A refusal took nothing of what the invitation is good for.
  for (let count = 0; count < 1; count += 1) expect(await leave(invited)).toBe('taken');
  expect(await leave(holding)).toBe('taken');
});

test('what nobody fetched goes after thirty days, and the mailbox has room again', async () => {
  const { store, bob, writer, holding } = await world({ LATCHKEY_MAILBOX_BYTES: '65536' });
  const { id } = bob.device;
  const deposit = newId();
  await writer.leave(holding, id, testEnvelope(8), deposit);
  await bob.own.acknowledge([deposit]);
  await writer.leave(holding, id, testEnvelope(8));
  store.clock.forward(29 * DAY);
  await store.app.sweep();
  expect(await writer.leave(holding, id, testEnvelope(8))).toBe('mailbox-full');
  store.clock.forward(DAY + 3_600_000);
  await store.app.sweep();
  expect(await rows(store)).toMatchObject({ envelopes: 0 });
  expect((await bob.own.mail()).mail).toEqual([]);
  await writer.leave(holding, id, testEnvelope(8));
  expect(await writer.leave(holding, id, testEnvelope(7))).not.toBe('mailbox-full');
});

test('one device is left five thousand envelopes a day, whoever fetches them meanwhile', async () => {
  const { store, bob, writer, holding } = await world();
  const { id } = bob.device;
  await writer.leave(holding, id);
  await store.parts.database.write(({ query }) => query.updateTable('mailboxes').set({ came: 4_999 }).execute());
  expect(await writer.leave(holding, id)).not.toBe('mailbox-full');
  await bob.own.acknowledge((await bob.own.mail()).mail.map((letter) => letter.id));
  expect(await writer.leave(holding, id)).toBe('mailbox-full');
  store.clock.forward(DAY);
  expect(await writer.leave(holding, id)).not.toBe('mailbox-full');
});

test('who has signed in anew opens no mailbox before the device itself says that it is there', async () => {
  const { store, bob, writer, holding } = await world();
  const deposit = newId();
  await writer.leave(holding, bob.device.id, testEnvelope(), deposit);
  const thief = await store.newClient();
  await signInByKey(thief, bob.person.phrase.privateKey);
  const { signing } = (await Addressee.at(await store.newClient())).device;
  const { account, id } = bob.device;
  const claims = [
    new OwnMailbox(thief, id),
    new OwnMailbox(thief, id, { account, sign: (message) => sign(signing, message) }),
    new OwnMailbox(thief, newId(), { account, sign: (message) => sign(bob.device.signing, message) }),
    // What the device signed for another session of its own.
    new OwnMailbox(thief, id, { account, sign: () => sign(bob.device.signing, bob.client.key.publicKey) }),
  ];
  for (const claim of claims) {
    expect(await refusal(claim.mail())).toBe('author-refused');
    expect(await refusal(claim.acknowledge([deposit]))).toBe('author-refused');
    expect(await refusal(claim.putPreKeys({ once: await testOnceKeys(bob.device, 1) }))).toBe('author-refused');
  }
  expect((await bob.own.mail()).mail.map((letter) => letter.id)).toEqual([deposit]);
  // Control: the device's own word, in the same session.
  expect((await mailboxOf(thief, bob.device).mail()).mail.map((letter) => letter.id)).toEqual([deposit]);
});

test('nobody but its own device reads or empties a mailbox', async () => {
  const { store, bob, writer, holding } = await world();
  const stranger = await Addressee.at(await store.newClient());
  const { own, phone } = await withPhone({ store, bob });
  const deposit = newId();
  await writer.leave(holding, phone.id, testEnvelope(), deposit);
  // By a commit the store learns which device a session is of.
  await push(bob.client, bob.person);
  const others = [new OwnMailbox(bob.client, phone.id), new OwnMailbox(stranger.client, phone.id)];
  for (const other of others) {
    expect(await refusal(other.mail())).toBe('author-refused');
    expect(await refusal(other.acknowledge([deposit]))).toBe('author-refused');
  }
  expect((await own.mail()).mail.map(({ id }) => id)).toEqual([deposit]);
  expect((await bob.own.mail()).mail).toEqual([]);
});

test('a device that is taken out loses mailbox and keys; who writes to it is told the newest list', async () => {
  const { store, bob, writer, holding } = await world();
  await bob.bringKeys(1);
  const { own, phone } = await withPhone({ store, bob });
  await own.putPreKeys({ signed: await testPreKey(phone, 'signed'), kem: await testPreKey(phone, 'kem') });
  await writer.leave(holding, phone.id);
  await writer.leave(holding, bob.device.id);
  expect(await rows(store)).toMatchObject({ pre_keys: 5, envelopes: 2, mailboxes: 2 });
  const removal = { ...(await bob.device.removing([phone.id])), slots: bob.person.encodedSlots(everyWay) };
  await push(bob.client, bob.person, removal);
  expect(await rows(store)).toMatchObject({ pre_keys: 3, envelopes: 1, mailboxes: 1 });
  const left = { ...holding, device: phone.id, deposit: newId(), envelope: testEnvelope() };
  expect(await writer.client.deposit(left)).toEqual({ gone: bob.device.encodedList });
  expect(await writer.client.deposit({ ...left, device: newId() })).toEqual({ gone: bob.device.encodedList });
  expect((await writer.client.bundles(holding, 1)).bundles).toHaveLength(1);
  expect(await refusal(own.mail())).toBe('device-removed');
});

test('a device that leaves by its own word has no mailbox from then on', async () => {
  const { store, bob, writer, holding } = await world();
  const { own, phone, client } = await withPhone({ store, bob });
  await own.putPreKeys({ signed: await testPreKey(phone, 'signed'), kem: await testPreKey(phone, 'kem') });
  await writer.leave(holding, phone.id);
  await leaveStore(client, await phone.leaving(bob.person.head));
  expect(await rows(store)).toMatchObject({ pre_keys: 0, envelopes: 0, mailboxes: 0 });
  expect(await writer.leave(holding, phone.id)).toBe('gone');
});

test('an account that is erased leaves nothing of it', async () => {
  const { store, bob, writer, holding } = await world();
  await bob.bringKeys(2);
  const invited = await bob.invite();
  await writer.client.bundles(invited, 1);
  await writer.leave(holding, bob.device.id);
  const before = Object.values(await rows(store));
  expect(before.every((count) => count > 0)).toBe(true);
  await bob.client.ask('accountDelete', await bob.device.deletion(bob.person.head, store.origin));
  expect(Object.values(await rows(store))).toEqual(before.map(() => 0));
  expect(await writer.leave(holding, bob.device.id)).toBe('token-refused');
});

test('one network address leaves and asks so much a minute', async () => {
  const { store, bob, writer, holding } = await world({ LATCHKEY_CONTACTS_PER_MINUTE: '3' });
  for (let count = 0; count < 3; count += 1) await writer.leave(holding, bob.device.id);
  expect(await writer.leave(holding, bob.device.id)).toBe('too-many-requests');
  expect(await refusal(writer.client.lists(holding, 1))).toBe('too-many-requests');
  expect(await refusal(writer.client.bundles(holding, 1))).toBe('too-many-requests');
  // Whoever has a session is not held back by that.
  expect((await bob.own.mail()).mail).toHaveLength(3);
  store.clock.forward(60_000);
  expect(await refusal(writer.client.lists(holding, 1))).toBe('taken');
});

test('versions of a long list come in several answers, and all of them', async () => {
  const { store, bob, writer, holding } = await world();
  const encoded = bob.device.encodedList;
  const { account } = await store.parts.database.read(({ query }) =>
    query
      .selectFrom('mailboxes')
      .fullJoin('lists', 'lists.account', 'mailboxes.account')
      .select('lists.account')
      .executeTakeFirstOrThrow(),
  );
  await store.parts.database.write(async ({ query }) => {
    for (let version = 3; version <= 12; version += 1) {
      const list = new Uint8Array(300_000).fill(version);
      await query
        .insertInto('lists')
        .values({ account: account ?? 0, version, sequence: 1, list })
        .execute();
    }
  });
  const all = await writer.client.lists(holding, 2);
  expect([all.length, all[0], all.at(-1)?.at(0)]).toEqual([11, encoded, 12]);
  expect(await writer.client.lists(holding, 13)).toEqual([]);
});

test('extensions ask without a session and get no cookie; pages of the web are refused, also what they send to a mailbox', async () => {
  const { store, bob, holding } = await world();
  const client = await store.client();
  const { account, token } = holding;
  const header = { account, token, device: bob.device.id, deposit: newId() };
  const deposit = (origin: string, more: Readonly<Record<string, string>> = {}) =>
    client.ask('/v1/contact/deposits', {
      frames: [toJson(header), testEnvelope()],
      headers: { origin, ...more },
    });
  expect(codeOf(await deposit('https://page.example'))).toBe('origin-refused');
  expect((await bob.own.mail()).mail).toEqual([]);
  const answer = await deposit('chrome-extension://of-another-build');
  expect(codeOf(answer)).toBeUndefined();
  expect((await bob.own.mail()).mail.map(({ id }) => id)).toEqual([header.deposit]);
  for (const name of ['set-cookie', 'access-control-allow-origin', 'access-control-allow-credentials']) {
    expect(answer.headers.get(name)).toBeNull();
  }
});

test('a deposit that says it is larger than any envelope is refused before it is read', async () => {
  const { store, bob, holding } = await world();
  const client = await store.client();
  const header = { account: holding.account, token: holding.token, device: bob.device.id, deposit: newId() };
  const whole = writeFrames([toJson(header), new Uint8Array(70_000)]);
  const answer = await client.ask('/v1/contact/deposits', { body: whole, type: 'application/octet-stream' });
  expect(codeOf(answer)).toBe('too-large');
});

test('what has arrived is in no file once the store has swept, and the name of its deposit stays', async () => {
  const { store, bob, writer, holding } = await world();
  const [arrived, waits] = [testEnvelope(), testEnvelope()];
  const deposit: Id = newId();
  // A piece that no page's end divides.
  const lies = (envelope: Bytes) => filesOf(store.folder).includes(Buffer.from(envelope.subarray(1_000, 1_500)));
  await writer.leave(holding, bob.device.id, arrived, deposit);
  await writer.leave(holding, bob.device.id, waits);
  // Control: both are there, and are found.
  expect([arrived, waits].map(lies)).toEqual([true, true]);
  await bob.own.acknowledge([deposit]);
  await store.app.sweep();
  expect([arrived, waits].map(lies)).toEqual([false, true]);
  expect(filesOf(store.folder).includes(Buffer.from(fromId(deposit)))).toBe(true);
});
