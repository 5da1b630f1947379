import { beforeEach, describe, expect, it } from 'vitest';
import { newId, randomBytes, signingKeyPair } from '../../../src/crypto/index.ts';
import { certify } from '../../../src/devices/index.ts';
import { concat, u16 } from '../../../src/encoding/index.ts';
import { readCard, readCertificate, readEnvelope, writeEnvelope, writeSigned } from '../../../src/wire/index.ts';
import { sealEnvelope } from '../../../src/messaging/envelope/index.ts';
import { heldContact, saveContact } from '../../../src/background/contacts/index.ts';
import { asDiffering, signCard } from '../../../src/messaging/index.ts';
import { PageMessages } from '../../../src/background/messages/index.ts';
import { soon } from '../../sync/support/soon.ts';
import type { Browser } from '../support/person.ts';
import type { Deposit } from './support/left.ts';
import { contentsOf, leave, placeOf, watch } from './support/left.ts';
import {
  acceptOnly,
  acquaintedEach,
  add,
  alice,
  allSent,
  bob,
  isRead,
  people,
  read,
  seal,
  toAlice,
  toBob,
  writer,
} from './support/two.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

/*
 * What somebody may do who has a token: a contact, a thief of one, or the store itself. Garbage, copies and false names cost a row,
 * and nothing that is true is lost by them.
 */
const others = acquaintedEach();
/** What was left at stores by those who are watched. */
let left: Deposit[];

beforeEach(() => {
  left = [];
  watch(people.alice, left);
});

async function sent(text: string): Promise<{ readonly armored: string; readonly deposit: Deposit }> {
  const armored = await seal(alice, toBob, text);
  await allSent(alice, toBob);
  const deposit = left.at(-1);
  if (!deposit) throw new Error('nothing was left');
  return { armored, deposit };
}

const inboxOf = async ({ parts }: Browser): Promise<number> =>
  (await (await parts.session.vault()).rows.list('inbox')).length;

async function bothGoOn(): Promise<void> {
  const text = await seal(alice, toBob, 'as before');
  await isRead(bob, text, 'as before');
  const answer = await seal(bob, toAlice, 'as ever');
  await isRead(alice, answer, 'as ever');
}

describe('by a token', () => {
  it('garbage opens nothing, and stays a row', async () => {
    const { armored, deposit } = await sent('true');
    for (let one = 0; one < 5; one += 1) await leave(people.alice, deposit, randomBytes(deposit.envelope.length));
    await bob.parts.messages.receive();
    await isRead(bob, armored, 'true');
    expect(await inboxOf(bob)).toBe(5);
    await bothGoOn();
  });

  it('a copy of an envelope opens once', async () => {
    const { armored, deposit } = await sent('once');
    await isRead(bob, armored, 'once');
    await leave(people.alice, deposit, deposit.envelope);
    await leave(people.alice, deposit, deposit.envelope);
    await leave(people.alice, deposit, deposit.envelope);
    await bob.parts.messages.receive();
    const { texts } = await bob.ask('conversations.read', { id: toAlice });
    expect(texts.filter(({ text }) => text === 'once')).toHaveLength(1);
    expect(await inboxOf(bob)).toBe(3);
    // Three in a row opened nothing: the next answer begins a session beside, and both understand it.
    await bothGoOn();
  });

  it('what opens nothing, in her name, uses up neither her one-time keys nor a session', async () => {
    const { deposit } = await sent('hers');
    const { to } = await placeOf(bob);
    const contents = await contentsOf(bob, deposit);
    const bundles: string[] = [];
    const { fetch } = people.bob;
    people.bob.fetch = (url, init) => {
      if (url.endsWith('/v1/contact/bundles')) bundles.push(url);
      return fetch(url, init);
    };
    const garbage = async (): Promise<void> => {
      for (let one = 0; one < 3; one += 1) {
        const message = { ...contents.message, body: randomBytes(contents.message.body.length) };
        await leave(people.alice, deposit, await sealEnvelope(to, { ...contents, message }));
      }
      await bob.parts.messages.receive();
    };
    const answered = async (text: string): Promise<void> => {
      await isRead(alice, await seal(bob, toAlice, text), text);
      await allSent(bob, toAlice);
    };
    for (const text of ['one', 'two', 'three', 'four', 'five']) {
      await garbage();
      await answered(text);
    }
    // Three in a row begin a session beside those that are there (protocol 8.2): once an hour.
    expect(bundles).toHaveLength(1);
    people.alice.store.clock.forward(3_600_000);
    for (const [who, of] of [[alice, people.alice] as const, [bob, people.bob] as const])
      await who.ask('unlock.password', { password: of.password });
    await garbage();
    await answered('an hour later');
    expect(bundles).toHaveLength(2);
    // Neither did any of it take a session away.
    await bothGoOn();
  });

  it('an envelope in another one’s name, or changed inside, opens nothing', async () => {
    const { armored, deposit } = await sent('hers');
    await isRead(bob, armored, 'hers');
    const { to } = await placeOf(bob);
    const contents = await contentsOf(bob, deposit);
    const body = contents.message.body.slice();
    body[20] = (body[20] ?? 0) ^ 1;
    const wrong = [
      { ...contents, head: { ...contents.head, account: newId() } },
      { ...contents, head: { ...contents.head, device: newId() } },
      { ...contents, message: { ...contents.message, body } },
    ];
    for (const one of wrong)
      await leave(people.alice, deposit, await sealEnvelope(to, readEnvelope(writeEnvelope(one))));
    await bob.parts.messages.receive();
    expect(await inboxOf(bob)).toBe(3);
    expect(await bob.ask('requests.list', {})).toEqual([]);
    expect(await bob.ask('contacts.list', {})).toHaveLength(1);
    await bothGoOn();
  });
});

