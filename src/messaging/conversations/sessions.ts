import type { Bytes } from '../../encoding/index.ts';
import type { Certificate, EnvelopeContents, HeldSession, PairRow, SetUpFields } from '../../wire/index.ts';
import { agreementsHash } from '../contacts/index.ts';
import type { CheckedBundle } from '../prekeys/index.ts';
import type { Party, Session } from '../session/index.ts';
import { beginSession, prepareSending, send, wipeSession } from '../session/index.ts';
import type { OwnDevice } from './ports.ts';

/** Sessions that two devices have at most (protocol 8.2). */
const MOST_SESSIONS = 4;
/** So many envelopes in a row that opened nothing, and a new session begins beside those that are there. */
const MOST_FAILED = 3;
/**
 * How soon that happens again, in milliseconds: whoever has a token can leave what opens nothing in anybody's name, and each session
 * takes a one-time key of theirs and, in time, the place of one that is there.
 */
const RENEWED_EVERY = 3_600_000;

/** A session as its row has it, as the ratchet takes it. */
export function sessionOf({ session }: HeldSession): Session {
  const { peer, sending, receiving, ...rest } = session;
  return { ...rest, peer, sending, receiving };
}

/** Overwrites the sessions of pairs, once they were written or nothing has come of them: rows are read again each time. */
export function wipePairs(...rows: readonly PairRow[]): void {
  for (const { sessions } of rows) for (const one of sessions) wipeSession(sessionOf(one));
}

/** A session with the next in its place, first of all: it is what was used last. */
export function withSession(row: PairRow, used: HeldSession | undefined, next: HeldSession): PairRow {
  const others = row.sessions.filter((one) => one !== used);
  return { ...row, sessions: [next, ...others].slice(0, MOST_SESSIONS) };
}

export function partyOf(identity: Bytes, { account, device, agreement }: Certificate): Party {
  return { account, identity, device, agreement };
}

/** Whether a session has to be begun before anything is sent: there is none, or those that are there open nothing any more. */
export function needsSession({ sessions, failed, renewedAt }: PairRow, now: number): boolean {
  if (sessions.length === 0) return true;
  return failed >= MOST_FAILED && (renewedAt === undefined || now - renewedAt >= RENEWED_EVERY);
}

interface Beginning {
  readonly own: OwnDevice;
  /** Our card, signed and encoded: it says who we are. */
  readonly card: Bytes;
  /** The other's identity, and the version of their list, as we hold them. */
  readonly identity: Bytes;
  readonly version: number;
}

/** A session with a device that has said nothing yet. Throws PublicKeyError. */
export async function newSession(
  { own, card, identity, version }: Beginning,
  device: Certificate,
  { signed, kem, once }: CheckedBundle,
): Promise<HeldSession> {
  const self = { ...partyOf(own.list.identity, own.certificate), privateKey: own.agreement.privateKey };
  const preKeys = { signed: signed.key, kem: kem.key, oneTime: once?.key };
  const { session, setUp } = await beginSession(self, partyOf(identity, device), preKeys);
  const fields: SetUpFields = {
    certificate: own.encodedCertificate,
    card,
    version,
    agreements: agreementsHash(own.certificate.agreement, device.agreement),
    preKeys: { signed: signed.id, kem: kem.id, ...(once ? { once: once.id } : {}) },
    ...setUp,
  };
  return { session, setUp: fields };
}

/** One message by a pair's first session: what goes into the envelope, and the row after it. */
export async function sendBy(
  own: OwnDevice,
  row: PairRow,
  plaintext: Bytes,
): Promise<{ readonly row: PairRow; readonly contents: EnvelopeContents }> {
  const [used] = row.sessions;
  if (!used) throw new TypeError('a session is begun first');
  const session = sessionOf(used);
  const sent = send(session, plaintext, await prepareSending(session));
  if (!sent) throw new TypeError('a session that was begun or answered can send');
  const { setUp } = used;
  const head = {
    kind: setUp ? ('initial' as const) : ('ratchet' as const),
    account: own.account,
    device: own.certificate.device,
    version: own.list.version,
  };
  return {
    row: withSession(row, used, { ...used, session: sent.session }),
    contents: { head, setUp, message: sent.message },
  };
}
