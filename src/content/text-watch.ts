import { bring, world } from './document/index.ts';
import type { Openers, Texts } from './document/index.ts';
import type { Marks } from './marks/index.ts';
import { findLikely, Roots } from './reading/index.ts';
import type { Place } from './reading/index.ts';

/** Looks for armored texts: those that are there, then those that are added or changed. What reads them comes with the first. */
export function watchTexts(marks: Marks, openers: Openers, signal: AbortSignal): void {
  new TextWatch(marks, openers, signal).begin();
}

class TextWatch {
  readonly #marks: Marks;
  readonly #openers: Openers;
  readonly #signal: AbortSignal;
  readonly #observer = new MutationObserver((records) => this.#changed(records));
  readonly #roots: Roots;
  #texts: Texts | undefined;
  /** Found before there was anybody who reads them. */
  #waiting: Place[] = [];

  constructor(marks: Marks, openers: Openers, signal: AbortSignal) {
    this.#marks = marks;
    this.#openers = openers;
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
    this.#texts?.changed();
    for (const { type, target, addedNodes } of records) {
      if (type === 'characterData') this.#look(target);
      else for (const node of addedNodes) this.#added(node);
    }
    this.#marks.changed();
  }

  #added(node: Node): void {
    this.#look(node);
    this.#roots.added(node);
  }

  /** Finds armored texts in or below a node, and only there. */
  #look(root: Node | null): void {
    const places = root?.isConnected ? findLikely(root) : [];
    if (places.length === 0) return;
    if (this.#texts) this.#texts.found(places);
    else void this.#await(places);
  }

  async #await(places: readonly Place[]): Promise<void> {
    const isFirst = this.#waiting.length === 0;
    this.#waiting.push(...places);
    if (!isFirst) return;
    if (!world().texts) await bring('texts');
    const found = this.#waiting;
    this.#waiting = [];
    if (this.#signal.aborted) return;
    this.#texts = world().texts?.(this.#marks, this.#openers, this.#signal);
    this.#texts?.found(found);
  }
}
