import { asIs } from '../../autofill/index.ts';
import type { Box, Size } from './geometry.ts';
import { intersect } from './geometry.ts';
import { innerBox, seenOf } from './sight.ts';
import type { Spot } from './spots.ts';
import { drawnIn, rowsOf, spotsOfField, spotsOfText } from './spots.ts';
import { familyOf } from './tree.ts';
import { isBlank, Under } from './under.ts';

/** Less than this of a field, and nobody sees it. In CSS pixels. */
const least = 8;
/** Smaller fields are no fields: editors have hidden ones that only take keys. */
const smallest = { width: 24, height: 12 };
/** The corner by which a person makes a field larger, in CSS pixels. */
const grip = 17;

/** What a mark stands at: an element with a box to write in, or lines of text in an element. */
export type Shape =
  | { readonly kind: 'field'; readonly element: Element }
  | { readonly kind: 'text'; readonly element: Element; readonly lines: readonly Box[] };

/** The area of a mark: the first place that covers nothing. undefined: there is none, or nothing of it can be seen. */
export function placeOf(shape: Shape, view: Box): Box | undefined {
  return shape.kind === 'field' ? placeAtField(shape.element, view) : placeAtText(shape.element, shape.lines, view);
}

function placeAtField(element: Element, view: Box): Box | undefined {
  const whole = boxOf(element);
  const seen = isLarge(whole, smallest) ? seenOf(whole, element, view) : undefined;
  if (!seen || !isLarge(seen, { width: least, height: least }) || !isShown(element)) return undefined;
  const under = new Under(element, familyOf(element), []);
  const rows = rowsOf(seen).filter((row) => isRowSeen(under, seen, row));
  const [foot] = rows;
  if (foot === undefined) return undefined;
  const { direction, resize } = getComputedStyle(element);
  const isRightToLeft = direction === 'rtl';
  const inner = innerBox(element);
  const sight = {
    whole,
    seen,
    inner: { ...inner, bottom: resize === 'none' ? inner.bottom : inner.bottom - grip },
    isRightToLeft,
  };
  const cover = under.coverAt(isRightToLeft ? seen.left + 3 : seen.right - 3, foot);
  return firstFree(spotsOfField(sight, rows), under, view, cover, (area) => isBlank(element, area));
}

function placeAtText(element: Element, lines: readonly Box[], view: Box): Box | undefined {
  if (!isShown(element)) return undefined;
  const under = new Under(element, familyOf(element), lines);
  const clip = seenOf(view, element, view);
  if (!clip) return undefined;
  const inSight = lines.flatMap((line) => intersect(line, clip) ?? []);
  const isSeen = (line: Box): boolean => isRowSeen(under, line, (line.top + line.bottom) / 2);
  const last = inSight.findLast(isSeen);
  const first = inSight.find(isSeen);
  if (!last || !first) return undefined;
  return firstFree(spotsOfText([first], last), under, view, under.coverAt(last.right - 3, last.bottom - 3), () => true);
}

function firstFree(
  spots: readonly Spot[],
  under: Under,
  view: Box,
  cover: Element | undefined,
  isFreeOfOwn: (area: Box) => boolean,
): Box | undefined {
  const fits = ({ area, inside }: Spot): boolean => {
    const drawn = drawnIn(area);
    const isInView =
      drawn.left >= view.left && drawn.top >= view.top && drawn.right <= view.right && drawn.bottom <= view.bottom;
    return isInView && under.isFree(area, drawn, cover) && (!inside || isFreeOfOwn(area));
  };
  return spots.find(fits)?.area;
}

/** Some part of this height of it is on top of everything: not all of it lies below a layer of the page's. */
function isRowSeen(under: Under, { left, right }: Box, y: number): boolean {
  const width = right - left;
  const points = [right - Math.min(3, width / 2), right - width / 4, left + width / 2, left + width / 4, left + 2];
  return points.some((x) => under.isOwn(x, y));
}

function boxOf(element: Element): Box {
  const { left, top, right, bottom } = asIs(element).getBoundingClientRect();
  return { left, top, right, bottom };
}

function isLarge({ left, top, right, bottom }: Box, { width, height }: Size): boolean {
  return right - left >= width && bottom - top >= height;
}

function isShown(element: Element): boolean {
  const plain = asIs(element);
  return plain.isConnected && plain.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}
