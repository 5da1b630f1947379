import type { Form } from '../autofill/index.ts';
import { call, takes } from '../rpc/index.ts';
import type { OnTicket, PageOrder, PageTask, WriteOutcome } from '../rpc/index.ts';
import { showFrame } from './frame.ts';
import type { FrameParts, ShownFrame } from './frame.ts';
import { hasRoom } from './marks/index.ts';
import type { Box } from './marks/index.ts';
import { stopKeys } from './keys.ts';
import { leaveMenuByKeys } from './menu-keys.ts';
import { placeBeside, sideFor, spanOf } from './menu-place.ts';
import { newPageName } from './page-name.ts';
import { boxOf, extentOf, readingsOf } from './reading/index.ts';
import type { Place } from './reading/index.ts';
import { freeCorner, placeInCorner } from './saving/index.ts';
import { hasNoAddress, siteHost } from './site.ts';
import type { Field } from './writing/index.ts';
import { caretIn, isTall, limitOf, nameOf, readField, takeOut, writeField } from './writing/index.ts';

/** How long a frame of ours may take to come up before we open a window instead, in milliseconds. */
const patience = 2_500;

const composeSize = { width: 412, height: 252 };
const revealWidth = 380;
const saveSize = { width: 372, height: 204 };
const menuSize = { width: 300, height: 232 };

/** What one frame acts on. */
interface Offer {
  readonly subject: unknown;
  readonly task: () => PageTask;
  readonly read: () => string;
  readonly put: (text: string, replace: boolean) => Promise<WriteOutcome>;
  readonly takeOut: (text: string) => Promise<boolean>;
  readonly life: AbortController;
  /** The frame came up and asked. */
  shown: boolean;
  /** The frame, as long as there is one in this document. */
  frame?: ShownFrame;
  /** Ends the frame; what it acts on stays. */
  readonly drawn: AbortController;
}

type TicketOrder = Extract<PageOrder, OnTicket>;

/** What an offer to save belongs to: the page as a whole. */
const nowhere: Box = { left: 0, top: 0, right: 0, bottom: 0 };

/**
 * The fields and texts that frames of ours act on, by their tickets. The background's orders reach nothing else, and none
 * that was meant for a document that stood here before.
 */
export class Offers {
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

  /** Opens the compose frame at a field. */
  async compose(field: Field): Promise<void> {
    const caret = caretIn(field);
    const limit = limitOf(field);
    // As it is now: while the box is open the page may change.
    const [name, tall] = [nameOf(field), isTall(field)];
    const task = (): PageTask => ({
      kind: 'compose',
      site: siteHost(),
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
        anchor: () => (field.element.isConnected ? field.element.getBoundingClientRect() : undefined),
        size: composeSize,
      },
    );
  }

  /** Opens the reveal frame over an armored text. */
  async reveal(place: Place): Promise<void> {
    const readings = readingsOf(place);
    await this.#open(
      {
        subject: place,
        task: () => ({ kind: 'reveal', site: siteHost(), readings }),
        read: () => '',
        put: () => Promise.resolve('refused'),
        takeOut: () => Promise.resolve(false),
      },
      {
        kind: 'reveal',
        near: place.node,
        anchor: () => anchorOf(place),
        size: { width: revealWidth, height: heightFor(Math.min(...readings.map(({ length }) => length))) },
        over: true,
      },
    );
  }

  /** Shows the logins for a form beside it. Answers whether there is room; nothing of the form is covered. */
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
        anchor: () => (field.isConnected ? field.getBoundingClientRect() : undefined),
        size: menuSize,
        corner: (size, seen) =>
          placeBeside(side, spanOf(form) ?? span, field.getBoundingClientRect(), size, seen, isRightToLeft),
      },
    );
    const offer = [...this.#offers.values()].find(({ subject }) => subject === field);
    if (offer && life)
      leaveMenuByKeys(field, { enter: () => offer.frame?.give(), leave: () => life.abort() }, life.signal);
    return true;
  }

  /** Shows what is offered to be kept, in the first corner that is free. Answers whether there is one. */
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

  /** Gives that offer the focus, if there is one. */
  goToSave(): boolean {
    const frame = this.#saving()?.frame;
    frame?.give();
    return frame !== undefined;
  }

  #saving(): Offer | undefined {
    return [...this.#offers.values()].find(({ subject }) => subject === 'save');
  }

  /** No more marks on this site. */
  switchOff(): void {
    call('page.switchOff', {}).catch(() => undefined);
    this.#life.abort();
  }

  /** Does what the background asks for a ticket of this document; undefined: not ours to answer. */
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
      case 'close':
        // Taken from our frame while that is there: a frame that goes with the focus leaves it nowhere.
        if (offer.frame && offer.task().kind === 'menu') giveBack(offer);
        offer.life.abort();
        // Only now: while there is a frame to write in the focus is in it.
        giveBack(offer);
        return Promise.resolve(true);
    }
  }

  #offerOf({ page, ticket }: OnTicket): Offer | undefined {
    return page === this.#page ? this.#offers.get(ticket) : undefined;
  }

  async #open(
    what: Omit<Offer, 'life' | 'shown' | 'drawn'>,
    frame: Omit<FrameParts, 'ticket' | 'gone'>,
  ): Promise<AbortController | undefined> {
    if ([...this.#offers.values()].some(({ subject }) => subject === what.subject)) return undefined;
    const offer: Offer = { ...what, life: new AbortController(), shown: false, drawn: new AbortController() };
    const { life, drawn } = offer;
    life.signal.addEventListener('abort', () => drawn.abort(), { once: true });
    // From the press on: whoever begins to write at once must not write into the page.
    const opening = new AbortController();
    if (frame.kind === 'compose') stopKeys({ isOurs: isNever, stopped: () => undefined }, opening.signal);
    const answer = await call('page.offer', { page: this.#page, kind: frame.kind }).catch(() => undefined);
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

function anchorOf(place: Place): Box | undefined {
  const extent = place.node.isConnected ? extentOf(place) : undefined;
  return extent && boxOf(extent);
}

function isNever(): boolean {
  return false;
}

/** Isolated pages keep frames out unless the browser knows credentialless ones; editors' own frames cover ours. */
function letsFramesIn(): boolean {
  if (hasNoAddress()) return false;
  return !crossOriginIsolated || 'credentialless' in HTMLIFrameElement.prototype;
}

/** As high as the text may need by its armored length, which the page knows; what is longer scrolls. */
function heightFor(length: number): number {
  const lines = Math.ceil((length * 3) / 4 / 40);
  return Math.min(132 + 22 * Math.min(lines, 10), 352);
}
