import { client, ready, server } from '@serenity-kit/opaque';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { MalformedError, bytes, fromBase64url, toBase64url, toUtf8 } from '../../../src/encoding/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { finishLogin, finishRegistration, startLogin, startRegistration } from '../../../src/sync/opaque/index.ts';
import { runs } from '../../support/runs.ts';
import { cheapStretch } from '../support/parts.ts';

/** What the library is told of what `cheapStretch` does. */
const keyStretching = { 'argon2id-custom': { iterations: 1, memory: 1024, parallelism: 1 } };
const agreed = {
  context: bytes(0),
  harden: (output: Bytes) => cheapStretch(output, { salt: bytes(16), t: 3, m: 65_536, p: 4 }, 64),
};

type Who = 'ours' | 'theirs';

let serverSetup = '';

beforeAll(async () => {
  await ready;
  serverSetup = server.createSetup();
});

/** A record by one of the two clients. */
async function record(who: Who, userIdentifier: string, password: string): Promise<string> {
  const answerTo = (registrationRequest: string) =>
    server.createRegistrationResponse({ serverSetup, userIdentifier, registrationRequest }).registrationResponse;
  if (who === 'theirs') {
    const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
    const registrationResponse = answerTo(registrationRequest);
    const given = { clientRegistrationState, registrationResponse, password, keyStretching };
    return client.finishRegistration(given).registrationRecord;
  }
  const start = startRegistration(toUtf8(password));
  const response = fromBase64url(answerTo(toBase64url(start.blinded)));
  const made = await finishRegistration(toUtf8(password), start, response, agreed);
  expect(toBase64url(made.storeKey)).toBe(server.getPublicKey(serverSetup));
  return toBase64url(made.record);
}

/** A store's answer to a first message, and the key that it has after a last one. */
function store(userIdentifier: string, registrationRecord: string | null, startLoginRequest: string) {
  const asked = { serverSetup, userIdentifier, registrationRecord, startLoginRequest };
  const { serverLoginState, loginResponse } = server.startLogin(asked);
  const keyAfter = (finishLoginRequest: string) =>
    server.finishLogin({ serverLoginState, finishLoginRequest }).sessionKey;
  return { loginResponse, keyAfter };
}

/** Whether both sides came to one key; null: the client found that it can't. */
async function signIn(who: Who, user: string, password: string, kept: string | null): Promise<boolean | null> {
  if (who === 'theirs') {
    const { clientLoginState, startLoginRequest } = client.startLogin({ password });
    const { loginResponse, keyAfter } = store(user, kept, startLoginRequest);
    const proof = client.finishLogin({ clientLoginState, loginResponse, password, keyStretching });
    return proof ? keyAfter(proof.finishLoginRequest) === proof.sessionKey : null;
  }
  const start = startLogin(toUtf8(password));
  const { loginResponse, keyAfter } = store(user, kept, toBase64url(start.request));
  const proof = await finishLogin(toUtf8(password), start, fromBase64url(loginResponse), agreed);
  if (!proof) return null;
  expect(toBase64url(proof.storeKey)).toBe(server.getPublicKey(serverSetup));
  return keyAfter(toBase64url(proof.finish)) === toBase64url(proof.sessionKey);
}

const both = ['ours', 'theirs'] as const;
const anybody = fc.string({ maxLength: 40, unit: 'binary' });

describe('our client and the library’s', () => {
  it('sign in by each other’s records at the library’s server, and by no other password', async () => {
    await fc.assert(
      fc.asyncProperty(anybody, anybody, anybody, async (user, password, other) => {
        for (const by of both) {
          const kept = await record(by, user, password);
          for (const who of both) {
            expect(await signIn(who, user, password, kept)).toBe(true);
            if (other !== password) expect(await signIn(who, user, other, kept)).toBeNull();
          }
        }
      }),
      { numRuns: runs(6) },
    );
  });

  it('take a record of somebody else, or of nobody, for a wrong password', async () => {
    const kept = await record('ours', 'ada', 'a password');
    for (const who of both) {
      expect(await signIn(who, 'ada', 'a password', kept)).toBe(true);
      expect(await signIn(who, 'bob', 'a password', kept)).toBeNull();
      expect(await signIn(who, 'ada', 'a password', null)).toBeNull();
    }
  });
});

/** What a finish came to, in words. */
async function outcomeOf(work: () => unknown): Promise<unknown> {
  try {
    return (await work()) ?? null;
  } catch {
    return 'refused';
  }
}

