import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { associate, toUtf8, u64 } from '../../encoding/index.ts';
import { ANNOUNCEMENT_BYTES } from '../messages/index.ts';
import type { Endpoint } from './endpoint.ts';
import { endpoint } from './endpoint.ts';
import { base64urlOf, count, hashText, keyText, signatureText } from './values.ts';

/** Announcements that a topic keeps, the newest ones, and those that one answer brings (protocol 8.9). */
export const MOST_ANNOUNCEMENTS = 512;
export const MOST_TOLD = 128;

const announcement = base64urlOf(ANNOUNCEMENT_BYTES);

/** The key is Ed25519's public half: its hash names the topic, and its signature is all that is asked of who reads or writes there. */
const read = v.strictObject({ key: keyText, after: count, signature: signatureText });
export type TopicRead = v.InferOutput<typeof read>;

/** `previous`: SHA-256 of the newest announcement there; zeros where there is none. */
const append = v.strictObject({ key: keyText, previous: hashText, announcement, signature: signatureText });
export type TopicAppend = v.InferOutput<typeof append>;

const sequence = v.pipe(count, v.minValue(1));
/** `newest`: how many ever came; 0: no such topic. Those after the one that was named, oldest first, as far as they are kept. */
const told = v.strictObject({
  newest: count,
  announcements: v.pipe(v.array(v.strictObject({ sequence, announcement })), v.maxLength(MOST_TOLD)),
});
export type TopicAnswer = v.InferOutput<typeof told>;

/** Pushed to every session of the store, whoever is a member: what somebody has announced in some topic. */
export const topicNews = v.strictObject({ announcement });
export type TopicNews = v.InferOutput<typeof topicNews>;

/** What a read signs: for this store, topic and place in it. */
export function topicReadMessage(of: {
  readonly origin: string;
  readonly topic: Bytes;
  readonly after: number;
}): Bytes {
  return associate('channel/read', { origin: toUtf8(of.origin), topic: of.topic, after: u64(of.after) });
}

/** What an append signs; `announcement`: its SHA-256. It counts only behind `previous`, so it is worth nothing a second time. */
export function topicAppendMessage(of: {
  readonly origin: string;
  readonly topic: Bytes;
  readonly announcement: Bytes;
  readonly previous: Bytes;
}): Bytes {
  return associate('channel/append', { ...of, origin: toUtf8(of.origin) });
}

/** What members of a channel ask: without session, signature of one or cookie (protocol 8.9). */
export const topicEndpoints = {
  topicRead: endpoint({
    method: 'POST',
    path: '/v1/topics/read',
    caller: 'anyone',
    body: 'json',
    most: 1_024,
    request: read,
    answers: 'json',
    answer: told,
    errors: ['author-refused', 'too-many-requests', 'too-many-attempts'],
    says: 'To whoever signs by the key of a topic: the announcements that lie there, after the one that is named.',
  }),
  topicAppend: endpoint({
    method: 'POST',
    path: '/v1/topics/append',
    caller: 'anyone',
    body: 'json',
    most: 1_024,
    request: append,
    answers: 'json',
    answer: v.strictObject({ sequence }),
    errors: ['author-refused', 'conflict', 'quota', 'store-full', 'too-many-requests', 'too-many-attempts'],
    says: 'Puts an announcement behind the newest one of a topic, which the first one makes. One that lies there already is taken again.',
  }),
} as const satisfies Record<string, Endpoint>;
