import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { MalformedError, concat } from '../../encoding/index.ts';
import { bytesOf, counter, decode, encode, id, name, someBytes, time } from '../format/index.ts';

const MAC_BYTES = 32;
/** Bytes of one message of a linking as it is posted, its MAC among them (protocol 6.3). */
export const MOST_LINK_BYTES = 8_192;
/** Names of devices that are told to a new browser before it opens anything; of more it gets the number. */
export const MOST_LINK_NAMES = 16;

const key = bytesOf(32);

const answer = v.strictObject({
  account: id,
  /** Of the device that answers: its signed certificate, encoded. */
  certificate: someBytes,
  /** Version and hash of the device list, and the head, that it followed last. */
  version: counter,
  list: key,
  head: key,
  nonce: key,
});
/** What the old browser says in a linking: whose vault, as which device, in which state (protocol 6.3). */
export type LinkAnswer = v.InferOutput<typeof answer>;

const request = v.strictObject({
  /** X25519: the master key is sealed to it. */
  agreement: key,
  nonce: key,
  /** X25519: its session is bound to it. */
  requestKey: key,
});
/** All that the new browser says; its hash stands in the code. */
export type LinkRequest = v.InferOutput<typeof request>;

const about = v.strictObject({
  /** The account's e-mail address; empty where it has none. */
  name: v.pipe(v.string(), v.maxLength(320)),
  /** The device that answers, and the others. */
  device: name,
  others: v.pipe(v.array(name), v.maxLength(MOST_LINK_NAMES)),
  devices: counter,
  items: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  sequence: counter,
  generation: counter,
  time,
  /** The store's, as the device that answers has it (protocol 5). */
  doorKey: key,
});
/** What a person confirms on the new browser before it opens anything. */
export type LinkAbout = v.InferOutput<typeof about>;

export function writeLinkAnswer(value: LinkAnswer): Bytes {
  return encode(value);
}

/** Throws MalformedError, FormatError. */
export function readLinkAnswer(source: Bytes): LinkAnswer {
  return decode(answer, source, MOST_LINK_BYTES);
}

export function writeLinkRequest(value: LinkRequest): Bytes {
  return encode(value);
}

/** Throws MalformedError, FormatError. */
export function readLinkRequest(source: Bytes): LinkRequest {
  return decode(request, source, MOST_LINK_BYTES);
}

export function writeLinkAbout(value: LinkAbout): Bytes {
  return encode(value);
}

/** Throws MalformedError, FormatError. */
export function readLinkAbout(source: Bytes): LinkAbout {
  return decode(about, source, MOST_LINK_BYTES);
}

/** A message as it is posted: `mac 32 | message`. Throws MalformedError for one above 8 KiB. */
export function writeLinkPost(mac: Bytes, message: Bytes): Bytes {
  const post = concat(mac, message);
  if (mac.length !== MAC_BYTES || post.length > MOST_LINK_BYTES) throw new MalformedError('a post of another length');
  return post;
}

/** The MAC is not checked yet. Throws MalformedError. */
export function readLinkPost(post: Bytes): { readonly mac: Bytes; readonly message: Bytes } {
  if (post.length <= MAC_BYTES || post.length > MOST_LINK_BYTES) throw new MalformedError('a post of another length');
  return { mac: post.subarray(0, MAC_BYTES), message: post.subarray(MAC_BYTES) };
}