/** The message with one byte changed, once for each byte. */
function* damaged(message: Bytes): Generator<Bytes> {
  for (let at = 0; at < message.length; at += 1) {
    const copy = message.slice();
    copy[at] = (copy[at] ?? 0) ^ (1 + (at % 255));
    yield copy;
  }
}

describe('a store’s message', () => {
  const password = 'a password';

  /** A sign-in that the library began, to be finished by either: its state is blind, first message, secret, nonce. */
  function begun(kept: string | null) {
    const { clientLoginState, startLoginRequest } = client.startLogin({ password });
    const state = fromBase64url(clientLoginState);
    const ours = (response: Bytes) => {
      const start = { blind: state.slice(0, 32), request: state.slice(32, 128), secret: state.slice(128, 160) };
      return finishLogin(toUtf8(password), start, response, agreed);
    };
    const theirs = (response: Bytes) =>
      client.finishLogin({ clientLoginState, loginResponse: toBase64url(response), password, keyStretching });
    return { ours, theirs, response: fromBase64url(store('ada', kept, startLoginRequest).loginResponse) };
  }

  it('of a sign-in is read as the library reads it, and by no changed byte signs anybody in', async () => {
    const { ours, theirs, response } = begun(await record('theirs', 'ada', password));
    const [mine, yours] = [await ours(response), theirs(response)];
    expect(toBase64url(mine?.finish ?? bytes(0))).toBe(yours?.finishLoginRequest);
    expect(toBase64url(mine?.sessionKey ?? bytes(0))).toBe(yours?.sessionKey);
    const seen = new Set<unknown>();
    for (const changed of damaged(response)) {
      const outcome = await outcomeOf(() => ours(changed));
      expect(outcome).toBe(await outcomeOf(() => theirs(changed)));
      seen.add(outcome);
    }
    expect(seen).toEqual(new Set(['refused', null]));
  }, 120_000);

  it.each([
    ['cut', (response: Bytes) => response.subarray(1)],
    ['longer', (response: Bytes) => Uint8Array.from([...response, 0])],
    ['empty', () => bytes(0)],
    ['zeros', () => bytes(320)],
    ['with the identity as the store’s share', (response: Bytes) => response.slice().fill(0, 224, 256)],
  ])('of a sign-in that is %s is no message', async (_, change) => {
    const { ours, response } = begun(null);
    await expect(ours(change(response))).rejects.toThrow(MalformedError);
    expect(await begun(null).ours(begun(null).response)).toBeNull();
  });

  it('that evaluates nothing proves nobody', async () => {
    const { ours, theirs, response } = begun(null);
    const echo = (first: Bytes) => Uint8Array.from([...first, ...response.subarray(32)]);
    const start = startLogin(toUtf8(password));
    expect(await finishLogin(toUtf8(password), start, echo(start.request.subarray(0, 32)), agreed)).toBeNull();
    expect(await ours(response)).toBeNull();
    expect(theirs(response)).toBeUndefined();
  });

  it('of a registration is read as the library reads it, and a changed one makes another key or another record', async () => {
    const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
    const state = fromBase64url(clientRegistrationState);
    const asked = { serverSetup, userIdentifier: 'ada', registrationRequest };
    const response = fromBase64url(server.createRegistrationResponse(asked).registrationResponse);
    const ours = async (message: Bytes) => {
      const start = { blind: state.slice(0, 32), blinded: state.slice(32) };
      const { record: made, storeKey } = await finishRegistration(toUtf8(password), start, message, agreed);
      // The masking key says what password and evaluation came to; the rest has a nonce of its own.
      return toBase64url(made.subarray(32, 96)) + toBase64url(storeKey);
    };
    const theirs = (message: Bytes) => {
      const registrationResponse = toBase64url(message);
      const given = { clientRegistrationState, registrationResponse, password, keyStretching };
      const { registrationRecord, serverStaticPublicKey } = client.finishRegistration(given);
      return toBase64url(fromBase64url(registrationRecord).subarray(32, 96)) + serverStaticPublicKey;
    };
    const honest = await ours(response);
    expect(honest).toBe(theirs(response));
    // Else the library takes it, and reads no further than it must.
    await expect(ours(Uint8Array.from([...response, 0]))).rejects.toThrow(MalformedError);
    const echo = Uint8Array.from([...state.subarray(32), ...response.subarray(32)]);
    for (const changed of [...damaged(response), response.subarray(1), bytes(64), echo]) {
      const outcome = await outcomeOf(() => ours(changed));
      expect(outcome).not.toBe(honest);
      expect(outcome).toBe(await outcomeOf(() => theirs(changed)));
    }
  }, 120_000);
});
