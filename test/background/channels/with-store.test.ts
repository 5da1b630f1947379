import { beforeEach, describe, expect, it } from 'vitest';
import { heldChannel } from '../../../src/background/channels/held.ts';
import { topicKey } from '../../../src/messaging/index.ts';
import type { HeldStore } from '../../sync/support/app.ts';
import { holdStore } from '../../sync/support/app.ts';
import { soon } from '../../sync/support/soon.ts';
import { randomBytes, sha256 } from '../../../src/crypto/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import { refusal } from '../../support/refusal.ts';
import { appendToTopic, readTopic } from '../../../src/sync/index.ts';
import { Person } from '../support/person.ts';
import type { Side } from './sides.ts';
import { counts, is, look, numbers, read, refresh, sideOf, sync, words, write } from './sides.ts';

describe('a channel with a store', () => {
  let store: HeldStore;
  let alice: Side;
  let bob: Side;
  let first: string;

  beforeEach(async () => {
    const ada = await Person.arrive('alice@example.org');
    ({ store } = ada);
    alice = await sideOf(ada);
    bob = await sideOf(await Person.arrive('bob@example.org', ada.store));
    const { ask } = alice.browser;
    alice.id = (await ask('channels.make', { name: 'House committee', password: words, atStore: true })).id;
    await sync(alice);
    first = await write(alice, 'the roof leaks');
    bob.id = (await bob.browser.ask('channels.join', { armored: first, name: 'forum', password: words })).id;
    await sync(bob);
  });

  it('is named by its texts, and its keys come without another text', async () => {
    expect([(await look(alice)).store, (await look(bob)).store]).toEqual([store.origin, store.origin]);
    await refresh(alice);
    await is(alice, 'refreshed');
    expect(await numbers(alice)).toEqual([2, 1]);
    await sync(bob);
    expect(await numbers(bob)).toEqual([2, 1]);
    expect(await read(alice, await write(bob, 'of the new key'))).toMatchObject({
      text: 'of the new key',
      isOld: false,
    });
    expect(await read(bob, first)).toMatchObject({ text: 'the roof leaks', isOld: false });
    // Nothing of a session goes along.
    expect(new Set(alice.topics.asked)).toEqual(
      new Set(['/v1/topics/append content-type', '/v1/topics/read content-type']),
    );
  });

  it('sends the store what looks alike, whoever announces, and whether or not the key is new', async () => {
    await refresh(alice);
    await is(alice, 'refreshed');
    await sync(bob);
    await refresh(bob);
    await is(bob, 'refreshed');
    // The same key once more, as the store has forgotten it.
    await store.parts.database.write(({ query }) => query.deleteFrom('topics').execute());
    await sync(bob);
    const all = [...alice.topics.appends, ...bob.topics.appends];
    expect([alice.topics.appends.length, bob.topics.appends.length]).toEqual([2, 2]);
    expect(new Set(all.map(({ length }) => length)).size).toBe(1);
    const sent = all.map((body) => JSON.parse(body) as Record<'key' | 'announcement' | 'signature', string>);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
    // Of what is announced not a piece is ever the same twice.
    const pieces = sent.flatMap(({ announcement, signature }) => `${announcement}${signature}`.match(/.{20}/g) ?? []);
    expect(new Set(pieces).size).toBe(pieces.length);
    for (const secret of [words, 'House committee', alice.id, bob.id]) expect(all.join(' ')).not.toContain(secret);
  });

  it('is pending sync while the store can’t be reached, and announced once it can, also after a restart', async () => {
    alice.browser.online = false;
    await refresh(alice);
    await refresh(alice);
    await expect(sync(alice)).rejects.toMatchObject({ code: 'unreachable' });
    expect((await look(alice)).keys).toBe('pending');
    await alice.browser.restart();
    await alice.browser.ask('unlock.password', { password: 'correct horse battery staple' });
    expect((await look(alice)).keys).toBe('pending');
    alice.browser.online = true;
    await alice.browser.parts.topics.look();
    expect((await look(alice)).keys).toBe('refreshed');
    await sync(bob);
    expect(await numbers(bob)).toEqual([3, 1]);
  });

  it('has one key after both renewed it at once', async () => {
    await Promise.all([refresh(alice), refresh(bob)]);
    await soon(async () => {
      await Promise.all([sync(alice), sync(bob)]);
      expect(await counts(alice)).toBe(await counts(bob));
      expect((await numbers(alice))[0]).toBe(2);
    });
    for (const [from, to] of [
      [alice, bob],
      [bob, alice],
    ] as const) {
      expect(await read(to, await write(from))).toMatchObject({ isOld: false });
      await is(from, 'refreshed');
    }
  });

  it('goes on over the page for whoever isn’t at that store, who asks nobody', async () => {
    const elsewhere = await holdStore({ LATCHKEY_ORIGIN: 'https://elsewhere.example' });
    const carol = await sideOf(await Person.arrive('carol@example.org', elsewhere));
    const armored = await write(alice, 'x');
    carol.id = (await carol.browser.ask('channels.join', { armored, name: 'forum', password: words })).id;
    await refresh(carol);
    await sync(carol);
    expect(carol.topics.asked).toEqual([]);
    expect((await look(carol)).keys).toBe('pending');
    const text = await write(carol, 'from elsewhere');
    expect(await read(alice, text)).toMatchObject({ text: 'from elsewhere', isOld: false });
    // Who reads it announces its key for the others.
    await sync(alice);
    await sync(bob);
    expect(await numbers(bob)).toEqual([2, 1]);
    // Carol said of no key that the store has it.
    expect((await look(alice)).untoldAt).toBeUndefined();
  });

  it('notices a store that keeps a key back which another member’s text says it has, and is told it by the page', async () => {
    // It keeps it back from his open browser, too.
    bob.browser.parts.store.stop();
    await refresh(alice);
    await is(alice, 'refreshed');
    const text = await write(alice, 'of the new key');
    const hides = bob.topics.asked.length;
    const before = { newest: 1, announcements: [] };
    const headers = { 'content-type': 'application/json', 'latchkey-time': '1', 'latchkey-format': '1' };
    bob.topics.instead = (path) =>
      path.endsWith('read')
        ? new Response(JSON.stringify(before), { headers })
        : Response.json({ code: 'quota' }, { status: 507, headers });
    await sync(bob);
    expect(await numbers(bob)).toEqual([1]);
    expect((await look(bob)).untoldAt).toBeUndefined();
    expect(await read(bob, text)).toMatchObject({ text: 'of the new key', isOld: false });
    await soon(async () => expect((await look(bob)).untoldAt).toBeDefined());
    expect(bob.topics.asked.length).toBeGreaterThan(hides);
    expect(await numbers(bob)).toEqual([2, 1]);
    // It goes once the store is first with a key again.
    bob.topics.instead = undefined;
    await sync(bob);
    expect((await look(bob)).untoldAt).toBeDefined();
    await refresh(alice);
    await is(alice, 'refreshed');
    await sync(bob);
    expect(await numbers(bob)).toEqual([3, 2, 1]);
    expect((await look(bob)).untoldAt).toBeUndefined();
  });

  it('tells whoever left and comes back by an old text of all keys since', async () => {
    await refresh(alice);
    await is(alice, 'refreshed');
    await sync(bob);
    expect(await numbers(bob)).toEqual([2, 1]);
    await bob.browser.ask('channels.leave', { id: bob.id });
    bob.id = (await bob.browser.ask('channels.join', { armored: first, name: 'again', password: words })).id;
    await sync(bob);
    expect(await numbers(bob)).toEqual([2, 1]);
  });

  it('doubts no store that tells what the page brought first', async () => {
    await refresh(alice);
    await is(alice, 'refreshed');
    await read(bob, await write(alice));
    await sync(bob);
    const { untoldAt } = await look(bob);
    expect([await numbers(bob), untoldAt]).toEqual([[2, 1], undefined]);
  });

  it('announces a key once, again at a store that forgot it, and a few times at one that takes nothing', async () => {
    const appends = () => alice.topics.asked.filter((path) => path.includes('append')).length;
    await sync(alice);
    expect(appends()).toBe(1);
    const { database } = store.parts;
    await database.write(({ query }) => query.deleteFrom('topics').execute());
    await sync(alice);
    expect(appends()).toBe(2);
    const kept = await database.read(({ query }) => query.selectFrom('announcements').select('sealed').execute());
    expect(kept).toHaveLength(1);
    const headers = { 'content-type': 'application/json', 'latchkey-time': '1', 'latchkey-format': '1' };
    alice.topics.instead = (path) =>
      path.endsWith('read')
        ? Response.json({ newest: 0, announcements: [] }, { headers })
        : Response.json({ code: 'conflict' }, { status: 409, headers });
    await sync(alice);
    expect(appends()).toBe(7);
  });

  it('goes on over the page while somebody who found the password floods its topic, and there once a day has passed', async () => {
    const { channel } = await heldChannel(await alice.browser.parts.session.messages(), alice.id);
    const [client, key] = [await store.newClient(), await topicKey(channel.secret)];
    let newest = (await readTopic(client, key, 0)).announcements.at(-1);
    for (let left = 63; left > 0; left -= 1) {
      const next = randomBytes(148);
      await appendToTopic(client, key, sha256(newest ?? next), next);
      newest = next;
    }
    await refresh(alice);
    await expect(sync(alice)).rejects.toMatchObject({ code: 'quota' });
    expect((await look(alice)).keys).toBe('pending');
    expect(await read(bob, await write(alice, 'over the page'))).toMatchObject({ text: 'over the page', isOld: false });
    expect(await numbers(bob)).toEqual([2, 1]);
    store.clock.forward(86_400_000);
    await alice.browser.ask('unlock.password', { password: 'correct horse battery staple' });
    await sync(alice);
    expect((await look(alice)).keys).toBe('refreshed');
  });

  it('takes nothing of a store that tells what no member announced', async () => {
    const headers = { 'content-type': 'application/json', 'latchkey-time': '1', 'latchkey-format': '1' };
    const announcement = toBase64url(randomBytes(148));
    const told = (newest: number, ...sequences: number[]) => {
      const announcements = sequences.map((sequence) => ({ sequence, announcement }));
      alice.topics.instead = () => Response.json({ newest, announcements }, { headers });
      return refusal(sync(alice));
    };
    const before = await look(alice);
    for (const [newest, ...sequences] of [[9, 3, 2], [2, 3], [9], [2 ** 53, 3], [9, 0]] as const) {
      expect(await told(newest, ...sequences)).toBe('store-answer');
    }
    expect(await look(alice)).toEqual(before);
  });
});
