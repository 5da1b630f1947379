import {
  agreementKeyPair,
  digest,
  equal,
  hmacSha256,
  kdf,
  openSealed,
  randomBytes,
  sealTo,
  wipe,
} from '../crypto/index.ts';
import type { KeyPair } from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import { associate, fromId, readU32, toUtf8, u32, u64 } from '../encoding/index.ts';
import type { LinkAbout, LinkAnswer, LinkRequest } from '../wire/index.ts';
import {
  readLinkAbout,
  readLinkAnswer,
  readLinkPost,
  readLinkRequest,
  writeLinkAbout,
  writeLinkAnswer,
  writeLinkPost,
  writeLinkRequest,
} from '../wire/index.ts';
import { LinkError } from './errors.ts';

/** How long a code is good, in milliseconds. */
export const LINK_LASTS = 300_000;

const SECRET_BYTES = 32;
const NONCE_BYTES = 32;
const COMMITMENT_BYTES = 16;
const NUMBERS = 1_000_000;
const DIGITS = 6;
const CHOICES = 3;

/** What both browsers derive of the secret in the code: where they meet, and keys for MACs and seals. 32 bytes each. */
export interface LinkKeys {
  readonly rendezvous: Bytes;
  readonly mac: Bytes;
  readonly secret: Bytes;
  readonly psk: Bytes;
}

/** `secret`: 32 bytes, from the code. */
export function linkKeys(secret: Bytes): LinkKeys {
  return {
    rendezvous: kdf(secret, 'link/id'),
    mac: kdf(secret, 'link/mac'),
    secret: secret.slice(),
    psk: kdf(secret, 'link/psk'),
  };
}

export function wipeLinkKeys({ mac, secret, psk }: LinkKeys): void {
  wipe(mac, secret, psk);
}

/** A new browser's part: the code's content, its keys, and the one message that it will send. */
export interface NewLink {
  readonly secret: Bytes;
  /** 16 bytes: all that it will say is fixed by it. */
  readonly commitment: Bytes;
  readonly keyPair: KeyPair;
  /** Encoded. */
  readonly request: Bytes;
}

/** `requestKey`: public half, 32 bytes, of the key that will sign this browser's requests. */
export async function newLink(requestKey: Bytes): Promise<NewLink> {
  const keyPair = await agreementKeyPair();
  const request = { agreement: keyPair.publicKey, nonce: randomBytes(NONCE_BYTES), requestKey };
  const secret = randomBytes(SECRET_BYTES);
  return { secret, commitment: commitmentOf(request), keyPair, request: writeLinkRequest(request) };
}

function commitmentOf(request: LinkRequest): Bytes {
  return digest('link/request', request).slice(0, COMMITMENT_BYTES);
}

/** The old browser's one message, encoded. */
export function newLinkAnswer(said: Omit<LinkAnswer, 'nonce'>): Bytes {
  return writeLinkAnswer({ ...said, nonce: randomBytes(NONCE_BYTES) });
}

type Side = 'answer' | 'request';

function macOf({ mac, rendezvous }: LinkKeys, side: Side, message: Bytes): Bytes {
  return hmacSha256(mac, associate('link/message', { rendezvous, side: toUtf8(side), message }));
}

/** A message as it is posted. Throws MalformedError above 8 KiB. */
export function postOf(keys: LinkKeys, side: Side, message: Bytes): Bytes {
  return writeLinkPost(macOf(keys, side, message), message);
}

function messageIn(keys: LinkKeys, side: Side, post: Bytes): Bytes {
  const { mac, message } = readLinkPost(post);
  if (!equal(mac, macOf(keys, side, message))) throw new LinkError();
  return message;
}

/** A message that came, and its bytes, of which the transcript is made. */
export interface Heard<T> {
  readonly said: T;
  readonly message: Bytes;
}

/** What the old browser posted. Throws LinkError for a post of somebody who doesn't know the code; MalformedError, FormatError. */
export function hearAnswer(keys: LinkKeys, post: Bytes): Heard<LinkAnswer> {
  const message = messageIn(keys, 'answer', post);
  return { said: readLinkAnswer(message), message };
}

