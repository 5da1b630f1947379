import { client as opaque, ready } from '@serenity-kit/opaque';
import { TOTP, Secret } from 'otpauth';
import { digest, hmacSha256, kdf, newId, randomBytes, sign, signingKeyPair } from '../../../src/crypto/index.ts';
import type { KeyPair } from '../../../src/crypto/index.ts';
import type { Bytes, Id } from '../../../src/encoding/index.ts';
import {
  associate,
  fromBase64url,
  fromId,
  toBase32,
  toBase64url,
  toJson,
  toUtf8,
} from '../../../src/encoding/index.ts';
import { TICKET_HEADER, endpoints } from '../../../src/wire/index.ts';
import type { Access, SecondFactor } from '../../../src/wire/index.ts';
import { TestAuthenticator } from './authenticator.ts';
import type { Answer } from './client.ts';
import type { TestClient } from './client.ts';
import { read } from './client.ts';
import type { Change } from './device.ts';
import { TestDevice, testPasskeySlot, testSlot } from './device.ts';

/** Cheap on purpose: the store never sees how hard a password was stretched. */
const quick = { 'argon2id-custom': { iterations: 1, memory: 1024, parallelism: 1 } };

export function lookupOf(email: string): string {
  return toBase64url(digest('email', { address: toUtf8(email.normalize('NFKC').trim().toLowerCase()) }));
}

export interface Ways {
  readonly password?: boolean;
  readonly passkey?: boolean;
  readonly phrase?: boolean;
}

/** Somebody with an account: everything they know and hold. */
export class Person {
  readonly account: Id = newId();
  readonly email = `${newId()}@example.org`;
  password = `pass ${newId()}`;
  readonly seed = randomBytes(20);
  readonly codes = Array.from({ length: 10 }, () => toBase32(randomBytes(8)).slice(0, 12));
  readonly authenticator = new TestAuthenticator();
  readonly phrase: KeyPair;
  readonly device: TestDevice;
  readonly slots: { password: Id; passkey: Id; phrase: Id; device: Id };
  head: Bytes = new Uint8Array(32);
  /** Moves with the store's clock. */
  now: () => number = Date.now;

  private constructor(phrase: KeyPair, device: TestDevice) {
    this.phrase = phrase;
    this.device = device;
    this.account = device.account;
    this.slots = { password: newId(), passkey: newId(), phrase: newId(), device: newId() };
  }

  static async make(): Promise<Person> {
    await ready;
    return new Person(await signingKeyPair(), await TestDevice.first());
  }

