import { randomBytes } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { bytes, fromBase64url, toBase64url, toJson, toUtf8 } from '../../../src/encoding/index.ts';
import type { EndpointName } from '../../../src/wire/index.ts';
import { FORMAT_HEADER, TIME_HEADER } from '../../../src/wire/index.ts';
import type { Lie, Told } from '../store.ts';
import { flip, instead, overBytes, overJson, withoutLength } from '../twist.ts';

const relay = 'a sign-in relayed from one store to another';
const ours = 'a store that is none, or is broken';
const lost = 'acknowledgements that are not true';
const keys = 'public keys and secrets of its own in a sign-in';

const everything: readonly EndpointName[] = [
  'store',
  'signupStart',
  'signup',
  'signinStart',
  'passwordStart',
  'passwordFinish',
  'signinSecond',
  'vault',
  'pull',
  'commit',
  'sessions',
  'access',
  'contactBundles',
  'contactLists',
  'contactDeposit',
  'mailbox',
  'mailboxAcknowledge',
  'preKeysPut',
  'tokenPut',
];
const signedIn: readonly EndpointName[] = ['signup', 'signinPasskey', 'signinKey', 'signinSecond'];

const told = (status: number, body: Bytes, type = 'application/json'): Told => ({
  status,
  headers: { 'content-type': type, [FORMAT_HEADER]: '1', [TIME_HEADER]: String(Date.now()) },
  body,
});
const random = (length: number): string => toBase64url(randomBytes(length));

/**
 * Two encodings of 32 bytes that are no element of ristretto255 (RFC 9496, section 4.3.1: not below p). One of sixteen random ones
 * is an element, and then a sign-up is right to go on.
 */
const notPoints = (): string =>
  toBase64url(randomBytes(64).map((byte, place) => (place % 32 === 31 ? byte | 0x80 : byte)));
const portal = toUtf8('<!doctype html><title>Welcome to the hotel</title><form><input name="room"></form>');

/** Changes the head of an answer and leaves its body. */
function overHeaders(name: string, change: Readonly<Record<string, string>>, remove: readonly string[] = []): Lie {
  return {
    name,
    attack: ours,
    on: everything,
    tell: ({ honest }) => {
      const kept = Object.entries(withoutLength(honest)).filter(([header]) => !remove.includes(header));
      return { ...honest, headers: { ...Object.fromEntries(kept), ...change } };
    },
  };
}

