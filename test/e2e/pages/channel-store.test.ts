import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTo } from '../support/asking.ts';
import { fill, lockBy, press, see } from '../support/hands.ts';
import { describeInTurn, findBarriers, startSite, until, type Site } from '../support/index.ts';
import { startStore, type Store } from '../support/store.ts';
import { chat } from './chat.ts';
import { openReveal, revealed } from './in-page.ts';
import { arrive, password, type Writer } from './people.ts';

const name = 'Rowingwombat';

/** People who share only a chat password, and a store: it tells them of new keys, and of nothing else. */
describeInTurn('a channel with a store', (launch) => {
  let store: Store;
  let site: Site;
  let alice: Writer;
  let bob: Writer;

  const channelOf = async (own: Page) => {
    const [row] = await answerTo<{ id: string; keys: string }[]>(own, 'channels.list');
    if (!row) throw new Error('no channel');
    return row;
  };
  const numbersOf = async (own: Page): Promise<number[]> => {
    const { id } = await channelOf(own);
    const { history } = await answerTo<{ history: { number: number }[] }>(own, 'channels.look', { id });
    return history.map(({ number }) => number);
  };

  beforeAll(async () => {
    [store, site] = await Promise.all([startStore(), startSite()]);
    alice = await arrive(await launch(), store, 'Alice Quokka');
    bob = await arrive(await launch(), store, 'Bob Numbat');
  });
  afterAll(() => Promise.all([store.end(), site.close()]));

  it('is made with the own store, as a switch says, and is joined by any text of it', async () => {
    const window = await alice.session.page('popup', '#channel');
    await see(window, 'Announce new keys at my store, too');
    await see(window, new URL(store.origin).host);
    expect(await findBarriers(window)).toEqual([]);
    await fill(window, 'Name, for you only', name);
    await press(window, 'Create');
    const { id } = await until('the channel', () => channelOf(alice.own).catch(() => undefined));
    const look = await answerTo<{ password: string; store: string }>(alice.own, 'channels.look', { id });
    expect(look.store).toBe(store.origin);
    const { armored } = await answerTo<{ armored: string }>(alice.own, 'channels.keyText', { id });
    await answerTo(bob.own, 'channels.join', { armored, name: 'Oars', password: look.password });
    expect(await numbersOf(bob.own)).toEqual([1]);
  });

  it('is pending while the store is away, and refreshed once it is back; the other one has the key without a text', async () => {
    await store.stop();
    const popup = await alice.session.page('popup', '#messages');
    await see(popup, name);
    await press(popup, name);
    await see(popup, 'Also announced at');
    expect(await findBarriers(popup)).toEqual([]);
    await press(popup, 'Refresh keys');
    await see(popup, 'pending sync');
    await store.start();
    // Whatever hears of it first: the link that is back, or an unlock.
    await lockBy(alice.own, () => answerTo(alice.own, 'lock'));
    await answerTo(alice.own, 'unlock.password', { password });
    await until('the store to have it', async () => (await channelOf(alice.own)).keys === 'refreshed', 60_000);
    await lockBy(bob.own, () => answerTo(bob.own, 'lock'));
    await answerTo(bob.own, 'unlock.password', { password });
    await until('the key to come', async () => (await numbersOf(bob.own)).join(' ') === '2 1', 60_000);
  });

  it('opens for either what the other one writes under the new key', async () => {
    const { id } = await channelOf(bob.own);
    const { armored } = await answerTo<{ armored: string }>(bob.own, 'channels.keyText', { id });
    const page = await alice.session.open(site.put('/chat', chat(armored)));
    await page.bringToFront();
    expect(await revealed(await openReveal(page, '#post'))).toContain('only brought the channel’s key');
    await until('the keys to be known to both', async () => (await channelOf(alice.own)).keys === 'refreshed');
    expect(await numbersOf(alice.own)).toEqual([2, 1]);
  });
  it('is gained by one that was begun over the page alone, by a press that says what it means', async () => {
    const made = { name: 'Leek growers', password: 'oat-herring-quiver-lantern-seventh', atStore: false };
    const { id } = await answerTo<{ id: string }>(alice.own, 'channels.make', made);
    const storeOf = async () => (await answerTo<{ store?: string }>(alice.own, 'channels.look', { id })).store;
    const popup = await alice.session.page('popup', '#messages');
    await press(popup, made.name);
    await press(popup, 'Announce new keys at my store, too');
    await see(popup, 'It learns when, and from which addresses');
    await see(popup, 'This can’t be taken back.');
    expect(await findBarriers(popup)).toEqual([]);
    await press(popup, 'Cancel');
    expect(await storeOf()).toBeUndefined();
    await press(popup, 'Announce new keys at my store, too');
    await press(popup, 'Announce there');
    await see(popup, 'Also announced at');
    expect(await storeOf()).toBe(store.origin);
  });
});
