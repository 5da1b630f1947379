import { asIs } from '../../autofill/index.ts';
import { shadowRootOf } from '../../platform/page/index.ts';
import { isOurs } from '../marks/index.ts';

/** Every element but forms, whose fields may be named like their properties, and those that pages have most of. */
const hosts = ':not(form, a, li, td, tr, b, i, path, img, br, option, input, button)';
/** Hosts that are found at once, those of most pages: custom elements, and boxes with nothing in them that is drawn otherwise. */
const likely = [
  ['p', 'div', 'span', 'a', 'li', 'td', 'tr', 'section', 'b', 'i', 'svg', 'path']
    .map((name) => `:not(${name})`)
    .join(''),
  'div:empty',
];

/** Longest time that one slice looks at elements, in milliseconds. */
const slice = 4;
/** After which time it is looked again, in milliseconds, then after twice as long, until nothing has happened for so long. */
const first = 1_000;
const last = 64_000;
/** Looking takes this share of the time at most. */
const share = 0.01;
/** Added elements that are looked at one by one; more of them, and the whole document is. */
const many = 500;

/** Every shadow root in a tree, and in those; at once, for somebody who waits. */
export function rootsIn(tree: ParentNode): ShadowRoot[] {
  return [...tree.querySelectorAll(hosts)].flatMap((host) => {
    const root = isOurs(host) ? undefined : shadowRootOf(host);
    return root ? [root, ...rootsIn(root)] : [];
  });
}

/**
 * Finds the shadow roots of a document, open and closed, and those that come later. No browser tells of them: their
 * elements are looked at while nothing else is to do, soon after something happened, and ever more rarely after that.
 */
export class Roots {
  readonly #found: (root: ShadowRoot) => void;
  readonly #signal: AbortSignal;
  readonly #roots = new Set<ShadowRoot>();
  readonly #added = new Set<Element>();
  #isAll = true;
  #isDue = false;
  #pause = 0;
  /** The shortest pause that what it took to look allows. */
  #least = first;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(found: (root: ShadowRoot) => void, signal: AbortSignal) {
    this.#found = found;
    this.#signal = signal;
    const options = { capture: true, passive: true, signal };
    for (const sign of ['pointerdown', 'scroll', 'load']) addEventListener(sign, () => this.#wake(), options);
    signal.addEventListener('abort', () => this.#end(), { once: true });
  }

  /** Looks at what is likeliest at once, and soon at the rest. */
  begin(): void {
    for (const some of likely) for (const element of document.querySelectorAll(some)) this.#look(element);
    this.#soon();
    this.#wind(first);
  }

  /** The page added this. */
  added(node: Node): void {
    if (!(node instanceof Element)) return;
    if (this.#added.size < many) this.#added.add(node);
    else this.#isAll = true;
    this.#soon();
    this.#wake();
  }

  #soon(): void {
    if (this.#isDue || this.#signal.aborted) return;
    this.#isDue = true;
    requestIdleCallback(() => this.#sweep(this.#taken()), { timeout: 500 });
  }

  /** Something happened: whatever comes of it comes soon. */
  #wake(): void {
    if (this.#pause > this.#least) this.#wind(this.#least);
  }

  #wind(pause: number): void {
    this.#pause = pause;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (pause > last || this.#signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#isAll = true;
      this.#soon();
    }, pause);
  }

  /** What is to be looked at now, without its order. */
  *#taken(): Generator<Element> {
    const isAll = this.#isAll;
    const added = [...this.#added];
    this.#isAll = false;
    this.#added.clear();
    for (const root of this.#roots) if (!root.isConnected) this.#roots.delete(root);
    for (const element of added) {
      if (!asIs(element).isConnected) continue;
      yield element;
      yield* asIs(element).querySelectorAll(hosts);
    }
    if (!isAll) return;
    yield* document.querySelectorAll(hosts);
    for (const root of this.#roots) yield* root.querySelectorAll(hosts);
  }

  #sweep(elements: Generator<Element>, before = 0): void {
    if (this.#signal.aborted) return;
    const start = performance.now();
    let next = elements.next();
    for (let i = 1; !next.done; i += 1) {
      this.#look(next.value);
      if (i % 32 === 0 && performance.now() - start > slice) break;
      next = elements.next();
    }
    const taken = before + performance.now() - start;
    if (!next.done) requestIdleCallback(() => this.#sweep(elements, taken), { timeout: 500 });
    else this.#swept(taken);
  }

  #swept(taken: number): void {
    this.#isDue = false;
    this.#least = Math.max(first, taken / share);
    if (this.#isAll || this.#added.size > 0) this.#soon();
    else if (this.#timer === undefined) this.#wind(Math.max(this.#pause * 2, this.#least));
  }

  #look(host: Element): void {
    const root = shadowRootOf(host);
    if (!root || this.#roots.has(root) || isOurs(host)) return;
    this.#roots.add(root);
    this.#found(root);
    for (const inner of root.querySelectorAll(hosts)) this.#look(inner);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#roots.clear();
    this.#added.clear();
  }
}
