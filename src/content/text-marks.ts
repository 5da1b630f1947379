import { message } from '../platform/page/index.ts';
import { follow } from './follow.ts';
import { moveMark, newMark } from './mark.ts';
import type { Offers } from './offers.ts';
import { findArmoredPlaces } from './scan.ts';
import type { Place } from './scan.ts';
import { newSurface } from './surface.ts';
import { isThere, pointFor } from './text-place.ts';

/** More marks than anybody presses: keeps a hostile page from making us draw for long. */
const most = 300;

interface Marked {
  readonly place: Place;
  readonly mark: HTMLButtonElement;
  readonly life: AbortController;
}

/** Shows a mark beside every armored text: those that are there, then those that are added or changed. */
export function markTexts(offers: Offers, signal: AbortSignal): void {
  const marks = new TextMarks(offers, signal);
  const observer = new MutationObserver((records) => marks.changed(records));
  observer.observe(document, { childList: true, characterData: true, subtree: true });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  marks.look(document.body);
  follow(() => marks.arrange(), [document.documentElement], signal);
}

class TextMarks {
  readonly #offers: Offers;
  readonly #signal: AbortSignal;
  #marked: Marked[] = [];
  #due = false;

  constructor(offers: Offers, signal: AbortSignal) {
    this.#offers = offers;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#marked.forEach(({ life }) => life.abort()), { once: true });
  }

  changed(records: readonly MutationRecord[]): void {
    for (const { type, target, addedNodes } of records) {
      if (type === 'characterData') this.look(target);
      else for (const node of addedNodes) this.look(node);
    }
    if (this.#marked.length === 0 || this.#due) return;
    this.#due = true;
    requestAnimationFrame(() => {
      this.#due = false;
      this.arrange();
    });
  }

  /** Finds armored texts in or below a node, and only there. */
  look(root: Node | null): void {
    for (const place of root ? findArmoredPlaces(root) : []) {
      if (!this.#marked.some((known) => isSame(known.place, place))) this.#add(place);
    }
  }

  /** Forgets texts that are gone and moves the other marks to where their text is now. */
  arrange(): void {
    const gone = this.#marked.filter(({ place }) => !isThere(place));
    gone.forEach(({ life }) => life.abort());
    if (gone.length > 0) this.#marked = this.#marked.filter((one) => !gone.includes(one));
    const places = this.#marked.map(({ place }) => pointFor(place));
    this.#marked.forEach(({ mark }, i) => moveMark(mark, places[i]));
  }

  #add(place: Place): void {
    if (this.#marked.length >= most || this.#signal.aborted) return;
    const life = new AbortController();
    const mark = newMark(newSurface(place.node, life.signal), {
      label: message('markReveal'),
      press: () => void this.#offers.reveal(place),
      switchOff: () => this.#offers.switchOff(),
    });
    this.#marked.push({ place, mark, life });
    moveMark(mark, pointFor(place));
  }
}

function isSame(one: Place, other: Place): boolean {
  return one.node === other.node && one.offset === other.offset;
}
