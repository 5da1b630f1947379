import { message } from '../platform/page/index.ts';
import type { Openers, Texts } from './document/index.ts';
import type { Marks } from './marks/index.ts';
import { extentOf, isBehindCard, isThere, linesOf, looksArmored } from './reading/index.ts';
import type { Extent, Place } from './reading/index.ts';

/** Prefixes of which the text may still come; more of them are no text but somebody's game. */
const mostBegun = 20;

/** Shows a mark beside every armored text. */
export class TextMarks implements Texts {
  readonly #marks: Marks;
  readonly #openers: Openers;
  readonly #signal: AbortSignal;
  /** Where texts have marks: by their nodes, so that a node that the page drops takes its entry along. */
  readonly #known = new WeakMap<Node, Set<number>>();
  /** Prefixes without a text as yet: sites write letter by letter. */
  #begun: readonly Place[] = [];
  /** Counts the changes of the page. */
  #version = 0;

  constructor(marks: Marks, openers: Openers, signal: AbortSignal) {
    this.#marks = marks;
    this.#openers = openers;
    this.#signal = signal;
  }

  found(places: readonly Place[]): void {
    for (const place of places) if (isThere(place)) this.#found(place);
  }

  changed(): void {
    this.#version += 1;
    const begun = this.#begun;
    this.#begun = [];
    this.found(begun);
  }

  #found(place: Place): void {
    if (this.#known.get(place.node)?.has(place.offset)) return;
    if (isBehindCard(place)) return;
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
      press: () => void this.#openers.reveal(place),
    };
    this.#marks.add(subject, this.#signal);
  }
}
