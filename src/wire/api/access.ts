import * as v from 'valibot';
import { backupCode, totpCode } from './codes.ts';
import { escrowPut, organisationPut, trusteesPut } from './recovery.ts';
import {
  BACKUP_CODES,
  base64urlOf,
  base64urlUpTo,
  count,
  credentialText,
  hashText,
  idText,
  keyText,
  labelText,
  listOf,
  ticketText,
  time,
} from './values.ts';

/** A security key made for the second factor alone: what `create()` answered to the challenge of `/v1/access/challenge`. */
const securityKey = v.strictObject({
  ticket: ticketText,
  credential: credentialText,
  clientDataJSON: base64urlUpTo(4096),
  attestationObject: base64urlUpTo(16_384),
  label: v.optional(labelText),
});

/** The second factor's part of `access`: may change without a commit. `totp: null` removes it. */
const secondFactors = {
  totp: v.optional(v.nullable(v.strictObject({ seed: base64urlOf(20), code: totpCode }))),
  backupCodes: v.optional(v.pipe(v.array(backupCode), v.length(BACKUP_CODES))),
  securityKeys: v.optional(v.pipe(v.array(securityKey), v.maxLength(8))),
  removeSecurityKeys: v.optional(v.pipe(v.array(credentialText), v.maxLength(32))),
};
export const secondFactorChange = v.strictObject(secondFactors);

/** What can sign in, as far as a request changes it; rides in a commit so that keys, slots and data change together. */
export const access = v.strictObject({
  ...secondFactors,
  /** Hash of the address; the address itself never comes here. */
  lookup: v.optional(hashText),
  password: v.optional(v.strictObject({ slot: idText, record: base64urlOf(192) })),
  /** `publicKey`: SubjectPublicKeyInfo (DER), as the browser's `getPublicKey()` gives it. */
  passkeys: v.optional(
    v.pipe(
      v.array(v.strictObject({ slot: idText, credential: credentialText, publicKey: base64urlUpTo(1024) })),
      v.maxLength(16),
    ),
  ),
  /** Ed25519 from KDF(s, "slot/sign"): phrase slots. */
  signKeys: v.optional(v.pipe(v.array(v.strictObject({ slot: idText, publicKey: keyText })), v.maxLength(16))),
  /** The one escrow: it goes as its slot goes, and signs in only inside an open recovery (protocol 7). */
  escrow: v.optional(escrowPut),
  /** The one slot that shares open: the same. */
  trustees: v.optional(trusteesPut),
  /** The one slot that an organisation opens: the same. */
  organisation: v.optional(organisationPut),
});
export type Access = v.InferOutput<typeof access>;
export type SecondFactorChange = v.InferOutput<typeof secondFactorChange>;

/** A backup code that is tried, and stays good. */
export const codeTried = v.strictObject({ code: backupCode });

/** What can sign in, as an owner may read it. */
export const accessView = v.strictObject({
  email: v.boolean(),
  password: v.nullable(idText),
  totp: v.boolean(),
  backupCodes: count,
  passkeys: listOf(v.strictObject({ slot: idText, credential: credentialText })),
  securityKeys: listOf(v.strictObject({ credential: credentialText, createdAt: time, label: v.optional(labelText) })),
  signKeys: listOf(v.strictObject({ slot: idText, publicKey: keyText })),
});
export type AccessView = v.InferOutput<typeof accessView>;
