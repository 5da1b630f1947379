import {
  agree,
  agreementKeyPair,
  kemKeyPair,
  mlkemEncapsulate,
  mlkemKeyPair,
  newId,
  sign,
  signingKeyPair,
  verify,
} from '../../../src/crypto/index.ts';
import { bytes } from '../../../src/encoding/index.ts';
import { sealEnvelope } from '../../../src/messaging/envelope/index.ts';
import { sealMessage } from '../../../src/messaging/index.ts';
import { beginSession } from '../../../src/messaging/session/index.ts';
import { newDevice, newPreKeys, shown } from '../../messaging/session/side.ts';
import { medians } from '../page/measure.ts';
import { SignalDevice } from '../peers/libsignal.ts';
import { olmBeginner } from '../peers/olm.ts';
import type { Row } from '../table.ts';
import { plain, saidBy, signals, some, text } from './pairs.ts';
import { chainRows, turnRow } from './ratchet.ts';

/*
 * Messages, in Node: libsignal is there for Node alone, and all of a row is measured in turns in one process. Our steps run by the
 * same code as in a browser; agreements and ML-KEM by the platform's WebCrypto.
 */
const signalPeer = new SignalDevice('peer');

async function setUpRow(): Promise<Row> {
  const [a, b] = [await newDevice(), await newDevice()];
  const preKeys = shown(await newPreKeys(b));
  const own = { ...a, privateKey: a.keys.privateKey };
  const signing = await signingKeyPair();
  const signed = some(200);
  const signature = await sign(signing.privateKey, signed);
  const check = async (): Promise<void> => {
    for (let i = 0; i < 3; i += 1) await verify(signing.publicKey, signed, signature);
  };
  const begin = await olmBeginner(text);
  const { ours, bare, signal, olm } = await medians(
    {
      ours: async () => {
        await check();
        saidBy((await beginSession(own, b, preKeys)).session);
      },
      bare: async () => {
        await check();
        const [ephemeral, ratchet] = [await agreementKeyPair(), await agreementKeyPair()];
        await agree(own.privateKey, preKeys.signed);
        for (const key of [b.agreement, preKeys.signed, preKeys.oneTime ?? b.agreement])
          await agree(ephemeral.privateKey, key);
        await agree(ratchet.privateKey, preKeys.signed);
        await mlkemKeyPair();
        for (let i = 0; i < 2; i += 1) await mlkemEncapsulate(preKeys.kem);
      },
      signal: async () => {
        const [from, to] = [new SignalDevice('from'), signalPeer];
        await from.begin(to);
        await from.encrypt(plain, to);
      },
      olm: begin,
    },
    41,
    8,
  );
  return {
    work: 'Session set-up by who begins it, three signatures checked, first text of 200 bytes',
    unit: 'µs',
    ours: ours * 1_000,
    peers: { 'libsignal, its device made anew': signal * 1_000, 'Olm, no post-quantum part': olm * 1_000 },
    limit: { what: 'the bare primitives', figure: bare * 1_000 },
    goal: '<= 1.5 x bare',
    reached: ours <= 1.5 * bare,
  };
}

async function envelopeRow(): Promise<Row> {
  const mailbox = kemKeyPair(some(32));
  const to = { account: newId(), device: newId(), mailbox: mailbox.publicKey };
  const contents = {
    head: { kind: 'ratchet' as const, account: newId(), device: newId(), version: 1 },
    setUp: undefined,
    message: { header: some(68), block: some(2_288), body: some(500) },
  };
  const [a, b] = await signals();
  const sealed = a.sealer(await a.encrypt(some(3_800), b), b);
  const padded = some(4_096);
  const { ours, bare, signal } = await medians(
    {
      ours: () => sealEnvelope(to, contents),
      bare: async () => {
        const own = await agreementKeyPair();
        const shared = await agree(own.privateKey, mailbox.publicKey);
        const key = await crypto.subtle.importKey('raw', shared, 'AES-GCM', false, ['encrypt']);
        await crypto.subtle.encrypt({ name: 'AES-GCM', iv: bytes(12) }, key, padded);
      },
      signal: sealed,
    },
    101,
    20,
  );
  return {
    work: 'Envelope of 4,096 bytes, sealed to a mailbox',
    unit: 'µs',
    ours: ours * 1_000,
    peers: { 'libsignal’s sealed sender': signal * 1_000 },
    limit: { what: 'one key pair, one agreement, one AEAD', figure: bare * 1_000 },
    goal: '<= 1.2 x bare',
    reached: ours <= 1.2 * bare,
  };
}

async function lengthRow(): Promise<Row> {
  const binding = { sender: some(32), conversation: some(16), recipients: [some(32)] };
  const { armored } = await sealMessage(text, binding);
  return {
    work: 'Text in the page for 200 bytes',
    unit: 'characters',
    ours: armored.length,
    published: { Mailvelope: 716, age: 613, Signal: 400, Olm: 342 },
    limit: { what: 'base64 of 200 bytes', figure: 268 },
    goal: '<= 340',
    reached: armored.length <= 340,
  };
}

/** All rows of messages. */
export async function messageRows(): Promise<Row[]> {
  return [...(await chainRows()), await turnRow(), await setUpRow(), await envelopeRow(), await lengthRow()];
}
