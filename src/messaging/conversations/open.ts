import type { KeyPair } from '../../crypto/index.ts';
import { equal, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { LatchkeyError } from '../../encoding/index.ts';
import type { EnvelopeContents, HeldSession, PairRow, PreKeyRow, SetUpFields } from '../../wire/index.ts';
import type { Sender } from '../contacts/index.ts';
import { agreementsHash, isIdentityOf, judgeSetUp } from '../contacts/index.ts';
import type { OwnPreKeys, Party, Session } from '../session/index.ts';
import { answerSession, locate, prepareReceiving, receive } from '../session/index.ts';
import type { Held } from './keep.ts';
import { readPreKey } from './keep.ts';
import type { HeldContact, MessengerPorts, OwnDevice } from './ports.ts';
import { partyOf, sessionOf, wipePairs, withSession } from './sessions.ts';

/** What the ratchet gave: the body as it was sealed, and what becomes of the rows that it took. */
export interface Opened {
  readonly plaintext: Bytes;
  readonly pair: PairRow;
  /** A one-time pre-key that has served. */
  readonly used?: Held<PreKeyRow> | undefined;
}

interface Received {
  readonly plaintext: Bytes;
  readonly session: Session;
}

/** Opens a message in a session that is there. Undefined: it is not of this session, or was opened before. */
async function receiveBy(
  session: Session,
  message: EnvelopeContents['message'],
  now: number,
): Promise<Received | undefined> {
  const place = locate(session, message);
  if (!place) return undefined;
  const turn = await prepareReceiving(session, place).catch(asUnopened);
  return receive(session, message, { place, turn, now });
}

/** A key that nobody can agree with opens nothing. */
function asUnopened(error: unknown): undefined {
  if (!(error instanceof LatchkeyError)) throw error;
}

interface Opening {
  readonly own: OwnDevice;
  /** With the newest list that was to be had. */
  readonly held: HeldContact;
  readonly pair: PairRow;
  /** Who begins a session, where somebody does. */
  readonly sender: Sender | undefined;
}

/**
 * Opens an envelope's message by the sessions with its device, or by the one that it begins. `unjudged`: it names a list of ours that is
 * newer than the one held. Undefined: it opens nothing, and nothing has changed.
 */
export async function openMessage(
  ports: MessengerPorts,
  { own, held, pair, sender }: Opening,
  contents: EnvelopeContents,
): Promise<Opened | 'unjudged' | undefined> {
  const { message, setUp } = contents;
  const now = ports.clock();
  for (const one of pair.sessions) {
    const received = await receiveBy(sessionOf(one), message, now);
    if (!received) continue;
    // The first reply: nothing of the set-up has to travel any more.
    const { setUp: _, ...rest } = one;
    const next: HeldSession = { ...rest, session: received.session };
    return { plaintext: received.plaintext, pair: { ...withSession(pair, one, next), failed: 0 } };
  }
  const isKnown = pair.sessions.some(({ ephemeral }) => ephemeral && setUp && equal(ephemeral, setUp.ephemeral));
  if (!setUp || !sender || isKnown) return undefined;
  return answer(ports, { own, held, pair, sender }, { ...contents, setUp });
}

async function answer(
  ports: MessengerPorts,
  { own, held, pair, sender }: Opening & { readonly sender: Sender },
  { head, setUp, message }: EnvelopeContents & { readonly setUp: SetUpFields },
): Promise<Opened | 'unjudged' | undefined> {
  const judged = await judgeSetUp(held.contact, head, setUp);
  if (typeof judged === 'string' || !isIdentityOf(held.contact, sender.card.identity)) return undefined;
  if (setUp.version > own.list.version) return 'unjudged';
  return answerAs(ports, own, { pair, peer: partyOf(sender.card.identity, judged) }, { setUp, message });
}

/**
 * What somebody unknown says in the envelope that begins a session, by their own word of who they are. Nothing is kept of it, and
 * nobody is asked: it opens again once they are taken in. Undefined: it opens nothing.
 */
export async function peek(
  ports: MessengerPorts,
  own: OwnDevice,
  { card, certificate }: Sender,
  { setUp, message }: EnvelopeContents & { readonly setUp: SetUpFields },
): Promise<Bytes | undefined> {
  const pair: PairRow = { sessions: [], failed: 0, received: [] };
  const opened = await answerAs(ports, own, { pair, peer: partyOf(card.identity, certificate) }, { setUp, message });
  if (opened) wipePairs(opened.pair);
  return opened?.plaintext;
}

/** Answers a session that `peer` begins, and opens its first message. */
async function answerAs(
  ports: MessengerPorts,
  own: OwnDevice,
  { pair, peer }: { readonly pair: PairRow; readonly peer: Party },
  { setUp, message }: { readonly setUp: SetUpFields; readonly message: EnvelopeContents['message'] },
): Promise<Opened | undefined> {
  const keyed = [own, ...own.others].find(({ agreement: { publicKey } }) =>
    equal(setUp.agreements, agreementsHash(peer.agreement, publicKey)),
  );
  const keys = keyed && (await keysOf(ports, own, setUp, keyed.agreement));
  if (!keys) return undefined;
  const { signed, kem, oneTime } = keys.pairs;
  try {
    for (const identity of identitiesOf(own, setUp)) {
      const self = partyOf(identity, { ...own.certificate, agreement: keyed.agreement.publicKey });
      const session = await answerSession(self, peer, keys.pairs, setUp).catch(asUnopened);
      const received = session && (await receiveBy(session, message, ports.clock()));
      if (!received) continue;
      const next: HeldSession = { session: received.session, ephemeral: setUp.ephemeral };
      return {
        plaintext: received.plaintext,
        pair: { ...withSession(pair, undefined, next), failed: 0 },
        used: keys.once,
      };
    }
    return undefined;
  } finally {
    wipe(signed.privateKey, kem.seed, ...(oneTime ? [oneTime.privateKey] : []));
  }
}

/** Ours as the sender may have held it: the present one, or one that was succeeded since. */
function identitiesOf({ list }: OwnDevice, { version }: SetUpFields): readonly Bytes[] {
  return version < list.version ? [list.identity, ...list.former] : [list.identity];
}

/** Our private halves of the pre-keys that a set-up names. Undefined: one of them is gone, and with it what it would open. */
async function keysOf(
  { rows }: MessengerPorts,
  own: OwnDevice,
  { preKeys }: SetUpFields,
  agreement: KeyPair,
): Promise<{ readonly pairs: OwnPreKeys; readonly once: Held<PreKeyRow> | undefined } | undefined> {
  const { device } = own.certificate;
  const [signed, kem, once] = await Promise.all([
    readPreKey(rows, device, preKeys.signed),
    readPreKey(rows, device, preKeys.kem),
    preKeys.once === undefined ? undefined : readPreKey(rows, device, preKeys.once),
  ]);
  if (signed?.row.kind !== 'signed' || kem?.row.kind !== 'kem') return undefined;
  if (preKeys.once !== undefined && once?.row.kind !== 'once') return undefined;
  const pairOf = ({ row }: Held<PreKeyRow>) => ({ publicKey: row.key, privateKey: row.secret });
  return {
    pairs: {
      agreement,
      signed: pairOf(signed),
      kem: { publicKey: kem.row.key, seed: kem.row.secret },
      oneTime: once && pairOf(once),
    },
    once,
  };
}
