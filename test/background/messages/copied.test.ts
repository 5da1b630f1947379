import { expect, it } from 'vitest';
import { soon } from '../../sync/support/soon.ts';
import { acquaintedEach, alice, allSent, bob, isRead, people, read, seal, toAlice, toBob } from './support/two.ts';

/*
 * Somebody copied Alice's profile: both have the same sessions. What was stepped leaves only once the store has a commit made since,
 * so the one who comes second is told, and no key of a session is used twice (protocol 8.6).
 */
const others = acquaintedEach();

it('who comes second leaves nothing, and sends it again as a device of its own', async () => {
  await alice.settled();
  const copy = people.alice.browser(alice.machine.copy());
  others.push(copy);
  await copy.ask('unlock.password', { password: people.alice.password });
  await copy.settled();
  alice.online = false;
  const first = await seal(copy, toBob, 'by the copy');
  await allSent(copy, toBob);
  await isRead(bob, first, 'by the copy');

  const deposits: string[] = [];
  const { fetch } = people.alice;
  people.alice.fetch = (url, init) => {
    if (url.endsWith('/v1/contact/deposits')) deposits.push(url);
    return fetch(url, init);
  };
  const second = await seal(alice, toBob, 'by the original');
  await alice.parts.messages.send();
  alice.online = true;
  await alice.parts.messages.send();
  expect(await alice.status()).toMatchObject({ state: { at: 'stopped', code: 'device-cloned' } });
  expect(deposits).toEqual([]);

  await people.alice.renew(alice);
  await alice.settled();
  await alice.parts.messages.receive();
  await allSent(alice, toBob);
  await isRead(bob, second, 'by the original');
  const answer = await seal(bob, toAlice, 'which of you?');
  await isRead(alice, answer, 'which of you?');
});

it('what was on its way to the device that it was is received before that one is gone', async () => {
  await alice.settled();
  const copy = people.alice.browser(alice.machine.copy());
  others.push(copy);
  // The copy goes on, and never gets to the mailbox.
  const { fetch } = copy.machine;
  copy.machine.fetch = (url, init) =>
    new URL(url).pathname.startsWith('/v1/mailbox') ? Promise.reject(new TypeError('down')) : fetch(url, init);
  alice.online = false;
  await copy.ask('unlock.password', { password: people.alice.password });
  const sealed = await seal(bob, toAlice, 'to both of you');
  await allSent(bob, toAlice);
  await copy.note('by the copy');
  await copy.settled();

  alice.online = true;
  await alice.note('by the original');
  await alice.parts.store.start();
  await soon(async () =>
    expect(await alice.status()).toMatchObject({ state: { at: 'stopped', code: 'device-cloned' } }),
  );
  expect(await read(alice, sealed)).toMatchObject({ kind: 'no-key' });
  const before = (await alice.parts.session.vault()).device.id;
  await people.alice.renew(alice);
  await alice.settled();
  const vault = await alice.parts.session.vault();
  expect(vault.device.id).not.toBe(before);
  await isRead(alice, sealed, 'to both of you');
  expect((await vault.devices.list()).map(({ id }) => id)).not.toContain(before);
  // Off the list, it leaves no key that opens something.
  const named = async (): Promise<boolean> => {
    const { rows } = await alice.parts.session.vault();
    const all = [...(await rows.list('sessions')), ...(await rows.list('prekeys'))];
    return all.some(({ name }) => name.includes(before));
  };
  expect(await named()).toBe(true);
  await alice.restart();
  await alice.parts.messages.receive();
  expect(await named()).toBe(false);
  await isRead(bob, await seal(alice, toBob, 'it is me'), 'it is me');
  await isRead(alice, await seal(bob, toAlice, 'good'), 'good');
});
