import type { Point, Size } from '../marks/index.ts';
import { pressedIn } from '../marks/index.ts';

/** From the edges of what is seen, in CSS pixels. */
const edge = 12;
/** The same where a frame is as wide or as high as fits. */
const least = 8;
/** So close together that nothing which could be pressed lies between two points. */
const step = 24;

type Corner = 'top-end' | 'top-start' | 'bottom-end' | 'bottom-start';

const corners = ['top-end', 'top-start', 'bottom-end', 'bottom-start'] as const;

/** The first corner of what is seen with nothing below it that could be pressed; undefined: none is free. */
export function freeCorner(size: Size, view: Size, isRightToLeft: boolean): Corner | undefined {
  return corners.find((corner) => {
    const { left, top } = placeInCorner(corner, size, view, isRightToLeft);
    return !pressedIn({ left, top, right: left + size.width, bottom: top + size.height }, step);
  });
}

/** Where a frame of this size stands in a corner. */
export function placeInCorner(corner: Corner, size: Size, view: Size, isRightToLeft: boolean): Point {
  const atEnd = corner.endsWith('end') !== isRightToLeft;
  return {
    left: within(view.width - size.width, atEnd),
    top: within(view.height - size.height, corner.startsWith('bottom')),
  };
}

/** Before or behind all that is free. */
function within(free: number, behind: boolean): number {
  const gap = Math.max(least, Math.min(edge, free - least));
  return behind ? Math.max(least, free - gap) : gap;
}
