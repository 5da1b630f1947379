import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { toUtf8 } from '../../encoding/index.ts';
import { assertion } from './assertion.ts';
import {
  base64urlOf,
  base64urlUpTo,
  count,
  credentialText,
  idText,
  keyText,
  listOf,
  macText,
  signatureText,
  ticketText,
  time,
} from './values.ts';
import { HANDED_BYTES, MOST_TRUSTEES } from '../messages/index.ts';
import { backupCode, totpCode } from './codes.ts';
import {
  ESCROW_BOX_BYTES,
  ESCROW_SALT_BYTES,
  escrowQuestions,
  MOST_ORGANISATION_KEY_BYTES,
  ORGANISATION_SEAL_BYTES,
} from '../vault/index.ts';

/** Evaluations of one recovery, of a slot in 365 days, and how many of these may be drills (protocol 7). */
export const MOST_EVALUATIONS = 10;
export const MOST_YEARLY_EVALUATIONS = 30;
export const MOST_YEARLY_DRILLS = 3;
/** Recoveries of one escrow that may be past their code at once. */
export const MOST_RECOVERIES = 3;
/** Parts that one recovery takes: each trustee's, and some that may be made up. */
export const MOST_HANDED = 2 * MOST_TRUSTEES;
/** Bytes of a part for the browser that asks: HPKE's encapsulated key 32, commitment 32, what is in it, a tag 16. */
const SEALED_SHARE_BYTES = HANDED_BYTES + 80;
/** Base32 characters of a code that is mailed (40 bits), and how long it is good, in milliseconds. */
export const MAIL_CODE_LENGTH = 8;
export const MAIL_CODE_LIFE = 1_800_000;

/** In its one form (`src/typed/email.ts`). It comes here because a mail is to go there, and is kept as a keyed hash only. */
const address = v.pipe(v.string(), v.minLength(3), v.maxLength(254), v.regex(/^[^\s@]+@[^\s@]+$/));
const mailCode = v.pipe(v.string(), v.regex(new RegExp(`^[A-Z2-7]{${MAIL_CODE_LENGTH}}$`)));
/** E.164, with its `+`. It comes here because a text message is to go there, and is kept as a keyed hash only. */
const number = v.pipe(v.string(), v.regex(/^\+[1-9][0-9]{6,14}$/));
/** What mail and text message are written in. */
const language = v.picklist(['en', 'de']);
const salt = base64urlOf(ESCROW_SALT_BYTES);
const box = base64urlOf(ESCROW_BOX_BYTES);
const element = base64urlOf(32);

/** An address is proven before it is an escrow's: the ticket and the mailed code go into its commit. */
export const recoveryAddress = {
  request: v.strictObject({ address, language }),
  answer: v.strictObject({ ticket: ticketText }),
};

/** So is a number. */
export const recoveryNumber = {
  request: v.strictObject({ number, language }),
  answer: v.strictObject({ ticket: ticketText }),
};

/** Whether a code proves a number: asked where it is typed, since it counts only with the commit. */
export const recoveryNumberCode = v.strictObject({ ticket: ticketText, code: mailCode });

/**
 * What a recovery takes beside the mailed code: the account's own second factor (or a backup code), or a text message to a proven number.
 */
const escrowSecond = v.variant('kind', [
  v.strictObject({ kind: v.literal('factor') }),
  v.strictObject({ kind: v.literal('sms'), ticket: ticketText, code: mailCode }),
]);

/** An escrow as a commit brings it, in `access`. `key`: the OPRF's, a scalar. `signKey`: Ed25519 of KDF(s, "slot/sign"). */
export const escrowPut = v.strictObject({
  slot: idText,
  signKey: keyText,
  key: base64urlOf(32),
  salt,
  questions: escrowQuestions,
  box,
  ticket: ticketText,
  code: mailCode,
  second: v.optional(escrowSecond),
});

/**
 * Trustees as a commit brings them, in `access`: the store knows no more of them than how their slot signs in. `proof` of an address;
 * absent: that of the account's answers, or of the trustees before them.
 */
export const trusteesPut = v.strictObject({
  slot: idText,
  signKey: keyText,
  proof: v.optional(v.strictObject({ ticket: ticketText, code: mailCode })),
});

const organisationSeal = base64urlOf(ORGANISATION_SEAL_BYTES);
/** An organisation as a commit brings it: as trustees, with the seal that whoever has the request code is handed. */
export const organisationPut = v.strictObject({ ...trusteesPut.entries, seal: organisationSeal });

/** Who helps where answers don't, and the X25519 key to which they seal what they hand over. */
const help = v.strictObject({ by: v.picklist(['trustees', 'organisation']), shareKey: keyText });
/**
 * Anybody may ask with any address; the answers are alike. `requestKey`: made for this recovery, proves all that follows. `help` absent:
 * by answers.
 */
export const recoveryOpen = {
  request: v.strictObject({ address, language, requestKey: keyText, help: v.optional(help) }),
  answer: v.strictObject({ recovery: idText }),
};

