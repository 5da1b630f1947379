import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { MalformedError, toJson } from '../../encoding/index.ts';
import { bytesOf, decode, encode, encodeValue, FormatError, id, someBytes } from '../format/index.ts';
import { MOST_SLOT_BYTES } from './limits.ts';

/** HPKE's encapsulated key 32, commitment 32, the master key 32 and a tag 16 (protocol 1). */
const SEAL_BYTES = 112;

const cost = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(0xffff_ffff));

/** Argon2id's parameters, whatever they say: crypto refuses those outside the format before deriving. */
export const passwordStretch = v.strictObject({ salt: bytesOf(16), t: cost, m: cost, p: v.literal(4) });

const known = v.variant('kind', [
  v.strictObject({
    kind: v.literal('password'),
    stretch: passwordStretch,
  }),
  v.strictObject({
    kind: v.literal('passkey'),
    salt: bytesOf(16),
    /** The credential's id as WebAuthn gives it, up to 1,023 bytes. */
    credential: v.pipe(
      someBytes,
      v.check((value) => value.length > 0 && value.length <= 1_023),
    ),
  }),
  v.strictObject({ kind: v.literal('phrase') }),
  v.strictObject({ kind: v.literal('escrow') }),
  v.strictObject({ kind: v.literal('trustees') }),
  v.strictObject({ kind: v.literal('organisation') }),
  v.strictObject({ kind: v.literal('device') }),
]);

/**
 * Public parameters per kind (protocol 2.1). A kind that this version can't open is another format, not damage: a later
 * version made it, and a vault with such a slot must not be taken for a broken one.
 */
export const slotParameters = v.pipe(
  v.looseObject({ kind: v.string() }),
  v.transform((value) => {
    if (!known.options.some(({ entries }) => entries.kind.literal === value.kind)) throw new FormatError();
    return value;
  }),
  known,
);

export type SlotParameters = v.InferOutput<typeof slotParameters>;
type SlotKind = SlotParameters['kind'];
const backKinds = ['escrow', 'trustees', 'organisation'] as const satisfies readonly SlotKind[];
/** Ways back that sign in only inside an open recovery: by answers with the store's help, by other people's shares, by an organisation. */
export type BackKind = (typeof backKinds)[number];
/** The kinds of ways in that a person holds; neither the device's own slot nor such a way back is one of them. */
export type WayKind = Exclude<SlotKind, 'device' | BackKind>;

const slot = v.strictObject({ id, parameters: slotParameters, seal: bytesOf(SEAL_BYTES) });

export function isBack(parameters: SlotParameters): parameters is Extract<SlotParameters, { kind: BackKind }> {
  return backKinds.some((kind) => kind === parameters.kind);
}

/** A slot as it is stored: the master key sealed to one way in. */
export type Slot = v.InferOutput<typeof slot>;

/** The one encoding of a slot's parameters: what binds a seal to them. */
export function writeSlotParameters(parameters: SlotParameters): Bytes {
  return toJson(encodeValue(inOrder(parameters)));
}

/** Fields in one order, whoever made the object. */
function inOrder(parameters: SlotParameters): unknown {
  switch (parameters.kind) {
    case 'password': {
      const { salt, t, m, p } = parameters.stretch;
      return ['password', salt, t, m, p];
    }
    case 'passkey':
      return ['passkey', parameters.salt, parameters.credential];
    case 'phrase':
    case 'escrow':
    case 'trustees':
    case 'organisation':
    case 'device':
      return [parameters.kind];
  }
}

/** Throws MalformedError, FormatError. */
export function readSlot(source: Bytes): Slot {
  return decode(slot, source, MOST_SLOT_BYTES);
}

export function writeSlot(value: Slot): Bytes {
  if (value.seal.length !== SEAL_BYTES) throw new MalformedError('seal of another length');
  return encode(value);
}
