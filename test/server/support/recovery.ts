import { agree, hmacSha256, kdf, newId, sign, signingKeyPair } from '../../../src/crypto/index.ts';
import type { KeyPair } from '../../../src/crypto/index.ts';
import type { Bytes, Id } from '../../../src/encoding/index.ts';
import { associate, bytes, fromBase64url, fromId, toBase64url, toUtf8, u64 } from '../../../src/encoding/index.ts';
import type { NewEscrow } from '../../../src/recovery/index.ts';
import { askEvaluation, makeEscrow, openEscrow, stretchAnswers } from '../../../src/recovery/index.ts';
import type { Assertion, EscrowBox, RecoveryState } from '../../../src/wire/index.ts';
import { endpoints, secondProofValue } from '../../../src/wire/index.ts';
import { quickStretch } from '../../support/quick-stretch.ts';
import type { Answer, TestClient } from './client.ts';
import { read } from './client.ts';
import { testSlot } from './device.ts';
import { Person } from './person.ts';
import type { Ways } from './person.ts';
import type { TestStore } from './store.ts';

export const DAY = 86_400_000;
export const questions = ['Whose cat was it?', 'What stood behind the shed?', 'Who paid?'];
export const answers = ['Mrs. Miller', 'a red canoe', 'Bob'];

/** The code and the link of the newest letter to an address, as a person finds them in it. */
export function letterTo(mails: readonly string[], address: string): { code: string; stop: string } {
  const letter = mails.findLast((mail) => mail.startsWith(`--- mail to ${address}:`)) ?? '';
  const code = /\b([A-Z2-7]{4})-([A-Z2-7]{4})\b/.exec(letter);
  return { code: `${code?.[1] ?? ''}${code?.[2] ?? ''}`, stop: /http\S+/.exec(letter)?.[0] ?? '' };
}

/** The code in the newest text message to a number. */
export function textTo(sent: readonly string[], number: string): string {
  const text = sent.findLast((one) => one.startsWith(`--- sms to ${number}:`)) ?? '';
  const code = /\b([A-Z2-7]{4})-([A-Z2-7]{4})\b/.exec(text);
  return `${code?.[1] ?? ''}${code?.[2] ?? ''}`;
}

/** Somebody with an account and, once it is set up, an escrow. */
export class EscrowOwner {
  readonly store: TestStore;
  readonly person: Person;
  readonly client: TestClient;
  slot: Id = newId();
  escrow!: NewEscrow;

  private constructor(store: TestStore, person: Person, client: TestClient) {
    this.store = store;
    this.person = person;
    this.client = client;
  }

  static async at(store: TestStore, ways?: Ways): Promise<EscrowOwner> {
    const [person, client] = [await Person.make(), await store.client()];
    person.now = store.clock.now;
    await person.signUp(client, ways);
    return new EscrowOwner(store, person, client);
  }

  get address(): string {
    return this.person.email.toLowerCase();
  }

  get time(): { time: number } {
    return { time: this.store.clock.now() };
  }

  /** What proves the address: ticket and code. */
  async proof(address = this.address): Promise<{ ticket: string; code: string }> {
    const json = { address, language: 'en' };
    const answer = await this.client.call(endpoints.recoveryAddress.path, { json }, this.time);
    const { ticket } = read(answer, endpoints.recoveryAddress.answer);
    return { ticket, code: letterTo(this.store.mails, address).code };
  }

  /** What proves a number. */
  async numberProof(number: string): Promise<{ ticket: string; code: string }> {
    const json = { number, language: 'de' };
    const answer = await this.client.call(endpoints.recoveryNumber.path, { json }, this.time);
    const { ticket } = read(answer, endpoints.recoveryNumber.answer);
    return { ticket, code: textTo(this.store.mails, number) };
  }

