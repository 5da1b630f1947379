import { expect, it } from 'vitest';
import { heldContact } from '../../../src/background/contacts/index.ts';
import { portsOf } from '../../../src/background/messages/ports.ts';
import { conversationOf, listBreaks } from '../../../src/messaging/index.ts';
import { soon } from '../../sync/support/soon.ts';
import type { Browser } from '../support/person.ts';
import { acquaintedEach, alice, allSent, bob, isRead, losing, people, seal, toAlice, toBob } from './support/two.ts';

/* Where a conversation isn't whole, its reader sees it. */
const others = acquaintedEach();

const MINUTE = 60_000;

const breaksAt = async (browser: Browser) => (await browser.ask('conversations.read', { id: toAlice })).breaks;

const missedBy = async ({ parts }: Browser) => {
  const vault = await parts.session.vault();
  const { contact } = await heldContact(vault, toAlice);
  return listBreaks(portsOf(parts, vault), toAlice, conversationOf(vault.account, contact.account));
};

it('what didn’t come is missing where it lies, and comes late into its place', async () => {
  let isLosing = false;
  const { bring } = await losing(() => isLosing);
  isLosing = true;
  for (const text of ['one', 'two']) await seal(alice, toBob, text);
  await allSent(alice, toBob);
  isLosing = false;
  const after = await seal(alice, toBob, 'after');
  await allSent(alice, toBob);
  await isRead(bob, after, 'after');
  // Envelopes come in any order: sooner nothing is called missing.
  expect(await breaksAt(bob)).toEqual([]);
  people.alice.store.clock.forward(MINUTE);
  const { texts, breaks } = await bob.ask('conversations.read', { id: toAlice });
  expect(breaks).toEqual([{ is: 'missing', at: texts.at(-1)?.at, count: 2, mayCome: true }]);
  expect(texts.at(-1)).toMatchObject({ text: 'after', isLate: false });
  await bring();
  await soon(async () => {
    await bob.parts.messages.receive();
    expect(await breaksAt(bob)).toEqual([]);
  });
  const whole = (await bob.ask('conversations.read', { id: toAlice })).texts;
  expect(whole.filter(({ isLate }) => isLate)).toHaveLength(2);
  expect(whole.at(-1)).toMatchObject({ text: 'after', isLate: false });
});

it('what came to another browser of ours is not missing', async () => {
  const phone = await people.bob.joinedBrowser('phone');
  others.push(phone);
  await phone.parts.messages.receive();
  let left = 0;
  await losing(() => left > 0 && left-- > 0);
  // Their list is fetched before something goes to them, where it is a day old: then the phone has it all, too.
  people.alice.store.clock.forward(86_400_000);
  for (const [browser, person] of [
    [alice, people.alice] as const,
    [bob, people.bob] as const,
    [phone, people.bob] as const,
  ])
    await browser.ask('unlock.password', { password: person.password });
  const both = await seal(alice, toBob, 'to both');
  await allSent(alice, toBob);
  for (const browser of [bob, phone]) await isRead(browser, both, 'to both');
  left = 1;
  const once = await seal(alice, toBob, 'to one of them');
  await allSent(alice, toBob);
  expect(left).toBe(0);
  const after = await seal(alice, toBob, 'after');
  await allSent(alice, toBob);
  for (const browser of [bob, phone]) await isRead(browser, after, 'after');
  people.alice.store.clock.forward(MINUTE);
  for (const browser of [bob, phone]) {
    await isRead(browser, once, 'to one of them');
    expect(await breaksAt(browser)).toEqual([]);
  }
  // One of the two knows that it has missed something, and of the other that it hasn't.
  expect([...(await missedBy(bob)), ...(await missedBy(phone))]).toMatchObject([{ is: 'missed' }]);
});