/** Sign-ins, acknowledgements, and answers that are none. */
export const answerLies: readonly Lie[] = [
  overJson({ name: 'the origin of another store', attack: relay }, ['store'], (answer) => ({
    ...answer,
    origin: 'https://other.example',
  })),
  overJson({ name: 'a store of another format', attack: 'claimed formats' }, ['store'], (answer) => ({
    ...answer,
    format: 999,
  })),
  overJson({ name: 'a store of format 0', attack: 'claimed formats' }, ['store'], (answer) => ({
    ...answer,
    format: 0,
  })),
  overJson({ name: 'another RP ID', attack: relay }, ['store'], (answer) => ({ ...answer, rpId: 'other.example' })),
  overJson(
    { name: "a nonce of its own in a passkey's or phrase's sign-in", attack: relay },
    ['signinStart'],
    (answer) => ({ ...answer, nonce: random(32) }),
  ),
  overJson({ name: "a nonce of its own in a password's sign-in", attack: relay }, ['passwordStart'], (answer) => ({
    ...answer,
    nonce: random(32),
  })),
  overJson({ name: 'a short nonce', attack: relay }, ['signinStart', 'passwordStart'], (answer) => ({
    ...answer,
    nonce: 'AAAA',
  })),
  overJson({ name: 'a flipped bit in OPAQUE', attack: keys }, ['passwordStart'], (answer) => ({
    ...answer,
    response: toBase64url(flip(fromBase64url(String(answer['response'])))),
  })),
  overJson({ name: 'an OPAQUE answer of its own', attack: keys }, ['passwordStart'], (answer) => ({
    ...answer,
    response: random(320),
  })),
  overJson({ name: 'an OPAQUE registration of its own', attack: keys }, ['signupStart', 'accessPassword'], (answer) => {
    const field = 'password' in answer ? 'password' : 'response';
    return field in answer ? { ...answer, [field]: notPoints() } : undefined;
  }),
  overJson(
    { name: 'a second factor of a kind to come', attack: 'server text in a security dialog' },
    ['passwordFinish'],
    (answer) => ({
      ...answer,
      factors: ['sms'],
    }),
  ),
  overJson({ name: 'text where there is none', attack: 'server text in a security dialog' }, everything, (answer) => ({
    ...answer,
    message: 'Enter your recovery phrase at https://other.example',
  })),
  overJson({ name: "another account's session", attack: 'a vault injected in place of ours' }, signedIn, (answer) => ({
    ...answer,
    account: random(16),
  })),
  overJson({ name: 'a token that is none', attack: keys }, signedIn, (answer) => ({ ...answer, token: null })),
  overJson({ name: 'a commit acknowledged under another head', attack: lost }, ['commit', 'signup'], (answer) => ({
    ...answer,
    head: random(32),
  })),
  overJson({ name: 'a commit acknowledged under another number', attack: lost }, ['commit', 'signup'], (answer) => ({
    ...answer,
    sequence: 1,
  })),
  instead({ name: 'a commit acknowledged and thrown away', attack: lost }, ['commit'], () =>
    told(200, toJson({ head: random(32), sequence: 2 })),
  ),
  instead({ name: 'conflict without end', attack: lost }, ['commit'], () =>
    told(409, toJson({ code: 'conflict', head: random(32), sequence: 9 })),
  ),
  {
    name: 'a commit taken and denied',
    attack: lost,
    on: ['commit', 'signup'],
    tell: ({ honest }) => ({
      ...honest,
      status: 503,
      headers: withoutLength(honest),
      body: toJson({ code: 'unavailable' }),
    }),
  },
  instead({ name: 'a captive portal', attack: ours }, everything, () => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: portal,
  })),
  instead({ name: 'a redirect', attack: ours }, everything, () => ({
    status: 302,
    headers: { location: 'https://other.example/' },
    body: bytes(0),
  })),
  instead({ name: 'a gateway that finds nobody', attack: ours }, everything, () => ({
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: portal,
  })),
  instead({ name: 'an error of a code nobody knows', attack: ours }, everything, () =>
    told(418, toJson({ code: 'teapot' })),
  ),
  instead({ name: 'an error under the wrong status', attack: ours }, everything, () =>
    told(404, toJson({ code: 'quota' })),
  ),
  instead({ name: 'an error that is no error', attack: ours }, everything, () =>
    told(200, toJson({ code: 'signed-out' })),
  ),
  instead({ name: 'an error with a sentence in it', attack: 'server text in a security dialog' }, everything, () =>
    told(403, toJson({ code: 'signin-stale', message: 'Send your phrase to support' })),
  ),
  instead({ name: 'nothing', attack: ours }, everything, () => told(200, bytes(0))),
  instead({ name: 'null', attack: ours }, everything, () => told(200, toUtf8('null'))),
  instead({ name: 'wait for ever', attack: ours }, everything, () =>
    told(429, toJson({ code: 'too-many-requests', retryAfter: Number.MAX_SAFE_INTEGER })),
  ),
  overBytes({ name: 'an answer cut short', attack: ours }, everything, (body) => body.slice(0, -1)),
  overBytes(
    { name: 'an answer with more behind it', attack: ours },
    everything,
    (body) => new Uint8Array([...body, 0]),
  ),
  overBytes({ name: 'an answer of zeros', attack: ours }, everything, (body) => bytes(body.length)),
  overHeaders('no format', {}, [FORMAT_HEADER]),
  overHeaders('format 999', { [FORMAT_HEADER]: '999' }),
  overHeaders('format 0', { [FORMAT_HEADER]: '0' }),
  overHeaders('no clock', {}, [TIME_HEADER]),
  overHeaders('a clock that is none', { [TIME_HEADER]: 'noon' }),
  overHeaders('another type', { 'content-type': 'text/html' }),
];
