import { beforeEach, describe, expect, it } from 'vitest';
import { randomBytes } from '../../../src/crypto/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import { soon } from '../../sync/support/soon.ts';
import { Person } from '../support/person.ts';
import type { Side } from './sides.ts';
import { counts, is, look, numbers, read, refresh, sideOf, sync, words, write } from './sides.ts';

const password = 'correct horse battery staple';

/** Every request of a browser, whatever it is for. */
function requestsOf({ browser }: Side): string[] {
  const all: string[] = [];
  const over = browser.machine.fetch;
  browser.machine.fetch = (url, init) => {
    all.push(new URL(url).pathname);
    return over(url, init);
  };
  return all;
}

describe('a new key of a channel with a store', () => {
  let ada: Person;
  let alice: Side;
  let bob: Side;
  /** At the same store, and in a channel of her own. */
  let carol: Side;
  let first: string;

  beforeEach(async () => {
    ada = await Person.arrive('alice@example.org');
    alice = await sideOf(ada);
    bob = await sideOf(await Person.arrive('bob@example.org', ada.store));
    carol = await sideOf(await Person.arrive('carol@example.org', ada.store));
    const make = ({ browser }: Side) =>
      browser.ask('channels.make', { name: 'House committee', password: words, atStore: true });
    [alice.id, carol.id] = [(await make(alice)).id, (await make(carol)).id];
    await sync(alice);
    first = await write(alice);
    bob.id = (await bob.browser.ask('channels.join', { armored: first, name: 'forum', password: words })).id;
    await Promise.all([sync(bob), sync(carol)]);
    await Promise.all([bob, carol].map(({ browser }) => browser.settled()));
  });
  const renewed = async (): Promise<void> => {
    await refresh(alice);
    await is(alice, 'refreshed');
  };

  it('is known to a member whose browser is open, who sends no more for it than anybody else there', async () => {
    const [members, others] = [requestsOf(bob), requestsOf(carol)];
    await renewed();
    await soon(async () => expect(await numbers(bob)).toEqual([2, 1]));
    expect(await counts(bob)).not.toBe(await counts(alice));
    expect((await bob.browser.ask('channels.list', {}))[0]?.keys).toBe('refreshed');
    // A commit of hers is no news to others, and a look at the channel asks nothing either.
    await bob.browser.settled();
    expect([members, others]).toEqual([[], []]);
    expect(await numbers(carol)).toEqual([1]);
    // Whoever uses the channel goes on with it, and keeps it.
    expect(await read(alice, await write(bob, 'under the new key'))).toMatchObject({ isOld: false });
    await sync(bob);
    expect(await counts(bob)).toBe(await counts(alice));
    expect(members).toContain('/v1/topics/read');
  });

  it('is followed by the next one of whoever heard of it', async () => {
    await renewed();
    await soon(async () => expect(await numbers(bob)).toEqual([2, 1]));
    await refresh(bob);
    expect(await numbers(bob)).toEqual([3, 2, 1]);
    await soon(async () => expect(await numbers(alice)).toEqual([3, 2, 1]));
  });

  it('comes by a question to who was away, or has forgotten what was only heard', async () => {
    await renewed();
    await soon(async () => expect(await numbers(bob)).toEqual([2, 1]));
    bob.browser.online = false;
    await bob.browser.restart();
    await bob.browser.ask('unlock.password', { password });
    expect(await numbers(bob)).toEqual([1]);
    bob.browser.online = true;
    await sync(bob);
    expect(await numbers(bob)).toEqual([2, 1]);
  });

  it('is none that no member sealed, whatever the store says', async () => {
    const heard = bob.browser.parts.topics;
    await heard.hear({ announcement: toBase64url(randomBytes(148)) });
    expect(await numbers(bob)).toEqual([1]);
    const [told] = alice.topics.appends;
    const { announcement } = JSON.parse(told ?? '') as { announcement: string };
    // Of another channel, and of this one once more.
    await carol.browser.parts.topics.hear({ announcement });
    await heard.hear({ announcement });
    expect([await numbers(bob), await numbers(carol)]).toEqual([[1], [1]]);
  });

  it('takes away no doubt about a store that keeps one back: a push is no answer', async () => {
    bob.browser.parts.store.stop();
    bob.browser.online = false;
    await renewed();
    const text = await write(alice, 'of the new key');
    await read(bob, text);
    await refresh(alice);
    await is(alice, 'refreshed');
    const { announcement } = JSON.parse(alice.topics.appends.at(-1) ?? '') as { announcement: string };
    await bob.browser.parts.topics.hear({ announcement });
    expect(await numbers(bob)).toEqual([3, 2, 1]);
    bob.browser.online = true;
    const headers = { 'content-type': 'application/json', 'latchkey-time': '1', 'latchkey-format': '1' };
    bob.topics.instead = (path) =>
      path.endsWith('read') ? Response.json({ newest: 1, announcements: [] }, { headers }) : undefined;
    await sync(bob).catch(() => undefined);
    expect((await look(bob)).untoldAt).toBeDefined();
  });
});
