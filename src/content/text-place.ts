import type { Box, Point } from './geometry.ts';
import { isInView, placeAtText } from './geometry.ts';
import type { Place } from './scan.ts';

/** Whether the text still stands where it was found. */
export function isThere({ node, offset }: Place): boolean {
  return node.isConnected && node.data.startsWith('LK1', offset);
}

/** Where the mark of a text goes; undefined while the text cannot be seen. */
export function pointFor(place: Place): Point | undefined {
  const boxes = boxesOf(place.node, place.offset, endOf(place));
  const [first, last] = [boxes.at(0), boxes.at(-1)];
  const view = { width: document.documentElement.clientWidth, height: innerHeight };
  if (!first || !last || !isInView(first, view) || !isUncovered(place.node, first)) return undefined;
  return placeAtText(first, last, following(place), view);
}

/** What can be seen of a text in one node; the rest of it may be in others. */
export function boxOf(place: Place): Box | undefined {
  const boxes = boxesOf(place.node, place.offset, endOf(place));
  if (boxes.length === 0) return undefined;
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

function endOf({ node, offset }: Place): number {
  const run = /^LK1[^A-Za-z0-9]*[A-Za-z0-9+/\u00ad\u200b-\u200f\u2060\ufeff]*/.exec(node.data.slice(offset));
  return offset + (run?.[0].length ?? 0);
}

/** The box of the character after the text, which the mark must not cover. */
function following(place: Place): Box | undefined {
  const { node } = place;
  const end = endOf(place);
  const next = node.data.slice(end).search(/\S/);
  if (next >= 0) return boxesOf(node, end + next, end + next + 1)[0];
  const walker = document.createTreeWalker(node.getRootNode(), NodeFilter.SHOW_TEXT);
  walker.currentNode = node;
  const after = walker.nextNode() as Text | null;
  const at = after?.data.search(/\S/) ?? -1;
  return after && at >= 0 ? boxesOf(after, at, at + 1)[0] : undefined;
}

function boxesOf(node: Text, start: number, end: number): readonly DOMRect[] {
  const range = document.createRange();
  range.setStart(node, start);
  range.setEnd(node, end);
  return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
}

/** Whether the beginning of the text is on top: not scrolled out of its box, not below a layer of the page's. */
function isUncovered(node: Text, { left, top, bottom }: Box): boolean {
  const parent = node.parentElement;
  const root = node.getRootNode() as Document | ShadowRoot;
  const hit = root.elementFromPoint(Math.max(0, left) + 2, (Math.max(0, top) + Math.min(bottom, innerHeight)) / 2);
  return parent !== null && (parent === hit || parent.contains(hit));
}
