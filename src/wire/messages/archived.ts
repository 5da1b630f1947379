import * as v from 'valibot';
import { bytesOf, counter, encodeValue, id, MOST_ORIGIN_CHARACTERS, parse, time } from '../format/index.ts';
import { MOST_RECIPIENTS, MOST_TEXT_CHARACTERS } from './limits.ts';
import { withoutHistory } from './merged.ts';

const key = bytesOf(32);

export const message = v.strictObject({
  kind: v.literal('message'),
  /** Of the text, 24 bytes. */
  id: bytesOf(24),
  /** Account of who wrote it. */
  sender: id,
  /** Record of the contact that wrote it or, of an own text, that it went to; of one that goes to whoever answers: of the invitation. */
  contact: id,
  conversation: id,
  /** K, the identity that the text is bound to, and SHA-256 of its ciphertext. */
  key,
  identity: key,
  ciphertext: key,
  /** All that it is for, as they were then: so it opens after removals. Nobody as long as nobody was given an invitation's text. */
  recipients: v.pipe(v.array(v.strictObject({ account: id, identity: key })), v.maxLength(MOST_RECIPIENTS)),
  /** Hash of the card that the text is bound to, in the place of recipients (8.7). */
  invitation: v.optional(key),
  /** When it was written, by its sender's clock: a claim. */
  time,
  /** When its envelope was opened; absent: an own text. */
  cameAt: v.optional(time),
  /** By which of its sender's devices its envelope came, and its counter there (protocol 8.4); absent: an own text. */
  sent: v.optional(v.strictObject({ device: id, counter })),
  /** Of the page in which it was put; empty: none. */
  origin: v.pipe(v.string(), v.maxLength(MOST_ORIGIN_CHARACTERS)),
  /** Absent until the text was seen in a page: the envelope brings the key alone. */
  text: v.optional(v.pipe(v.string(), v.maxLength(MOST_TEXT_CHARACTERS))),
});
/** A text between people and its key, as it is kept (protocol 8.8). */
export type ArchivedMessage = v.InferOutput<typeof message>;

/** How far a conversation was read: a record of its own, so that a hundred texts read are one write. */
const readMark = v.strictObject({
  kind: v.literal('read'),
  contact: id,
  conversation: id,
  /** What came until then was read. */
  upTo: time,
  updatedAt: time,
});

/** Somebody has left a conversation of several (protocol 8.5). */
const left = v.strictObject({
  kind: v.literal('left'),
  /** Account of who has left. */
  sender: id,
  /** Record of the contact who has left; where it is ourselves, of one who was told. */
  contact: id,
  conversation: id,
  time,
  /** When they said so; absent: ourselves. */
  cameAt: v.optional(time),
});
export type ArchivedLeft = v.InferOutput<typeof left>;

const archived = v.pipe(
  v.variant('kind', [message, readMark, left]),
  v.check((one) => one.kind !== 'message' || one.recipients.length > 0 || one.invitation !== undefined),
);
/** The body of a record of `messages`. */
export type Archived = v.InferOutput<typeof archived>;

/** A record's body. Throws MalformedError. */
export function readArchived(body: unknown): Archived {
  return parse(archived, withoutHistory(body));
}

/** As a JSON value, the way record bodies are handed on. */
export function archivedBody(value: Archived): unknown {
  return encodeValue(value);
}
