import { describe, expect, test } from 'vitest';
import { digest, newId, randomBytes, sha256, sign } from '../../../src/crypto/index.ts';
import { fromId, toBase64url } from '../../../src/encoding/index.ts';
import { channelSecret } from '../../../src/messaging/index.ts';
import { topicAppendMessage, topicReadMessage } from '../../../src/wire/index.ts';
import { found } from '../../support/canaries.ts';
import { quickStretch } from '../../support/quick-stretch.ts';
import { refusal } from '../../support/refusal.ts';
import { holdStore } from '../../sync/support/app.ts';
import { newClient } from '../../sync/support/parts.ts';
import { codeOf } from '../support/client.ts';
import { filesOf, serveStore } from '../support/store.ts';
import { Member, NOTHING, sha256Of, someAnnouncement } from './member.ts';

const DAY = 86_400_000;

async function world(environment: Record<string, string> = {}) {
  const store = await holdStore(environment);
  const secret = randomBytes(32);
  const [alice, bob] = [
    await Member.of(await store.newClient(), secret),
    await Member.of(await store.newClient(), secret),
  ];
  return { store, alice, bob, secret };
}

describe('a topic', () => {
  test('is made by its first announcement, and tells those who have its key what came, in order', async () => {
    const { alice, bob } = await world();
    expect(await bob.read()).toEqual({ newest: 0, announcements: [] });
    const [one, two, three] = [someAnnouncement(), someAnnouncement(), someAnnouncement()];
    expect([await alice.append(one), await bob.append(two), await alice.append(three)]).toEqual(Array(3).fill('taken'));
    expect(await bob.read()).toEqual({ newest: 3, announcements: [one, two, three] });
    expect(await bob.read(1)).toEqual({ newest: 3, announcements: [two, three] });
    expect(await bob.read(3)).toEqual({ newest: 3, announcements: [] });
    expect(await bob.read(99)).toEqual({ newest: 3, announcements: [] });
  });

  test('takes an announcement once, however often it comes, and none that another one came before', async () => {
    const { alice, bob } = await world();
    const [first, second, fork] = [someAnnouncement(), someAnnouncement(), someAnnouncement()];
    expect(await alice.append(second, sha256(first))).toBe('conflict');
    expect(await alice.append(first, NOTHING)).toBe('taken');
    expect(await alice.append(second, sha256(first))).toBe('taken');
    // Forked, begun anew, replayed.
    expect(await bob.append(fork, sha256(first))).toBe('conflict');
    expect(await bob.append(fork, NOTHING)).toBe('conflict');
    expect(await bob.append(first, NOTHING)).toBe('taken');
    expect(await bob.append(second, sha256(first))).toBe('taken');
    expect((await bob.read()).announcements).toEqual([first, second]);
    expect(await bob.append(fork)).toBe('taken');
  });

  test('of two who announce at once has one first, and the other one after it', async () => {
    const { alice, bob } = await world();
    await alice.fill(1);
    const previous = sha256Of((await alice.read()).announcements.at(-1));
    const both = await Promise.all([alice, bob].map((one) => one.append(someAnnouncement(), previous)));
    expect(both.toSorted()).toEqual(['conflict', 'taken']);
    expect((await alice.read()).newest).toBe(2);
  });

  test('is another one for every password, and takes nothing that its key has not signed for this store', async () => {
    const { store, alice, bob, secret } = await world();
    await alice.fill(1);
    const stranger = await Member.of(await store.newClient());
    expect((await stranger.read()).newest).toBe(0);
    const announcement = someAnnouncement();
    const previous = sha256Of((await alice.read()).announcements[0]);
    const client = await store.client();
    const { publicKey, privateKey } = alice.key;
    const topic = digest('channel/topic', { key: publicKey });
    const of = { origin: store.origin, topic, announcement: sha256(announcement), previous };
    const post = async (change: Partial<typeof of>, by = privateKey) => {
      const signature = toBase64url(await sign(by, topicAppendMessage({ ...of, ...change })));
      const named = { key: toBase64url(publicKey), previous: toBase64url(previous) };
      const json = { ...named, announcement: toBase64url(announcement), signature };
      return codeOf(await client.ask('/v1/topics/append', { json }));
    };
    expect(await post({}, stranger.key.privateKey)).toBe('author-refused');
    expect(await post({ origin: 'https://elsewhere.example' })).toBe('author-refused');
    expect(await post({ topic: randomBytes(32) })).toBe('author-refused');
    expect(await post({ announcement: randomBytes(32) })).toBe('author-refused');
    expect(await post({ previous: NOTHING })).toBe('author-refused');
    const read = async (message: ReturnType<typeof topicReadMessage>) => {
      const signature = toBase64url(await sign(privateKey, message));
      const json = { key: toBase64url(publicKey), after: 0, signature };
      return codeOf(await client.ask('/v1/topics/read', { json }));
    };
    expect(await read(topicReadMessage({ origin: store.origin, topic, after: 1 }))).toBe('author-refused');
    expect(await read(topicReadMessage({ origin: 'https://elsewhere.example', topic, after: 0 }))).toBe(
      'author-refused',
    );
    expect((await bob.read()).newest).toBe(1);
    // Controls: the same, signed as it has to be.
    expect(await read(topicReadMessage({ origin: store.origin, topic, after: 0 }))).toBeUndefined();
    expect(await post({})).toBeUndefined();
    expect((await (await Member.of(await store.newClient(), secret)).read()).newest).toBe(2);
  });

  test('takes announcements of one size, and numbers as far as they go', async () => {
    const { store, alice } = await world();
    await alice.fill(1);
    for (const length of [0, 1, 147, 149]) expect(await alice.append(randomBytes(length))).toBe('malformed');
    expect(await alice.append(randomBytes(4_096))).toBe('too-large');
    expect(await refusal(alice.read(2 ** 53))).not.toBe('taken');
    const last = Number.MAX_SAFE_INTEGER;
    await store.parts.database.write(async ({ query }) => {
      await query.updateTable('topics').set({ sequence: last }).execute();
      await query.updateTable('announcements').set({ sequence: last }).execute();
    });
    expect((await alice.read()).newest).toBe(last);
    expect(await alice.append(someAnnouncement())).toBe('quota');
    expect((await alice.read(last - 1)).announcements).toHaveLength(1);
  });

  test('takes 64 a day and keeps the newest 512, whoever floods it', async () => {
    const { store, alice, bob } = await world();
    const all = await alice.fill(64);
    expect(await alice.append(someAnnouncement())).toBe('quota');
    // What lies there is told and taken again all the same.
    expect(await bob.append(all.at(-1) ?? NOTHING, NOTHING)).toBe('taken');
    expect((await bob.read()).announcements).toEqual(all);
    // As if seven more days had been like that.
    await store.parts.database.write(({ query }) => query.updateTable('topics').set({ sequence: 511 }).execute());
    store.clock.forward(DAY);
    const later = await bob.fill(64, sha256Of(all.at(-1)));
    expect(await alice.read()).toEqual({ newest: 575, announcements: [...all.slice(63), ...later] });
    // One that was pushed out comes behind another one now.
    expect(await bob.append(all[0] ?? NOTHING, NOTHING)).toBe('conflict');
  });
});

