import * as v from 'valibot';
import { access } from './access.ts';
import { recoveryNews } from './recovery.ts';
import { mailNews } from './relay.ts';
import { topicNews } from './topics.ts';
import { count, hashText, idText, keyText, labelText, listOf, signatureText, ticketText, time } from './values.ts';

const head = { head: hashText, sequence: count };
export const headAnswer = v.strictObject(head);
export type HeadAnswer = v.InferOutput<typeof headAnswer>;

/** First frame of a commit's request; the second is the commit. */
export const commitHeader = v.strictObject({ access });

/** First frame of the vault answer (see `api-frames.ts`). */
export const vaultHeader = v.strictObject({
  ...head,
  account: idText,
  /** Live records, and the bytes that count against the quota. */
  records: count,
  bytes: count,
});
export type VaultAnswerHeader = v.InferOutput<typeof vaultHeader>;

/** First frame of a page of a pull (see `api-frames.ts`). */
export const pullHeader = v.strictObject({
  ...head,
  /** How many frames of each kind this page has. */
  manifests: count,
  lists: count,
  records: count,
  deleted: count,
  /** Whether keyring and slots follow: they changed since, or everything was asked for. */
  state: v.boolean(),
  /** Records and deletions in all pages of this pull. */
  total: count,
  /** Ask for the next page with it; absent on the last. */
  cursor: v.optional(v.pipe(v.string(), v.maxLength(256), v.regex(/^[A-Za-z0-9_-]+$/))),
});
export type PullHeader = v.InferOutput<typeof pullHeader>;

const sessionView = v.strictObject({
  id: idText,
  /** Public half of its request key: what its name is sealed to, and how a browser knows its own. */
  requestKey: keyText,
  label: v.optional(labelText),
  how: v.picklist(['signup', 'password', 'passkey', 'key', 'link', 'recovery']),
  createdAt: time,
  signedInAt: time,
  lastSeenAt: time,
  /** The device that this session's commits are signed by, once it made one. */
  device: v.optional(idText),
});
export type SessionView = v.InferOutput<typeof sessionView>;
export const sessionsAnswer = v.strictObject({ sessions: listOf(sessionView) });
export const sessionLabel = v.strictObject({ session: idText, label: v.nullable(labelText) });
export const sessionRevoke = {
  request: v.union([v.strictObject({ session: idText }), v.strictObject({ others: v.literal(true) })]),
  answer: v.strictObject({ revoked: count }),
};

export const accessChallenge = v.strictObject({ ticket: ticketText, nonce: keyText });

/** `signature` is over layout `delete`, by the signing key of a listed device. */
export const accountDelete = v.strictObject({ head: hashText, device: idText, signature: signatureText });

/** A device that leaves: `signature` is over layout `device/leave`, by its own signing key. `head`: the last one it followed. */
export const leaveNote = v.strictObject({ head: hashText, device: idText, signature: signatureText });
export type LeaveNote = v.InferOutput<typeof leaveNote>;
/** Which device a session is of: signed by the device over store, account and request key. */
export const sessionDevice = v.strictObject({ device: idText, signature: signatureText });
export const leftAnswer = v.strictObject({ left: listOf(leaveNote) });

/** What a store says of itself to whoever asks. Sizes in bytes. */
export const storeAnswer = v.strictObject({
  format: v.pipe(v.number(), v.integer()),
  version: v.pipe(v.string(), v.maxLength(64)),
  origin: v.pipe(v.string(), v.maxLength(512)),
  signup: v.picklist(['open', 'closed']),
  rpId: v.pipe(v.string(), v.maxLength(253)),
  /** Whether it sends mail: without it nobody gets back by answers. */
  mail: v.boolean(),
  /** Whether it sends text messages, too. */
  sms: v.boolean(),
  /** Its OPAQUE public key, by which a browser tells another store at the same address. */
  key: keyText,
  /** Its door key (protocol 5): what a sign-in binds, and a browser's request key agrees MAC keys with. */
  doorKey: keyText,
  limits: v.strictObject({ commitBytes: count, recordBytes: count, records: count, accountBytes: count }),
});
export type StoreAnswer = v.InferOutput<typeof storeAnswer>;

export const healthAnswer = v.strictObject({ status: v.picklist(['ok', 'failing']) });

/** What a store pushes over `/v1/events`. */
export const pushed = {
  head: headAnswer,
  mail: mailNews,
  recovery: recoveryNews,
  topic: topicNews,
  'signed-out': v.strictObject({}),
} as const;
