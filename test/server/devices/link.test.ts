import { beforeEach, describe, expect, it } from 'vitest';
import { randomBytes, sign } from '../../../src/crypto/index.ts';
import { associate, fromBase64url, fromId, toBase64url, toUtf8, u64 } from '../../../src/encoding/index.ts';
import { endpoints } from '../../../src/wire/index.ts';
import type { TestClient } from '../support/client.ts';
import { codeOf, read } from '../support/client.ts';
import { lookupOf, Person } from '../support/person.ts';
import type { TestStore } from '../support/store.ts';
import { openStore } from '../support/store.ts';

const minute = 60_000;
const some = (length = 32): string => toBase64url(randomBytes(length));

let store: TestStore;
let person: Person;
let old: TestClient;
let fresh: TestClient;

beforeEach(async () => {
  store = await openStore();
  person = await Person.make();
  [old, fresh] = [await store.client(), await store.client()];
  await person.signUp(old);
});

/** A new browser's side of one meeting. */
async function opened() {
  const rendezvous = some();
  const { ticket } = read(await fresh.ask('/v1/link/open', { json: { rendezvous } }), endpoints.linkOpen.answer);
  const asNew = { rendezvous, ticket };
  const ask = (what: string, json: object = {}) => fresh.ask(`/v1/link/${what}`, { json: { ...asNew, ...json } });
  return { rendezvous, asNew, ask };
}

/** What a session asks; signed by the store's clock. */
function call(client: TestClient, what: string, json: object) {
  return client.call(`/v1/link/${what}`, { json }, { time: store.clock.now() });
}

interface Granting {
  readonly by?: TestClient;
  readonly origin?: string;
  readonly requestKey?: string;
  readonly expiry?: number;
  readonly key?: Uint8Array<ArrayBuffer>;
  readonly device?: string;
  readonly lookup?: string;
}

async function grantOf(rendezvous: string, granting: Granting = {}) {
  const { origin = store.origin, requestKey = fresh.publicKey, key = person.device.signing } = granting;
  const { expiry = store.clock.now() + minute, device = person.device.id } = granting;
  const transcript = some();
  const message = associate('link/grant', {
    origin: toUtf8(origin),
    account: fromId(person.account),
    rendezvous: fromBase64url(rendezvous),
    transcript: fromBase64url(transcript),
    requestKey: fromBase64url(requestKey),
    expiry: u64(expiry),
  });
  const signature = toBase64url(await sign(key, message));
  const { lookup } = granting;
  const handed = { about: some(200), key: some(112), ...(lookup === undefined ? {} : { lookup }) };
  return { rendezvous, transcript, requestKey, expiry, device, signature, ...handed };
}

/** Both have said what they say. */
async function met() {
  const meeting = await opened();
  const { rendezvous, ask } = meeting;
  expect(codeOf(await call(old, 'answer', { rendezvous, answer: some(300) }))).toBeUndefined();
  expect(codeOf(await ask('reply', { request: some(200) }))).toBeUndefined();
  return meeting;
}

