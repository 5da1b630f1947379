import * as v from 'valibot';
import { isPersonName } from '../../typed/index.ts';
import { bytesOf, counter, encodeValue, id, parse, someBytes, time } from '../format/index.ts';
import { withoutHistory } from './merged.ts';
import { isStore } from './store.ts';

/** Answered invitations of one contact that are remembered. */
export const MOST_ANSWERED = 32;

/** Texts that one contact asked for again, of which is remembered that it was decided. */
export const MOST_ASKED = 32;

const key = bytesOf(32);
const store = v.pipe(v.string(), v.check(isStore));
const name = v.pipe(v.string(), v.check(isPersonName));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A change of a contact's devices that was followed: how many went and came. */
const followedChange = v.strictObject({
  at: time,
  gone: count,
  come: count,
  /** A succession in which no device had stood for seven days: compared no more. */
  allNew: v.boolean(),
});
export type FollowedChange = v.InferOutput<typeof followedChange>;

const followed = v.strictObject({
  /** The newest version of their device list that was followed: signed, encoded. */
  list: someBytes,
  version: counter,
  hash: key,
  identity: key,
  /** Where their list and mailbox are; and every store that the chain named. */
  store,
  stores: v.pipe(v.array(store), v.minLength(1)),
  /** Since when each of its devices has stood, with this signing key, in lists held here. */
  known: v.array(v.strictObject({ device: id, signing: key, since: time })),
  /** Newest first, ten at most. */
  changes: v.pipe(v.array(followedChange), v.maxLength(10)),
  /** Since when their store serves an older list than this. */
  olderSince: v.optional(time),
});

const closed = v.strictObject({
  /** An identity that nobody vouched for, a list beside the held one, or numbers that differed. */
  by: v.picklist(['identity', 'fork', 'differed']),
  since: time,
  /** The newest version that their store served instead: signed, encoded. */
  served: v.optional(someBytes),
});

const contact = v.strictObject({
  account: id,
  /** The store at first contact: with the account, who this is. */
  origin: store,
  /** What the person here calls them; absent: what their card says. */
  givenName: v.optional(name),
  /** Of their newest card. */
  card: v.strictObject({ version: counter, serial: counter, name }),
  followed,
  /** The identity that was compared, or one that succeeded it while an old device stayed; and when. */
  compared: v.optional(v.strictObject({ identity: key, at: time })),
  closed: v.optional(closed),
  blockedAt: v.optional(time),
  /** What their store takes deposits for. */
  token: v.strictObject({ kind: v.picklist(['invitation', 'delivery']), value: bytesOf(16) }),
  /** Hashes of cards of theirs that invited to a text and were answered from here: a text comes for these alone. */
  answered: v.optional(v.pipe(v.array(key), v.maxLength(MOST_ANSWERED))),
  /** Own texts whose key they asked for again, and when that was decided: in whichever browser, it is decided in all. Newest last. */
  asked: v.optional(v.pipe(v.array(v.strictObject({ text: bytesOf(24), at: time })), v.maxLength(MOST_ASKED))),
  createdAt: time,
  updatedAt: time,
});
/** Somebody whom this vault writes to (protocol 8.1): the body of a record of `contacts`. */
export type Contact = v.InferOutput<typeof contact>;

/** A record's body. Throws MalformedError. */
export function readContact(body: unknown): Contact {
  return parse(contact, withoutHistory(body));
}

/** As a JSON value, the way record bodies are handed on. */
export function contactBody(value: Contact): unknown {
  return encodeValue(value);
}
