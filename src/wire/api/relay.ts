import * as v from 'valibot';
import { base64urlUpTo, count, idText, time } from './values.ts';

/** Uses that one invitation token may be good for (protocol 8.1). */
const MOST_TOKEN_USES = 50;
/** Envelopes that one answer brings, and ids that one acknowledgement names. */
export const MOST_MAIL = 50;
/** One-time pre-keys that a store keeps of a device, and how few are left when it asks for more (protocol 8.2). */
export const MOST_ONCE_KEYS = 100;
export const FEW_ONCE_KEYS = 25;

/** Invitation token, delivery token, use of one, deposit: 16 random bytes, made by clients. */
const secretId = idText;
const version = v.pipe(count, v.minValue(1), v.maxValue(0xffff_ffff));

/**
 * Whoever holds a token of an account asks for its device list from a version on. `use` names the use of an invitation token:
 * made and kept by the client before it first asks, so that a lost answer costs no second use.
 */
export const bundlesRequest = v.strictObject({
  account: idText,
  token: secretId,
  use: v.optional(secretId),
  from: version,
});
export const contactListsRequest = v.strictObject({ account: idText, token: secretId, from: version });

/** First frame of a deposit; the second is the envelope. */
export const depositHeader = v.strictObject({
  account: idText,
  device: idText,
  token: secretId,
  use: v.optional(secretId),
  deposit: secretId,
});

/** First frame of an answer that brings list versions, and bundles where they were asked for. */
export const listsHeader = v.strictObject({ newest: version, lists: count });
/** First frame of the answer to a deposit; `gone`: the device has no mailbox any more, and the newest list follows. */
export const depositAnswer = v.strictObject({ outcome: v.picklist(['taken', 'gone']) });

/** What a device has of pre-keys at the store. `wanted`: so many one-time keys it had better bring, 0 while there are enough. */
export const preKeyState = v.strictObject({
  signed: v.optional(idText),
  kem: v.optional(idText),
  once: count,
  wanted: v.pipe(count, v.maxValue(MOST_ONCE_KEYS)),
});
export type PreKeyState = v.InferOutput<typeof preKeyState>;

/** By which token an envelope came: one in force, an invitation, or one that is good for a request a day only. */
const by = v.picklist(['delivery', 'invitation', 'former']);
const letter = v.strictObject({ id: secretId, by });
/** First frame of a mailbox: what each of the following frames is, oldest first. */
export const mailHeader = v.strictObject({
  mail: v.pipe(v.array(letter), v.maxLength(MOST_MAIL)),
  /** Whether others lie behind these. */
  more: v.boolean(),
  preKeys: preKeyState,
});
export type MailHeader = v.InferOutput<typeof mailHeader>;

export const mailAcknowledged = v.strictObject({
  device: idText,
  ids: v.pipe(v.array(secretId), v.minLength(1), v.maxLength(MOST_MAIL)),
});

export const tokenPut = v.variant('kind', [
  v.strictObject({ kind: v.literal('delivery'), token: secretId }),
  v.strictObject({
    kind: v.literal('invitation'),
    token: secretId,
    /** How many people may use it. */
    uses: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_TOKEN_USES)),
    /** The store's clock. */
    expiresAt: time,
  }),
]);
export type TokenPut = v.InferOutput<typeof tokenPut>;

/** `abused`: what comes by it is not even to be a request. */
export const tokenRevoke = v.strictObject({ token: secretId, abused: v.boolean() });

/** Pushed to the sessions of an account: so many envelopes wait for that device. */
export const mailNews = v.strictObject({ device: idText, count });
export type MailNews = v.InferOutput<typeof mailNews>;

/** Signed pre-keys, encoded: `signed` and `kem` replace those before, `once` are added; `anew`: in the place of all that wait there. */
export function preKeysPut(mostBytes: number) {
  const preKey = base64urlUpTo(mostBytes);
  return v.strictObject({
    device: idText,
    signed: v.optional(preKey),
    kem: v.optional(preKey),
    once: v.pipe(v.array(preKey), v.maxLength(MOST_ONCE_KEYS)),
    anew: v.optional(v.literal(true)),
  });
}
