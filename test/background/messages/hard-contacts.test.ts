import { expect, it } from 'vitest';
import { writeContactAnswer } from '../../../src/wire/index.ts';
import { heldContact } from '../../../src/background/contacts/index.ts';
import { PageMessages } from '../../../src/background/messages/index.ts';
import { Person as Impostor } from '../../messaging/contacts/person.ts';
import { holdStore } from '../../sync/support/app.ts';
import { soon } from '../../sync/support/soon.ts';
import { Person } from '../support/person.ts';
import { acceptOnly, acquainted, add, allSent, isRead, read, seal, stoppedEach, writer } from './support/two.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

/*
 * Contacts to whom something happened: another identity under their name, a browser set up anew, an old profile, a mailbox that
 * somebody filled.
 */
const DAY = 86_400_000;
const browsers = stoppedEach();
async function both() {
  const two = await acquainted();
  browsers.push(two.alice, two.bob);
  return two;
}

/** Time goes on, and both unlock again. */
async function later(two: Awaited<ReturnType<typeof acquainted>>, ms: number): Promise<void> {
  two.people.alice.store.clock.forward(ms);
  await two.alice.ask('unlock.password', { password: two.people.alice.password });
  await two.bob.ask('unlock.password', { password: two.people.bob.password });
}

it('another identity that the store serves under his name closes him: what waits goes to nobody, until she goes on', async () => {
  const two = await both();
  const { alice, bob, people, toBob } = two;
  const known = await seal(bob, two.toAlice, 'still me');
  await isRead(alice, known, 'still me');
  const { contact } = await heldContact(await alice.parts.session.vault(), toBob);
  const impostor = await Impostor.at(people.alice.address, contact.account);
  // As long as his chain is, or longer: another one from its first version on.
  while (impostor.held.checked.version < contact.followed.version) await impostor.add(people.alice.store.clock.now());
  const { fetch } = people.alice;
  let isLying = true;
  const left: string[] = [];
  people.alice.fetch = async (url, init) => {
    const { pathname } = new URL(url);
    if (pathname === '/v1/contact/deposits') left.push(pathname);
    if (!isLying || pathname !== '/v1/contact/lists') return fetch(url, init);
    const { from } = JSON.parse(new TextDecoder().decode(init.body as Uint8Array)) as { from: number };
    const { headers } = await fetch(url, init);
    const answer = { newest: impostor.held.checked.version, lists: impostor.served(from), bundles: [] };
    return new Response(writeContactAnswer(answer), { headers });
  };
  await later(two, DAY);
  alice.online = false;
  const waits = await seal(alice, toBob, 'for Bob alone');
  alice.online = true;
  await soon(async () => {
    await alice.parts.messages.send();
    expect(await alice.ask('contacts.list', {})).toMatchObject([{ state: 'closed' }]);
  });
  expect(left).toEqual([]);
  expect((await alice.ask('conversations.read', { id: toBob })).texts.at(-1)).toMatchObject({ state: 'held' });
  await expect(seal(alice, toBob, 'more')).rejects.toMatchObject({ code: 'contact-closed' });
  // What is his is shown no more as his, while that is open.
  expect(await read(alice, known)).toMatchObject({ kind: 'closed', from: { name: 'Bob' } });
  // She goes on with whom the store showed her; then it shows Bob again, who is another one than that.
  await alice.ask('contacts.goOn', { id: toBob });
  isLying = false;
  await later(two, DAY);
  await soon(async () => {
    await alice.parts.messages.send();
    expect(await alice.ask('contacts.list', {})).toMatchObject([{ state: 'closed' }]);
  });
  expect(left).toEqual([]);
  await alice.ask('contacts.goOn', { id: toBob });
  await allSent(alice, toBob);
  await isRead(bob, waits, 'for Bob alone');
  expect(await alice.ask('contacts.list', {})).toMatchObject([{ state: 'not-compared' }]);
});