describe('what one address may do', () => {
  test('it asks so often a minute, makes so many topics and tries so many passwords', async () => {
    const { store, alice } = await world();
    const one = await Member.of(await store.newClient());
    let asked = 0;
    while ((await refusal(one.read())) === 'taken') asked += 1;
    expect(asked).toBe(60);
    expect(await refusal(one.read())).toBe('too-many-attempts');
    // What there is can still be made and read, as often as there are topics to be made.
    let made = 0;
    for (; made < 100; made += 1) {
      const member = await Member.of(await store.newClient());
      if ((await member.append(someAnnouncement(), NOTHING)) !== 'taken') break;
    }
    expect(made).toBe(60);
    expect(await alice.append(someAnnouncement(), NOTHING)).toBe('too-many-attempts');
    store.clock.forward(3_600_000);
    expect(await alice.append(someAnnouncement(), NOTHING)).toBe('taken');
    expect((await alice.read()).newest).toBe(1);
  }, 60_000);

  test('it asks no more a minute than the operator lets it', async () => {
    const { store, alice } = await world({ LATCHKEY_CONTACTS_PER_MINUTE: '5' });
    await alice.fill(1);
    const came = [];
    for (let at = 0; at < 6; at += 1) came.push(await refusal(alice.read()));
    expect(came).toContain('too-many-requests');
    store.clock.forward(60_000);
    expect(await refusal(alice.read())).toBe('taken');
  });

  test('it makes no more than the store has room for', async () => {
    const { store, alice } = await world({ LATCHKEY_TOPICS: '1' });
    await alice.fill(1);
    const other = await Member.of(await store.newClient());
    expect(await other.append(someAnnouncement(), NOTHING)).toBe('store-full');
    expect(await alice.append(someAnnouncement())).toBe('taken');
    // A year later nobody has announced anything, and there is room.
    store.clock.forward(366 * DAY);
    await store.app.sweep();
    expect((await alice.read()).newest).toBe(0);
    expect(await other.append(someAnnouncement(), NOTHING)).toBe('taken');
  });
});

test('a store keeps nothing of a channel but sealed announcements, all alike, under a name that a thief can’t guess', async () => {
  const store = await serveStore();
  const channel = newId();
  const secret = await channelSecret('oat-herring-quiver-lantern-seventh', channel, quickStretch);
  const member = await Member.of(await newClient(store.origin), secret);
  const announcements = await member.fill(3);
  const topic = digest('channel/topic', { key: member.key.publicKey });
  const named = { channel: fromId(channel), secret, key: member.key.publicKey, topic };
  const all = Object.fromEntries(announcements.map((one, at) => [`announcement ${at}`, one]));
  const files = filesOf(store.folder, ['root.key']);
  expect(found(files, { ...named, ...all })).toEqual([]);
  expect(found(Buffer.from(store.logged.join('\n')), { ...named, ...all })).toEqual([]);
  // Control: the same search finds what is there.
  expect(found(Buffer.concat([files, topic]), { topic })).toEqual(['topic']);
});

test('what was acknowledged is there after a restart, and a restart gives no new tries', async () => {
  const { store, alice, secret } = await world();
  const all = await alice.fill(64);
  await store.close();
  const again = await holdStore({}, store.folder);
  const member = await Member.of(await again.newClient(), secret);
  expect(await member.read()).toEqual({ newest: 64, announcements: all });
  expect(await member.append(someAnnouncement())).toBe('quota');
});
