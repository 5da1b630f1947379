import { expect, it } from 'vitest';
import { heldContact } from '../../../src/background/contacts/index.ts';
import { toHex } from '../../../src/encoding/index.ts';
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
  seal,
  toAlice,
  toBob,
  writer,
} from './support/two.ts';

/*
 * What contacts are told of us without anybody's press: our delivery token, and another one once somebody who knew it is gone
 * (protocol 6.2, 8.1).
 */
const others = acquaintedEach();

const held = async ({ parts }: Browser, id: string) => (await heldContact(await parts.session.vault(), id)).contact;
const tokenOf = async (browser: Browser, id: string): Promise<string> => {
  const { token } = await held(browser, id);
  return `${token.kind} ${toHex(token.value)}`;
};

it('each holds the delivery token of the other after the first answer', async () => {
  await soon(async () => {
    expect(await tokenOf(alice, toBob)).toMatch(/^delivery/);
    expect(await tokenOf(bob, toAlice)).toMatch(/^delivery/);
  });
});

it('who was taken in by their card gets it by their first text: nobody has to answer, however much they write', async () => {
  const { browser: carol } = await writer('Carol', people.alice);
  others.push(carol);
  const toBobOfCarol = await add(carol, bob);
  await add(bob, carol);
  // An invitation is good for five envelopes.
  for (let count = 0; count < 8; count += 1) {
    const armored = await seal(carol, toBobOfCarol, `text ${String(count)}`);
    await isRead(bob, armored, `text ${String(count)}`);
    if (count === 0) await soon(async () => expect(await tokenOf(carol, toBobOfCarol)).toMatch(/^delivery/));
  }
});

it('whoever is blocked keeps a token that is good for nothing, and all others get another one', async () => {
  const { browser: carol } = await writer('Carol', people.alice);
  others.push(carol);
  const hello = await seal(carol, await add(carol, bob), 'I am Carol');
  const toCarol = await acceptOnly(bob);
  await isRead(bob, hello, 'I am Carol');
  await allSent(bob, toCarol);
  await soon(async () => expect(await tokenOf(alice, toBob)).toMatch(/^delivery/));
  const before = await tokenOf(alice, toBob);
  await bob.ask('contacts.block', { id: toCarol, block: true });
  await bob.parts.messages.receive();
  await soon(async () => expect(await tokenOf(alice, toBob)).not.toBe(before));
  const armored = await seal(alice, toBob, 'by the new one');
  await isRead(bob, armored, 'by the new one');
});

it('a removal tells everybody the new identity and another token', async () => {
  const phone = await people.bob.joinedBrowser('phone');
  others.push(phone);
  await bob.ask('account.sync', {});
  const [token, identity] = [await tokenOf(alice, toBob), toHex((await held(alice, toBob)).followed.identity)];
  await people.bob.renew(bob);
  const lost = (await bob.ask('devices.list', {})).find(({ isThis }) => !isThis);
  await bob.ask('devices.remove', { id: lost?.id ?? '', lost: true });
  await bob.settled();
  await bob.parts.messages.receive();
  await soon(async () => {
    const contact = await held(alice, toBob);
    expect(toHex(contact.followed.identity)).not.toBe(identity);
    expect(await tokenOf(alice, toBob)).not.toBe(token);
    expect(contact.card.version).toBe(contact.followed.version);
  });
  const armored = await seal(alice, toBob, 'to the one who stayed');
  await isRead(bob, armored, 'to the one who stayed');
  const answer = await seal(bob, toAlice, 'it is me');
  await isRead(alice, answer, 'it is me');
});
