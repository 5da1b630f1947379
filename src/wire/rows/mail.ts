import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { bytesOf, decode, encode, id, someBytes, time } from '../format/index.ts';
import { period, shareSaid } from '../messages/index.ts';

const key = bytesOf(32);
const textId = bytesOf(24);

/** What a body says besides what is known only when it is sent. */
const draft = v.variant('kind', [
  v.strictObject({
    ...{ kind: v.literal('key'), id: textId, key, identity: key, ciphertext: key },
    /** As the text is bound to them, also after they have other identities. */
    recipients: v.array(v.strictObject({ account: id, identity: key })),
    /** Hash of the card that it is bound to in their place. */
    invitation: v.optional(key),
  }),
  v.strictObject({ kind: v.literal('unsend'), id: textId }),
  v.strictObject({ kind: v.literal('ask'), id: textId }),
  v.strictObject({ kind: v.literal('leave') }),
  v.strictObject({ kind: v.literal('card') }),
  v.strictObject({ kind: v.literal('share'), set: id, said: shareSaid }),
]);

const envelope = v.strictObject({ device: id, deposit: id, envelope: someBytes });
/** Sealed for one device, with the random id of its deposit. */
export type OutboxEnvelope = v.InferOutput<typeof envelope>;

const common = {
  to: id,
  draft,
  conversation: id,
  time,
  origin: v.string(),
  /** How long it lives, in milliseconds; absent: for ever. */
  period: v.optional(period),
  /** Devices that have it. */
  reached: v.array(id),
};
const outboxRow = v.variant('state', [
  /** Not stepped yet, or again after it was lost; `problem`: the code of what stood in the way last. */
  v.strictObject({ state: v.literal('waiting'), problem: v.optional(v.string()), ...common }),
  /** Sessions have stepped; the store is owed a commit. `by`: the device that it was stepped as. */
  v.strictObject({ state: v.literal('stepped'), by: id, envelopes: v.array(envelope), ...common }),
  /** That commit is taken: envelopes may leave. */
  v.strictObject({
    state: v.literal('released'),
    envelopes: v.array(envelope),
    problem: v.optional(v.string()),
    ...common,
  }),
]);
/** Something on its way to one person's devices (protocol 8.6). */
export type OutboxRow = v.InferOutput<typeof outboxRow>;

/** Throws MalformedError, FormatError. */
export function readOutboxRow(source: Bytes): OutboxRow {
  return decode(outboxRow, source);
}

export function writeOutboxRow(row: OutboxRow): Bytes {
  return encode(row);
}

const inboxRow = v.variant('state', [
  /** Opened, and kept where it belongs: the store is to be told. */
  v.strictObject({ state: v.literal('opened'), at: time }),
  /** Can't be judged yet; `from`: who sends, as they say. */
  v.strictObject({ state: v.literal('unjudged'), at: time, from: v.optional(id), envelope: someBytes }),
  /**
   * Of somebody unknown: opened only once the person takes them in. `card`: theirs, signed, encoded. `invitation`: the conversation
   * of the invitation that it answers.
   */
  v.strictObject({
    ...{ state: v.literal('request'), at: time, from: id, card: someBytes, envelope: someBytes },
    invitation: v.optional(id),
  }),
  /** A contact (its record) answers an invitation. */
  v.strictObject({ state: v.literal('answer'), at: time, from: id, invitation: id }),
  /** A contact (its record) asks for the key of an own text again. */
  v.strictObject({ state: v.literal('ask'), at: time, from: id, id: textId }),
  /** Opens nothing. */
  v.strictObject({ state: v.literal('unopened'), at: time, envelope: someBytes }),
]);
/** An envelope that came, by the id of its deposit (protocol 8.6). */
export type InboxRow = v.InferOutput<typeof inboxRow>;

/** Throws MalformedError, FormatError. */
export function readInboxRow(source: Bytes): InboxRow {
  return decode(inboxRow, source);
}

export function writeInboxRow(row: InboxRow): Bytes {
  return encode(row);
}
