import type { Id } from '../../encoding/index.ts';
import { newTurns } from '../../flow/index.ts';
import { loginsByPage, pageAddress } from '../../items/index.ts';
import type { ContentAsker, SendingKind } from '../../rpc/index.ts';
import type { Context } from '../context/index.ts';
import { isToOffer, judged } from './judge.ts';
import type { Stage, Told } from './judge.ts';
import type { SealedTyped } from './typed-seal.ts';

/** A login that was sent. What was typed lies in it sealed; the rest tells where it was sent, and how far it is. */
export interface Sending extends SealedTyped {
  readonly stage: Stage;
  readonly kind: SendingKind;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly host: string;
  readonly whileLocked: boolean;
  /** Where it was sent: for as long as this browser runs. */
  readonly place?: SentAt;
}

interface SentAt {
  readonly tab: number;
  readonly frame: number;
  /** The document's own random name. */
  readonly page: Id;
  readonly form: string;
}

/** The user name of a first step, sealed. */
interface Named {
  readonly tab: number;
  /** Of the document in which it was typed. */
  readonly origin: string;
  readonly at: number;
  readonly sealed: SealedTyped;
}

type SentFrom = Pick<ContentAsker, 'tab' | 'origin'>;

/** On disk, of what was sent while everything was locked. */
interface Row extends SealedTyped {
  readonly at: number;
}

const slots = { sendings: 'sendings', named: 'namedSteps', disk: 'typed' } as const;

/** Of what was sent to an open vault nothing is left after this long without an answer, in milliseconds. */
const lasts = 30 * 60_000;
/** Of what was sent to a locked one. */
const lastsLocked = 24 * 3_600_000;
/** How long a first step belongs to the second one. */
const stepLasts = 5 * 60_000;
const most = 32;
const mostInTab = 4;

/**
 * The logins that were sent and are not answered: sealed from the first moment, in this browser's memory; what was sent to a
 * locked vault lies on disk too, sealed, so that it outlives the browser. One change after another.
 */
export class Sendings {
  readonly #parts: Pick<Context, 'clock' | 'local' | 'memory'>;
  readonly #turns = newTurns();

  constructor(parts: Pick<Context, 'clock' | 'local' | 'memory'>) {
    this.#parts = parts;
  }

  /** Those that live, the oldest first. */
  all(): Promise<readonly Sending[]> {
    return this.#turns.take(() => this.#read());
  }