/** `mac`: by the recovery's request key, over layout `recovery/request`; `step` is the last part of the path. */
const proven = { recovery: idText, time, mac: macText };
export const recoveryCode = v.strictObject({ ...proven, code: mailCode });
export const recoveryEvaluate = {
  request: v.strictObject({ ...proven, blinded: element }),
  /** `left`: evaluations that this recovery has left. */
  answer: v.strictObject({ evaluated: element, left: count }),
};
export const recoveryLook = v.strictObject(proven);
/** `backup` is used up by it; `sms`: as it was sent; `key`: a security key or passkey, over layout `recovery/key`. */
const secondProof = v.variant('kind', [
  v.strictObject({ kind: v.literal('totp'), code: totpCode }),
  v.strictObject({ kind: v.literal('backup'), code: backupCode }),
  v.strictObject({ kind: v.literal('sms'), code: mailCode }),
  v.strictObject({ kind: v.literal('key'), assertion }),
]);
/** `mac`: over `secondProofValue`. */
export const recoverySecond = v.strictObject({ ...proven, proof: secondProof });
/** Sends one, if the number is that of the escrow, which nobody is told. `mac`: over the number. */
export const recoverySms = v.strictObject({ ...proven, number, language });

const asked = { salt, questions: escrowQuestions };
/** How far a recovery is, to the browser that opened it. `asked`: the code is awaited, or nobody knows this recovery. */
export const recoveryState = v.variant('state', [
  v.strictObject({ state: v.literal('asked') }),
  /** The mailed code was right; one of these is asked for, too. `keys`: credential ids of the keys that are taken. */
  v.strictObject({
    state: v.literal('second'),
    by: v.pipe(v.array(v.picklist(['totp', 'key', 'backup', 'sms'])), v.minLength(1)),
    keys: listOf(credentialText),
  }),
  /** `opensAt`: the store's clock. */
  v.strictObject({ state: v.literal('waiting'), opensAt: time, ...asked }),
  v.strictObject({
    state: v.literal('open'),
    /** Until when; the store's clock. */
    until: time,
    left: count,
    account: idText,
    slot: idText,
    ...asked,
    box,
  }),
  /**
   * By trustees or an organisation: what they hand over is gathered from the code on, and opens once the wait is over. `signKey`: of the
   * slot that it opens.
   */
  v.strictObject({
    state: v.literal('gathering'),
    opensAt: time,
    until: time,
    isOpen: v.boolean(),
    account: idText,
    slot: idText,
    signKey: keyText,
  }),
  /**
   * `stopped`: by a device or the mail's link. `replaced`: the account's ways in were changed by somebody who had one. `restored`: the
   * store is a copy of before.
   */
  v.strictObject({
    state: v.literal('over'),
    why: v.picklist(['stopped', 'cancelled', 'expired', 'replaced', 'restored']),
  }),
]);
export type RecoveryState = v.InferOutput<typeof recoveryState>;

const sealedShare = base64urlOf(SEALED_SHARE_BYTES);
/** Where trustees or an organisation find this recovery, by the code that they were told; answered with what came so far. */
export const recoveryMeet = {
  request: v.strictObject({ ...proven, meeting: idText }),
  answer: v.strictObject({ shares: v.pipe(v.array(sealedShare), v.maxLength(MOST_HANDED)) }),
};
/** What whoever helps is told of a recovery that is neither over nor stopped; an organisation, what is sealed to it, too. */
export const recoveryMeeting = {
  request: v.strictObject({ meeting: idText }),
  answer: v.strictObject({
    account: idText,
    shareKey: keyText,
    since: time,
    opensAt: time,
    organisation: v.optional(v.strictObject({ slot: idText, seal: organisationSeal })),
  }),
};
export const recoveryHand = v.strictObject({ meeting: idText, share: sealedShare });

/** What a signed-in device is told: its escrow, and who is asking. */
export const recoveriesAnswer = v.strictObject({
  escrow: v.nullable(
    v.strictObject({ slot: idText, left: count, drills: count, second: v.optional(v.picklist(['factor', 'sms'])) }),
  ),
  trustees: v.nullable(v.strictObject({ slot: idText })),
  organisation: v.nullable(v.strictObject({ slot: idText })),
  /** The store was restored from a copy: until then nothing opens (protocol 7). */
  restsUntil: v.optional(time),
  open: v.pipe(
    v.array(
      v.strictObject({
        recovery: idText,
        by: v.picklist(['answers', 'trustees', 'organisation']),
        since: time,
        opensAt: time,
        until: time,
      }),
    ),
    v.maxLength(2 * MOST_RECOVERIES),
  ),
});
export type RecoveriesAnswer = v.InferOutput<typeof recoveriesAnswer>;

/**
 * The organisation's key that the operator has set, for whoever has its fingerprint: of itself it is the store's word, and worth nothing.
 */
export const recoveryOrganisation = v.strictObject({ key: v.nullable(base64urlUpTo(MOST_ORGANISATION_KEY_BYTES)) });

/** `signature`: by the device's signing key, over layout `recovery/veto`: a locked browser can't make it. */
export const recoveryVeto = v.strictObject({ recovery: idText, device: idText, time, signature: signatureText });

export const recoveryDrill = {
  request: v.strictObject({ blinded: element }),
  answer: recoveryEvaluate.answer,
};

/** Pushed to the sessions of an account: so many recoveries are open now, and the store rests until then. */
export const recoveryNews = v.strictObject({ open: count, restsUntil: v.optional(time) });
export type RecoveryNews = v.InferOutput<typeof recoveryNews>;

export type OrganisationPut = v.InferOutput<typeof organisationPut>;
export type TrusteesPut = v.InferOutput<typeof trusteesPut>;
export type EscrowPut = v.InferOutput<typeof escrowPut>;
export type SecondProof = v.InferOutput<typeof secondProof>;
export type MailLanguage = v.InferOutput<typeof language>;

/** What the asker's MAC of a second factor is over: the kind, and the code, or the signature, which is over all else of an assertion. */
export function secondProofValue(proof: SecondProof): Bytes {
  return toUtf8(`${proof.kind}:${proof.kind === 'key' ? proof.assertion.signature : proof.code}`);
}
