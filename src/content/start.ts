import { isOrphaned, message, onPush, shadowRootOf } from '../platform/page/index.ts';
import type { Begun, PageOrder } from '../rpc/index.ts';
import { markFields } from './field-mark.ts';
import { awaitForms } from './form-focus.ts';
import { markForms } from './form-mark.ts';
import { clearLeftovers, isOurs, Marks } from './marks/index.ts';
import { Offers } from './offers.ts';
import { markTexts } from './text-marks.ts';
import { kindsIn } from './saving/index.ts';
import { siteHost } from './site.ts';
import { bringForms, isUnknown, takesMessages } from './surveyed.ts';
import { nearestText, selectedText } from './texts-here.ts';
import { focusedField } from './writing/index.ts';
import { world } from './world.ts';

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

class Page {
  readonly #life: AbortController;
  readonly #offers: Offers;
  #marked = false;

  constructor(life: AbortController) {
    this.#life = life;
    this.#offers = new Offers(life);
  }

  begin(marks: boolean): void {
    onPush(({ push, data }) => {
      if (push === 'site') this.#switched(data);
      return push === 'page' ? this.#handleOrder(data as PageOrder) : undefined;
    }, this.#life.signal);
    if (marks) this.mark();
  }

  #handleOrder(order: PageOrder): Promise<unknown> | undefined {
    if (order.order === 'forms') return bringForms().then(() => kindsIn(world().survey?.() ?? []));
    if (order.order === 'save') return this.#offers.save();
    if (order.order === 'goToSave') return Promise.resolve(this.#offers.goToSave());
    if (order.order !== 'begin') return this.#offers.handleOrder(order);
    if (order.marks) this.mark();
    return this.#begin(order.what);
  }

  /** Undefined: nothing to begin at in this document. */
  #begin(what: Begun): Promise<true | undefined> | undefined {
    // Of several documents the one that a person is in answers.
    if (!document.hasFocus() || isFrame(document.activeElement)) return undefined;
    const selected = what === 'write' ? undefined : selectedText();
    if (selected) return begun(this.#offers.reveal(selected));
    const field = what === 'read' ? undefined : focusedField();
    if (field && isUnknown(field)) return bringForms().then(() => this.#begin(what));
    if (field && takesMessages(field)) return begun(this.#offers.compose(field));
    const nearest = what === 'write' ? undefined : nearestText();
    return nearest && begun(this.#offers.reveal(nearest));
  }

  mark(): void {
    if (this.#marked) return;
    this.#marked = true;
    const { signal } = this.#life;
    const marks = new Marks({
      signal,
      menu: () => ({ label: message('markSwitchOff', siteHost()), choose: () => this.#offers.switchOff() }),
      isOrphaned,
      orphaned: () => this.#life.abort(),
    });
    const looks = [markFields(marks, this.#offers, signal), markForms(marks, this.#offers, signal)];
    markTexts(marks, this.#offers, signal);
    awaitForms(() => looks.forEach((look) => look()), signal);
  }

  #switched(data: unknown): void {
    const { host, on } = data as { host?: unknown; on?: unknown };
    if (host === siteHost() && on === false) this.#life.abort();
  }
}

async function begun(work: Promise<void>): Promise<true> {
  await work;
  return true;
}

function isFrame(element: Element | null): boolean {
  return element?.matches('iframe, frame') === true;
}
