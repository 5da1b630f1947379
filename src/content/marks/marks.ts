import { asIs } from '../../autofill/index.ts';
import type { Box } from './geometry.ts';
import { Clock } from './clock.ts';
import { Layers } from './layer.ts';
import type { Layer } from './layer.ts';
import { newMark } from './mark.ts';
import type { MarkParts } from './mark.ts';
import type { MarkMenuItem } from './menu.ts';
import { placeOf } from './place.ts';
import type { Shape } from './place.ts';
import { parentOf } from './tree.ts';
import { View } from './view.ts';

/** What a mark belongs to. The engine knows where a mark may stand, never what it is for. */
export interface Subject extends MarkParts {
  /** What it stands in: a field, or the element round a text. */
  readonly element: Element;
  /** Where it stands now; undefined: it is gone for good, and so is its mark. */
  readonly shape: () => Shape | undefined;
  /** The mark was taken away for good. */
  readonly gone?: () => void;
  readonly press: () => void;
  /** What its menu offers besides. */
  readonly menu?: readonly MarkMenuItem[];
}

export interface MarksParts {
  readonly signal: AbortSignal;
  /** Opens the menu of a mark, which stands at `at`. */
  readonly openMenu: (near: Element, at: Box, items: readonly MarkMenuItem[]) => void;
  /** Whether we were left behind by an update: then everything of ours goes. */
  readonly isOrphaned: () => boolean;
  readonly orphaned: () => void;
}

interface Marked {
  readonly subject: Subject;
  /** The element by which the browser tells whether it may be in sight. */
  readonly watched: Element;
  mark?: HTMLButtonElement;
  /** Where the mark stands, and where the element stood when that was decided. */
  area?: Box;
  at?: DOMRect;
}

/** More marks than anybody presses: keeps a hostile page from making us draw for long. */
const most = 300;
/** Longest time that one round looks at marks, in milliseconds; the rest has its turn in the next. */
const longest = 8;

/**
 * All marks of a document. What can't be in sight costs nothing: the browser itself tells when it comes (IntersectionObserver).
 * What can be is looked at when something may have moved, and a few times a second, because pages show, hide, cover and move
 * things without telling.
 */
export class Marks {
  readonly #parts: MarksParts;
  readonly #marked = new Set<Marked>();
  readonly #near = new Set<Marked>();
  readonly #watched = new Map<Element, Set<Marked>>();
  readonly #sight: IntersectionObserver;
  readonly #sizes: ResizeObserver;
  readonly #clock: Clock;
  readonly #layers = new Layers((event, inner) => this.#hear(event, inner));
  readonly #view: View;

  constructor(parts: MarksParts) {
    this.#parts = parts;
    this.#clock = new Clock(
      () => this.#round(),
      () => this.#follow(),
      parts.signal,
    );
    this.#view = new View(() => this.#clock.soon(), parts.signal);
    this.#sizes = new ResizeObserver(() => this.#clock.soon());
    this.#sight = new IntersectionObserver((entries) => this.#sighted(entries));
    parts.signal.addEventListener('abort', () => this.#end(), { once: true });
  }

