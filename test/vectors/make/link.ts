import { agreementKeyPair, digest, sign, signingKeyPair } from '../../../src/crypto/index.ts';
import {
  certify,
  grantMessage,
  linkKeys,
  linkNumber,
  linkTranscript,
  postOf,
  sealHandover,
} from '../../../src/devices/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { concat, toBase32, toBase64url, toHex, toId } from '../../../src/encoding/index.ts';
import { linkPrefix } from '../../../src/typed/index.ts';
import { writeLinkAnswer, writeLinkRequest } from '../../../src/wire/index.ts';

/** 32 bytes that count up. */
const from = (first: number): Bytes => Uint8Array.from({ length: 32 }, (_, at) => (first + at) % 256);
const time = Date.UTC(2026, 10, 28, 12);
const origin = 'https://store.example';
const account = toId(from(0x10).slice(0, 16));
const device = toId(from(0x20).slice(0, 16));

const hex = (values: Readonly<Record<string, Bytes>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toHex(value)]));
const flipped = (post: Bytes): Bytes => post.map((byte, at) => (at === 31 ? byte ^ 1 : byte));

/**
 * One linking of two browsers (docs/protocol.md 6.3) with everything that goes over the wire, from fixed secrets. The seals'
 * own randomness is drawn anew each time.
 */
export async function link(): Promise<object> {
  const keyPair = await agreementKeyPair(from(0x30));
  const requestKey = await agreementKeyPair(from(0x40));
  const identity = await signingKeyPair(from(0x50));
  const signing = await signingKeyPair(from(0x60));
  const [agreement, mailbox] = await Promise.all([agreementKeyPair(from(0x70)), agreementKeyPair(from(0x80))]);
  const keysOfDevice = { signing: signing.publicKey, agreement: agreement.publicKey, mailbox: mailbox.publicKey };
  const certificate = await certify(identity.privateKey, { account, device, ...keysOfDevice, createdAt: time });

  const secret = from(0x00);
  const asked = { agreement: keyPair.publicKey, nonce: from(0xa0), requestKey: requestKey.publicKey };
  const commitment = digest('link/request', asked).slice(0, 16);
  const request = writeLinkRequest(asked);
  const answer = writeLinkAnswer({
    account,
    certificate,
    version: 3,
    list: from(0xb0),
    head: from(0xc0),
    nonce: from(0xd0),
  });
  const keys = linkKeys(secret);
  const transcript = linkTranscript(answer, request);
  const about = {
    name: 'mira@fjord.example',
    device: 'Laptop',
    others: ['Office', 'Kitchen tablet'],
    devices: 3,
    items: 412,
    sequence: 1_204,
    generation: 2,
    time,
    doorKey: (await agreementKeyPair(from(0x90))).publicKey,
  };
  const masterKey = from(0xe0);
  const sealed = await sealHandover({ keys, transcript, account }, keyPair.publicKey, { about, masterKey });
  const expiry = time + 300_000;
  const { rendezvous } = keys;
  const granted = grantMessage({ origin, account, rendezvous, transcript, requestKey: requestKey.publicKey, expiry });

  const other = { ...asked, agreement: agreement.publicKey };
  return {
    source: 'docs/protocol.md section 6.3: a linking of two browsers, from fixed secrets.',
    code: linkPrefix + toBase32(concat(secret, commitment)),
    ...hex({ secret, commitment, privateKey: keyPair.privateKey, requestPrivate: requestKey.privateKey, rendezvous }),
    origin,
    account,
    device,
    deviceSigning: toHex(signing.publicKey),
    ...hex({
      answer,
      request,
      answerPost: postOf(keys, 'answer', answer),
      requestPost: postOf(keys, 'request', request),
    }),
    transcript: toHex(transcript),
    number: linkNumber(keys, transcript),
    about: { ...about, doorKey: toBase64url(about.doorKey) },
    ...hex({ masterKey, aboutSeal: sealed.about, keySeal: sealed.key }),
    expiry,
    ...hex({ grant: granted, grantSignature: await sign(signing.privateKey, granted) }),
    refused: [
      {
        why: 'a MAC of somebody who has not seen the code',
        side: 'request',
        post: toHex(flipped(postOf(keys, 'request', request))),
      },
      { why: 'the other side’s own message, sent back', side: 'request', post: toHex(postOf(keys, 'answer', answer)) },
      {
        why: 'a message of the right side under the MAC of the other',
        side: 'request',
        post: toHex(postOf(keys, 'answer', request)),
      },
      {
        why: 'another new browser than the one that shows the code',
        side: 'request',
        post: toHex(postOf(keys, 'request', writeLinkRequest(other))),
      },
      { why: 'a MAC of another code', side: 'answer', post: toHex(postOf(linkKeys(from(0x01)), 'answer', answer)) },
    ],
  };
}
