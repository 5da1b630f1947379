import { equal, randomBytes } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { fromBase64url, toBase64url } from '../../src/encoding/index.ts';
import { Refusal } from '../http/index.ts';

/** How long a meeting may take, in milliseconds (protocol 6.3). */
const LIFE = 300_000;
const TICKET_BYTES = 32;
/** Meetings at once: a bound on memory, of some 30 KiB each at the very most. */
const MOST_MEETINGS = 2_000;
/** How long whoever finds no room had better wait, in seconds. */
const SHORTLY = 30;

/** Who answered a new browser. */
interface Answering {
  readonly account: number;
  /** The session's number. */
  readonly session: number;
}

interface Meeting<Handed> {
  readonly ticket: Bytes;
  readonly expiresAt: number;
  /** Nobody meets here any more; the name stays taken until its time is over. */
  over: boolean;
  by?: Answering;
  answer?: string;
  request?: string;
  /** The signature of the grant. */
  granted?: string;
  handed?: Handed;
}

/** As a new browser names itself: by the meeting, and the ticket that it got. */
interface AsNew {
  readonly rendezvous: string;
  readonly ticket: string;
}

/**
 * Where the two browsers of a linking leave one message each (protocol 6.3): opened by the new one, answered by one session,
 * good for five minutes and one handing over. Reads nothing of what it passes on. In memory: after a restart they begin again.
 */
export class Rendezvous<Handed> {
  readonly #clock: () => number;
  readonly #meetings = new Map<string, Meeting<Handed>>();

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Throws Refusal `link-taken`, `unavailable`. */
  open(rendezvous: string): { readonly ticket: string; readonly expiresAt: number } {
    this.#sweep();
    if (this.#meetings.has(rendezvous)) throw new Refusal('link-taken');
    if (this.#meetings.size >= MOST_MEETINGS) throw new Refusal('unavailable', { retryAfter: SHORTLY });
    const [ticket, expiresAt] = [randomBytes(TICKET_BYTES), this.#clock() + LIFE];
    this.#meetings.set(rendezvous, { ticket, expiresAt, over: false });
    return { ticket: toBase64url(ticket), expiresAt };
  }

  /** Throws Refusal `link-unknown`. */
  look(asked: AsNew): { readonly answer?: string; readonly granted: boolean } {
    const { answer, handed } = this.#ofNew(asked);
    return { ...(answer === undefined ? {} : { answer }), granted: handed !== undefined };
  }

  /** The same message may come again. Throws Refusal `link-unknown`, also before anybody answered; `link-taken` for another. */
  reply(asked: AsNew, request: string): void {
    const meeting = this.#ofNew(asked);
    if (meeting.answer === undefined) throw new Refusal('link-unknown');
    meeting.request ??= request;
    if (meeting.request !== request) throw new Refusal('link-taken');
  }

  /** What was handed over; nobody gets it again. Throws Refusal `link-unknown`. */
  take(asked: AsNew): Handed {
    const meeting = this.#ofNew(asked);
    const { handed } = meeting;
    if (handed === undefined) throw new Refusal('link-unknown');
    end(meeting);
    return handed;
  }

  stop(asked: AsNew): void {
    end(this.#ofNew(asked));
  }

  /** The same message may come again. Throws Refusal `link-unknown`; `link-taken` where something else was answered. */
  answer(by: Answering, rendezvous: string, answer: string): { readonly expiresAt: number } {
    const meeting = this.#find(rendezvous);
    meeting.by ??= by;
    meeting.answer ??= answer;
    if (!isBy(meeting, by) || meeting.answer !== answer) throw new Refusal('link-taken');
    return { expiresAt: meeting.expiresAt };
  }

  /** Throws Refusal `link-unknown`. */
  hear(by: Answering, rendezvous: string): { readonly request?: string } {
    const { request } = this.#answered(by, rendezvous);
    return request === undefined ? {} : { request };
  }

  /**
   * The same grant, told by its signature, may come again, also when it was taken meanwhile. Throws Refusal `link-unknown`, also
   * before the new browser has said anything; `link-taken` for another.
   */
  grant(by: Answering, rendezvous: string, signature: string, handed: Handed): void {
    const taken = this.#meetings.get(rendezvous);
    if (taken?.over && isBy(taken, by) && taken.granted === signature) return;
    const meeting = this.#answered(by, rendezvous);
    if (meeting.request === undefined) throw new Refusal('link-unknown');
    meeting.granted ??= signature;
    if (meeting.granted !== signature) throw new Refusal('link-taken');
    meeting.handed = handed;
  }

  refuse(by: Answering, rendezvous: string): void {
    end(this.#answered(by, rendezvous));
  }

  #ofNew({ rendezvous, ticket }: AsNew): Meeting<Handed> {
    const meeting = this.#find(rendezvous);
    if (!equal(meeting.ticket, fromBase64url(ticket))) throw new Refusal('link-unknown');
    return meeting;
  }

  #answered(by: Answering, rendezvous: string): Meeting<Handed> {
    const meeting = this.#find(rendezvous);
    if (!isBy(meeting, by)) throw new Refusal('link-unknown');
    return meeting;
  }

  #find(rendezvous: string): Meeting<Handed> {
    this.#sweep();
    const meeting = this.#meetings.get(rendezvous);
    if (!meeting || meeting.over) throw new Refusal('link-unknown');
    return meeting;
  }

  /** One that has longer to go than any is of a clock that was put back: nobody knows how old it is. */
  #sweep(): void {
    const now = this.#clock();
    for (const [name, { expiresAt }] of this.#meetings) {
      if (expiresAt <= now || expiresAt > now + LIFE) this.#meetings.delete(name);
    }
  }
}

function isBy<Handed>({ by }: Meeting<Handed>, { account, session }: Answering): boolean {
  return by?.account === account && by.session === session;
}

function end<Handed>(meeting: Meeting<Handed>): void {
  meeting.over = true;
  delete meeting.answer;
  delete meeting.request;
  delete meeting.handed;
}
