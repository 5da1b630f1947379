import { expect, it } from 'vitest';
import { encodedCard, heldContact } from '../../../src/background/contacts/index.ts';
import { portsOf } from '../../../src/background/messages/ports.ts';
import { newId, randomBytes } from '../../../src/crypto/index.ts';
import { fromBase64url } from '../../../src/encoding/index.ts';
import { effectsOf } from '../../../src/messaging/conversations/effects.ts';
import type { Change, HeldContact } from '../../../src/messaging/conversations/ports.ts';
import type { Body } from '../../../src/wire/index.ts';
import type { Browser } from '../support/person.ts';
import {
  acceptOnly,
  acquaintedEach,
  add,
  alice,
  allSent,
  bob,
  isRead,
  people,
  seal,
  toAlice,
  writer,
} from './support/two.ts';

/* What a body changes that came by the ratchet as it should, and whose sender means more by it than is theirs. */
const others = acquaintedEach();

const vaultOf = ({ parts }: Browser) => parts.session.vault();

async function changed(from: HeldContact, body: Body): Promise<Change> {
  const vault = await vaultOf(bob);
  return effectsOf(portsOf(bob.parts, vault), await vault.rows.own(), { ...from, device: newId() }, body);
}

async function common() {
  const own = await (await vaultOf(bob)).rows.own();
  const recipient = { account: own.account, identity: own.list.identity, version: 1, list: randomBytes(32) };
  return {
    recipients: [recipient],
    conversation: own.account,
    counter: 1,
    previous: new Uint8Array(32),
    time: people.alice.store.clock.now(),
    origin: 'https://chat.example',
  };
}

it('a text that is to end is not archived; one that stays is', async () => {
  const from = await heldContact(await vaultOf(bob), toAlice);
  const { identity } = from.contact.followed;
  const key = { kind: 'key' as const, key: randomBytes(32), identity, ciphertext: randomBytes(32) };
  const shared = await common();
  expect((await changed(from, { ...key, ...shared })).records).toHaveLength(1);
  const ending = await changed(from, { ...key, ...shared, period: 60_000 });
  expect(ending).not.toHaveProperty('records');
  expect(ending.put).toMatchObject([{ table: 'keys' }]);
});

it('a key is asked for by whom it was for, and by nobody of the same account elsewhere', async () => {
  const armored = await seal(bob, toAlice, 'for Alice');
  await allSent(bob, toAlice);
  await isRead(alice, armored, 'for Alice');
  const { browser: carol } = await writer('Carol', people.alice);
  others.push(carol);
  const hello = await seal(carol, await add(carol, bob), 'I am Carol');
  const toCarol = await acceptOnly(bob);
  await isRead(bob, hello, 'I am Carol');
  const vault = await vaultOf(bob);
  const [from, stranger] = [await heldContact(vault, toAlice), await heldContact(vault, toCarol)];
  const namesake = { ...stranger, contact: { ...stranger.contact, account: from.contact.account } };
  const { texts } = await bob.ask('conversations.read', { id: toAlice });
  const id = fromBase64url(texts.find(({ text }) => text === 'for Alice')?.id ?? '');
  const ask = { kind: 'ask' as const, id, ...(await common()) };
  expect((await changed(from, ask)).put).toHaveLength(1);
  expect(await changed(namesake, ask)).toEqual({});
});

it('a card that comes is taken, also by somebody who has none of their own to answer with', async () => {
  const [hers, his] = [await vaultOf(alice), await vaultOf(bob)];
  const card = await encodedCard(hers);
  if (!card) throw new Error('no card');
  const from = await heldContact(his, toAlice);
  const token = randomBytes(16);
  const body = { kind: 'card' as const, card, token, ...(await common()) };
  await his.records.write({ remove: [{ id: his.records.namedId('card') }] });
  expect((await changed(from, body)).records).not.toEqual([]);
});
