import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import {
  bytesOf,
  counter,
  decode,
  encode,
  encodeValue,
  id,
  MOST_ORIGIN_CHARACTERS,
  parse,
  someBytes,
  time,
  unique,
} from '../format/index.ts';
import { LONGEST_PERIOD, MOST_BODY_BYTES, MOST_CARD_BYTES, MOST_RECIPIENTS } from './limits.ts';
import { encodeShape } from './shape.ts';
import { shareSaid } from './share.ts';

const key = bytesOf(32);
const textId = bytesOf(24);

/** Somebody that a message goes to: person, identity, and the device list of theirs that the sender holds. */
const recipient = v.strictObject({ account: id, identity: key, version: counter, list: key });
export type MessageRecipient = v.InferOutput<typeof recipient>;

/** An origin in its one spelling; empty for a text that was not written in a page, or in one without an origin. */
const origin = v.pipe(
  v.string(),
  v.maxLength(MOST_ORIGIN_CHARACTERS),
  v.check((text) => text === '' || (URL.canParse(text) && new URL(text).origin === text)),
);

/** How long a text lives, in milliseconds. */
export const period = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(LONGEST_PERIOD));

/** What every body has besides its kind's own fields. */
const common = {
  /** All that it is for, its reader among them; without the sender. */
  recipients: v.pipe(
    v.array(recipient),
    v.minLength(1),
    v.maxLength(MOST_RECIPIENTS),
    unique(({ account }) => account),
  ),
  conversation: id,
  /** From 1, by sending device, conversation and receiving account; and the hash of the body before, zeros for the first. */
  counter,
  previous: key,
  /** The sender's clock: a claim. */
  time,
  /** How long it lives, in milliseconds; absent: for ever. */
  period: v.optional(period),
  /** Of the page in which the text was put. */
  origin,
};

const body = v.variant('kind', [
  v.strictObject({
    kind: v.literal('key'),
    /** K of protocol 8.3, the identity that the text is bound to, and SHA-256 of its ciphertext: with these its id is known. */
    key,
    identity: key,
    ciphertext: key,
    /** Hash of the card for whose answer the text was written; bound to that in the place of recipients (8.7). */
    invitation: v.optional(key),
    ...common,
  }),
  v.strictObject({ kind: v.literal('unsend'), id: textId, ...common }),
  v.strictObject({ kind: v.literal('ask'), id: textId, ...common }),
  /** The sender leaves the conversation. */
  v.strictObject({ kind: v.literal('leave'), ...common }),
  v.strictObject({
    kind: v.literal('card'),
    /** Signed, encoded: names the newest list, which counts as the store serves it. */
    card: v.pipe(
      someBytes,
      v.check((card) => card.length <= MOST_CARD_BYTES),
    ),
    /** The delivery token, once the sender accepted the reader. */
    token: v.optional(bytesOf(16)),
    ...common,
  }),
  v.strictObject({
    kind: v.literal('share'),
    set: id,
    said: shareSaid,
    ...common,
  }),
]);
/** What travels through the ratchet (protocol 8.4): of one kind. */
export type Body = v.InferOutput<typeof body>;
export type BodyOf<K extends Body['kind']> = Extract<Body, { kind: K }>;

/** Throws MalformedError for what `readBody` would refuse. */
export function writeBody(value: Body): Bytes {
  return encodeShape(body, value, MOST_BODY_BYTES);
}

/** Throws MalformedError, FormatError. */
export function readBody(source: Bytes): Body {
  return decode(body, source, MOST_BODY_BYTES);
}

/** A body without what its recipients' lists were when it was sent: what the next one names by its hash. Throws MalformedError. */
export function writeUnversioned(value: Body): Bytes {
  const { recipients, ...rest } = parse(body, encodeValue(value));
  return encode({ ...rest, recipients: recipients.map(({ account, identity }) => ({ account, identity })) });
}
