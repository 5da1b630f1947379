import { describe, expect, it } from 'vitest';
import { PageMessages } from '../../../src/background/messages/index.ts';
import { heldContact } from '../../../src/background/contacts/index.ts';
import { soon } from '../../sync/support/soon.ts';
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
  read,
  seal,
  toAlice,
  toBob,
  writer,
} from './support/two.ts';

const others = acquaintedEach();

describe('one who is not there', () => {
  it('reads everything when he comes back, in any order of the page', async () => {
    bob.online = false;
    bob.parts.store.stop();
    const texts = ['one', 'two', 'three'];
    const armored: string[] = [];
    for (const text of texts) armored.push(await seal(alice, toBob, text));
    await allSent(alice, toBob);
    bob.online = true;
    await bob.restart();
    await bob.parts.messages.receive();
    for (const [at, text] of texts.entries()) await isRead(bob, armored[2 - at] ?? '', texts[2 - at] ?? text);
  });

  it('who writes offline has it on its way when she is back', async () => {
    alice.online = false;
    const armored = await seal(alice, toBob, 'from the train');
    await alice.parts.messages.send();
    const { texts } = await alice.ask('conversations.read', { id: toBob });
    expect(texts.at(-1)).toMatchObject({ text: 'from the train', state: expect.not.stringMatching('sent') as string });
    alice.online = true;
    await allSent(alice, toBob);
    await isRead(bob, armored, 'from the train');
  });
});

describe('several browsers of one person', () => {
  it('read everything that was written since, and before', async () => {
    const before = await seal(alice, toBob, 'before');
    await isRead(bob, before, 'before');
    await bob.settled();
    const phone = await people.bob.joinedBrowser('phone');
    others.push(phone);
    await phone.parts.messages.receive();
    expect(await read(phone, before)).toMatchObject({ kind: 'message', text: 'before' });
    const since = await seal(alice, toBob, 'since');
    await isRead(phone, since, 'since');
    await isRead(bob, since, 'since');
    const { rows } = await phone.ask('conversations.list', {});
    expect(rows).toMatchObject([{ with: { name: 'Alice' }, last: { text: 'since' } }]);
  });

  it('agree about what was read', async () => {
    const armored = await seal(alice, toBob, 'unread yet');
    await isRead(bob, armored, 'unread yet');
    const phone = await people.bob.joinedBrowser('phone');
    others.push(phone);
    await soon(async () => expect((await phone.ask('conversations.list', {})).unread).toBeGreaterThan(0));
    expect((await bob.ask('conversations.unread', {})).unread).toBeGreaterThan(0);
    await bob.ask('conversations.markRead', { id: toAlice });
    expect((await bob.ask('conversations.unread', {})).unread).toBe(0);
    await bob.settled();
    await phone.ask('account.sync', {});
    await soon(async () => expect((await phone.ask('conversations.list', {})).unread).toBe(0));
  });
});

it('a text that waited while a browser of theirs was taken out is still the one that stands in the page', async () => {
  const phone = await people.bob.joinedBrowser('phone');
  others.push(phone);
  await bob.ask('account.sync', {});
  const identityOf = async () =>
    (await heldContact(await alice.parts.session.vault(), toBob)).contact.followed.identity;
  const before = await identityOf();
  // Their list is fetched before something goes to them, where it is a day old.
  people.alice.store.clock.forward(86_400_000);
  for (const [browser, person] of [[alice, people.alice] as const, [bob, people.bob] as const])
    await browser.ask('unlock.password', { password: person.password });
  alice.online = false;
  const armored = await seal(alice, toBob, 'before the loss');
  await alice.parts.messages.send();
  await people.bob.renew(bob);
  const lost = (await bob.ask('devices.list', {})).find(({ isThis }) => !isThis);
  await bob.ask('devices.remove', { id: lost?.id ?? '', lost: true });
  await bob.settled();
  alice.online = true;
  await allSent(alice, toBob);
  await isRead(bob, armored, 'before the loss');
  expect(await identityOf()).not.toEqual(before);
});

