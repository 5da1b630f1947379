import type { Form } from '../../autofill/index.ts';
import { call, takes } from '../../rpc/index.ts';
import type { Begun, InputOf, OnTicket, PageOrder, PageTask, WriteOutcome } from '../../rpc/index.ts';
import { answerField } from './answer-field.ts';
import { beginWith } from './begin.ts';
import { showFrame } from './frame.ts';
import type { FrameParts, ShownFrame } from './frame.ts';
import { hasRoom, openMarkMenu } from '../marks/index.ts';
import type { Box, MarkMenuItem } from '../marks/index.ts';
import { leaveMenuByKeys } from './menu-keys.ts';
import { placeBeside, sideFor, spanOf } from './menu-place.ts';
import { readingsOf } from '../reading/index.ts';
import type { Place } from '../reading/index.ts';
import { freeCorner, placeInCorner } from './corner.ts';
import { boxOfElement, boxOfText, composeSize, letsFramesIn, menuSize, revealSize, saveSize } from './room.ts';
import { readingsBefore } from './texts-here.ts';
import { holdKeys, newPageName, siteHost, world } from '../document/index.ts';
import type { Frames } from '../document/index.ts';
import type { Field } from '../writing/index.ts';
import { caretIn, isTall, limitOf, nameOf, readField, takeOut, writeField } from '../writing/index.ts';

/** How long a frame of ours may take to come up before we open a window instead, in milliseconds. */
const patience = 2_500;

/** What one frame acts on. */
interface Offer {
  readonly subject: unknown;
  readonly task: () => PageTask;
  readonly read: () => string;
  readonly put: (text: string, replace: boolean) => Promise<WriteOutcome>;
  readonly takeOut: (text: string) => Promise<boolean>;
  /** Of a text: where it stands. */
  readonly place?: Place;
  readonly life: AbortController;
  /** The frame came up and asked. */
  shown: boolean;
  /** The frame, as long as there is one in this document. */
  frame?: ShownFrame;
  /** Ends the frame; what it acts on stays. */
  readonly drawn: AbortController;
}

/** What a frame to write in goes on from. */
type After = NonNullable<InputOf<'page.offer'>['after']>;

type TicketOrder = Extract<PageOrder, OnTicket>;

/** What an offer to save belongs to: the page as a whole. */
const nowhere: Box = { left: 0, top: 0, right: 0, bottom: 0 };

/**
 * The fields and texts that frames of ours act on, by their tickets. The background's orders reach nothing else, and none
 * that was meant for a document that stood here before.
 */
export class Offers implements Frames {
  readonly #page = newPageName();
  readonly #offers = new Map<string, Offer>();
  readonly #life: AbortController;

  constructor(life: AbortController) {
    this.#life = life;
    const close = (): void => this.#offers.forEach((offer) => offer.life.abort());
    const { signal } = life;
    signal.addEventListener('abort', close, { once: true });
    // Browsers keep a page that is left as it is, and Back shows it again, whatever was locked meanwhile.
    const leave = (): void => this.#offers.forEach((offer) => offer.task().kind !== 'compose' && offer.life.abort());
    addEventListener('pagehide', leave, { capture: true, signal });
    addEventListener('pageshow', ({ persisted }) => persisted && close(), { capture: true, signal });
  }