it('the envelope that began a session begins none again', async () => {
  const { person, browser: carol } = await writer('Carol', people.alice);
  others.push(carol);
  watch(person, left);
  const armored = await seal(carol, await add(carol, bob), 'I am Carol');
  const toCarol = await acceptOnly(bob);
  await isRead(bob, armored, 'I am Carol');
  const [first] = left;
  if (!first) throw new Error('nothing was left');
  await leave(people.alice, first, first.envelope);
  await bob.parts.messages.receive();
  expect(await inboxOf(bob)).toBe(1);
  expect((await bob.ask('conversations.read', { id: toCarol })).texts).toHaveLength(1);
});

it('set-ups that can’t be read, or come in our own name, stop nothing that comes after them', async () => {
  const { person, browser: carol } = await writer('Carol', people.alice);
  others.push(carol);
  watch(person, left);
  const { deposit } = await sent('hers');
  left.length = 0;
  await seal(carol, await add(carol, bob), 'I am Carol');
  await soon(() => {
    expect(left).not.toEqual([]);
  });
  const [first] = left;
  const { own, to } = await placeOf(bob);
  const contents = first && (await contentsOf(bob, first));
  if (!contents?.setUp) throw new Error('nothing was left');
  const { head, setUp } = contents;
  const known = (await heldContact(await bob.parts.session.vault(), toAlice)).contact;
  const hers = { ...head, account: known.account, device: known.followed.known[0]?.device ?? '' };
  const { value: card, signed, signature } = readCard(setUp.card);
  const later = writeSigned(concat(u16(2), signed.slice(2)), signature);
  const pair = await signingKeyPair();
  const asBob = {
    card: await signCard(pair.privateKey, { ...card, account: own.account, identity: pair.publicKey }),
    certificate: await certify(pair.privateKey, {
      ...readCertificate(setUp.certificate).value,
      account: own.account,
    }),
  };
  const wrong = [
    { head, setUp: { ...setUp, card: later } },
    { head, setUp: { ...setUp, certificate: randomBytes(200) } },
    { head: hers, setUp: { ...setUp, card: later } },
    { head: hers, setUp: { ...setUp, certificate: randomBytes(200) } },
    { head: { ...head, account: own.account }, setUp: { ...setUp, ...asBob } },
  ];
  for (const one of wrong) await leave(people.alice, deposit, await sealEnvelope(to, { ...contents, ...one }));
  await bob.parts.messages.receive();
  expect(await bob.ask('requests.list', {})).toMatchObject([{ name: 'Carol' }]);
  expect(await inboxOf(bob)).toBe(wrong.length + 1);
  await bothGoOn();
});

