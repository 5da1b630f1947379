import { message } from '../platform/page/index.ts';
import type { Marks } from './marks/index.ts';
import type { Offers } from './offers.ts';
import { extentOf, findBegun, isThere, linesOf, looksArmored, Roots } from './reading/index.ts';
import type { Extent, Place } from './reading/index.ts';

/** Prefixes of which the text may still come; more of them are no text but somebody's game. */
const mostBegun = 20;

/** Shows a mark beside every armored text: those that are there, then those that are added or changed. */
export function markTexts(marks: Marks, offers: Offers, signal: AbortSignal): void {
  new TextMarks(marks, offers, signal).begin();
}

class TextMarks {
  readonly #marks: Marks;
  readonly #offers: Offers;
  readonly #signal: AbortSignal;
  readonly #observer = new MutationObserver((records) => this.#changed(records));
  readonly #roots: Roots;
  /** Where texts have marks: by their nodes, so that a node that the page drops takes its entry along. */
  readonly #known = new WeakMap<Node, Set<number>>();
  /** Prefixes without a text as yet: sites write letter by letter. */
  #begun: readonly Place[] = [];
  /** Counts the changes of the page. */
  #version = 0;

  constructor(marks: Marks, offers: Offers, signal: AbortSignal) {
    this.#marks = marks;
    this.#offers = offers;
    this.#signal = signal;
    this.#roots = new Roots((root) => this.#watch(root), signal);
    signal.addEventListener('abort', () => this.#observer.disconnect(), { once: true });
  }

  begin(): void {
    this.#observe(document);
    this.#look(document.body);
    this.#roots.begin();
  }

  #watch(root: ShadowRoot): void {
    this.#observe(root);
    this.#look(root);
  }

  #observe(root: Node): void {
    this.#observer.observe(root, { childList: true, characterData: true, subtree: true });
  }

  #changed(records: readonly MutationRecord[]): void {
    this.#version += 1;
    for (const { type, target, addedNodes } of records) {
      if (type === 'characterData') this.#look(target);
      else for (const node of addedNodes) this.#added(node);
    }
    const begun = this.#begun;
    this.#begun = [];
    for (const place of begun) if (isThere(place)) this.#found(place);
    this.#marks.changed();
  }

  #added(node: Node): void {
    this.#look(node);
    this.#roots.added(node);
  }

  /** Finds armored texts in or below a node, and only there. */
  #look(root: Node | null): void {
    for (const place of root?.isConnected ? findBegun(root) : []) this.#found(place);
  }

  #found(place: Place): void {
    if (this.#known.get(place.node)?.has(place.offset)) return;
    if (looksArmored(place)) this.#mark(place);
    else if (this.#begun.length < mostBegun) this.#begun = [...this.#begun, place];
  }

  #mark(place: Place): void {
    const { node, offset } = place;
    const element = extentOf(place)?.element;
    if (!element) return;
    const offsets = this.#known.get(node) ?? new Set();
    this.#known.set(node, offsets.add(offset));
    let version = -1;
    let extent: Extent | undefined;
    const extentNow = (): Extent | undefined => {
      if (version !== this.#version) extent = isThere(place) ? extentOf(place) : undefined;
      version = this.#version;
      return extent;
    };
    const subject = {
      element,
      label: message('markReveal'),
      shape: () => {
        const now = extentNow();
        // In another element it is another text, for which a mark is made anew.
        return now?.element === element ? ({ kind: 'text', element, lines: linesOf(now) } as const) : undefined;
      },
      gone: () => void offsets.delete(offset),
      press: () => void this.#offers.reveal(place),
    };
    this.#marks.add(subject, this.#signal);
  }
}
