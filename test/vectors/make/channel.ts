import { digest, kdf, sha256, sign } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { bytes, concat, fromHex, toHex, toId, toUtf8, u32, u64 } from '../../../src/encoding/index.ts';
import { sealCommitting } from '../../../src/crypto/index.ts';
import { associate, fromId } from '../../../src/encoding/index.ts';
import { announcementHash } from '../../../src/messaging/channels/index.ts';
import type { ChannelKey } from '../../../src/messaging/index.ts';
import type { ChannelStore } from '../../../src/messaging/channel-text.ts';
import {
  armor,
  channelSecret,
  dearmor,
  sealAnnouncement,
  sealForChannel,
  topicKey,
} from '../../../src/messaging/index.ts';
import { topicAppendMessage, topicReadMessage } from '../../../src/wire/index.ts';
import { stretch } from '../../../src/work/stretch.ts';

const seedOf = (name: string): Bytes => kdf(toUtf8(name), 'test/vectors');
const channelId = toId(bytes(16).fill(0xc8));
const member = toId(bytes(16).fill(0x3e));
const origin = 'https://store.example';

function keyOf(number: number, parent: Bytes, name: string, time: number): ChannelKey {
  const announcement = { number, parent, key: seedOf(name), time };
  return { ...announcement, hash: announcementHash(channelId, announcement) };
}

const shown = ({ number, parent, key, time, hash }: ChannelKey) => ({
  ...{ number, time },
  ...{ parent: toHex(parent), key: toHex(key), hash: toHex(hash) },
});

/** Its topic at a store: all that is sent there, but for the seal of what is announced, comes of the secret alone. */
async function topic(secret: Bytes, sealed: Bytes): Promise<object> {
  const { publicKey, privateKey } = await topicKey(secret);
  const id = digest('channel/topic', { key: publicKey });
  const previous = sha256(toUtf8('the one before'));
  const of = { origin, topic: id };
  const append = topicAppendMessage({ ...of, announcement: sha256(sealed), previous });
  return {
    ...{ origin, key: toHex(publicKey), id: toHex(id) },
    read: { after: 3, signature: toHex(await sign(privateKey, topicReadMessage({ ...of, after: 3 }))) },
    append: {
      ...{ previous: toHex(previous), announcement: toHex(sealed), announces: 'three' },
      signature: toHex(await sign(privateKey, append)),
    },
  };
}

/** A channel: its secret and keys of fixed bytes, which of them counts, and texts of fresh seals (protocol 8.9). */
export async function channel(): Promise<object> {
  const password = 'oat-herring-ﬂint-lantern-seventh';
  const secret = await channelSecret(password, channelId, stretch);
  const first = keyOf(1, bytes(32), 'first', 1_790_000_000_000);
  const two = keyOf(2, first.hash, 'two', 1_790_172_800_000);
  const fork = keyOf(2, first.hash, 'fork', 1_790_172_800_001);
  const three = keyOf(3, two.hash, 'three', 1_790_345_600_000);
  const unsound = keyOf(9, first.hash, 'unsound', 1_790_345_600_000);
  const far = keyOf(0xffff_ffff, sha256(toUtf8('nobody’s')), 'far', 1_790_345_600_000);
  const of = { channel: channelId, secret };
  const said = async (key: ChannelKey, text: string, store?: ChannelStore) => {
    const written = { text, member, time: 1_790_345_700_000, ...(store && { store }) };
    return { ...written, key: toHex(key.hash), armored: await sealForChannel(of, key, written) };
  };
  const short = await said(first, 'The key lies under the mat ☀');
  const [whole] = dearmor(short.armored);
  const changed = (at: number): string => {
    const other = whole.slice();
    other[at] = (other[at] ?? 0) ^ 1;
    return armor(other);
  };
  const announced = async (body: Bytes): Promise<string> => {
    const ad = associate('channel/announce', { version: new Uint8Array([1]), channel: fromId(channelId) });
    const sealed = await sealCommitting(kdf(secret, 'channel/announce'), body, ad);
    return armor(concat(whole.slice(0, 18), sealed, whole.slice(166)));
  };
  const other = await sealForChannel({ channel: toId(bytes(16).fill(0xc9)), secret }, first, {
    member,
    time: 1,
    text: 'x',
  });
  return {
    what: 'A channel, format 1 (docs/protocol.md 8.9): all in hexadecimal but the password, ids, texts and armored texts',
    ...{ password, channel: channelId, secret: toHex(secret) },
    keys: Object.fromEntries(
      Object.entries({ first, two, fork, three, unsound, far }).map(([name, key]) => [name, shown(key)]),
    ),
    counts: [
      { taken: ['first'], current: 'first' },
      { taken: ['first', 'two', 'fork'], current: toHex(two.hash) < toHex(fork.hash) ? 'two' : 'fork' },
      { taken: ['first', 'two', 'fork', 'three'], current: 'three' },
      { taken: ['three', 'first', 'fork'], current: 'three' },
      { taken: ['first', 'three'], current: 'three' },
      { taken: ['first', 'unsound'], current: 'first' },
      { taken: ['first', 'far', 'two'], current: 'two' },
      { taken: ['far'], current: 'far' },
    ],
    opened: [
      short,
      await said(three, ''),
      await said(fork, 'x'.repeat(200)),
      await said(two, 'ring twice', { origin, hasKey: true }),
      await said(first, 'ring three times', { origin, hasKey: false }),
    ],
    topic: await topic(secret, await sealAnnouncement(secret, channelId, three)),
    refused: {
      'a byte of its channel changed': changed(2),
      'a byte of its announcement’s salt changed': changed(18),
      'a byte of its announcement’s commitment changed': changed(50),
      'a byte of its announcement changed': changed(80),
      'a byte of its id changed': changed(166),
      'a byte of its ciphertext changed': changed(183),
      'a byte of its tag changed': changed(whole.length - 1),
      'another channel’s seal under its name': armor(concat(whole.slice(0, 18), dearmor(other)[0].slice(18))),
      'another key announced': await announced(concat(u32(2), first.hash, seedOf('two'), u64(1))),
      'a key without a number': await announced(concat(u32(0), bytes(32), seedOf('first'), u64(1_790_000_000_000))),
      'a time above 2^53': await announced(concat(u32(1), bytes(32), seedOf('first'), fromHex('0020000000000000'))),
      'a text for oneself': armor(concat(fromHex('0102'), bytes(38).fill(7))),
    },
  };
}
