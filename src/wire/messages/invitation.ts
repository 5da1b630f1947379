import * as v from 'valibot';
import { isPersonName } from '../../typed/index.ts';
import { bytesOf, encodeValue, id, MOST_ORIGIN_CHARACTERS, parse, someBytes, time } from '../format/index.ts';
import { MOST_CARD_BYTES } from './limits.ts';
import { withoutHistory } from './merged.ts';

const invitation = v.strictObject({
  /** The card that invites, good for one use: signed, encoded. */
  card: v.pipe(
    someBytes,
    v.check((card) => card.length <= MOST_CARD_BYTES),
  ),
  /** What the writer calls whom it is for. */
  name: v.pipe(v.string(), v.check(isPersonName)),
  /** Of the text that waits for the answer, 24 bytes. */
  text: bytesOf(24),
  /** Of the page in which it was put; empty: none. */
  origin: v.pipe(v.string(), v.maxLength(MOST_ORIGIN_CHARACTERS)),
  madeAt: time,
  expiresAt: time,
  /** Who was given the text, by their record. */
  givenTo: v.optional(id),
  /** When the writer ended it without giving the text to anybody. */
  endedAt: v.optional(time),
  updatedAt: time,
});
/** A text that goes to whoever answers a card first, once its writer says so (protocol 8.7): the body of a record of `contacts`. */
export type Invitation = v.InferOutput<typeof invitation>;

/** A record's body. Throws MalformedError. */
export function readInvitation(body: unknown): Invitation {
  return parse(invitation, withoutHistory(body));
}

/** As a JSON value, the way record bodies are handed on. */
export function invitationBody(value: Invitation): unknown {
  return encodeValue(value);
}