  /** Shows a mark at the subject wherever it can be seen, until the signal ends or the subject is gone. */
  add(subject: Subject, signal: AbortSignal): void {
    if (this.#marked.size >= most || this.#parts.signal.aborted || signal.aborted) return subject.gone?.();
    const watched = boxedIn(subject.element);
    const marked: Marked = { subject, watched };
    this.#marked.add(marked);
    const others = this.#watched.get(watched);
    if (others) others.add(marked);
    else this.#watched.set(watched, new Set([marked]));
    this.#sight.observe(watched);
    this.#sizes.observe(watched);
    signal.addEventListener('abort', () => this.#forget(marked), { once: true });
  }

  /** The page changed: subjects that are gone are forgotten, the others looked at again. */
  changed(): void {
    if (this.#marked.size === 0) return;
    for (const marked of this.#marked) if (!asIs(marked.subject.element).isConnected) this.#forget(marked);
    this.#clock.soon();
  }

  #sighted(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      for (const marked of this.#watched.get(target) ?? []) {
        if (isIntersecting) this.#near.add(marked);
        else {
          this.#near.delete(marked);
          this.#show(marked, undefined);
        }
      }
    }
    this.#clock.run(this.#near.size > 0);
    this.#clock.soon();
  }

  /** Answers whether anything moved: then the next look comes sooner. */
  #round(): boolean {
    if (this.#parts.isOrphaned()) {
      this.#parts.orphaned();
      return false;
    }
    const view = this.#view.box();
    const until = performance.now() + longest;
    let moved = false;
    for (const marked of [...this.#near]) {
      if (performance.now() > until) break;
      // To the end of the line, for the next round to begin with others.
      this.#near.delete(marked);
      const shape = marked.subject.shape();
      if (shape) this.#near.add(marked);
      else this.#forget(marked);
      moved = this.#show(marked, shape && placeOf(shape, view)) || moved;
    }
    this.#layers.tidy();
    return moved;
  }

  /** While something scrolls marks go along, frame by frame; whether they may stand there is told by the next round. */
  #follow(): void {
    for (const { subject, mark, area, at } of this.#near) {
      if (!mark || !area || !at) continue;
      const { left, top } = asIs(subject.element).getBoundingClientRect();
      mark.style.translate = `${String(left - at.left)}px ${String(top - at.top)}px`;
    }
  }

  #show(marked: Marked, area: Box | undefined): boolean {
    const before = marked.area;
    if (!area) {
      marked.mark?.remove();
      delete marked.area;
      return before !== undefined;
    }
    marked.mark ??= newMark(marked.subject);
    const layer: Layer = this.#layers.at(marked.subject.element);
    layer.put(marked.mark, area, layer.level());
    if (!before) layer.reach(area);
    marked.area = area;
    marked.at = asIs(marked.subject.element).getBoundingClientRect();
    return before?.left !== area.left || before.top !== area.top;
  }

  #forget(marked: Marked): void {
    if (!this.#marked.delete(marked)) return;
    this.#near.delete(marked);
    const { watched } = marked;
    const others = this.#watched.get(watched);
    others?.delete(marked);
    if (others?.size === 0) {
      this.#watched.delete(watched);
      this.#sight.unobserve(watched);
      this.#sizes.unobserve(watched);
    }
    marked.subject.gone?.();
    this.#show(marked, undefined);
    this.#layers.tidy();
    this.#clock.run(this.#near.size > 0);
  }

  #hear(event: Event, inner: Element | undefined): void {
    const marked = [...this.#marked].find(({ mark }) => mark !== undefined && mark === inner);
    if (!marked) return;
    // The field keeps the focus, and with it the mark.
    if (event.type === 'mousedown') event.preventDefault();
    if (event.type !== 'click' && event.type !== 'contextmenu') return;
    event.preventDefault();
    if (event.isTrusted && this.#isStill(marked)) this.#pressed(marked, event.type);
  }

  /** Looked at once more: nobody means a mark whose field has just gone. */
  #isStill(marked: Marked): boolean {
    const shape = marked.subject.shape();
    const area = shape && placeOf(shape, this.#view.box());
    this.#show(marked, area);
    return area !== undefined;
  }

  #pressed({ subject, mark, area }: Marked, by: string): void {
    if (by === 'click') subject.press();
    else if (mark && area) {
      const pressed = { label: subject.label, choose: subject.press };
      this.#parts.openMenu(subject.element, area, [pressed, ...(subject.menu ?? [])]);
    }
  }

  #end(): void {
    this.#sight.disconnect();
    this.#sizes.disconnect();
    this.#layers.end();
    this.#marked.clear();
    this.#near.clear();
    this.#watched.clear();
  }
}

/** An element that is drawn as its children only can't be watched: what it stands in is. */
function boxedIn(element: Element): Element {
  const outer = getComputedStyle(element).display === 'contents' ? parentOf(element) : null;
  return outer ? boxedIn(outer) : element;
}
