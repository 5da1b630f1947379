import { message } from '../platform/page/index.ts';
import type { Marks } from './marks/index.ts';
import type { Offers } from './offers.ts';
import { findArmoredPlaces } from './scan.ts';
import type { Place } from './scan.ts';
import { isThere, linesOf } from './text-place.ts';

/** Shows a mark beside every armored text: those that are there, then those that are added or changed. */
export function markTexts(marks: Marks, offers: Offers, signal: AbortSignal): void {
  const texts = new TextMarks(marks, offers, signal);
  const observer = new MutationObserver((records) => texts.changed(records));
  observer.observe(document, { childList: true, characterData: true, subtree: true });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  texts.look(document.body);
}

class TextMarks {
  readonly #marks: Marks;
  readonly #offers: Offers;
  readonly #signal: AbortSignal;
  /** Where texts have marks: by their nodes, so that a node that the page drops takes its entry along. */
  readonly #known = new WeakMap<Node, Set<number>>();

  constructor(marks: Marks, offers: Offers, signal: AbortSignal) {
    this.#marks = marks;
    this.#offers = offers;
    this.#signal = signal;
  }

  changed(records: readonly MutationRecord[]): void {
    for (const { type, target, addedNodes } of records) {
      if (type === 'characterData') this.look(target);
      else for (const node of addedNodes) this.look(node);
    }
    this.#marks.changed();
  }

  /** Finds armored texts in or below a node, and only there. */
  look(root: Node | null): void {
    for (const place of root ? findArmoredPlaces(root) : []) this.#mark(place);
  }

  #mark(place: Place): void {
    const { node, offset } = place;
    const element = node.parentElement;
    const offsets = this.#known.get(node) ?? new Set();
    if (!element || offsets.has(offset)) return;
    this.#known.set(node, offsets.add(offset));
    const subject = {
      element,
      label: message('markReveal'),
      shape: () => (isThere(place) ? ({ kind: 'text', element, lines: linesOf(place) } as const) : undefined),
      gone: () => void offsets.delete(offset),
      press: () => void this.#offers.reveal(place),
    };
    this.#marks.add(subject, this.#signal);
  }
}
