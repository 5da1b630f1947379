import type { Field } from './field.ts';

/** Where in the field the person was: remembered when our frame opens, because it takes the focus. */
export type Caret = Range | undefined;

/** Chromium has a selection of its own for each shadow root. */
interface RootSelection {
  getSelection?: () => Selection | null;
}

export function caretIn(field: Field): Caret {
  if (field.kind !== 'rich') return undefined;
  const range = rangeIn(field.element);
  return range && field.element.contains(range.commonAncestorContainer) ? range.cloneRange() : undefined;
}

function selectionFor(element: HTMLElement): Selection | null {
  const root = element.getRootNode() as RootSelection;
  return root.getSelection?.() ?? element.ownerDocument.getSelection();
}

function rangeIn(element: HTMLElement): Range | undefined {
  const selection = selectionFor(element);
  const root = element.getRootNode();
  const composed = root instanceof ShadowRoot ? selection?.getComposedRanges({ shadowRoots: [root] })[0] : undefined;
  if (composed) return rangeOf(composed);
  return selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
}

function rangeOf({ startContainer, startOffset, endContainer, endOffset }: StaticRange): Range {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range;
}

/** Selects everything in the element, or puts the caret back; where it is not known any more, at the end. */
export function select(element: HTMLElement, caret: Caret, all: boolean): void {
  const isKnown = caret !== undefined && element.contains(caret.commonAncestorContainer);
  const range = isKnown && !all ? caret : document.createRange();
  if (all) range.selectNodeContents(element);
  else if (range !== caret) toEnd(range, element);
  selectionFor(element)?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
}

/** Behind the last text: an offset of the element itself is read by some editors as a new line. */
function toEnd(range: Range, element: HTMLElement): void {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let last: Node | null = null;
  while (walker.nextNode()) if (walker.currentNode.parentElement?.isContentEditable) last = walker.currentNode;
  range.selectNodeContents(last ?? element);
  range.collapse(false);
}

/** Words are kept apart from the armored text, so that its end can be seen. */
export function spaced(armored: string, left: string, right: string): string {
  return `${/^\S$/.test(left) ? ' ' : ''}${armored}${/^\S$/.test(right) ? ' ' : ''}`;
}

/** The armored text as it goes to where the selection is now. */
export function spacedAt(element: HTMLElement, armored: string): string {
  const range = rangeIn(element);
  if (!range || !element.contains(range.commonAncestorContainer)) return ` ${armored}`;
  return spaced(armored, neighbour(element, range, 'before'), neighbour(element, range, 'after'));
}

/** The character beside a range on the same line; nothing at a line's end. */
function neighbour(element: HTMLElement, range: Range, side: 'before' | 'after'): string {
  const isBefore = side === 'before';
  const [node, offset] = isBefore ? [range.startContainer, range.startOffset] : [range.endContainer, range.endOffset];
  if (node instanceof Text) {
    const character = node.data.charAt(isBefore ? offset - 1 : offset);
    if (character !== '') return character;
  }
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const inner = node instanceof Text ? undefined : node.childNodes[isBefore ? offset - 1 : offset];
  if (inner instanceof Text) return (isBefore ? inner.data.at(-1) : inner.data.at(0)) ?? '';
  walker.currentNode = inner && isBefore ? deepestLast(inner) : (inner ?? node);
  for (
    let next: Node | null = inner ? walker.currentNode : step(walker, isBefore);
    next;
    next = step(walker, isBefore)
  ) {
    if (next instanceof Text && next.data !== '') return (isBefore ? next.data.at(-1) : next.data.at(0)) ?? '';
    if (next instanceof Element && breaksLine(next)) return '';
  }
  return '';
}

function step(walker: TreeWalker, back: boolean): Node | null {
  return back ? walker.previousNode() : walker.nextNode();
}

function deepestLast(node: Node): Node {
  let deepest = node;
  while (deepest.lastChild) deepest = deepest.lastChild;
  return deepest;
}

function breaksLine(element: Element): boolean {
  return element.tagName === 'BR' || !getComputedStyle(element).display.startsWith('inline');
}