describe('a contact who was', () => {
  it('blocked: nothing goes out, and what comes is thrown away', async () => {
    await bob.ask('contacts.block', { id: toAlice, block: true });
    await expect(seal(bob, toAlice, 'not to you')).rejects.toMatchObject({ code: 'contact-blocked' });
    const armored = await seal(alice, toBob, 'hello?');
    await allSent(alice, toBob);
    await bob.parts.messages.receive();
    expect(await read(bob, armored)).toMatchObject({ kind: 'no-key' });
    await bob.ask('contacts.block', { id: toAlice, block: false });
    const later = await seal(alice, toBob, 'are you there?');
    await isRead(bob, later, 'are you there?');
  });

  it('deleted: what he writes is a request again', async () => {
    await bob.ask('contacts.delete', { id: toAlice });
    const armored = await seal(alice, toBob, 'it is me');
    await allSent(alice, toBob);
    await bob.parts.messages.receive();
    expect(await read(bob, armored)).toMatchObject({ kind: 'no-key' });
  });
});

describe('somebody unknown', () => {
  it('waits among the requests, and goes with a no', async () => {
    const { browser: carol } = await writer('Carol', people.alice);
    others.push(carol);
    const armored = await seal(carol, await add(carol, bob), 'I am Carol');
    await soon(async () => expect(await bob.ask('requests.list', {})).toMatchObject([{ name: 'Carol' }]));
    expect(await read(bob, armored)).toMatchObject({ kind: 'no-key' });
    const [request] = await bob.ask('requests.list', {});
    await bob.ask('requests.decline', { id: request?.id ?? '' });
    expect(await bob.ask('requests.list', {})).toEqual([]);
    expect(await bob.ask('contacts.list', {})).toHaveLength(1);
  });

  it('is asked nothing until the yes', async () => {
    const { browser: carol, person } = await writer('Carol', people.alice);
    others.push(carol);
    await seal(carol, await add(carol, bob), 'I am Carol');
    await soon(async () => expect(await bob.ask('requests.list', {})).toHaveLength(1));
    const asked: string[] = [];
    const { fetch } = people.bob;
    people.bob.fetch = (url, init) => {
      asked.push(new URL(url).pathname);
      return fetch(url, init);
    };
    await bob.parts.messages.receive();
    expect(asked.filter((path) => path.startsWith('/v1/contact/'))).toEqual([]);
    await acceptOnly(bob);
    expect(asked).toContain('/v1/contact/lists');
    expect(person.email).toBe('carol@example.org');
  });
});

it('a key that was lost is given again, by a press on both sides', async () => {
  const armored = await seal(alice, toBob, 'once more');
  await isRead(bob, armored, 'once more');
  const vault = await bob.parts.session.vault();
  const lost = vault.records.unlisted().map(({ id }) => id);
  for (const { id, body } of await vault.records.readMany(lost)) {
    if (JSON.stringify(body).includes('once more')) await vault.records.write({ remove: [{ id }] });
  }
  expect(await read(bob, armored)).toMatchObject({ kind: 'no-key' });
  await new PageMessages(bob.parts).askFor(armored, toAlice);
  await new PageMessages(bob.parts).askFor(armored, toAlice);
  const asked = { from: { name: 'Bob' }, at: expect.any(Number) as number, words: 'once more' };
  await soon(async () => expect(await alice.ask('conversations.asks', {})).toMatchObject([asked]));
  expect(await read(bob, armored)).toMatchObject({ kind: 'no-key' });
  const [line] = await alice.ask('conversations.asks', {});
  await alice.ask('conversations.answerAsk', { text: line?.text ?? '', from: line?.from.id ?? '', give: true });
  await isRead(bob, armored, 'once more');
  expect(await alice.ask('conversations.asks', {})).toEqual([]);
  const again = await seal(alice, toBob, 'another');
  for (let time = 0; time < 3; time += 1) {
    await new PageMessages(bob.parts).askFor(again, toAlice);
    await bob.parts.messages.send();
  }
  await expect(new PageMessages(bob.parts).askFor(again, toAlice)).rejects.toMatchObject({ code: 'asked-often' });
  await alice.parts.messages.receive();
  const [second, ...more] = await alice.ask('conversations.asks', {});
  expect(more).toEqual([]);
  await alice.ask('conversations.answerAsk', { text: second?.text ?? '', from: toBob, give: false });
  // Of a text that was not for him, or of nobody's, nothing shows.
  const { browser: carol } = await writer('Carol', people.alice);
  others.push(carol);
  const foreign = await seal(alice, await add(alice, carol), 'not for Bob');
  await new PageMessages(bob.parts).askFor(foreign, toAlice);
  await bob.parts.messages.send();
  await alice.parts.messages.receive();
  expect(await alice.ask('conversations.asks', {})).toEqual([]);
});

