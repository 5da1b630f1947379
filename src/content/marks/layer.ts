import type { Box } from './geometry.ts';
import { containersOf } from './container.ts';
import { markCss, moveMark } from './mark.ts';
import { newSurface } from './surface.ts';
import type { Surface } from './surface.ts';
import { isOurs } from './tree.ts';
import type { Hear } from './veil.ts';

/** The marks that stand in one container of the page: one host for all of them, which goes with the last. */
class Layer {
  readonly #life = new AbortController();
  readonly #surface: Surface;
  readonly #sheet = document.createElement('div');

  constructor(near: Node, hear: Hear) {
    this.#surface = newSurface(near, markCss, this.#life.signal, hear);
    this.#sheet.className = 'layer';
    this.#sheet.popover = 'manual';
    this.#surface.root.append(this.#sheet);
    this.#sheet.showPopover();
  }

  get isThere(): boolean {
    return this.#sheet.isConnected;
  }

  get isEmpty(): boolean {
    return this.#sheet.childElementCount === 0;
  }

  /** The screen's zero point as this layer has it. Read once a round, before anything is written. */
  level(): Box {
    this.#surface.level();
    return this.#sheet.getBoundingClientRect();
  }

  put(mark: HTMLElement, area: Box, origin: Box): void {
    if (mark.parentNode !== this.#sheet) this.#sheet.append(mark);
    moveMark(mark, area, origin);
  }

  /** Where the page makes the mark inert, not even below something else, the layer moves to its next place. */
  reach({ left, top, right, bottom }: Box): void {
    const hits = document.elementsFromPoint((left + right) / 2, (top + bottom) / 2);
    if (hits.some(isOurs) || !this.#surface.moveOn()) return;
    this.#sheet.hidePopover();
    this.#sheet.showPopover();
  }

  end(): void {
    this.#life.abort();
  }
}

/** The layers of a document: one at its root, one in each dialog that has a mark of its own. */
export class Layers {
  readonly #layers = new Map<Node, Layer>();
  readonly #hear: Hear;

  constructor(hear: Hear) {
    this.#hear = hear;
  }

  at(near: Node): Layer {
    const [container = document.documentElement] = containersOf(near);
    const known = this.#layers.get(container);
    if (known?.isThere) return known;
    known?.end();
    const layer = new Layer(near, this.#hear);
    this.#layers.set(container, layer);
    return layer;
  }

  /** Nothing of ours stays in the page where no mark stands. */
  tidy(): void {
    for (const [container, layer] of this.#layers) {
      if (layer.isThere && !layer.isEmpty) continue;
      layer.end();
      this.#layers.delete(container);
    }
  }

  end(): void {
    for (const layer of this.#layers.values()) layer.end();
    this.#layers.clear();
  }
}

export type { Layer };