  /** The commit that brings an escrow, in the place of the one before. */
  async setUp(change: object = {}, proof?: { ticket: string; code: string }): Promise<Answer> {
    const proven = proof ?? (await this.proof());
    this.slot = newId();
    const place = { account: this.person.account, slot: this.slot };
    this.escrow = await makeEscrow(place, questions, answers, quickStretch);
    const { box, key, secret } = this.escrow;
    const escrow = {
      slot: this.slot,
      signKey: toBase64url((await signKeyOf(secret)).publicKey),
      key: toBase64url(key),
      salt: toBase64url(box.salt),
      questions: box.questions,
      box: toBase64url(box.box),
      ...proven,
      ...change,
    };
    return this.commitSlots([testSlot('escrow', this.slot)], { escrow });
  }

  /** A commit with these slots beside those of the ways in. */
  async commitSlots(more: readonly Bytes[], access: unknown = {}): Promise<Answer> {
    const slots = [...this.person.encodedSlots({ password: true, passkey: true, phrase: true }), ...more];
    const made = await this.person.device.commit(this.person.head, { slots });
    const frames = [toUtf8(JSON.stringify({ access })), made.source];
    const answer = await this.client.call(endpoints.commit.path, { frames }, this.time);
    if (answer.status === 200) this.person.head = made.head;
    return answer;
  }

  async recoveries() {
    return read(await this.client.call(endpoints.recoveries.path, {}, this.time), endpoints.recoveries.answer);
  }

  async veto(recovery: Id, key = this.person.device.signing): Promise<Answer> {
    const { store, person } = this;
    const { time } = this.time;
    const message = associate('recovery/veto', {
      origin: toUtf8(store.origin),
      account: fromId(person.account),
      recovery: fromId(recovery),
      device: fromId(person.device.id),
      time: u64(time),
    });
    const json = { recovery, device: person.device.id, time, signature: toBase64url(await sign(key, message)) };
    return this.client.call(endpoints.recoveryVeto.path, { json }, { time });
  }

  async drill(given: readonly string[] = answers): Promise<{ answer: Answer; secret: Bytes | null }> {
    const { box } = this.escrow;
    const stretched = await stretchAnswers(box, given, quickStretch);
    const { blind, blinded } = askEvaluation(stretched);
    const json = { blinded: toBase64url(blinded) };
    const answer = await this.client.call(endpoints.recoveryDrill.path, { json }, this.time);
    if (answer.status !== 200) return { answer, secret: null };
    const evaluated = fromBase64url(read(answer, endpoints.recoveryDrill.answer).evaluated);
    const place = { account: this.person.account, slot: this.slot };
    return { answer, secret: await openEscrow(place, box, { stretched, blind, evaluated }) };
  }
}

async function signKeyOf(secret: Bytes): Promise<KeyPair> {
  return signingKeyPair(kdf(secret, 'slot/sign'));
}

/** A browser that has nothing but an address, a mailbox and answers. */
export class Asker {
  readonly store: TestStore;
  readonly client: TestClient;
  readonly address: string;
  recovery: Id = '';

  private constructor(store: TestStore, client: TestClient, address: string) {
    this.store = store;
    this.client = client;
    this.address = address;
  }

  /** `shareKey`: with the help of trustees, or of an organisation. */
  static async open(
    store: TestStore,
    address: string,
    shareKey?: string,
    by: 'trustees' | 'organisation' = 'trustees',
  ): Promise<Asker> {
    const asker = new Asker(store, await store.client(), address);
    const json = { address, language: 'en', requestKey: asker.client.publicKey, help: shareKey && { by, shareKey } };
    const answer = await asker.client.ask(endpoints.recoveryOpen.path, { json });
    asker.recovery = read(answer, endpoints.recoveryOpen.answer).recovery;
    return asker;
  }

