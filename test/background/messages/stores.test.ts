import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../../src/sync/index.ts';
import { inProcess } from '../../support/in-process.ts';
import { soon } from '../../sync/support/soon.ts';
import { holdStore } from '../../sync/support/app.ts';
import { Person } from '../support/person.ts';
import { acceptOnly, acquainted, add, allSent, isRead, read, seal, stoppedEach, writer } from './support/two.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

/*
 * What a store, a network or somebody with a token may do to messages: they come late, once, or not at all, and nothing else breaks.
 */
const browsers = stoppedEach();
async function both() {
  const two = await acquainted();
  browsers.push(two.alice, two.bob);
  return two;
}

/** Every answer to these is lost once, after the store did what was asked. */
function losing(fetch: Fetch, paths: readonly string[]): { readonly fetch: Fetch; readonly lost: Set<string> } {
  const lost = new Set<string>();
  return {
    lost,
    fetch: async (url, init) => {
      const { pathname } = new URL(url);
      const answer = await fetch(url, init);
      if (!paths.includes(pathname) || lost.has(pathname)) return answer;
      lost.add(pathname);
      throw new TypeError('the connection was lost');
    },
  };
}

describe('lost answers', () => {
  it('make nothing come twice, or not at all', async () => {
    const { alice, bob, people, toBob, toAlice } = await both();
    const paths = ['/v1/contact/deposits', '/v1/mailbox/acknowledge', '/v1/commits'];
    const [hers, his] = [losing(people.alice.fetch, paths), losing(people.bob.fetch, paths)];
    people.alice.fetch = hers.fetch;
    people.bob.fetch = his.fetch;
    const armored = await seal(alice, toBob, 'whatever the network does');
    await soon(async () => {
      await alice.parts.messages.send();
      await bob.parts.messages.receive().catch(() => undefined);
      expect(await read(bob, armored)).toMatchObject({ kind: 'message', text: 'whatever the network does' });
    });
    await allSent(alice, toBob);
    await bob.parts.messages.receive();
    expect([...hers.lost]).toContain('/v1/contact/deposits');
    expect([...his.lost]).toContain('/v1/mailbox/acknowledge');
    const { texts } = await bob.ask('conversations.read', { id: toAlice });
    expect(texts.filter(({ text }) => text === 'whatever the network does')).toHaveLength(1);
    expect(await (await bob.parts.session.vault()).rows.list('inbox')).toEqual([]);
    const answer = await seal(bob, toAlice, 'it came');
    await isRead(alice, answer, 'it came');
  });
});

describe('two stores', () => {
  it('serve one conversation, each asked only with a permission', async () => {
    const { person, browser: alice } = await writer('Alice');
    const elsewhere = await holdStore({ LATCHKEY_ORIGIN: 'https://store.example' });
    const second = await Person.arrive('bob@example.net', elsewhere);
    const route: Fetch = (url, init) => {
      const store = url.startsWith(elsewhere.origin) ? elsewhere : person.store;
      return inProcess(store.app)(url, init);
    };
    person.fetch = route;
    second.fetch = route;
    const bob = await second.settledBrowser();
    browsers.push(alice, bob);
    await bob.ask('contacts.card.make', { name: 'Bob' });
    await bob.parts.messages.receive();
    alice.machine.forbidden.add('https://store.example/*');
    await expect(add(alice, bob)).rejects.toMatchObject({ code: 'store-permission' });
    alice.machine.forbidden.clear();
    const toBob = await add(alice, bob);
    alice.machine.forbidden.add('https://store.example/*');
    const armored = await seal(alice, toBob, 'across');
    await alice.parts.messages.send();
    expect((await alice.ask('conversations.read', { id: toBob })).texts).toMatchObject([{ state: 'failed' }]);
    alice.machine.forbidden.clear();
    await allSent(alice, toBob);
    const toAlice = await acceptOnly(bob);
    await isRead(bob, armored, 'across');
    const answer = await seal(bob, toAlice, 'and back');
    await isRead(alice, answer, 'and back');
  });
});

describe('somebody who moves to another store', () => {
  it('is found there by those who write, with what was on its way, and by new people', async () => {
    const { alice, bob, people, toBob, toAlice } = await both();
    const elsewhere = await holdStore({ LATCHKEY_ORIGIN: 'https://store.example' });
    const { store } = people.bob;
    elsewhere.clock.forward(store.clock.now() - elsewhere.clock.now());
    const clocks = [store.clock, elsewhere.clock].map((clock) => clock.forward.bind(clock));
    for (const { clock } of [store, elsewhere]) clock.forward = (by) => clocks.forEach((forward) => forward(by));
    const route: Fetch = (url, init) =>
      inProcess((url.startsWith(elsewhere.origin) ? elsewhere : store).app)(url, init);
    for (const person of Object.values(people)) person.fetch = route;
    await people.bob.renew(bob);
    people.bob.store = elsewhere;
    await bob.ask('account.signUp', { ...(await people.bob.wish(bob)), moves: true });
    await bob.settled();
    // Whether or not the card of before is known here by now.
    const card = await bob.ask('contacts.card.make', { name: 'Bob' });
    expect(card.link).toContain(elsewhere.origin);
    await bob.parts.messages.receive();
    const armored = await seal(alice, toBob, 'where are you?');
    await isRead(bob, armored, 'where are you?');
    await allSent(alice, toBob);
    const answer = await seal(bob, toAlice, 'at the other store');
    await isRead(alice, answer, 'at the other store');
    // A new person, by the card of now.
    const third = await writer('Carol', people.alice);
    browsers.push(third.browser);
    third.person.fetch = route;
    await add(third.browser, bob);
    const [contact] = await third.browser.ask('contacts.list', {});
    expect(contact).toBeDefined();
  });
});
