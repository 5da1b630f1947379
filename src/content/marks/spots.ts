import type { Box } from './geometry.ts';

/** The drawing is 18 px; the area that can be pressed around it 32 px. */
export const markSize = 18;
export const markArea = 32;
const ring = (markArea - markSize) / 2;

/** How far a drawing stands from a field, and from a text, whose lines have no edge of their own. In CSS pixels. */
const fieldGap = 8;
const textGap = 4;

/** A place for a mark: its area, and whether it lies on what the mark belongs to. */
export interface Spot {
  readonly area: Box;
  readonly inside: boolean;
}

/** What is drawn of a mark; the rest of its area only takes presses. */
export function drawnIn({ left, top, right, bottom }: Box): Box {
  return { left: left + ring, top: top + ring, right: right - ring, bottom: bottom - ring };
}

function areaAt(left: number, top: number): Box {
  return { left, top, right: left + markArea, bottom: top + markArea };
}

/** Two lines at most: there a mark stands in the middle, in everything higher at the foot. */
function isLow({ top, bottom }: Box): boolean {
  return bottom - top <= 2 * markArea;
}

/** Heights at which a mark may stand at the seen part of a field, by their middles, from the foot up. */
export function rowsOf(seen: Box): number[] {
  if (isLow(seen)) return [(seen.top + seen.bottom) / 2];
  const half = markArea / 2;
  const rows: number[] = [];
  for (let row = seen.bottom - half; row >= seen.top + half; row -= half * 1.5) rows.push(row);
  return rows;
}

export interface FieldSight {
  readonly whole: Box;
  readonly seen: Box;
  /** Without borders and scroll bars, and without the corner that changes its size. */
  readonly inner: Box;
  readonly isRightToLeft: boolean;
}

/** Where the mark of a field may stand, best first: outside at the end, above the end, inside at the end of a line. */
export function spotsOfField({ whole, seen, inner, isRightToLeft }: FieldSight, rows: readonly number[]): Spot[] {
  const half = markArea / 2;
  const outside = isRightToLeft ? whole.left - fieldGap + ring - markArea : whole.right + fieldGap - ring;
  const above = isRightToLeft ? seen.left : seen.right - markArea;
  const within = isRightToLeft ? Math.max(seen.left, inner.left) + 1 : Math.min(seen.right, inner.right) - 1 - markArea;
  const isEndSeen = isRightToLeft ? seen.left <= whole.left : seen.right >= whole.right;
  const [foot] = rows;
  if (foot === undefined) return [];
  return [
    ...(isEndSeen ? [{ area: areaAt(outside, foot - half), inside: false }] : []),
    ...(seen.top <= whole.top ? [{ area: areaAt(above, whole.top - markArea), inside: false }] : []),
    ...rows
      .filter((row) => isLow(seen) || row + half <= inner.bottom)
      .map((row) => ({ area: areaAt(within, row - half), inside: true })),
  ];
}

/** Where the mark of a text may stand: behind its last seen line, before its first, above that, at last on its own end. */
export function spotsOfText(lines: readonly Box[], last: Box): Spot[] {
  const middle = (line: Box): number => (line.top + line.bottom - markArea) / 2;
  const [first = last] = lines;
  return [
    { area: areaAt(last.right + textGap - ring, middle(last)), inside: false },
    { area: areaAt(first.left - textGap - markSize - ring, middle(first)), inside: false },
    { area: areaAt(first.left - ring, first.top - markSize - ring), inside: false },
    { area: areaAt(last.right - markArea + ring, middle(last)), inside: true },
  ];
}
