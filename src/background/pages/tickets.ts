import { newId } from '../../crypto/index.ts';
import { newTurns } from '../../flow/index.ts';
import type { Id } from '../../encoding/index.ts';
import { LatchkeyError, toBase64url } from '../../encoding/index.ts';
import { draftPlace } from '../../messaging/index.ts';
import type { Area } from '../../platform/index.ts';
import type { ContentAsker, FrameAsker } from '../../rpc/index.ts';

/** A frame named a ticket that is unknown, too old, of another tab, or held by another frame. `ticket-gone` */
export class TicketError extends LatchkeyError {
  readonly code = 'ticket-gone';

  constructor() {
    super('the ticket is not valid here');
  }
}

interface FrameRef {
  readonly tab: number;
  readonly frame: number;
  readonly document?: string;
}

export interface Ticket extends FrameRef {
  /** The document's own random name. */
  readonly page: Id;
  readonly kind: 'compose' | 'reveal' | 'save' | 'menu';
  /** Milliseconds since 1970. */
  readonly at: number;
  /** It may be used by a window of ours instead of a frame of that tab. */
  readonly windowed?: boolean;
  /** The page that the document shows, in a hash: `draftPlace` of origin and path, in base64url. */
  readonly thread: string;
  /** Where what is written there is kept as a draft: `draftPlace` in base64url. */
  readonly place?: string;
  /** Of several people, the one that what is written there goes on with. */
  readonly conversation?: Id;
  /** Whom what is written there is for, as it was handed on: contacts, or a channel. */
  readonly to?: readonly Id[];
  /** How many more the text went to that is answered there, and who are no contacts here. */
  readonly strangers?: number;
  /** The frame or window that showed it first: from then on nobody else may. */
  readonly holder?: FrameRef;
}

const unclaimedFor = 2 * 60_000;
const heldFor = 12 * 3_600_000;
const most = 64;
const slot = 'tickets';

/**
 * Who may act for which document of which tab. Tickets outlive the background and a lock (somebody may be typing), and end
 * with the browser, like the numbers of tabs and frames that they name: `area` is its memory, never its disk.
 */
export class Tickets {
  readonly #area: Area;
  readonly #clock: () => number;
  readonly #turns = newTurns();

  constructor(area: Area, clock: () => number) {
    this.#area = area;
    this.#clock = clock;
  }

  /** A ticket for one frame or window of ours that acts for the asker's document. */
  issue(asker: ContentAsker, page: Id, kind: Ticket['kind']): Promise<Id> {
    return this.#change((tickets) => {
      const id = newId();
      return [{ ...tickets, [id]: { ...placeOf(asker), thread: threadOf(asker), page, kind, at: this.#clock() } }, id];
    });
  }

  /** Allows a window of ours in the place of a frame; only the document that asked for the ticket may. */
  allowWindow(id: Id, asker: ContentAsker): Promise<Ticket> {
    return this.#change((tickets) => {
      const ticket = tickets[id];
      if (!ticket || ticket.holder || !isSame(ticket, placeOf(asker))) throw new TicketError();
      const windowed = { ...ticket, windowed: true };
      return [{ ...tickets, [id]: windowed }, windowed];
    });
  }

  /** Takes the ticket from the frame that holds it, so that a window of ours may go on with it. */
  toWindow(id: Id, asker: FrameAsker): Promise<Ticket> {
    return this.#change((tickets) => {
      const ticket = tickets[id];
      if (!ticket?.holder || !isHolder(ticket.holder, asker)) throw new TicketError();
      const { holder: _, ...kept } = ticket;
      const windowed = { ...kept, at: this.#clock(), windowed: true };
      return [{ ...tickets, [id]: windowed }, windowed];
    });
  }

  /** The frames that write, or are about to, inside this tab. */
  writing(tab: number): Promise<readonly (readonly [Id, Ticket])[]> {
    return this.#change((tickets) => [
      tickets,
      Object.entries(tickets).filter(
        ([, ticket]) => ticket.tab === tab && ticket.kind === 'compose' && ticket.windowed !== true,
      ),
    ]);
  }

  /** The ticket, now held by the asker. `kind`: what it must be for. Throws TicketError for everybody but its first holder. */
  claim(id: Id, asker: FrameAsker, kind?: Ticket['kind']): Promise<Ticket> {
    return this.#change((tickets) => {
      const ticket = tickets[id];
      if (!ticket || (kind && ticket.kind !== kind) || asker.tab === undefined) throw new TicketError();
      const place = placeOf({ ...asker, tab: asker.tab });
      if (ticket.holder ? !isHolder(ticket.holder, place) : !mayHold(ticket, place)) throw new TicketError();
      const held = { ...ticket, holder: place };
      return [{ ...tickets, [id]: held }, held];
    });
  }

  /** Notes where a ticket's drafts lie, whom it is for, and what is known of the text that it answers. */
  note(id: Id, noted: Pick<Ticket, 'place' | 'to' | 'conversation' | 'strangers'>): Promise<void> {
    return this.#change((tickets) => {
      const ticket = tickets[id];
      return [ticket ? { ...tickets, [id]: { ...ticket, ...noted } } : tickets, undefined];
    });
  }

  /** Ends a ticket. */
  drop(id: Id): Promise<void> {
    return this.#change((tickets) => [
      Object.fromEntries(Object.entries(tickets).filter(([other]) => other !== id)),
      undefined,
    ]);
  }

  /** Reads, changes and writes all tickets, one change after another. */
  #change<T>(
    change: (tickets: Readonly<Record<Id, Ticket>>) => readonly [Readonly<Record<Id, Ticket>>, T],
  ): Promise<T> {
    return this.#turns.take(async () => {
      const stored = ((await this.#area.get(slot)) ?? {}) as Readonly<Record<Id, Ticket>>;
      const [next, result] = change(this.#alive(stored));
      await this.#area.set(slot, next);
      return result;
    });
  }

  #alive(tickets: Readonly<Record<Id, Ticket>>): Readonly<Record<Id, Ticket>> {
    const now = this.#clock();
    const alive = Object.entries(tickets).filter(([, { at, holder }]) => {
      const age = now - at;
      return age >= 0 && age < (holder ? heldFor : unclaimedFor);
    });
    return Object.fromEntries(alive.slice(-most));
  }
}

function placeOf({ tab, frame, document }: FrameRef): FrameRef {
  return { tab, frame, ...(document === undefined ? {} : { document }) };
}

function threadOf({ origin, path }: ContentAsker): string {
  return toBase64url(draftPlace(origin, path));
}

function isSame(one: FrameRef, other: FrameRef): boolean {
  return one.tab === other.tab && one.frame === other.frame && one.document === other.document;
}

/** The same frame or window. Its document may be a later one: ours load themselves anew at a lock. */
function isHolder(holder: FrameRef, place: { readonly tab?: number; readonly frame: number }): boolean {
  return holder.tab === place.tab && holder.frame === place.frame;
}

/** A frame stands inside the tab of the document; a window is a tab of its own. */
function mayHold(ticket: Ticket, place: FrameRef): boolean {
  if (place.frame === 0) return ticket.windowed === true && place.tab !== ticket.tab;
  return place.tab === ticket.tab;
}
