import * as v from 'valibot';
import { bytesOf, counter, encodeValue, id, parse, time, unique } from '../format/index.ts';
import { MOST_CHANNEL_KEYS, MOST_CHANNEL_NAME, MOST_CHAT_PASSWORD } from './limits.ts';
import { withoutHistory } from './merged.ts';
import { isStore } from './store.ts';

const key = bytesOf(32);
/** A hash as a text: an entry of a list is told by it when two edits of the list are merged. */
const hash = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));

const channelKey = v.strictObject({
  /** Hash of its announcement. */
  id: hash,
  number: counter,
  parent: key,
  key,
  /** When it was made, by its maker's clock: a claim. */
  time,
  /** When it came to be known here. */
  since: time,
});

const channel = v.strictObject({
  channel: id,
  /** What the person here calls it. */
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(MOST_CHANNEL_NAME)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(MOST_CHAT_PASSWORD)),
  /** S of that password: 32 bytes. */
  secret: key,
  /** Who one is in this channel. */
  member: id,
  /** So many keys back a text counts as new; 0: however old. */
  keep: v.picklist([0, 3, 10]),
  keys: v.pipe(
    v.array(channelKey),
    v.minLength(1),
    v.maxLength(MOST_CHANNEL_KEYS),
    unique((one) => one.id),
  ),
  /** The key that was made here, as long as no other member is known to have it. */
  madeHere: v.optional(hash),
  /** The store at which its members may announce keys. */
  store: v.optional(v.pipe(v.string(), v.check(isStore))),
  /** The newest key that lay there when it was asked last. */
  atStore: v.optional(hash),
  /** A key that another member's text says the store has, which it has not told yet. */
  doubted: v.optional(hash),
  /** When it turned out that it didn't tell such a key. */
  untoldAt: v.optional(time),
  /** When a text of another member was last read that was of the key which counted. */
  othersAt: v.optional(time),
  /** Other members who were read, and when last: a claim, as all names in a channel are. */
  members: v.pipe(
    v.array(v.strictObject({ id, at: time })),
    unique((one) => one.id),
  ),
  createdAt: time,
  updatedAt: time,
});
/** A channel that this vault is in (protocol 8.9): the body of a record of `channels`. */
export type Channel = v.InferOutput<typeof channel>;

/** A record's body. Throws MalformedError. */
export function readChannel(body: unknown): Channel {
  return parse(channel, withoutHistory(body));
}

/** As a JSON value, the way record bodies are handed on. */
export function channelBody(value: Channel): unknown {
  return encodeValue(value);
}
