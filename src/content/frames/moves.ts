import type { Point, Size } from '../marks/index.ts';

export interface Place extends Point, Size {}

/**
 * By how much a place may differ and still count as the same, in CSS pixels. Fields jitter by parts of a pixel in
 * animations and while a page scrolls smoothly; were each of those a move, no press in their frame would ever count.
 */
const jitter = 2;

/**
 * Tells whether a frame that is now at `place` was moved. Compared with where it last was told to be, not with where it
 * last was, so that whatever creeps is caught, however slow.
 */
export function newMoves(): (place: Place) => boolean {
  let told: Place | undefined;
  return (place) => {
    if (told && !isElsewhere(place, told)) return false;
    told = place;
    return true;
  };
}

function isElsewhere(place: Place, from: Place): boolean {
  const sides = ['left', 'top', 'width', 'height'] as const;
  // Not `>`: what is no number is nowhere, and counts as moved.
  return sides.some((side) => !(Math.abs(place[side] - from[side]) <= jitter));
}
