import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { bytes, MalformedError, readFrames, writeFrames } from '../../encoding/index.ts';
import { bytesOf, counter, decode, id, someBytes } from '../format/index.ts';
import {
  ENVELOPE_STEP,
  KEM_CIPHERTEXT_BYTES,
  MOST_OPENED_BYTES,
  MOST_SET_UP_BYTES,
  RATCHET_BLOCK_BYTES,
  RATCHET_HEADER_BYTES,
} from './limits.ts';
import { encodeShape } from './shape.ts';

const MOST_HEAD_BYTES = 512;

const head = v.strictObject({
  /** `initial` brings set-up fields: every message until the first reply. */
  kind: v.picklist(['initial', 'ratchet']),
  /** Who sends, as they say: believed once the ratchet's header opened. */
  account: id,
  device: id,
  /** Version of the sender's own device list. */
  version: counter,
});
/** What an envelope says before anything else in it is opened (protocol 8.4). */
export type EnvelopeHead = v.InferOutput<typeof head>;

export const setUp = v.strictObject({
  /** The sender's: signed certificate, and signed card, encoded. */
  certificate: someBytes,
  card: someBytes,
  /** Version of the receiver's device list as the sender holds it; the sender's own stands in the head. */
  version: counter,
  /** Hash of both agreement keys, the sender's first: whether both mean the same keys. */
  agreements: bytesOf(32),
  /** Which of the receiver's pre-keys were used. */
  preKeys: v.strictObject({ signed: id, kem: id, once: v.optional(id) }),
  ephemeral: bytesOf(32),
  ciphertext: bytesOf(KEM_CIPHERTEXT_BYTES),
});
/** What a receiver needs to answer a session (protocol 8.2), besides the sender's certificate and card. */
export type SetUpFields = v.InferOutput<typeof setUp>;

/** An envelope once its seal is opened: who sends, how a session begins, and one message of the ratchet. */
export interface EnvelopeContents {
  readonly head: EnvelopeHead;
  readonly setUp: SetUpFields | undefined;
  /** Sealed by the ratchet: header 68 bytes, KEM block 2,288 bytes, body. */
  readonly message: { readonly header: Bytes; readonly block: Bytes; readonly body: Bytes };
}

/**
 * Frames: head, set-up fields or nothing, header, KEM block, body; then 0x80 and zeros up to a multiple of 4,096 bytes. Throws
 * MalformedError for what its reader would refuse.
 */
export function writeEnvelope(contents: EnvelopeContents): Bytes {
  const { head: who, setUp: fields, message } = contents;
  check(contents);
  const written = writeFrames([
    encodeShape(head, who, MOST_HEAD_BYTES),
    fields ? encodeShape(setUp, fields, MOST_SET_UP_BYTES) : bytes(0),
    message.header,
    message.block,
    message.body,
  ]);
  const padded = bytes(Math.ceil((written.length + 1) / ENVELOPE_STEP) * ENVELOPE_STEP);
  if (padded.length > MOST_OPENED_BYTES) throw new MalformedError('longer than it may be');
  padded.set(written);
  padded[written.length] = 0x80;
  return padded;
}

/** Throws MalformedError, FormatError. */
export function readEnvelope(padded: Bytes): EnvelopeContents {
  const [who, fields, header, block, body, ...more] = readFrames(unpadded(padded), 5);
  if (!who || !fields || !header || !block || !body || more.length > 0) throw new MalformedError('not an envelope');
  const contents: EnvelopeContents = {
    head: decode(head, who, MOST_HEAD_BYTES),
    setUp: fields.length > 0 ? decode(setUp, fields, MOST_SET_UP_BYTES) : undefined,
    message: { header, block, body },
  };
  check(contents);
  return contents;
}

function check({ head: { kind }, setUp: fields, message: { header, block, body } }: EnvelopeContents): void {
  const isSized = header.length === RATCHET_HEADER_BYTES && block.length === RATCHET_BLOCK_BYTES && body.length > 0;
  if (!isSized || (kind === 'initial') !== (fields !== undefined)) throw new MalformedError('not an envelope');
}

/** Without its padding, as a view. Throws MalformedError for any padding but that of `writeEnvelope`. */
function unpadded(padded: Bytes): Bytes {
  if (padded.length > MOST_OPENED_BYTES || padded.length % ENVELOPE_STEP !== 0) throw new MalformedError('bad padding');
  let end = padded.length - 1;
  while (end >= padded.length - ENVELOPE_STEP && padded[end] === 0) end -= 1;
  if (padded[end] !== 0x80 || end < padded.length - ENVELOPE_STEP) throw new MalformedError('bad padding');
  return padded.subarray(0, end);
}
