import type { Box, Point } from '../marks/index.ts';
import { boxOf, extentOf, findBegun, looksArmored, readingsOf, rootsIn } from '../reading/index.ts';
import type { Place } from '../reading/index.ts';

/** Fewer selected characters than this are in too many texts to tell which one is meant. */
const fewest = 6;

/** The armored text that is selected, begins in what is selected, or of which a part is. */
export function selectedText(): Place | undefined {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const part = bare(selection.toString());
  const texts = textsHere().filter(({ node }) => node.getRootNode() === range.startContainer.getRootNode());
  const begun = texts.find(({ node, offset }) => range.isPointInRange(node, offset));
  if (begun || part.length < fewest) return begun;
  // What is collected of a text may go on into the next one: the last that begins before the selection is meant.
  return texts
    .filter(({ node, offset }) => range.comparePoint(node, offset) < 0)
    .findLast((place) => readingsOf(place).some((reading) => bare(reading).includes(part)));
}

/** How the armored text before another one reads, with what stands behind it; nothing where there is none in that tree. */
export function readingsBefore({ node, offset }: Place): readonly string[] {
  const root = node.getRootNode();
  const texts = textsHere().filter((text) => text.node.getRootNode() === root);
  const before = texts[texts.findIndex((text) => text.node === node && text.offset === offset) - 1];
  return before ? readingsOf(before) : [];
}

/** Every armored text of this document, in shadow roots too. */
function textsHere(): Place[] {
  return [document.body, ...rootsIn(document)].flatMap(findBegun).filter(looksArmored);
}

/** The armored text nearest to what has the focus, else to the middle of what is seen; one that is seen comes first. */
export function nearestText(): Place | undefined {
  const from = whereOneIs();
  const drawn = textsHere().flatMap((place) => {
    const extent = extentOf(place);
    const box = extent && boxOf(extent);
    return box ? [{ place, rank: (isInView(box) ? 0 : 1e9) + distance(box, from) }] : [];
  });
  const nearest = drawn.toSorted((one, other) => one.rank - other.rank)[0];
  if (nearest && nearest.rank >= 1e9) nearest.place.node.parentElement?.scrollIntoView({ block: 'center' });
  return nearest?.place;
}

function whereOneIs(): Point {
  const { activeElement, body } = document;
  if (!activeElement || activeElement === body) return { left: innerWidth / 2, top: innerHeight / 2 };
  const { left, top, width, height } = activeElement.getBoundingClientRect();
  return { left: left + width / 2, top: top + height / 2 };
}

function isInView({ left, top, right, bottom }: Box): boolean {
  return right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
}

/** From a point to the box; 0 inside. */
function distance({ left, top, right, bottom }: Box, from: Point): number {
  return Math.hypot(Math.max(left - from.left, 0, from.left - right), Math.max(top - from.top, 0, from.top - bottom));
}

/** Without what sites and browsers put between the characters; what is selected may be told in the capitals that a page draws. */
function bare(text: string): string {
  return text.replace(/[^A-Za-z0-9+/]/g, '').toLowerCase();
}