it('what waits for somebody who was closed meanwhile stays, and goes once the person says so', async () => {
  people.alice.store.clock.forward(86_400_000);
  for (const [browser, person] of [[alice, people.alice] as const, [bob, people.bob] as const])
    await browser.ask('unlock.password', { password: person.password });
  alice.online = false;
  const armored = await seal(alice, toBob, 'not to anybody else');
  await alice.parts.messages.send();
  const vault = await alice.parts.session.vault();
  const held = await heldContact(vault, toBob);
  await saveContact(vault, held, asDiffering(held.contact, people.alice.store.clock.now()));
  alice.online = true;
  await alice.parts.messages.send();
  expect(left).toEqual([]);
  const { texts } = await alice.ask('conversations.read', { id: toBob });
  expect(texts.at(-1)).toMatchObject({ state: 'held' });
  await expect(seal(alice, toBob, 'more')).rejects.toMatchObject({ code: 'contact-closed' });
  await alice.ask('contacts.goOn', { id: toBob });
  await allSent(alice, toBob);
  await isRead(bob, armored, 'not to anybody else');
});

it('what is ready to go to somebody who is blocked meanwhile stays, and goes once they aren’t', async () => {
  const { fetch } = people.alice;
  let isDown = true;
  people.alice.fetch = (url, init) =>
    isDown && new URL(url).pathname === '/v1/contact/deposits'
      ? Promise.reject(new TypeError('down'))
      : fetch(url, init);
  const armored = await seal(alice, toBob, 'think again');
  await alice.parts.messages.send();
  await soon(async () => {
    const { texts } = await alice.ask('conversations.read', { id: toBob });
    expect(texts.at(-1)).toMatchObject({ state: 'failed' });
  });
  await alice.ask('contacts.block', { id: toBob, block: true });
  isDown = false;
  await alice.parts.messages.send();
  expect(left).toEqual([]);
  await alice.ask('contacts.block', { id: toBob, block: false });
  await allSent(alice, toBob);
  await isRead(bob, armored, 'think again');
});

it('a browser of theirs that nobody has used for long keeps nothing from the others', async () => {
  const tablet = await people.bob.joinedBrowser('tablet');
  await tablet.parts.messages.receive();
  tablet.parts.store.stop();
  tablet.online = false;
  await bob.ask('account.sync', {});
  people.alice.store.clock.forward(46 * 86_400_000);
  for (const [browser, person] of [[alice, people.alice] as const, [bob, people.bob] as const])
    await browser.ask('unlock.password', { password: person.password });
  await bob.parts.messages.receive();
  const { armored } = await sent('after a month and a half');
  await isRead(bob, armored, 'after a month and a half');
  const list = (await heldContact(await alice.parts.session.vault(), toBob)).contact.followed.known;
  expect(list).toHaveLength(2);
});

it('sessions that were lost on one side begin anew with its next text, and the lost key is asked for', async () => {
  const { rows } = bob.machine.database;
  for (const [name, { table }] of rows) if (table === 'sessions') rows.delete(name);
  const { armored } = await sent('into the void');
  await bob.parts.messages.receive();
  expect(await read(bob, armored)).toMatchObject({ kind: 'no-key' });
  const answer = await seal(bob, toAlice, 'say that again');
  await isRead(alice, answer, 'say that again');
  await new PageMessages(bob.parts).askFor(armored, toAlice);
  await soon(async () => expect(await alice.ask('conversations.asks', {})).toHaveLength(1));
  const [line] = await alice.ask('conversations.asks', {});
  await alice.ask('conversations.answerAsk', { text: line?.text ?? '', from: toBob, give: true });
  await isRead(bob, armored, 'into the void');
  await bothGoOn();
});

it('a text whose key went to somebody else reads for nobody else, however it is copied', async () => {
  const { armored } = await sent('for Bob');
  await isRead(bob, armored, 'for Bob');
  const changed = armored.slice(0, -6) + (armored.endsWith('AAAAAA') ? 'BBBBBB' : 'AAAAAA');
  await expect(read(bob, changed)).rejects.toThrow();
});
