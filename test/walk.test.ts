import { afterEach, expect, it } from 'vitest';
import {
  acceptOnly,
  add,
  allSent,
  isRead,
  onlyContact,
  read,
  seal,
  writer,
} from './background/messages/support/two.ts';
import { answer, asked, give, invite, look } from './background/messages/support/invited.ts';
import type { Browser } from './background/support/person.ts';
import { soon } from './sync/support/soon.ts';

/*
 * Two people and one store, without a browser: a text is sealed where one writes, and read where the other one sees it.
 */
const browsers: Browser[] = [];
afterEach(() => {
  for (const { parts } of browsers.splice(0)) parts.store.stop();
});

it('a first text is a request, and read once it was accepted; the answer comes back', async () => {
  const { person, browser: alice } = await writer('Alice');
  const { browser: bob } = await writer('Bob', person);
  browsers.push(alice, bob);
  const armored = await seal(alice, await add(alice, bob), 'See you at noon');
  expect(armored).toMatch(/^LK1:/);
  expect(await read(alice, armored)).toMatchObject({ kind: 'message', text: 'See you at noon', isOwn: true });
  await soon(async () => expect(await bob.ask('requests.list', {})).toMatchObject([{ name: 'Alice' }]));
  expect(await read(bob, armored)).toMatchObject({ kind: 'no-key' });
  const toAlice = await acceptOnly(bob);
  await isRead(bob, armored, 'See you at noon');
  expect(await bob.ask('requests.list', {})).toEqual([]);

  const answer = await seal(bob, toAlice, 'At the pier');
  await isRead(alice, answer, 'At the pier');
  const toBob = await onlyContact(alice);
  const next = await seal(alice, toBob, 'Good');
  await isRead(bob, next, 'Good');
  await allSent(alice, toBob);
  const { texts } = await alice.ask('conversations.read', { id: toBob });
  expect(texts.map(({ text, isOwn }) => [text, isOwn])).toEqual([
    ['See you at noon', true],
    ['At the pier', false],
    ['Good', true],
  ]);
});

it('a text that was there before its reader had Latchkey: answered, given, and the reply begins their conversation', async () => {
  const { person, browser: alice } = await writer('Alice');
  browsers.push(alice);
  const invited = await invite(alice, 'The spare key hangs behind the second plant');
  expect(await read(alice, invited.text)).toMatchObject({ isOwn: true, with: { name: 'Bob', state: 'invited' } });

  const { browser: bob } = await writer('Bob', person);
  browsers.push(bob);
  expect(await look(bob, invited)).toMatchObject({ kind: 'invitation', card: { name: 'Alice' }, state: 'new' });
  await answer(bob, invited);
  expect(await look(bob, invited)).toMatchObject({ kind: 'invitation', state: 'told' });

  expect(await asked(alice)).toMatchObject({
    name: 'Bob',
    origin: 'https://forum.example',
    beginning: 'The spare key hangs behind the second plant',
    first: { name: 'Bob', store: person.address, isContact: false },
    refused: [],
  });
  expect(await alice.ask('contacts.list', {})).toEqual([]);
  const toBob = await give(alice);
  await isRead(bob, invited.text, 'The spare key hangs behind the second plant');
  expect(await alice.ask('invitations.answers', {})).toEqual([]);

  const toAlice = await onlyContact(bob);
  const reply = await seal(bob, toAlice, 'Found it');
  await isRead(alice, reply, 'Found it');
  for (const [browser, to] of [[alice, toBob] as const, [bob, toAlice] as const]) {
    const { texts } = await browser.ask('conversations.read', { id: to });
    expect(texts.map(({ text }) => text)).toEqual(['The spare key hangs behind the second plant', 'Found it']);
  }
});
