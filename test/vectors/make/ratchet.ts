import { toHex, toUtf8 } from '../../../src/encoding/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { answerSession, beginSession, prepareSending, send } from '../../../src/messaging/session/index.ts';
import type { RatchetMessage, SendingTurn } from '../../../src/messaging/session/index.ts';
import { newDevice, newPreKeys, shown, Side } from '../../messaging/session/side.ts';
import type { Device } from '../../messaging/session/side.ts';

function partyOf({ account, identity, device, keys }: Device) {
  return { account, identity: toHex(identity), device, agreement: toHex(keys.publicKey) };
}

function messageOf(from: 'a' | 'b', text: string, { header, block, body }: RatchetMessage) {
  return { from, text, header: toHex(header), block: toHex(block), body: toHex(body) };
}

function turnOf({ own, kem, ciphertext }: SendingTurn) {
  const hex = (bytes: Bytes): string => toHex(bytes);
  return {
    agreement: hex(own.agreement.privateKey),
    agreementPublic: hex(own.agreement.publicKey),
    kem: hex(own.kem.seed),
    kemSecret: hex(kem),
    ciphertext: hex(ciphertext),
  };
}

async function say(side: Side, from: 'a' | 'b', text: string) {
  const message = await side.say(text);
  if (!message) throw new Error('nothing can be sent yet');
  return { message, told: messageOf(from, text, message) };
}

/**
 * A session from its set-up over two turns (protocol 8.2), seen by B, with B's private halves: two messages of A, the first
 * of which comes last, an answer, another message of A.
 */
export async function ratchet(): Promise<object> {
  const [a, b] = [await newDevice(), await newDevice()];
  const preKeys = await newPreKeys(b);
  const begun = await beginSession({ ...a, privateKey: a.keys.privateKey }, b, shown(preKeys));
  const secrets = {
    agreement: toHex(b.keys.privateKey),
    signed: toHex(preKeys.signed.privateKey),
    signedPublic: toHex(preKeys.signed.publicKey),
    kem: toHex(preKeys.kem.seed),
    kemPublic: toHex(preKeys.kem.publicKey),
    oneTime: toHex(preKeys.oneTime?.privateKey ?? new Uint8Array()),
    oneTimePublic: toHex(preKeys.oneTime?.publicKey ?? new Uint8Array()),
  };
  const answered = await answerSession(b, a, preKeys, begun.setUp);
  const session = {
    associated: toHex(answered.associated),
    root: toHex(answered.root),
    headerA: toHex(answered.nextReceiving),
    nextHeaderB: toHex(answered.nextSending),
  };
  const [alice, bob] = [new Side(begun.session), new Side(answered)];
  const late = await say(alice, 'a', 'the first, which comes last');
  const second = await say(alice, 'a', 'the second');
  await bob.hear(second.message);
  const turn = await prepareSending(bob.session);
  const reply = send(bob.session, toUtf8('an answer'), turn);
  if (!turn || !reply) throw new Error('no turn');
  bob.session = reply.session;
  await alice.hear(reply.message);
  const third = await say(alice, 'a', 'the third, after two turns');
  return {
    what: 'PQXDH and the hybrid double ratchet with encrypted headers, format 1 (docs/protocol.md 8.2): all in hexadecimal but texts and ids',
    a: partyOf(a),
    b: partyOf(b),
    secretsOfB: secrets,
    setUp: { ephemeral: toHex(begun.setUp.ephemeral), ciphertext: toHex(begun.setUp.ciphertext) },
    session,
    arriving: [second.told, third.told, late.told],
    answer: messageOf('b', 'an answer', reply.message),
    turnOfB: turnOf(turn),
  };
}
