import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { decode, encode, encodeValue, bytesOf, id, time } from '../format/index.ts';
import { beside, besideOf, decodeSecret, encodeSecret } from './secret.ts';
import { setUp } from '../messages/index.ts';

const key = besideOf(32);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
function list<S extends v.GenericSchema>(entry: S) {
  return v.pipe(v.array(entry), v.readonly());
}

const pair = v.strictObject({ publicKey: key, privateKey: key });

/** A session as room `messaging/session` has it: what each field is stands there. */
const session = v.strictObject({
  associated: key,
  root: key,
  own: v.strictObject({ agreement: pair, kem: v.strictObject({ publicKey: besideOf(1_184), seed: besideOf(64) }) }),
  peer: v.optional(v.strictObject({ agreement: key, kem: besideOf(1_184) })),
  sending: v.optional(v.strictObject({ key, n: count, header: key, block: besideOf(2_288), blockHash: key })),
  receiving: v.optional(v.strictObject({ key, n: count, header: key })),
  nextSending: key,
  nextReceiving: key,
  previous: count,
  skipped: list(v.strictObject({ header: key, keys: list(v.strictObject({ n: count, key, at: time })) })),
});

const linkOf = <S extends v.GenericSchema<unknown, Bytes>>(hash: S) =>
  v.strictObject({ conversation: id, counter: count, hash });
const link = linkOf(bytesOf(32));
/** How far a chain of bodies is: the counter of the newest, and its hash (protocol 8.4). */
export type ChainLink = v.InferOutput<typeof link>;

/** Where in a conversation something of its chain isn't as it should be. */
const place = { conversation: id, time, cameAt: time };

const pairRow = v.strictObject({
  /** Newest use first: what is sent goes by the first. */
  sessions: v.array(
    v.strictObject({
      session,
      /** Of a session that we began: what travels along until the first reply. */
      setUp: v.optional(setUp),
      /** Of one that they began: by this the same set-up leads to the same session. */
      ephemeral: v.optional(key),
    }),
  ),
  /** How many envelopes in a row opened nothing. */
  failed: count,
  /** When a session was begun last because of that. */
  renewedAt: v.optional(time),
  /** Of bodies that came from this device. */
  received: v.array(linkOf(key)),
  /** Of bodies that didn't come: a stretch of counters. They lie before what says that it was written at `time`, and came at `cameAt`. */
  missed: v.optional(v.array(v.strictObject({ ...place, from: count, to: count }))),
  /** Of bodies that were others than those which this device had sent before. */
  forked: v.optional(v.array(v.strictObject(place))),
});
/** Two devices and the sessions between them: ours and the one that the row is named after. */
export type PairRow = v.InferOutput<typeof pairRow>;
export type HeldSession = PairRow['sessions'][number];

const peerRow = v.strictObject({
  /** When their list was fetched last, and when because of a hint. */
  fetchedAt: v.optional(time),
  hintedAt: v.optional(time),
  /** The use of their invitation that this device has begun. */
  use: v.optional(v.strictObject({ token: id, id })),
  /** Of bodies that went from this device. */
  sent: v.array(link),
  /** Of our card and our delivery token that they were told last: 16 bytes of their hash. */
  told: v.optional(id),
  /** Texts whose key was asked of them, on the last day. */
  asked: v.optional(v.array(v.strictObject({ id: bytesOf(24), at: time }))),
});
/** What this device keeps of a person beside the contact's record. */
export type PeerRow = v.InferOutput<typeof peerRow>;

/** Throws MalformedError, FormatError, as all readers here. */
export function readPairRow(source: Bytes): PairRow {
  return decodeSecret(pairRow, source);
}

/** Set-ups travel in the open: they stand as in an envelope. */
export function writePairRow(row: PairRow): Bytes {
  const sessions = row.sessions.map(({ setUp: open, ...rest }) => ({
    ...rest,
    ...(open && { setUp: encodeValue(open) }),
  }));
  return encodeSecret({ ...row, sessions });
}

export function readPeerRow(source: Bytes): PeerRow {
  return decode(peerRow, source);
}

export function writePeerRow(row: PeerRow): Bytes {
  return encode(row);
}

const preKeyRow = v.strictObject({
  kind: v.picklist(['signed', 'kem', 'once']),
  /** Private half: 32 bytes, of a KEM its seed of 64. */
  secret: beside,
  key: beside,
  time,
  /** The signed pre-key, encoded, as long as the store may not have it. */
  unsent: v.optional(beside),
  /** Since when the store has a later one or, of a one-time key, has given it to somebody. */
  replacedAt: v.optional(time),
});
/** A pre-key of this device with its private half. */
export type PreKeyRow = v.InferOutput<typeof preKeyRow>;

export function readPreKeyRow(source: Bytes): PreKeyRow {
  return decodeSecret(preKeyRow, source);
}

export function writePreKeyRow(row: PreKeyRow): Bytes {
  return encodeSecret(row);
}
