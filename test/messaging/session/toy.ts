import { randomBytes, sha256 } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { bytes, concat, fromUtf8, toUtf8 } from '../../../src/encoding/index.ts';
import { locate, receive, send, wipeSuperseded } from '../../../src/messaging/session/index.ts';
import type { RatchetMessage, SendingTurn, Session } from '../../../src/messaging/session/index.ts';
import type { Place } from '../../../src/messaging/session/receive.ts';
import type { TurnSecrets } from '../../../src/messaging/session/types.ts';

/*
 * Both ends of a session whose agreements and KEM are made of hashes: they hide nothing from anybody who knows a public half, but
 * give both sides the same secret, and another one for every pair of keys. The ratchet itself is ours, to the byte, and waits for
 * nothing; so a schedule takes milliseconds instead of a tenth of a second. With real keys the same is played by `model.test.ts`.
 */
const agreeWith = (one: Bytes, other: Bytes): Bytes =>
  sha256(concat(...[one, other].toSorted((a, b) => Buffer.compare(a, b))));

/** Of its length and canonical: each number of 12 bits is below 256, and so below the modulus. */
function kemPublicOf(seed: Bytes): Bytes {
  const key = bytes(1_184);
  for (let at = 0; at < 32; at += 1) key[3 * at] = seed[at] ?? 0;
  return key;
}

function newKeys(): SendingTurn['own'] {
  const [agreement, seed] = [randomBytes(32), randomBytes(64)];
  return {
    agreement: { publicKey: agreement.slice(), privateKey: agreement },
    kem: { publicKey: kemPublicOf(seed), seed },
  };
}

const secretOf = (kemPublic: Bytes, ciphertext: Bytes): Bytes =>
  sha256(concat(kemPublic.slice(0, 96), ciphertext.slice(0, 32)));

function turnTo({ sending, peer }: Session): SendingTurn | undefined {
  if (sending || !peer) return undefined;
  const own = newKeys();
  const ciphertext = concat(randomBytes(32), bytes(1_056));
  const dh = agreeWith(own.agreement.publicKey, peer.agreement);
  return { own, dh, kem: secretOf(peer.kem, ciphertext), ciphertext };
}

function turnFrom({ own }: Session, place: Place): TurnSecrets | undefined {
  if (place.at !== 'turn') return undefined;
  return {
    dh: agreeWith(own.agreement.publicKey, place.header.ratchetKey),
    kem: secretOf(kemPublicOf(own.kem.seed), place.block.ciphertext),
  };
}

/** One end. */
export class Toy {
  session: Session;
  /** Of every message that this end sent: the chain key that made its key, in hexadecimal. */
  readonly used: string[] = [];

  constructor(session: Session) {
    this.session = session;
  }

  /** Undefined where nothing can be sent yet. */
  say(text: string): RatchetMessage | undefined {
    const before = this.session;
    const turn = turnTo(before);
    const said = send(before, toUtf8(text), turn);
    if (!said) return undefined;
    this.session = said.session;
    if (before.sending) this.used.push(Buffer.from(before.sending.key).toString('hex'));
    wipeSuperseded(before, said.session);
    return said.message;
  }

  /** What a message says; undefined, with nothing changed, where it opens nothing. */
  hear(message: RatchetMessage): string | undefined {
    const before = this.session;
    const place = locate(before, message);
    if (!place) return undefined;
    const heard = receive(before, message, { place, turn: turnFrom(before, place), now: 1_000_000 });
    if (!heard) return undefined;
    this.session = heard.session;
    wipeSuperseded(before, heard.session);
    return fromUtf8(heard.plaintext);
  }

  /** A copy of the whole device: what it keeps is all there is. */
  copy(): Toy {
    return new Toy(structuredClone(this.session));
  }
}

/** Two ends as a set-up leaves them: the first may write at once, the second once it heard something. */
export function newToys(): readonly [Toy, Toy] {
  const [associated, root] = [randomBytes(32), randomBytes(32)];
  const [headerA, nextHeaderB] = [randomBytes(32), randomBytes(32)];
  const preKeys = newKeys();
  const common = { associated, previous: 0, skipped: [], sending: undefined, receiving: undefined };
  const peer = { agreement: preKeys.agreement.publicKey, kem: preKeys.kem.publicKey };
  return [
    new Toy({ ...common, root, own: newKeys(), peer, nextSending: headerA, nextReceiving: nextHeaderB }),
    new Toy(
      structuredClone({
        ...common,
        root,
        own: preKeys,
        peer: undefined,
        nextSending: nextHeaderB,
        nextReceiving: headerA,
      }),
    ),
  ];
}
