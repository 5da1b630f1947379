import * as v from 'valibot';
import { access } from './access.ts';
import { assertion } from './assertion.ts';
import { backupCode, totpCode } from './codes.ts';
import {
  base64urlOf,
  count,
  credentialText,
  hashText,
  idText,
  keyText,
  labelText,
  listOf,
  signatureText,
  ticketText,
  time,
} from './values.ts';

/** Sizes of OPAQUE's messages under ristretto255, SHA-512 and 3DH (RFC 9807), in bytes. */
const registrationRequest = base64urlOf(32);
const registrationResponse = base64urlOf(64);
const firstMessage = base64urlOf(96);
const secondMessage = base64urlOf(320);
const thirdMessage = base64urlOf(64);

/** 32 bytes from the store, part of X (protocol 5). */
const nonce = keyText;

/** A session: `token` belongs to the request key that signed in, and to nobody else. `doorKey`: what that agrees its MAC key with. */
export const signedIn = v.strictObject({
  account: idText,
  session: idText,
  token: keyText,
  doorKey: keyText,
  expiresAt: time,
});
export type SignedIn = v.InferOutput<typeof signedIn>;

export const signupStart = {
  request: v.strictObject({ account: idText, password: v.optional(registrationRequest) }),
  answer: v.strictObject({ ticket: ticketText, nonce, password: v.optional(registrationResponse) }),
};

/** First frame of a sign-up; the second is the first commit. `proof`: its author's signature over layout `signup`. */
export const signupHeader = v.strictObject({
  account: idText,
  requestKey: keyText,
  proof: signatureText,
  access,
  label: v.optional(labelText),
});
export const signupAnswer = v.strictObject({ ...signedIn.entries, head: hashText, sequence: count });

export const signinStart = { answer: v.strictObject({ ticket: ticketText, nonce }) };

const bound = { ticket: ticketText, requestKey: keyText };
const label = v.optional(labelText);

export const signinPasskey = v.strictObject({ ...bound, assertion, label });
/** `signature` is over X, by the key whose public half is enrolled for a slot (phrase). */
export const signinKey = v.strictObject({ ...bound, publicKey: keyText, signature: signatureText, label });

export const passwordStart = {
  request: v.strictObject({ lookup: hashText, start: firstMessage }),
  answer: v.strictObject({ ticket: ticketText, nonce, response: secondMessage }),
};

/** `mac`: of X under KDF(session key, "signin"). */
export const passwordFinish = {
  request: v.strictObject({ ...bound, finish: thirdMessage, mac: keyText }),
  answer: v.strictObject({
    ticket: ticketText,
    factors: v.pipe(v.array(v.picklist(['totp', 'key', 'backup'])), v.maxLength(3)),
    keys: listOf(credentialText),
  }),
};

const secondFactor = v.variant('kind', [
  v.strictObject({ kind: v.literal('totp'), code: totpCode }),
  v.strictObject({ kind: v.literal('backup'), code: backupCode }),
  v.strictObject({ kind: v.literal('key'), assertion }),
]);
export type SecondFactor = v.InferOutput<typeof secondFactor>;
export const signinSecond = v.strictObject({ ticket: ticketText, factor: secondFactor, label });

export const passwordChange = {
  request: v.strictObject({ request: registrationRequest }),
  answer: v.strictObject({ response: registrationResponse }),
};
