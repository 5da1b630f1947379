import * as v from 'valibot';
import { MOST_LINK_BYTES } from '../vault/index.ts';
import { signedIn } from './signin.ts';
import { base64urlOf, base64urlUpTo, hashText, idText, keyText, signatureText, time } from './values.ts';

/** A seal of 32 bytes: enc 32, commitment 32, ciphertext 32, tag 16. */
const SEALED_KEY_BYTES = 112;

const rendezvous = keyText;
const post = base64urlUpTo(MOST_LINK_BYTES);
/** What only the new browser that opened the meeting knows: 32 bytes. */
const asNew = { rendezvous, ticket: keyText };
/** What the old browser seals to the new one. */
const handed = { about: base64urlUpTo(MOST_LINK_BYTES), key: base64urlOf(SEALED_KEY_BYTES) };
/** Of the address that the seal names the account by, if it names one: a store hands on none but the account's own. */
const named = { lookup: v.optional(hashText) };

export const linkOpen = {
  request: v.strictObject({ rendezvous }),
  answer: v.strictObject({ ticket: keyText, expiresAt: time }),
};

/** `answer`: what the old browser posted, once it did. `granted`: it handed over. */
export const linkLook = {
  request: v.strictObject(asNew),
  answer: v.strictObject({ answer: v.optional(post), granted: v.boolean() }),
};

export const linkReply = v.strictObject({ ...asNew, request: post });
export const linkTake = {
  request: v.strictObject(asNew),
  answer: v.strictObject({ signedIn, ...handed, ...named }),
};
export const linkStop = v.strictObject(asNew);

export const linkAnswer = {
  request: v.strictObject({ rendezvous, answer: post }),
  answer: v.strictObject({ expiresAt: time }),
};
/** `request`: what the new browser posted, once it did. */
export const linkHear = {
  request: v.strictObject({ rendezvous }),
  answer: v.strictObject({ request: v.optional(post) }),
};

/** `signature` is over layout `link/grant`, by the signing key of a listed device. */
export const linkGrant = v.strictObject({
  rendezvous,
  transcript: hashText,
  requestKey: keyText,
  expiry: time,
  device: idText,
  signature: signatureText,
  ...handed,
  ...named,
});
export type LinkGrant = v.InferOutput<typeof linkGrant>;

export const linkRefuse = v.strictObject({ rendezvous });