it('a browser that he sets up anew, without the old one, reads the old texts and those to come; a lost one by asking', async () => {
  const two = await both();
  const { alice, bob, people, toBob } = two;
  const before = await seal(alice, toBob, 'before');
  await isRead(bob, before, 'before');
  await bob.settled();
  bob.parts.store.stop();
  bob.online = false;
  const lost = await seal(alice, toBob, 'to the old one alone');
  await allSent(alice, toBob);
  const anew = await people.bob.joinedBrowser('set up anew');
  browsers.push(anew);
  await anew.parts.messages.receive();
  await isRead(anew, before, 'before');
  expect(await read(anew, lost)).toMatchObject({ kind: 'no-key' });
  // Her list of him is looked at before she writes, once it is a day old.
  people.alice.store.clock.forward(DAY);
  await alice.ask('unlock.password', { password: people.alice.password });
  await anew.ask('unlock.password', { password: people.bob.password });
  const next = await seal(alice, toBob, 'to the new one, too');
  await isRead(anew, next, 'to the new one, too');
  await new PageMessages(anew.parts).askFor(lost, two.toAlice);
  await soon(async () => expect(await alice.ask('conversations.asks', {})).toHaveLength(1));
  const [line] = await alice.ask('conversations.asks', {});
  await alice.ask('conversations.answerAsk', { text: line?.text ?? '', from: toBob, give: true });
  await isRead(anew, lost, 'to the old one alone');
});

it('a profile that he restored from long ago goes on as a browser of its own, and repeats no key', async () => {
  const two = await both();
  const { alice, bob, people, toBob, toAlice } = two;
  await bob.settled();
  const old = bob.machine.copy();
  for (const text of ['one', 'two', 'three']) {
    const said = await seal(alice, toBob, text);
    await isRead(bob, said, text);
    const answer = await seal(bob, toAlice, `${text} indeed`);
    await isRead(alice, answer, `${text} indeed`);
  }
  await bob.settled();
  bob.parts.store.stop();
  bob.online = false;
  const restored = people.bob.browser(old);
  browsers.push(restored);
  await restored.ask('unlock.password', { password: people.bob.password });
  await soon(async () => expect(await restored.status()).toMatchObject({ state: { code: 'device-cloned' } }));
  await people.bob.renew(restored);
  await restored.settled();
  const answer = await seal(restored, toAlice, 'from my backup');
  await allSent(restored, toAlice);
  await isRead(alice, answer, 'from my backup');
  const next = await seal(alice, toBob, 'welcome back');
  await isRead(restored, next, 'welcome back');
  const { texts } = await restored.ask('conversations.read', { id: toAlice });
  expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining(['three', 'three indeed', 'welcome back']));
});

it('a mailbox that somebody filled takes nothing more; what was written waits, and goes once there is room', async () => {
  const store = await holdStore({ LATCHKEY_MAILBOX_BYTES: '65536' });
  const person = await Person.arrive('alice@example.org', store);
  const { browser: alice } = await writer('Alice', person);
  const { browser: bob } = await writer('Bob', person);
  browsers.push(alice, bob);
  const toBob = await add(alice, bob);
  const hello = await seal(alice, toBob, 'hello');
  const toAlice = await acceptOnly(bob);
  await isRead(bob, hello, 'hello');
  await isRead(alice, await seal(bob, toAlice, 'and you'), 'and you');
  await allSent(bob, toAlice);
  await bob.parts.messages.receive();
  bob.parts.store.stop();
  bob.online = false;
  const written: [string, string][] = [];
  await soon(async () => {
    const text = `text ${String(written.length)}`;
    written.push([await seal(alice, toBob, text), text]);
    await alice.parts.messages.send();
    const { texts } = await alice.ask('conversations.read', { id: toBob });
    expect(texts.at(-1)).toMatchObject({ state: 'failed' });
  });
  bob.online = true;
  await bob.restart();
  await soon(async () => {
    await bob.parts.messages.receive();
    await alice.parts.messages.send();
    for (const [armored, text] of written) expect(await read(bob, armored)).toMatchObject({ kind: 'message', text });
  });
  await allSent(alice, toBob);
});
