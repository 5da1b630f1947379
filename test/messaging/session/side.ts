import { agreementKeyPair, mlkemKeyPair, newId, randomBytes } from '../../../src/crypto/index.ts';
import type { KeyPair } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { fromUtf8, toUtf8 } from '../../../src/encoding/index.ts';
import {
  answerSession,
  beginSession,
  locate,
  prepareReceiving,
  prepareSending,
  receive,
  send,
  wipeSuperseded,
} from '../../../src/messaging/session/index.ts';
import type { OwnPreKeys, Party, RatchetMessage, Session, SetUp } from '../../../src/messaging/session/index.ts';

export interface Device extends Party {
  readonly keys: KeyPair;
}

export async function newDevice(): Promise<Device> {
  const keys = await agreementKeyPair();
  return { account: newId(), identity: randomBytes(32), device: newId(), agreement: keys.publicKey, keys };
}

export async function newPreKeys(device: Device, hasOneTime = true): Promise<OwnPreKeys> {
  return {
    agreement: device.keys,
    signed: await agreementKeyPair(),
    kem: await mlkemKeyPair(),
    oneTime: hasOneTime ? await agreementKeyPair() : undefined,
  };
}

export function shown({ signed, kem, oneTime }: OwnPreKeys) {
  return { signed: signed.publicKey, kem: kem.publicKey, oneTime: oneTime?.publicKey };
}

/** One end of a session, as a device keeps it. */
export class Side {
  session: Session;
  now = 1_000_000;
  /** Every header, with its nonce, that this end ever sent. */
  readonly sent: RatchetMessage[] = [];

  constructor(session: Session) {
    this.session = session;
  }

  /** Undefined where nothing can be sent yet. */
  async say(text: string): Promise<RatchetMessage | undefined> {
    const before = this.session;
    const said = send(before, toUtf8(text), await prepareSending(before));
    if (!said) return undefined;
    this.session = said.session;
    wipeSuperseded(before, said.session);
    this.sent.push(said.message);
    return said.message;
  }

  /** What a message says; undefined, with nothing changed, where it opens nothing. */
  async hear(message: RatchetMessage): Promise<string | undefined> {
    const before = this.session;
    const place = locate(before, message);
    if (!place) return undefined;
    const heard = receive(before, message, { place, turn: await prepareReceiving(before, place), now: this.now });
    if (!heard) return undefined;
    this.session = heard.session;
    wipeSuperseded(before, heard.session);
    return fromUtf8(heard.plaintext);
  }

  /** The device was stopped and started: what it kept is all there is. */
  restart(): void {
    this.session = structuredClone(this.session);
  }

  /** A copy of the whole device. */
  copy(): Side {
    return new Side(structuredClone(this.session));
  }
}

export interface Pair {
  readonly alice: Side;
  readonly bob: Side;
  readonly setUp: SetUp;
}

/** Alice has begun a session with Bob, who has answered it. */
export async function newPair(hasOneTime = true): Promise<Pair> {
  const [a, b] = [await newDevice(), await newDevice()];
  const preKeys = await newPreKeys(b, hasOneTime);
  const { session, setUp } = await beginSession({ ...a, privateKey: a.keys.privateKey }, b, shown(preKeys));
  return { alice: new Side(session), bob: new Side(await answerSession(b, a, preKeys, setUp)), setUp };
}

export function changed(bytes: Bytes, at: number): Bytes {
  const other = bytes.slice();
  other[at % other.length] = (other[at % other.length] ?? 0) ^ 1;
  return other;
}