  code(at = this.now()): string {
    const secret = new Secret({ buffer: this.seed.slice().buffer });
    return new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: at });
  }

  encodedSlots({ password, passkey, phrase }: Ways): Bytes[] {
    return [
      ...(password ? [testSlot('password', this.slots.password)] : []),
      ...(passkey ? [testPasskeySlot(this.authenticator.id, this.slots.passkey)] : []),
      ...(phrase ? [testSlot('phrase', this.slots.phrase)] : []),
      testSlot('device', this.slots.device),
    ];
  }

  /** What enrols these ways; `record` from a registration with the store. */
  access({ passkey, phrase }: Ways, record?: string): Access {
    const { slots, authenticator } = this;
    return {
      ...(record === undefined
        ? {}
        : {
            lookup: lookupOf(this.email),
            password: { slot: slots.password, record },
            totp: { seed: toBase64url(this.seed), code: this.code() },
            backupCodes: [...this.codes],
          }),
      ...(passkey
        ? { passkeys: [{ slot: slots.passkey, credential: authenticator.credential, publicKey: authenticator.spki }] }
        : {}),
      ...(phrase ? { signKeys: [{ slot: slots.phrase, publicKey: toBase64url(this.phrase.publicKey) }] } : {}),
    };
  }

  /** The whole sign-up: answers what the last request was, and the answer to it. */
  async signUp(client: TestClient, ways: Ways = everyWay, change: Change = {}): Promise<SignUp> {
    const { ticket, nonce, record } = await this.beginSignUp(client, ways);
    const commit = await this.device.firstCommit(this.encodedSlots(ways), change);
    const access = this.access(ways, record);
    const header = { account: this.account, requestKey: client.publicKey, access };
    const proof = await this.proof(client, nonce, commit.head);
    const frames = [toJson({ ...header, proof }), commit.source];
    const request = { frames, headers: { [TICKET_HEADER]: ticket } };
    const answer = await client.ask('/v1/signup', request);
    if (answer.status === 200) {
      client.keep(read(answer, endpoints.signup.answer));
      this.head = commit.head;
    }
    return { answer, request, ticket, nonce, access, commit };
  }

  async beginSignUp(
    client: TestClient,
    { password }: Ways,
  ): Promise<{ ticket: string; nonce: string; record?: string }> {
    await this.device.comeTo(client.origin);
    const registration = opaque.startRegistration({ password: this.password });
    const asked = { account: this.account, ...(password ? { password: registration.registrationRequest } : {}) };
    const started = read(await client.ask('/v1/signup/start', { json: asked }), endpoints.signupStart.answer);
    if (started.password === undefined) return started;
    return { ...started, record: this.recordOf(registration.clientRegistrationState, started.password) };
  }

  /** The first message of a registration of OPAQUE. */
  async registrationRequest(): Promise<string> {
    await ready;
    return opaque.startRegistration({ password: this.password }).registrationRequest;
  }

  recordOf(state: string, response: string): string {
    return opaque.finishRegistration({
      password: this.password,
      clientRegistrationState: state,
      registrationResponse: response,
      keyStretching: quick,
    }).registrationRecord;
  }

  async proof(client: TestClient, nonce: string, head: Bytes): Promise<string> {
    const message = associate('signup', {
      origin: toUtf8(client.origin),
      nonce: fromBase64url(nonce),
      requestKey: client.requestKey.publicKey,
      doorKey: client.doorKey,
      account: fromId(this.account),
      head,
    });
    return toBase64url(await sign(this.device.signing, message));
  }

  /** Proves the password; undefined if this client can't, the password being wrong or the account unknown. */
  async provePassword(client: TestClient, password = this.password, email = this.email): Promise<PasswordStep> {
    const { clientLoginState, startLoginRequest } = opaque.startLogin({ password });
    const asked = { lookup: lookupOf(email), start: startLoginRequest };
    const answer = await client.ask('/v1/signin/password/start', { json: asked });
    if (answer.status !== 200) return { answer };
    const { ticket, nonce, response } = read(answer, endpoints.passwordStart.answer);
    const finished = opaque.finishLogin({ password, clientLoginState, loginResponse: response, keyStretching: quick });
    if (!finished) return { answer };
    const mac = hmacSha256(kdf(fromBase64url(finished.sessionKey), 'signin'), client.binding(nonce));
    const finish = { ticket, requestKey: client.publicKey, finish: finished.finishLoginRequest, mac: toBase64url(mac) };
    return { answer, nonce, finish };
  }

  /** Password, then this second factor (by default a code that was not used before). */
  async signInByPassword(client: TestClient, factor?: SecondFactor): Promise<Answer> {
    const { finish } = await this.provePassword(client);
    const { ticket } = read(
      await client.ask('/v1/signin/password/finish', { json: finish }),
      endpoints.passwordFinish.answer,
    );
    const given = factor ?? { kind: 'totp', code: this.code() };
    return kept(client, await client.ask('/v1/signin/second', { json: { ticket, factor: given } }));
  }

  async signInByPasskey(client: TestClient): Promise<Answer> {
    const { ticket, nonce } = read(await client.ask('/v1/signin/start', { json: {} }), endpoints.signinStart.answer);
    const assertion = this.authenticator.get(client.binding(nonce));
    const asked = { ticket, requestKey: client.publicKey, assertion };
    return kept(client, await client.ask('/v1/signin/passkey', { json: asked }));
  }

  async signInByPhrase(client: TestClient): Promise<Answer> {
    const { ticket, nonce } = read(await client.ask('/v1/signin/start', { json: {} }), endpoints.signinStart.answer);
    const signature = toBase64url(await sign(this.phrase.privateKey, client.binding(nonce)));
    const asked = { ticket, requestKey: client.publicKey, publicKey: toBase64url(this.phrase.publicKey), signature };
    return kept(client, await client.ask('/v1/signin/key', { json: asked }));
  }

  /** A commit by this person's first device on the head they know. */
  async commit(client: TestClient, change: Change = {}, access: unknown = {}): Promise<Answer> {
    const made = await this.device.commit(this.head, change);
    const answer = await client.commit(made.source, access);
    if (answer.status === 200) this.head = made.head;
    return answer;
  }
}

export interface SignUp {
  readonly answer: Answer;
  readonly request: { frames: Bytes[]; headers: Record<string, string> };
  readonly ticket: string;
  readonly nonce: string;
  readonly access: Access;
  readonly commit: { source: Bytes; head: Bytes };
}

export interface PasswordStep {
  readonly answer: Answer;
  readonly nonce?: string;
  readonly finish?: { ticket: string; requestKey: string; finish: string; mac: string };
}

export const everyWay: Ways = { password: true, passkey: true, phrase: true };

function kept(client: TestClient, answer: Answer): Answer {
  if (answer.status === 200) client.keep(read(answer, endpoints.signinSecond.answer));
  return answer;
}