describe('a meeting', () => {
  it('passes one message a side, and one sign-in', async () => {
    const { rendezvous, ask } = await opened();
    const [answer, request] = [some(300), some(200)];
    expect(read(await ask('look'), endpoints.linkLook.answer)).toEqual({ granted: false });
    read(await call(old, 'answer', { rendezvous, answer }), endpoints.linkAnswer.answer);
    expect(read(await ask('look'), endpoints.linkLook.answer)).toEqual({ answer, granted: false });
    expect(read(await call(old, 'hear', { rendezvous }), endpoints.linkHear.answer)).toEqual({});
    expect(codeOf(await ask('reply', { request }))).toBeUndefined();
    expect(read(await call(old, 'hear', { rendezvous }), endpoints.linkHear.answer)).toEqual({ request });
    const grant = await grantOf(rendezvous);
    expect(codeOf(await call(old, 'grant', grant))).toBeUndefined();
    expect(read(await ask('look'), endpoints.linkLook.answer)).toEqual({ answer, granted: true });
    const taken = read(await ask('take'), endpoints.linkTake.answer);
    expect(taken).toMatchObject({ about: grant.about, key: grant.key, signedIn: { account: person.account } });
    fresh.keep(taken.signedIn);
    expect(codeOf(await fresh.call('/v1/vault', {}, { time: store.clock.now() }))).toBeUndefined();
    const { sessions } = read(
      await fresh.call('/v1/sessions', {}, { time: store.clock.now() }),
      endpoints.sessions.answer,
    );
    expect(sessions.find(({ id }) => id === fresh.session)).toMatchObject({ how: 'link' });
    // Once.
    expect(codeOf(await ask('take'))).toBe('link-unknown');
    expect(codeOf(await fresh.ask('/v1/link/open', { json: { rendezvous } }))).toBe('link-taken');
  });

  it('lasts no longer where the clock of the store was put back over another one', async () => {
    await opened();
    store.clock.forward(-60 * minute);
    const { rendezvous, ask } = await opened();
    // The store's clock goes on while this is asked.
    store.clock.forward(4.5 * minute);
    expect(codeOf(await ask('look'))).toBeUndefined();
    store.clock.forward(minute / 2);
    expect(codeOf(await ask('look'))).toBe('link-unknown');
    expect(codeOf(await fresh.ask('/v1/link/open', { json: { rendezvous } }))).toBeUndefined();
  });

  it('takes the same message again, for an answer may be lost, and no other one', async () => {
    const { rendezvous, ask } = await opened();
    const [answer, request] = [some(300), some(200)];
    for (let twice = 0; twice < 2; twice += 1) {
      expect(codeOf(await call(old, 'answer', { rendezvous, answer }))).toBeUndefined();
      expect(codeOf(await ask('reply', { request }))).toBeUndefined();
    }
    expect(codeOf(await call(old, 'answer', { rendezvous, answer: some(300) }))).toBe('link-taken');
    expect(codeOf(await ask('reply', { request: some(200) }))).toBe('link-taken');
    const grant = await grantOf(rendezvous);
    expect(codeOf(await call(old, 'grant', grant))).toBeUndefined();
    expect(codeOf(await call(old, 'grant', await grantOf(rendezvous)))).toBe('link-taken');
    expect(codeOf(await ask('take'))).toBeUndefined();
    expect(codeOf(await call(old, 'grant', grant))).toBeUndefined();
    expect(codeOf(await call(old, 'grant', await grantOf(rendezvous)))).toBe('link-unknown');
  });

  it('is of the browser that opened it and of the session that answered first', async () => {
    const { rendezvous, ask } = await met();
    const [another, stranger] = [await store.client(), await store.client()];
    await person.signInByPhrase(another);
    await (await Person.make()).signUp(stranger);
    for (const other of [another, stranger]) {
      expect(codeOf(await call(other, 'answer', { rendezvous, answer: some(300) }))).toBe('link-taken');
      expect(codeOf(await call(other, 'hear', { rendezvous }))).toBe('link-unknown');
      expect(codeOf(await call(other, 'refuse', { rendezvous }))).toBe('link-unknown');
    }
    expect(codeOf(await call(another, 'grant', await grantOf(rendezvous)))).toBe('link-unknown');
    const guessed = { rendezvous, ticket: some() };
    for (const what of ['look', 'take', 'stop']) {
      expect(codeOf(await fresh.ask(`/v1/link/${what}`, { json: guessed }))).toBe('link-unknown');
    }
    expect(codeOf(await ask('look'))).toBeUndefined();
  });

  it('has an order: nobody replies to nothing, is let in unseen, or takes what was not given', async () => {
    const { rendezvous, ask } = await opened();
    expect(codeOf(await ask('reply', { request: some() }))).toBe('link-unknown');
    expect(codeOf(await ask('take'))).toBe('link-unknown');
    await call(old, 'answer', { rendezvous, answer: some() });
    expect(codeOf(await call(old, 'grant', await grantOf(rendezvous)))).toBe('link-unknown');
  });

  it('lasts five minutes, unless one of both ends it', async () => {
    const late = await met();
    store.clock.forward(4.5 * minute);
    expect(codeOf(await late.ask('look'))).toBeUndefined();
    store.clock.forward(minute / 2);
    expect(codeOf(await late.ask('look'))).toBe('link-unknown');
    expect(codeOf(await call(old, 'hear', { rendezvous: late.rendezvous }))).toBe('link-unknown');
    const refused = await met();
    expect(codeOf(await call(old, 'refuse', { rendezvous: refused.rendezvous }))).toBeUndefined();
    expect(codeOf(await refused.ask('look'))).toBe('link-unknown');
    const stopped = await met();
    expect(codeOf(await stopped.ask('stop'))).toBeUndefined();
    expect(codeOf(await call(old, 'hear', { rendezvous: stopped.rendezvous }))).toBe('link-unknown');
  });

  it('takes messages of 8 KiB and no longer', async () => {
    const { rendezvous, ask } = await opened();
    expect(codeOf(await call(old, 'answer', { rendezvous, answer: some(8_193) }))).toBe('malformed');
    expect(codeOf(await call(old, 'answer', { rendezvous, answer: some(8_192) }))).toBeUndefined();
    expect(codeOf(await ask('reply', { request: some(8_193) }))).toBe('malformed');
    expect(codeOf(await ask('reply', { request: some(8_192) }))).toBeUndefined();
  });
});