  /** `after`: the ticket of the text that is written anew there. */
  async compose(field: Field, after?: After): Promise<void> {
    const caret = caretIn(field);
    const limit = limitOf(field);
    // As it is now: while the box is open the page may change.
    const [name, tall] = [nameOf(field), isTall(field)];
    const task = (): PageTask => ({
      kind: 'compose',
      site: siteHost(),
      origin: origin === 'null' ? '' : origin,
      field: name,
      tall,
      filled: readField(field).trim() !== '',
      ...(limit === undefined ? {} : { limit }),
    });
    await this.#open(
      {
        subject: field.element,
        task,
        read: () => readField(field),
        put: (text, replace) => writeField(field, caret, text, replace),
        takeOut: (text) => takeOut(field, text),
      },
      {
        kind: 'compose',
        near: field.element,
        anchor: () => boxOfElement(field.element),
        size: composeSize,
      },
      after,
    );
  }

  async reveal(place: Place, field?: HTMLElement): Promise<void> {
    const readings = readingsOf(place);
    const before = field ? [] : readingsBefore(place);
    await this.#open(
      {
        subject: field ?? place,
        place,
        task: () => ({ kind: 'reveal', site: siteHost(), readings, before }),
        read: () => '',
        put: () => Promise.resolve('refused'),
        takeOut: () => Promise.resolve(false),
      },
      {
        kind: 'reveal',
        near: field ?? place.node,
        anchor: () => (field ? boxOfElement(field) : boxOfText(place)),
        size: revealSize(Math.min(...readings.map(({ length }) => length))),
        over: true,
      },
    );
  }

  async menu(form: Form, field: HTMLElement): Promise<boolean> {
    const view = { width: document.documentElement.clientWidth, height: innerHeight };
    const isRightToLeft = getComputedStyle(document.documentElement).direction === 'rtl';
    const span = spanOf(form);
    const side = span && letsFramesIn() ? sideFor(span, menuSize, view, isRightToLeft) : undefined;
    if (!span || !side) return false;
    const asksForNew = form.fields.some(({ type }) => takes(form.kind, type, 'password'));
    const life = await this.#open(
      {
        subject: field,
        task: () => ({ kind: 'menu', site: siteHost(), url: origin + location.pathname, asksForNew }),
        read: () => '',
        put: () => Promise.resolve('refused'),
        takeOut: () => Promise.resolve(false),
      },
      {
        kind: 'menu',
        near: field,
        anchor: () => boxOfElement(field),
        size: menuSize,
        corner: (size, seen) =>
          placeBeside(side, spanOf(form) ?? span, field.getBoundingClientRect(), size, seen, isRightToLeft),
      },
    );
    const offer = [...this.#offers.values()].find(({ subject }) => subject === field);
    if (offer && life) {
      world().menuAt = field;
      life.signal.addEventListener('abort', () => world().menuAt === field && delete world().menuAt, { once: true });
      leaveMenuByKeys(field, { enter: () => offer.frame?.give(), leave: () => life.abort() }, life.signal);
    }
    return true;
  }

  async save(): Promise<boolean> {
    if (this.#saving()) return true;
    const view = { width: document.documentElement.clientWidth, height: innerHeight };
    const isRightToLeft = getComputedStyle(document.documentElement).direction === 'rtl';
    const corner = letsFramesIn() ? freeCorner(saveSize, view, isRightToLeft) : undefined;
    if (!corner) return false;
    await this.#open(
      {
        subject: 'save',
        task: () => ({ kind: 'save', site: siteHost() }),
        read: () => '',
        put: () => Promise.resolve('refused'),
        takeOut: () => Promise.resolve(false),
      },
      {
        kind: 'save',
        near: document.body,
        anchor: () => nowhere,
        size: saveSize,
        corner: (size, seen) => placeInCorner(corner, size, seen, isRightToLeft),
      },
    );
    return true;
  }

  goToSave(): boolean {
    const frame = this.#saving()?.frame;
    frame?.give();
    return frame !== undefined;
  }

  #saving(): Offer | undefined {
    return [...this.#offers.values()].find(({ subject }) => subject === 'save');
  }

  begin(what: Begun): Promise<true | undefined> {
    return beginWith(this, what);
  }

  openMenu(near: Node, at: Box, items: readonly MarkMenuItem[]): void {
    openMarkMenu(near, at, items);
  }

  handleOrder(order: TicketOrder): Promise<unknown> | undefined {
    const offer = this.#offerOf(order);
    if (!offer) return undefined;
    if (order.order !== 'key') offer.shown = true;
    switch (order.order) {
      case 'task':
        return Promise.resolve(offer.task());
      case 'read':
        return Promise.resolve(offer.read());
      case 'put':
        return offer.frame
          ? offer.frame.letGo(() => offer.put(order.text, order.replace))
          : offer.put(order.text, order.replace);
      case 'key':
        offer.frame?.hear(order.key);
        return Promise.resolve(offer.frame !== undefined);
      case 'moved':
        offer.drawn.abort();
        return Promise.resolve(true);
      case 'takeOut':
        return offer.frame ? offer.frame.letGo(() => offer.takeOut(order.text)) : offer.takeOut(order.text);
      case 'answer':
        return this.#answer(offer, order.ticket);
      case 'close':
        // Taken from our frame while that is there: a frame that goes with the focus leaves it nowhere.
        if (offer.frame && offer.task().kind === 'menu') giveBack(offer);
        offer.life.abort();
        // Only now: while there is a frame to write in the focus is in it.
        giveBack(offer);
        return Promise.resolve(true);
    }
  }

  /** The frame with a text makes room for one to write in, if there is a field for that. */
  async #answer({ place, life }: Offer, ticket: string): Promise<boolean> {
    const found = place && (await answerField(place));
    if (!found) return false;
    life.abort();
    void this.compose(found.field, { ticket, isInField: found.isIn });
    return true;
  }

  #offerOf({ page, ticket }: OnTicket): Offer | undefined {
    return page === this.#page ? this.#offers.get(ticket) : undefined;
  }

  async #open(
    what: Omit<Offer, 'life' | 'shown' | 'drawn'>,
    frame: Omit<FrameParts, 'ticket' | 'gone'>,
    after?: After,
  ): Promise<AbortController | undefined> {
    if ([...this.#offers.values()].some(({ subject }) => subject === what.subject)) return undefined;
    const offer: Offer = { ...what, life: new AbortController(), shown: false, drawn: new AbortController() };
    const { life, drawn } = offer;
    life.signal.addEventListener('abort', () => drawn.abort(), { once: true });
    // From the press on: whoever begins to write at once must not write into the page.
    const opening = new AbortController();
    if (frame.kind === 'compose') holdKeys(opening.signal);
    const answer = await call('page.offer', { page: this.#page, kind: frame.kind, ...(after && { after }) }).catch(
      () => undefined,
    );
    if (!answer) {
      opening.abort();
      life.abort();
      this.#life.abort();
      return undefined;
    }
    const { ticket } = answer;
    this.#offers.set(ticket, offer);
    life.signal.addEventListener('abort', () => this.#offers.delete(ticket), { once: true });
    drawn.signal.addEventListener('abort', () => delete offer.frame, { once: true });
    const canShow = letsFramesIn() && hasRoom(frame.size, { width: innerWidth, height: innerHeight });
    if (canShow) offer.frame = showFrame({ ...frame, ticket, gone: () => life.abort() }, drawn.signal);
    opening.abort();
    setTimeout(() => this.#fallBack(offer, ticket, frame.kind), canShow ? patience : 0);
    return life;
  }

  /** The page keeps frames out, or has no room for one: the same in a window of ours. */
  #fallBack({ shown, life, drawn }: Offer, ticket: string, kind: PageTask['kind']): void {
    if (shown || life.signal.aborted) return;
    drawn.abort();
    // What is offered waits in the toolbar's button instead, and for the next page; the popup has what a menu has.
    if (kind === 'save' || kind === 'menu') life.abort();
    if (kind === 'menu') call('page.fill', {}).catch(() => undefined);
    if (kind === 'compose' || kind === 'reveal') call('page.window', { ticket }).catch(() => life.abort());
  }
}

function giveBack({ subject }: Offer): void {
  if (subject instanceof HTMLElement) subject.focus({ preventScroll: true });
}
