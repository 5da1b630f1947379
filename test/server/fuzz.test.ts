import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomBytes } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { toBase64url, toJson, writeFrames } from '../../src/encoding/index.ts';
import type { Endpoint } from '../../src/wire/index.ts';
import { REQUEST_HEADER, TICKET_HEADER, endpoints } from '../../src/wire/index.ts';
import { patience, runs } from '../support/runs.ts';
import type { RequestOptions, TestClient } from './support/client.ts';
import { readAnswer } from './support/client.ts';
import { testRecord } from './support/device.ts';
import { testEnvelope, testPreKey } from './support/mail.ts';
import { Person, everyWay } from './support/person.ts';
import type { TestStore } from './support/store.ts';
import { openStore } from './support/store.ts';

/** Right shapes, to be bent: what each endpoint would take, as far as that can be said without a conversation. */
async function examples(person: Person, client: TestClient): Promise<Record<string, unknown>> {
  const { ticket, nonce } = (await client.ask('/v1/signin/start', { json: {} })).json as {
    ticket: string;
    nonce: string;
  };
  const newcomer = await Person.make();
  const signup = await newcomer.beginSignUp(client, { phrase: true });
  const { finish } = await person.provePassword(client);
  const bound = { ticket, requestKey: client.publicKey };
  const commit = await person.device.commit(person.head, { put: [testRecord()] });
  const first = await newcomer.device.firstCommit(newcomer.encodedSlots(everyWay));
  const proof = await newcomer.proof(client, signup.nonce, first.head);
  const meeting = await opened(client);
  return {
    ...linkExamples(meeting, person, client),
    ...(await relayExamples(person, client)),
    topicRead: { key: some(32), after: 0, signature: some(64) },
    topicAppend: { key: some(32), previous: some(32), announcement: some(148), signature: some(64) },
    signupStart: { account: person.account, password: toBase64url(randomBytes(32)) },
    signup: [
      { account: newcomer.account, requestKey: client.publicKey, proof, access: newcomer.access({ phrase: true }) },
      first.source,
      signup.ticket,
    ],
    signinStart: {},
    signinPasskey: { ...bound, assertion: person.authenticator.get(client.binding(nonce)) },
    signinKey: { ...bound, publicKey: client.publicKey, signature: toBase64url(randomBytes(64)) },
    passwordStart: { lookup: toBase64url(randomBytes(32)), start: toBase64url(randomBytes(96)) },
    passwordFinish: finish,
    signinSecond: { ticket, factor: { kind: 'totp', code: '123456' } },
    signout: {},
    sessionLabel: { session: client.session, label: toBase64url(randomBytes(20)) },
    sessionRevoke: { session: toBase64url(randomBytes(16)) },
    commit: [{ access: person.access(everyWay, toBase64url(randomBytes(192))) }, commit.source],
    accessPassword: { request: toBase64url(randomBytes(32)) },
    accessChallenge: {},
    accessChange: { totp: { seed: toBase64url(randomBytes(20)), code: '000000' }, backupCodes: person.codes },
    deviceLeave: await person.device.leaving(randomBytes(32)),
    accountDelete: await person.device.deletion(randomBytes(32), client.origin),
  };
}

interface Meeting {
  readonly rendezvous: string;
  readonly ticket: string;
}

/** A meeting of a linking, in which both have said something. */
async function opened(client: TestClient): Promise<Meeting> {
  const rendezvous = some(32);
  const { json } = await client.ask('/v1/link/open', { json: { rendezvous } });
  const { ticket } = json as { ticket: string };
  await client.call('/v1/link/answer', { json: { rendezvous, answer: some(300) } });
  await client.ask('/v1/link/reply', { json: { rendezvous, ticket, request: some(200) } });
  return { rendezvous, ticket };
}

function linkExamples(meeting: Meeting, person: Person, client: TestClient): Record<string, unknown> {
  const { rendezvous } = meeting;
  const handed = { about: some(200), key: some(112) };
  const granted = { transcript: some(32), requestKey: client.publicKey, expiry: Date.now() + 60_000 };
  return {
    linkOpen: { rendezvous: some(32) },
    linkLook: meeting,
    linkReply: { ...meeting, request: some(200) },
    linkTake: meeting,
    linkStop: meeting,
    linkAnswer: { rendezvous, answer: some(300) },
    linkHear: { rendezvous },
    linkGrant: { rendezvous, ...granted, device: person.device.id, signature: some(64), ...handed },
    linkRefuse: { rendezvous },
  };
}

/** An invitation that is in force, and everything that goes with it. */
async function relayExamples({ account, device }: Person, client: TestClient): Promise<Record<string, unknown>> {
  const token = some(16);
  const invitation = { kind: 'invitation', token, uses: 50, expiresAt: Date.now() + 60_000 };
  await client.call('/v1/mailbox/tokens', { json: invitation });
  const holding = { account, token, use: some(16) };
  const kinds = ['signed', 'kem', 'once'] as const;
  const [signed, kem, once] = await Promise.all(kinds.map((kind) => testPreKey(device, kind).then(toBase64url)));
  return {
    contactBundles: { ...holding, from: 1 },
    contactLists: { account, token, from: 1 },
    contactDeposit: [{ ...holding, device: device.id, deposit: some(16) }, testEnvelope()],
    mailboxAcknowledge: { device: device.id, ids: [some(16)] },
    preKeysPut: { device: device.id, signed, kem, once: [once] },
    tokenPut: { ...invitation, token: some(16) },
    tokenRevoke: { token, abused: false },
  };
}

const some = (length: number): string => toBase64url(randomBytes(length));