it('is decided in one browser of the writer, and the line goes in all; asked for again, it is back', async () => {
  const phone = await people.alice.joinedBrowser('phone');
  others.push(phone);
  await phone.parts.messages.receive();
  const armored = await seal(alice, toBob, 'once more');
  await isRead(bob, armored, 'once more');
  await alice.settled();
  const asks = async ({ ask, parts }: Browser): Promise<number> => {
    await ask('account.sync', {});
    await parts.messages.receive();
    return (await ask('conversations.asks', {})).length;
  };
  const asked = async (): Promise<void> => {
    await new PageMessages(bob.parts).askFor(armored, toAlice);
    await bob.parts.messages.send();
    await soon(async () => expect([await asks(alice), await asks(phone)]).toEqual([1, 1]));
  };
  await asked();
  const [line] = await phone.ask('conversations.asks', {});
  people.alice.store.clock.forward(1_000);
  await phone.ask('conversations.answerAsk', { text: line?.text ?? '', from: line?.from.id ?? '', give: false });
  await phone.settled();
  await soon(async () => expect([await asks(alice), await asks(phone)]).toEqual([0, 0]));
  people.alice.store.clock.forward(1_000);
  await asked();
});

it('whose text is gone has no key to give: it is said, and the line goes', async () => {
  const armored = await seal(alice, toBob, 'to be forgotten');
  await new PageMessages(bob.parts).askFor(armored, toAlice);
  await bob.parts.messages.send();
  await alice.parts.messages.receive();
  const [line] = await alice.ask('conversations.asks', {});
  const vault = await alice.parts.session.vault();
  for (const { id, body } of await vault.records.readMany(vault.records.unlisted().map((one) => one.id))) {
    if (JSON.stringify(body).includes('to be forgotten')) await vault.records.write({ remove: [{ id }] });
  }
  const [gone] = await alice.ask('conversations.asks', {});
  expect([line?.words, gone?.words]).toEqual(['to be forgotten', undefined]);
  const answer = { text: gone?.text ?? '', from: toBob, give: true };
  await expect(alice.ask('conversations.answerAsk', answer)).rejects.toMatchObject({ code: 'text-gone' });
  expect(await alice.ask('conversations.asks', {})).toEqual([]);
});

it('a text of too many characters is refused before anything is sealed', async () => {
  const { applied } = alice.machine.database;
  await expect(seal(alice, toBob, 'x'.repeat(100_001))).rejects.toMatchObject({ code: 'too-long' });
  expect(alice.machine.database.applied).toBe(applied);
});

it('an own card that was ended stops nothing between those who know each other', async () => {
  await alice.ask('contacts.card.end', {});
  const armored = await seal(alice, toBob, 'still here');
  await isRead(bob, armored, 'still here');
});

it('the mailbox is looked into every day, and a quarter of an hour after that has failed', async () => {
  const ahead = () => (bob.machine.alarms.get('messages') ?? 0) - people.bob.store.clock.now();
  await bob.parts.messages.receive();
  await bob.parts.messages.send();
  expect(ahead()).toBeGreaterThan(23 * 3_600_000);
  bob.online = false;
  await bob.parts.messages.look();
  expect(ahead()).toBeLessThanOrEqual(15 * 60_000);
  bob.online = true;
  await bob.parts.messages.look();
  await bob.parts.messages.send();
  expect(ahead()).toBeGreaterThan(23 * 3_600_000);
});

it('a text for who was blocked meanwhile says what it is', async () => {
  alice.online = false;
  await seal(alice, toBob, 'kept here');
  const newest = async () => (await alice.ask('conversations.read', { id: toBob })).texts.at(-1);
  await alice.ask('contacts.block', { id: toBob, block: true });
  expect(await newest()).toMatchObject({ text: 'kept here', state: 'blocked' });
  await alice.ask('contacts.block', { id: toBob, block: false });
  expect(await newest()).toMatchObject({ state: expect.stringMatching(/waiting|failed/) as string });
});