  /** A request with the time and the MAC that it takes. */
  async ask(
    step: 'code' | 'sms' | 'second' | 'look' | 'evaluate' | 'meet' | 'cancel',
    value: Bytes,
    more: object = {},
    by = this.client.requestKey,
  ) {
    const time = this.store.clock.now();
    const message = associate('recovery/request', {
      origin: toUtf8(this.store.origin),
      recovery: fromId(this.recovery),
      step: toUtf8(step),
      time: u64(time),
      value,
    });
    const key = kdf(await agree(by.privateKey, this.client.doorKey), 'recovery/mac', fromId(this.recovery));
    const json = { recovery: this.recovery, time, mac: toBase64url(hmacSha256(key, message)), ...more };
    return this.client.ask(`/v1/recovery/${step}`, { json });
  }

  code(code = letterTo(this.store.mails, this.address).code): Promise<Answer> {
    return this.ask('code', toUtf8(code), { code });
  }

  sms(number: string): Promise<Answer> {
    return this.ask('sms', toUtf8(number), { number, language: 'en' });
  }

  second(kind: 'totp' | 'backup' | 'sms', code: string): Promise<Answer> {
    return this.ask('second', toUtf8(`${kind}:${code}`), { proof: { kind, code } });
  }

  /** What a passkey signs of this recovery, hashed; `other` in the place of what is right. */
  bindingAt(other: { readonly origin?: Bytes; readonly doorKey?: Bytes } = {}): Bytes {
    const { store, client } = this;
    const right = { origin: toUtf8(store.origin), recovery: fromId(this.recovery), doorKey: client.doorKey };
    return associate('recovery/key', { ...right, requestKey: client.requestKey.publicKey, ...other });
  }

  get binding(): Bytes {
    return this.bindingAt();
  }

  key(assertion: Assertion): Promise<Answer> {
    const proof = { kind: 'key', assertion } as const;
    return this.ask('second', secondProofValue(proof), { proof });
  }

  async look(): Promise<RecoveryState> {
    return read(await this.ask('look', bytes(0)), endpoints.recoveryLook.answer);
  }

  cancel(): Promise<Answer> {
    return this.ask('cancel', bytes(0));
  }

  evaluate(blinded: Bytes): Promise<Answer> {
    return this.ask('evaluate', blinded, { blinded: toBase64url(blinded) });
  }

  /** One try with answers; null where they open nothing. Fails the test unless the recovery is open. */
  async try(given: readonly string[] = answers): Promise<Bytes | null> {
    const state = await this.look();
    if (state.state !== 'open') throw new Error(`it is ${state.state}`);
    const { questions: shown, account, slot } = state;
    const box: EscrowBox = { questions: shown, salt: fromBase64url(state.salt), box: fromBase64url(state.box) };
    const stretched = await stretchAnswers(box, given, quickStretch);
    const { blind, blinded } = askEvaluation(stretched);
    const answer = read(await this.evaluate(blinded), endpoints.recoveryEvaluate.answer);
    return openEscrow({ account, slot }, box, { stretched, blind, evaluated: fromBase64url(answer.evaluated) });
  }

  /** Signs in by the backup key. */
  async signIn(secret: Bytes): Promise<Answer> {
    const { client } = this;
    const { publicKey, privateKey } = await signKeyOf(secret);
    const { ticket, nonce } = read(await client.ask('/v1/signin/start', { json: {} }), endpoints.signinStart.answer);
    const signature = toBase64url(await sign(privateKey, client.binding(nonce)));
    const json = { ticket, requestKey: client.publicKey, publicKey: toBase64url(publicKey), signature };
    const answer = await client.ask('/v1/signin/key', { json });
    if (answer.status === 200) client.keep(read(answer, endpoints.signinKey.answer));
    return answer;
  }

  /** The press on the page behind the mail's link. */
  async press(link = letterTo(this.store.mails, this.address).stop): Promise<string> {
    const { search } = new URL(link);
    const origin = this.store.origin;
    const request = new Request(`${origin}/recovery/stop`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(search.length - 1),
        origin,
      },
      body: search.slice(1),
    });
    const answer = await this.store.send(request);
    return answer.text();
  }
}
