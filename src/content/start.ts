import { asIs } from '../autofill/index.ts';
import type { Form } from '../autofill/index.ts';
import { isOrphaned, message, onPush, shadowRootOf } from '../platform/page/index.ts';
import { call } from '../rpc/index.ts';
import type { Begun, PageOrder } from '../rpc/index.ts';
import { bring, bringForms, bringSaving, holdKeys, siteHost, world } from './document/index.ts';
import type { Frames, Openers } from './document/index.ts';
import { markFields } from './field-mark.ts';
import { awaitForms } from './form-focus.ts';
import { markForms } from './form-mark.ts';
import { clearLeftovers, isOurs, Marks } from './marks/index.ts';
import type { Box, MarkMenuItem } from './marks/index.ts';
import type { Place } from './reading/index.ts';
import { watchTexts } from './text-watch.ts';
import type { Field } from './writing/index.ts';

/** Starts us in this document, once, until the site is switched off. Marks only where the site is on. */
export function start(): void {
  // Nobody reads or writes in what the browser draws of XML, pictures and the like.
  if (!(document.documentElement instanceof HTMLElement)) return;
  const shared = world();
  if (shared.life?.signal.aborted === false) {
    if (shared.marks) shared.mark?.();
    return;
  }
  clearLeftovers();
  begin();
}

function begin(): void {
  const shared = world();
  shared.life = new AbortController();
  shared.rootOf = (element) => (isOurs(element) ? undefined : shadowRootOf(element));
  const page = new Page(shared.life);
  shared.mark = () => page.mark();
  page.begin(shared.marks === true);
  beginAnewWith(document.documentElement, shared.life);
}

/** A document that is written anew (`document.open`) keeps our observers only; everything else begins again with it. */
function beginAnewWith(root: Element, life: AbortController): void {
  const observer = new MutationObserver(() => {
    // Between the old root and the new one there is none.
    const now = document.querySelector(':root');
    if (now === root || now === null) return;
    life.abort();
    begin();
  });
  observer.observe(document, { childList: true });
  life.signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}

class Page implements Openers {
  readonly #life: AbortController;
  /** What opens our frames, once there was one. */
  #frames: Frames | undefined;
  #marked = false;

  constructor(life: AbortController) {
    this.#life = life;
  }

  begin(marks: boolean): void {
    world().bring = bring;
    onPush(({ push, data }) => {
      if (push === 'site') this.#switched(data);
      return push === 'page' ? this.#handleOrder(data as PageOrder) : undefined;
    }, this.#life.signal);
    if (marks) this.mark();
  }

  async compose(field: Field): Promise<void> {
    const opening = new AbortController();
    holdKeys(opening.signal);
    const opened = this.#framed().then((frames) => frames?.compose(field));
    await opened.finally(() => opening.abort());
  }

  async reveal(place: Place, field?: HTMLElement): Promise<void> {
    await (await this.#framed())?.reveal(place, field);
  }

  async menu(form: Form, field: HTMLElement): Promise<boolean> {
    return (await (await this.#framed())?.menu(form, field)) ?? false;
  }

  mark(): void {
    if (this.#marked) return;
    this.#marked = true;
    const { signal } = this.#life;
    const marks = new Marks({
      signal,
      openMenu: (near, at, items) => void this.#openMenu(near, at, items),
      isOrphaned,
      orphaned: () => this.#life.abort(),
    });
    const looks = [markFields(marks, this, signal), markForms(marks, this, signal)];
    watchTexts(marks, this, signal);
    awaitForms(() => looks.forEach((look) => look()), signal);
  }

  #handleOrder(order: PageOrder): Promise<unknown> | undefined {
    switch (order.order) {
      case 'forms':
        return bringForms()
          .then(bringSaving)
          .then((saving) => saving?.kinds() ?? []);
      case 'save':
        return this.#framed().then((frames) => frames?.save() ?? false);
      case 'goToSave':
        return Promise.resolve(this.#frames?.goToSave() ?? false);
      case 'begin':
        if (order.marks) this.mark();
        return this.#begin(order.what);
      default:
        return this.#frames?.handleOrder(order);
    }
  }

  /** Undefined: nothing to begin at in this document. */
  #begin(what: Begun): Promise<true | undefined> | undefined {
    // Of several documents the one that a person is in answers.
    if (!document.hasFocus() || isFrame(document.activeElement)) return undefined;
    return this.#framed().then((frames) => frames?.begin(what));
  }

  /** Undefined: we were left behind by an update, or may not be here. */
  async #framed(): Promise<Frames | undefined> {
    if (!world().frames) await bring('frames');
    if (this.#life.signal.aborted) return undefined;
    this.#frames ??= world().frames?.(this.#life);
    return this.#frames;
  }

  async #openMenu(near: Element, at: Box, items: readonly MarkMenuItem[]): Promise<void> {
    const switchOff = { label: message('markSwitchOff', siteHost()), choose: () => this.#switchOff() };
    (await this.#framed())?.openMenu(near, at, [...items, switchOff]);
  }

  /** No more marks on this site. */
  #switchOff(): void {
    call('page.switchOff', {}).catch(() => undefined);
    this.#life.abort();
  }

  #switched(data: unknown): void {
    const { host, on } = data as { host?: unknown; on?: unknown };
    if (host === siteHost() && on === false) this.#life.abort();
  }
}

function isFrame(element: Element | null): boolean {
  return asIs(element)?.matches('iframe, frame') === true;
}
