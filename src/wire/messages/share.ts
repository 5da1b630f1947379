import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { isPersonName } from '../../typed/index.ts';
import { bytesOf, decodePadded, encodePadded, encodeValue, id, parse, time, unique } from '../format/index.ts';
import { withoutHistory } from './merged.ts';

/** People who hold a share of one secret (protocol 7). */
export const FEWEST_TRUSTEES = 2;
export const MOST_TRUSTEES = 10;
/** Bytes of a share of 32 bytes: one more says where on its polynomial it lies. */
export const SHARE_BYTES = 33;
/** Bytes of a part that is handed over, before it is sealed: so its length says nothing. */
export const HANDED_BYTES = 2_048;
/** Letters of a request code: 100 bits. */
export const REQUEST_CODE_LENGTH = 20;

const key = bytesOf(32);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(FEWEST_TRUSTEES), v.maxValue(MOST_TRUSTEES));
const fields = {
  /** Its place among `hashes`, from 1. */
  index: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MOST_TRUSTEES)),
  /** So many of them open. */
  needed: count,
  share: bytesOf(SHARE_BYTES),
  /** Of all shares of the set. */
  hashes: v.pipe(
    v.array(key),
    v.minLength(FEWEST_TRUSTEES),
    v.maxLength(MOST_TRUSTEES),
    unique((hash) => hash.join(' ')),
  ),
};
interface Placed {
  readonly index: number;
  readonly needed: number;
  readonly hashes: readonly Bytes[];
}
function isPlaced({ index, needed, hashes }: Placed): boolean {
  return index <= hashes.length && needed <= hashes.length;
}

const part = v.strictObject({ is: v.literal('part'), ...fields });
/**
 * What one side of a trust says to the other: here is your share; I still have it; of the browsers that had it one was lost or taken
 * out; yours is worth nothing any more.
 */
export const shareSaid = v.pipe(
  v.variant('is', [
    part,
    v.strictObject({ is: v.literal('held') }),
    v.strictObject({ is: v.literal('changed') }),
    v.strictObject({ is: v.literal('over') }),
  ]),
  v.check((said) => said.is !== 'part' || isPlaced(said)),
);
export type ShareSaid = v.InferOutput<typeof shareSaid>;
export type SharePart = v.InferOutput<typeof part>;

const asked = v.strictObject({
  /** E, which the code stands for, and the code itself. */
  shareKey: key,
  code: v.pipe(v.string(), v.length(REQUEST_CODE_LENGTH)),
  since: time,
  /** When it goes by itself; the trustee's clock. */
  handsAt: time,
  /** When it went. */
  handedAt: v.optional(time),
});

const heldShare = v.pipe(
  v.strictObject({
    kind: v.literal('share'),
    /** Record of the contact whose secret it is of. */
    contact: id,
    set: id,
    ...fields,
    /** When it was sent, by its sender's clock, and when it came. */
    sentAt: time,
    cameAt: time,
    /** When its owner was told last that it is held, and the own identity at that time: another one means that a browser was taken out. */
    saidAt: v.optional(time),
    identity: key,
    /** A request that was taken: handed over, or waiting. */
    asked: v.optional(asked),
    updatedAt: time,
  }),
  v.check((value) => isPlaced(value)),
);
/** A share of a contact's secret (protocol 7): the body of a record of `contacts`. */
export type HeldShare = v.InferOutput<typeof heldShare>;

/** A record's body. Throws MalformedError. */
export function readHeldShare(body: unknown): HeldShare {
  return parse(heldShare, withoutHistory(body));
}

/** As a JSON value, the way record bodies are handed on. */
export function heldShareBody(value: HeldShare): unknown {
  return encodeValue(value);
}

const trustees = v.strictObject({
  kind: v.literal('trustees'),
  set: id,
  /** The way in that they open together. */
  slot: id,
  needed: count,
  /** By their records of contacts. */
  people: v.pipe(
    v.array(
      v.strictObject({
        id,
        /** When they said last that they hold it; and that a browser of theirs was taken out or lost since they have it. */
        heldAt: v.optional(time),
        changedAt: v.optional(time),
      }),
    ),
    v.minLength(FEWEST_TRUSTEES),
    v.maxLength(MOST_TRUSTEES),
    unique(({ id: contact }) => contact),
  ),
  madeAt: time,
  updatedAt: time,
});
/** Who holds shares of the own secret (protocol 7), and never a share: the body of a record of `contacts`. */
export type Trustees = v.InferOutput<typeof trustees>;

/** A record's body. Throws MalformedError. */
export function readTrustees(body: unknown): Trustees {
  return parse(trustees, withoutHistory(body));
}

export function trusteesBody(value: Trustees): unknown {
  return encodeValue(value);
}

const handed = v.pipe(
  v.strictObject({
    /** Whose share it is: what their own card calls them. */
    trustee: id,
    name: v.pipe(v.string(), v.check(isPersonName)),
    set: id,
    ...fields,
  }),
  v.check((value) => isPlaced(value)),
);
/** A share as it is handed over: what is sealed for the browser that asks. */
export type HandedShare = v.InferOutput<typeof handed>;

/** `length 2 | JSON | zeros`, 2,048 bytes. */
export function writeHandedShare(value: HandedShare): Bytes {
  return encodePadded(value, HANDED_BYTES);
}

/** Throws MalformedError, FormatError. */
export function readHandedShare(source: Bytes): HandedShare {
  return decodePadded(handed, source, HANDED_BYTES);
}
