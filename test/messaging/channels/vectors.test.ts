import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { digest, sha256, sign } from '../../../src/crypto/index.ts';
import { fromHex, toHex } from '../../../src/encoding/index.ts';
import { announcementHash } from '../../../src/messaging/channels/index.ts';
import type { ChannelKey } from '../../../src/messaging/index.ts';
import {
  channelOfText,
  channelSecret,
  currentKey,
  openAnnouncements,
  openForChannel,
  takeKey,
  topicKey,
} from '../../../src/messaging/index.ts';
import { topicAppendMessage, topicReadMessage } from '../../../src/wire/index.ts';
import { stretch } from '../../../src/work/stretch.ts';
import { channelTextApart, secretApart, topicApart } from './apart.ts';

interface Key {
  readonly number: number;
  readonly parent: string;
  readonly key: string;
  readonly time: number;
  readonly hash: string;
}
interface Said {
  readonly text: string;
  readonly member: string;
  readonly time: number;
  readonly key: string;
  readonly store?: { readonly origin: string; readonly hasKey: boolean };
  readonly armored: string;
}
interface Vectors {
  readonly password: string;
  readonly channel: string;
  readonly secret: string;
  readonly keys: Readonly<Record<string, Key>>;
  readonly counts: readonly { readonly taken: readonly string[]; readonly current: string }[];
  readonly opened: readonly Said[];
  readonly topic: {
    readonly origin: string;
    readonly key: string;
    readonly id: string;
    readonly read: { readonly after: number; readonly signature: string };
    readonly append: Readonly<Record<'previous' | 'announcement' | 'announces' | 'signature', string>>;
  };
  readonly refused: Readonly<Record<string, string>>;
}

const vectors = JSON.parse(
  readFileSync(new URL('../../vectors/messages/channel.json', import.meta.url), 'utf8'),
) as Vectors;
const { password, channel, secret } = vectors;
const of = { channel, secret: fromHex(secret) };

function keyNamed(name: string): ChannelKey {
  const said = vectors.keys[name];
  if (!said) throw new Error(`no key ${name}`);
  const { number, time } = said;
  return { number, time, parent: fromHex(said.parent), key: fromHex(said.key), hash: fromHex(said.hash) };
}

describe('the published channel', () => {
  it('has the secret that its password comes to, by two implementations of Argon2id', async () => {
    expect(toHex(await channelSecret(password, channel, stretch))).toBe(secret);
    expect(secretApart(password, channel)).toBe(secret);
    expect(await channelSecret(`${password} `, channel, stretch)).not.toEqual(of.secret);
  });

  it.each(Object.keys(vectors.keys))('knows key %s by its hash', (name) => {
    const key = keyNamed(name);
    expect(toHex(announcementHash(channel, key))).toBe(toHex(key.hash));
  });

  it.each(vectors.counts)('has key $current count once $taken are taken', ({ taken, current }) => {
    const keys = taken.map(keyNamed).reduce<readonly ChannelKey[]>(takeKey, []);
    expect(toHex(currentKey(keys).hash)).toBe(vectors.keys[current]?.hash);
  });

  it.each(vectors.opened.map((said) => [said.text.length, said] as const))(
    'has a text of %i characters, which reads the same a second time, without our code',
    async (_, { armored, ...said }) => {
      expect(channelOfText(armored)).toBe(channel);
      const { text, member, time, store, key } = await openForChannel(of, armored);
      expect({ text, member, time, key: toHex(key.hash), ...(store && { store }) }).toEqual(said);
      expect(channelTextApart(armored, vectors)).toEqual(said);
    },
  );

  it.each(Object.entries(vectors.refused))('has a text that is refused for %s', async (_, armored) => {
    await expect(openForChannel(of, armored)).rejects.toThrow();
    expect(() => channelTextApart(armored, vectors)).toThrow();
  });

  it('has a topic at a store, whose key, name and signatures are the same a second time, without our code', async () => {
    const { origin, key, id, read, append } = vectors.topic;
    const [announcement, previous] = [fromHex(append.announcement), fromHex(append.previous)];
    const { publicKey, privateKey } = await topicKey(of.secret);
    const topic = digest('channel/topic', { key: publicKey });
    expect([toHex(publicKey), toHex(topic)]).toEqual([key, id]);
    const signed = async (message: Uint8Array<ArrayBuffer>) => toHex(await sign(privateKey, message));
    expect(await signed(topicReadMessage({ origin, topic, after: read.after }))).toBe(read.signature);
    const appending = { origin, topic, announcement: sha256(announcement), previous };
    expect(await signed(topicAppendMessage(appending))).toBe(append.signature);
    const apart = topicApart(secret, origin);
    expect([apart.key, apart.id, apart.read(read.after)]).toEqual([key, id, read.signature]);
    expect(apart.append(Buffer.from(announcement), Buffer.from(previous))).toBe(append.signature);
    const [opened] = await openAnnouncements(of, [announcement]);
    expect(toHex(opened?.hash ?? previous)).toBe(vectors.keys[append.announces]?.hash);
    expect(await openAnnouncements({ ...of, secret: sha256(of.secret) }, [announcement])).toEqual([]);
  });
});