describe('a grant', () => {
  it('counts if a listed device signed it, for this store, account, key and time', async () => {
    const { rendezvous, ask } = await met();
    const signed = await grantOf(rendezvous);
    const wrong = [
      await grantOf(rendezvous, { origin: 'https://other.example' }),
      await grantOf(rendezvous, { key: randomBytes(32) }),
      await grantOf(rendezvous, { device: some(16) }),
      await grantOf(rendezvous, { expiry: store.clock.now() }),
      await grantOf(rendezvous, { expiry: store.clock.now() + 6 * minute }),
      { ...signed, requestKey: old.publicKey },
      { ...signed, transcript: some() },
      { ...signed, expiry: signed.expiry + 1 },
    ];
    for (const grant of wrong) expect(codeOf(await call(old, 'grant', grant))).toBe('author-refused');
    expect(read(await ask('look'), endpoints.linkLook.answer).granted).toBe(false);
    expect(codeOf(await call(old, 'grant', signed))).toBeUndefined();
  });

  it('names the account by its own address, or by none', async () => {
    for (const email of ['somebody.else@example.org', person.email]) {
      const { rendezvous, ask } = await met();
      const grant = await grantOf(rendezvous, { lookup: lookupOf(email) });
      const isOwn = email === person.email;
      expect(codeOf(await call(old, 'grant', grant))).toBe(isOwn ? undefined : 'author-refused');
      if (isOwn) expect(read(await ask('take'), endpoints.linkTake.answer).lookup).toBe(grant.lookup);
    }
    const { rendezvous, ask } = await met();
    await call(old, 'grant', await grantOf(rendezvous));
    expect(read(await ask('take'), endpoints.linkTake.answer)).not.toHaveProperty('lookup');
  });

  it('is worth nothing once the session that gave it was ended, or its time is over', async () => {
    const revoked = await met();
    await call(old, 'grant', await grantOf(revoked.rendezvous));
    await old.call('/v1/signout', { json: {} }, { time: store.clock.now() });
    expect(codeOf(await revoked.ask('take'))).toBe('signin-refused');
    await person.signInByPhrase(old);
    const late = await met();
    await call(old, 'grant', await grantOf(late.rendezvous, { expiry: store.clock.now() + 1_000 }));
    store.clock.forward(1_000);
    expect(codeOf(await late.ask('take'))).toBe('signin-refused');
  });

  it('begins a session that is no fresh sign-in: what signs in can’t be changed by it', async () => {
    const { rendezvous, ask } = await met();
    await call(old, 'grant', await grantOf(rendezvous));
    fresh.keep(read(await ask('take'), endpoints.linkTake.answer).signedIn);
    const change = { json: { backupCodes: person.codes } };
    const time = store.clock.now();
    expect(codeOf(await fresh.call('/v1/access', change, { time }))).toBe('signin-stale');
    // The same request of a browser where somebody signed in.
    expect(codeOf(await old.call('/v1/access', change, { time }))).toBeUndefined();
    await person.signInByPhrase(fresh);
    expect(codeOf(await fresh.call('/v1/access', change, { time }))).toBeUndefined();
  });
});

describe('a store with few tries', () => {
  it('lets one address show so many codes, and one account answer so many', async () => {
    store = await openStore({ LATCHKEY_ATTEMPTS_PER_HOUR: '2' });
    [old, fresh] = [await store.client(), await store.client()];
    person = await Person.make();
    await person.signUp(old);
    const answers: (string | undefined)[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const { rendezvous } = await opened();
      answers.push(codeOf(await call(old, 'answer', { rendezvous, answer: some() })));
    }
    expect(answers).toEqual([undefined, undefined, 'too-many-attempts']);
    const shown: (string | undefined)[] = [];
    for (let turn = 0; turn < 20; turn += 1) {
      shown.push(codeOf(await fresh.ask('/v1/link/open', { json: { rendezvous: some() } })));
    }
    expect(shown.at(-1)).toBe('too-many-attempts');
  });
});
