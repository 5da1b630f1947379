import { beforeEach, describe, expect, it } from 'vitest';
import { holdStore } from '../../sync/support/app.ts';
import { refusal } from '../../support/refusal.ts';
import { Machine } from '../support/parts.ts';
import { Person } from '../support/person.ts';
import { windows } from '../support/windows.ts';
import type { Side } from './sides.ts';
import { is, look, numbers, read, refresh, sideOf, sync, words, write } from './sides.ts';

const name = 'House committee';

describe('a channel that was begun over the page alone', () => {
  let ada: Person;
  let alice: Side;
  let bob: Side;
  const stores = async () => Promise.all([alice, bob].map(async (side) => (await look(side)).store));

  beforeEach(async () => {
    ada = await Person.arrive('alice@example.org');
    alice = await sideOf(ada);
    bob = await sideOf(await Person.arrive('bob@example.org', ada.store));
    alice.id = (await alice.browser.ask('channels.make', { name, password: words, atStore: false })).id;
    const armored = await write(alice);
    bob.id = (await bob.browser.ask('channels.join', { armored, name: 'forum', password: words })).id;
  });
  const announce = ({ browser, id }: Side) => browser.ask('channels.announce', { id });

  it('gains the store of who says so, and the others by the next text: keys then come without one', async () => {
    await sync(alice);
    await sync(bob);
    await announce(alice);
    await sync(alice);
    expect(await stores()).toEqual([ada.store.origin, undefined]);
    // Until a text says so nobody else asks.
    await sync(bob);
    expect(bob.topics.asked).toEqual([]);
    expect(await read(bob, await write(alice, 'at the store, too'))).toMatchObject({ text: 'at the store, too' });
    expect(await stores()).toEqual([ada.store.origin, ada.store.origin]);
    await refresh(alice);
    await is(alice, 'refreshed');
    await sync(bob);
    expect(await numbers(bob)).toEqual([2, 1]);
    // The store told everything that the texts say it has.
    expect((await look(bob)).untoldAt).toBeUndefined();
  });

  it('asks nobody before that, whatever is written, renewed and looked at', async () => {
    await refresh(alice);
    await read(bob, await write(alice));
    await look(bob);
    await Promise.all([sync(alice), sync(bob)]);
    expect([...alice.topics.asked, ...bob.topics.asked]).toEqual([]);
    expect(await stores()).toEqual([undefined, undefined]);
  });

  it('keeps the store that it has, whoever names another one; a text of before takes none away', async () => {
    const before = await write(alice);
    const elsewhere = await holdStore({ LATCHKEY_ORIGIN: 'https://elsewhere.example' });
    const carol = await sideOf(await Person.arrive('carol@example.org', elsewhere));
    carol.id = (await carol.browser.ask('channels.join', { armored: before, name: 'forum', password: words })).id;
    await announce(carol);
    await announce(alice);
    await announce(alice);
    await read(bob, await write(alice));
    for (const armored of [await write(carol), before]) {
      await read(alice, armored);
      await read(bob, armored);
    }
    expect(await stores()).toEqual([ada.store.origin, ada.store.origin]);
    // Nobody is asked at the other one, and who is there reads on.
    await read(carol, await write(alice));
    expect((await look(carol)).store).toBe('https://elsewhere.example');
    await refresh(alice);
    expect(await read(carol, await write(alice, 'over the page'))).toMatchObject({ text: 'over the page' });
    expect(await numbers(carol)).toEqual([2, 1]);
  });

  it('stays what it is without a store to name', async () => {
    const ask = windows(new Machine().background());
    await ask('vault.create', { password: 'correct horse battery staple', deviceName: 'Desk' });
    const { id } = await ask('channels.make', { name, password: words, atStore: false });
    expect(await refusal(ask('channels.announce', { id }))).toBe('not-connected');
    expect((await ask('channels.look', { id })).store).toBeUndefined();
  });
});