  /** One more; it takes the place of what the same form sent before. */
  add(sending: Sending): Promise<void> {
    return this.#change((before) => {
      const others = before.filter(({ place }) => !isSamePlace(place, sending.place));
      const inTab = others.filter(({ place }) => place !== undefined && place.tab === sending.place?.tab);
      const tooMany = new Set(inTab.slice(0, Math.max(0, inTab.length - mostInTab + 1)));
      return [...others.filter((other) => !tooMany.has(other)), sending].slice(-most);
    });
  }

  /** Judges those of one form. Answers whether any of them is now to be offered, and was not before; or the other way round. */
  tell(place: SentAt, told: Told): Promise<'offer' | 'withdraw' | undefined> {
    return this.#judge(
      (sending) => isSamePlace(sending.place, place),
      () => told,
    );
  }

  /** Another page came up in a tab: judges those that were sent in it by what stands there. */
  next(tab: number, told: (sending: Sending) => Told | undefined): Promise<'offer' | 'withdraw' | undefined> {
    return this.#judge(({ place }) => place?.tab === tab, told);
  }

  drop(isGone: (sending: Sending) => boolean): Promise<void> {
    return this.#change((before) => before.filter((sending) => !isGone(sending)));
  }

  /** The user name of a step that was sent in this tab a short while ago, on the same site. */
  async named({ tab, origin }: SentFrom): Promise<SealedTyped | undefined> {
    const now = this.#parts.clock();
    const named = await this.#named();
    const before = named.find((one) => one.tab === tab && isWithin(now - one.at, stepLasts));
    return before && isOneSite(before.origin, origin) ? before.sealed : undefined;
  }

  name({ tab, origin }: SentFrom, sealed: SealedTyped): Promise<void> {
    return this.#turns.take(async () => {
      const now = this.#parts.clock();
      const others = (await this.#named()).filter((one) => one.tab !== tab && isWithin(now - one.at, stepLasts));
      await this.#parts.memory.set(slots.named, [...others, { tab, origin, at: now, sealed }].slice(-most));
    });
  }

  #judge(
    isMeant: (sending: Sending) => boolean,
    told: (sending: Sending) => Told | undefined,
  ): Promise<'offer' | 'withdraw' | undefined> {
    let outcome: 'offer' | 'withdraw' | undefined;
    const now = this.#parts.clock();
    return this.#change((before) =>
      before.map((sending) => {
        const what = isMeant(sending) ? told(sending) : undefined;
        if (!what) return sending;
        const next = { ...sending, stage: judged(sending, what, now) };
        const [was, is] = [isToOffer(sending, now), isToOffer(next, now)];
        if (is) outcome = 'offer';
        else if (was) outcome ??= 'withdraw';
        return next;
      }),
    ).then(() => outcome);
  }

  async #named(): Promise<readonly Named[]> {
    return ((await this.#parts.memory.get(slots.named)) ?? []) as readonly Named[];
  }

  #change(change: (before: readonly Sending[]) => readonly Sending[]): Promise<void> {
    return this.#turns.take(async () => {
      const before = await this.#read();
      const next = change(before);
      await this.#parts.memory.set(slots.sendings, next);
      const rows = next.filter(({ whileLocked }) => whileLocked).map(rowOf);
      const stored = await this.#rows();
      const isOther = rows.length !== stored.length || rows.some(({ id }, at) => stored[at]?.id !== id);
      if (isOther) await this.#parts.local.set(slots.disk, rows);
    });
  }

  /** What the memory has, and what only the disk has since the browser was started anew. */
  async #read(): Promise<readonly Sending[]> {
    const now = this.#parts.clock();
    const here = ((await this.#parts.memory.get(slots.sendings)) ?? []) as readonly Sending[];
    const onDisk = (await this.#rows()).filter(({ id }) => !here.some((sending) => sending.id === id));
    return [...onDisk.map(fromRow), ...here].filter(({ at, whileLocked }) =>
      isWithin(now - at, whileLocked ? lastsLocked : lasts),
    );
  }

  async #rows(): Promise<readonly Row[]> {
    return ((await this.#parts.local.get(slots.disk)) ?? []) as readonly Row[];
  }
}

/** Where a document of a page sends from. */
export function placeOf({ tab, frame }: ContentAsker, page: Id, form: string): SentAt {
  return { tab, frame, page, form };
}

/** By the rule `domain`, without a doubt: a name typed at one site is nobody's at another, nor at another port of it. */
function isOneSite(one: string, other: string): boolean {
  const now = pageAddress(other);
  const before = loginsByPage([{ login: { urls: [{ url: one, match: 'domain' }] }, updatedAt: 0 }]);
  return now !== undefined && before.at(now)[0]?.doubts.length === 0;
}

function rowOf({ id, epoch, sealed, at }: Sending): Row {
  return { id, epoch, sealed, at };
}

/** Its host is not known before it is opened; nothing more will be heard of it. */
function fromRow(row: Row): Sending {
  return { ...row, stage: 'taken', kind: 'login', host: '', whileLocked: true };
}

function isSamePlace(one: SentAt | undefined, other: SentAt | undefined): boolean {
  if (!one || !other) return false;
  return one.tab === other.tab && one.frame === other.frame && one.page === other.page && one.form === other.form;
}

function isWithin(age: number, most: number): boolean {
  return age >= 0 && age < most;
}
