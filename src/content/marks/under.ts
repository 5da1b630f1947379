import { asIs } from '../../autofill/index.ts';
import type { Box } from './geometry.ts';
import { overlap } from './geometry.ts';
import { hitAt, parentOf } from './tree.ts';

/** What people press, by its kind. What only a script knows about is told by its cursor. */
const pressables =
  'a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, embed, object, audio[controls], ' +
  'video[controls], [contenteditable]:not([contenteditable=false]), [onclick], [draggable=true], [tabindex]:not([tabindex^="-"]), ' +
  [
    'button',
    'link',
    'checkbox',
    'switch',
    'radio',
    'tab',
    'menuitem',
    'option',
    'slider',
    'textbox',
    'combobox',
    'spinbutton',
  ]
    .map((role) => `[role=${role}]`)
    .join();

const pictures = 'img, svg, canvas, video, picture';
/** A picture that is larger is ground on which something stands. In CSS pixels. */
const largePicture = 160;
/** Text nodes of one element that are looked at; what has more is no label. */
const mostTexts = 20;

/** What a mark may not cover, seen from what it belongs to: `family` is that and all that it stands in. */
export class Under {
  readonly #family: ReadonlySet<Element>;
  /** Lines of the mark's own text, which it may cover. */
  readonly #own: readonly Box[];
  readonly #element: Element;

  constructor(element: Element, family: ReadonlySet<Element>, own: readonly Box[]) {
    this.#element = element;
    this.#family = family;
    this.#own = own;
  }

  /** Whether at this point one sees and would press what the mark belongs to. */
  isOwn(x: number, y: number): boolean {
    const hit = hitAt(x, y);
    return hit !== undefined && this.#isWithin(hit);
  }

  /** Whether nothing that can be pressed lies below the area, and nothing that is read or looked at below the drawing. */
  isFree(area: Box, drawn: Box, blind: Element | undefined): boolean {
    const hits = hitsIn(area);
    const isTaken = (hit: Element): boolean =>
      (blind && asIs(blind).contains(hit)) === true ||
      this.#isPressed(hit) ||
      this.#isPicture(hit) ||
      this.#coversText(hit, drawn);
    return ![...hits].some(isTaken);
  }

  /** What lies over the subject at this point, as the largest thing that isn't around both. */
  coverAt(x: number, y: number): Element | undefined {
    const hit = hitAt(x, y);
    if (!hit || this.#isWithin(hit) || this.#family.has(hit)) return undefined;
    let cover = hit;
    for (let up = parentOf(hit); up && !this.#family.has(up); up = parentOf(up)) cover = up;
    return cover;
  }

  #isWithin(hit: Element): boolean {
    for (let one: Element | null = hit; one; one = parentOf(one)) if (one === this.#element) return true;
    return false;
  }

  /** What stands around the subject is pressed anyway beside it; only what is no part of that counts. */
  #isPressed(hit: Element): boolean {
    let one: Element | null = hit;
    for (; one && !this.#family.has(one); one = parentOf(one)) {
      if (asIs(one).matches(pressables)) return true;
      if (one instanceof HTMLLabelElement && one.control && one.control !== this.#element) return true;
    }
    return one !== hit && cursorOf(hit) === 'pointer' && (!one || cursorOf(one) !== 'pointer');
  }

  #isPicture(hit: Element): boolean {
    const picture = this.#family.has(hit) ? null : asIs(hit).closest(pictures);
    if (!picture) return false;
    const { width, height } = picture.getBoundingClientRect();
    return width < largePicture || height < largePicture;
  }

  #coversText(hit: Element, drawn: Box): boolean {
    const texts = [...asIs(hit).childNodes]
      .filter((node) => node instanceof Text && /\S/.test(node.data))
      .slice(0, mostTexts);
    return texts.some((text) => linesOf(text).some((line) => overlap(line, drawn) && !this.#isOwnLine(line)));
  }

  #isOwnLine(line: Box): boolean {
    return this.#own.some(
      ({ left, top, right, bottom }) =>
        line.left >= left - 1 && line.right <= right + 1 && line.top >= top - 1 && line.bottom <= bottom + 1,
    );
  }
}

/** Whether anything that a person could press lies in an area, by points that are `step` apart. */
export function pressedIn({ left, top, right, bottom }: Box, step: number): boolean {
  const looked = new Set<Element>();
  for (let y = top + 1; y < bottom; y += step) {
    for (let x = left + 1; x < right; x += step) {
      for (let one = hitAt(x, y) ?? null; one && !looked.has(one); one = parentOf(one)) {
        looked.add(one);
        if (asIs(one).matches(pressables) || cursorOf(one) === 'pointer') return true;
      }
    }
  }
  return false;
}

function linesOf(node: Node): readonly DOMRect[] {
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()];
}

/** Nine points of an area, close enough that nothing that a finger could find lies between them. */
function hitsIn({ left, top, right, bottom }: Box): Set<Element> {
  const hits = new Set<Element>();
  for (const x of [left + 1, (left + right) / 2, right - 1]) {
    for (const y of [top + 1, (top + bottom) / 2, bottom - 1]) {
      const hit = hitAt(x, y);
      if (hit) hits.add(hit);
    }
  }
  return hits;
}

function cursorOf(element: Element): string {
  return getComputedStyle(element).cursor;
}

/**
 * Whether no text of the field lies in the area: then the places before and behind it are the same in the text, because
 * the line has ended. Unlike boxes of text nodes this is told for plain fields too.
 */
export function isBlank(element: Element, { left, top, right, bottom }: Box): boolean {
  const root = element.getRootNode();
  const options = root instanceof ShadowRoot ? { shadowRoots: [root] } : {};
  return [top + 2, (top + bottom) / 2, bottom - 2].every((y) => {
    const before = document.caretPositionFromPoint(left - 1, y, options);
    const behind = document.caretPositionFromPoint(right, y, options);
    return before?.offsetNode === behind?.offsetNode && before?.offset === behind?.offset;
  });
}