/** Values that break parsers: of other kinds, too long, with numbers that aren't, with names that every object has. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0, 1e308, 2 ** 53, '', '\u0000', '\ud800', 'A'.repeat(5_000), [], {}, [[]]),
  fc.constantFrom<unknown>(
    '__proto__',
    'constructor',
    { __proto__: null },
    { toString: 1 },
    'AAAA',
    '====',
    '%00',
    '../..',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

type Bend = (value: unknown) => unknown;

/** Puts something odd somewhere into a value. */
const bend: fc.Arbitrary<Bend> = fc.tuple(fc.nat(30), odd, fc.constantFrom('replace', 'remove', 'add', 'trim')).map(
  ([place, oddity, how]) =>
    (value) =>
      bendAt(value, place, oddity, how),
);

function bendAt(value: unknown, place: number, oddity: unknown, how: string): unknown {
  if (typeof value === 'string' && how === 'trim') return value.slice(0, place);
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return oddity;
  const entries = Object.entries(value as Record<string, unknown>);
  const chosen = place % entries.length;
  if (how === 'add') return { ...value, [`field${place}`]: oddity };
  const bent = entries.flatMap(([key, entry], index): [string, unknown][] => {
    if (index !== chosen) return [[key, entry]];
    if (how === 'remove') return [];
    const deeper = typeof entry === 'object' || how === 'trim';
    return [[key, deeper ? bendAt(entry, Math.floor(place / entries.length), oddity, how) : oddity]];
  });
  return Array.isArray(value) ? bent.map(([, entry]) => entry) : Object.fromEntries(bent);
}

const bytesLike: fc.Arbitrary<Bend> = fc
  .tuple(fc.nat(), fc.nat(255), fc.constantFrom('flip', 'cut', 'extend', 'random'))
  .map(([place, value, how]) => (source) => {
    const bytes = (source as Bytes).slice();
    const at = bytes.length === 0 ? 0 : place % bytes.length;
    if (how === 'cut') return bytes.slice(0, at);
    if (how === 'extend') return new Uint8Array([...bytes, value]);
    if (how === 'random') return randomBytes(place % 300);
    bytes[at] = (bytes[at] ?? 0) ^ (value || 1);
    return bytes;
  });

/** A JSON body that may have lone surrogates, which `toJson` keeps as escapes. */
const jsonBody = (value: unknown): Bytes => toJson(value ?? null);

async function world(): Promise<{ store: TestStore; person: Person; client: TestClient }> {
  const store = await openStore();
  const person = await Person.make();
  const client = await store.client();
  await person.signUp(client);
  return { store, person, client };
}

/** Sends it signed where the endpoint wants that, so that what is bent is reached; no answer may be our fault. */
async function survives(
  store: TestStore,
  client: TestClient,
  endpoint: Endpoint,
  options: RequestOptions,
): Promise<void> {
  const isOpen = endpoint.caller === 'anyone';
  const request = isOpen ? client.request(endpoint.path, options) : await client.proven(endpoint.path, options);
  const response = await client.send(request);
  expect(response.status).toBeLessThan(500);
  if (endpoint.answers === 'events' && response.status === 200) await response.body?.cancel();
  else await readAnswer(response);
  expect(store.logged.filter((line) => line.includes('"failed"'))).toEqual([]);
}

describe.each(Object.entries<Endpoint>(endpoints).filter(([, { body }]) => body !== 'none'))('%s', (name, endpoint) => {
  test('answers whatever comes with an error of its own', { timeout: patience(120_000) }, async () => {
    const { store, person, client } = await world();
    const example = (await examples(person, client))[name];
    const { method } = endpoint;
    const type = endpoint.body === 'json' ? 'application/json' : 'application/octet-stream';
    await fc.assert(
      fc.asyncProperty(bend, bytesLike, fc.nat(3), async (bendJson, bendBytes, which) => {
        // Some bent requests are right enough to end the session, or the account.
        if ((await client.call('/v1/sessions')).status === 401) await person.signInByPhrase(client);
        if (endpoint.body === 'json') {
          const body = which === 0 ? (bendBytes(jsonBody(example)) as Bytes) : jsonBody(bendJson(example));
          return survives(store, client, endpoint, { method, body, type });
        }
        const [header, commit, ticket] = example as [unknown, Bytes, string | undefined];
        const headers = ticket === undefined ? {} : { [TICKET_HEADER]: ticket };
        const frames = [
          jsonBody(which % 2 === 0 ? bendJson(header) : header),
          which < 2 ? commit : (bendBytes(commit) as Bytes),
        ];
        const whole = writeFrames(frames);
        const body = which === 3 ? (bendBytes(whole) as Bytes) : whole;
        return survives(store, client, endpoint, { method, body, type, headers });
      }),
      { numRuns: runs(40), seed: 7 },
    );
  });
});

test(
  'odd paths, queries and headers are answered with an error of their own',
  { timeout: patience(120_000) },
  async () => {
    const { store, client } = await world();
    const text = fc.string({ unit: 'binary-ascii', maxLength: 60 }).map((value) => encodeURIComponent(value));
    const header = fc.stringMatching(/^[!-~]{0,80}$/);
    const paths = Object.values<Endpoint>(endpoints).filter(({ body }) => body === 'none');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), text, text, header, async (endpoint, key, value, oddity) => {
        const path = `${endpoint.path}?since=${value}&cursor=${key}&${key}=${value}`;
        await survives(store, client, { ...endpoint, path }, { method: 'GET' });
        for (const name of ['authorization', REQUEST_HEADER, TICKET_HEADER, 'content-type', 'x-forwarded-for']) {
          const request = client.request(endpoint.path, { method: 'GET', headers: { [name]: oddity } });
          const response = await client.send(request);
          expect(response.status).toBeLessThan(500);
          await response.body?.cancel();
        }
      }),
      { numRuns: runs(60), seed: 9 },
    );
  },
);