/** What the new browser posted. Throws LinkError also for another new browser than the one that shows the code. */
export function hearRequest(keys: LinkKeys, commitment: Bytes, post: Bytes): Heard<LinkRequest> {
  const message = messageIn(keys, 'request', post);
  const said = readLinkRequest(message);
  if (!equal(commitmentOf(said), commitment)) throw new LinkError();
  return { said, message };
}

/** T: the hash of both messages, 32 bytes. */
export function linkTranscript(answer: Bytes, request: Bytes): Bytes {
  return digest('link/transcript', { answer, request });
}

/** Six digits, the same on both browsers unless somebody stands between them. */
export function linkNumber({ secret }: LinkKeys, transcript: Bytes): string {
  return digits(readU32(kdf(secret, 'link/number', transcript), 0));
}

/** The number among two others, in no order. */
export function numberChoices(number: string): string[] {
  const choices = [number];
  while (choices.length < CHOICES) {
    const other = digits(readU32(randomBytes(4), 0));
    if (!choices.includes(other)) choices.push(other);
  }
  // All three are random: so is the place that the right one has among them.
  return choices.sort();
}

function digits(drawn: number): string {
  return String(drawn % NUMBERS).padStart(DIGITS, '0');
}

/** What is handed over, and to whom: bound to everything that both have said. */
export interface Handover {
  readonly keys: LinkKeys;
  readonly transcript: Bytes;
  readonly account: Id;
}

function bindingOf({ keys }: Handover, info: Bytes) {
  return { psk: keys.psk, pskId: keys.rendezvous, info };
}

function aboutInfo({ transcript, account }: Handover): Bytes {
  return associate('link/about', { transcript, account: fromId(account) });
}

function keyInfo({ transcript, account }: Handover, generation: number): Bytes {
  return associate('link', { transcript, account: fromId(account), generation: u32(generation) });
}

/** Seals what a person will confirm, and the master key, to the new browser's key. */
export async function sealHandover(
  handover: Handover,
  publicKey: Bytes,
  { about, masterKey }: { readonly about: LinkAbout; readonly masterKey: Bytes },
): Promise<{ readonly about: Bytes; readonly key: Bytes }> {
  const to = (info: Bytes) => ({ publicKey, ...bindingOf(handover, info) });
  return {
    about: await sealTo(to(aboutInfo(handover)), writeLinkAbout(about)),
    key: await sealTo(to(keyInfo(handover, about.generation)), masterKey),
  };
}

/** What a person confirms. Throws LinkError. */
export async function openAbout(handover: Handover, keyPair: KeyPair, sealed: Bytes): Promise<LinkAbout> {
  const opened = await opening(openSealed({ keyPair, ...bindingOf(handover, aboutInfo(handover)) }, sealed));
  return readLinkAbout(opened);
}

/** The master key, 32 bytes; the caller wipes it. Throws LinkError. */
export function openHandedKey(handover: Handover, keyPair: KeyPair, generation: number, sealed: Bytes): Promise<Bytes> {
  return opening(openSealed({ keyPair, ...bindingOf(handover, keyInfo(handover, generation)) }, sealed));
}

/** What can't be opened was not sealed by whoever knows the code. */
function opening(opened: Promise<Bytes>): Promise<Bytes> {
  return opened.catch((cause: unknown) => {
    throw new LinkError({ cause });
  });
}

interface Grant {
  readonly origin: string;
  readonly account: Id;
  readonly rendezvous: Bytes;
  readonly transcript: Bytes;
  readonly requestKey: Bytes;
  /** Milliseconds since 1970. */
  readonly expiry: number;
}

/** What the old device signs, so that the store signs the new request key in (protocol 6.3). */
export function grantMessage({ origin, account, expiry, ...rest }: Grant): Bytes {
  return associate('link/grant', { origin: toUtf8(origin), account: fromId(account), expiry: u64(expiry), ...rest });
}
