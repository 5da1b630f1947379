/** A place on the screen in CSS pixels, from the top left corner of what is seen of the page. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly left: number;
  readonly top: number;
}

const edge = 8;
/** A frame that is smaller has no room for its text between its top line and its button. */
const least: Size = { width: 240, height: 168 };

/** Where a frame goes: below the anchor, else above it, else wherever it is wholly seen. */
export function placeFrame(anchor: Box, size: Size, view: Size): Point {
  const left = clamp(anchor.left, edge, view.width - size.width - edge);
  const below = anchor.bottom + edge;
  const above = anchor.top - edge - size.height;
  const fitsBelow = below + size.height + edge <= view.height;
  const top = fitsBelow || above < edge ? below : above;
  return { left, top: clamp(top, edge, view.height - size.height - edge) };
}

/** Where a frame goes that covers its anchor. */
export function placeOver(anchor: Box, size: Size, view: Size): Point {
  return {
    left: clamp(anchor.left - edge, edge, view.width - size.width - edge),
    top: clamp(anchor.top - edge, edge, view.height - size.height - edge),
  };
}

/** A size that fits into what is seen of the page. */
export function fit({ width, height }: Size, view: Size): Size {
  return { width: Math.min(width, view.width - 2 * edge), height: Math.min(height, view.height - 2 * edge) };
}

/** Whether so much of a frame would be seen that it can be used, its button with it. */
export function hasRoom({ width, height }: Size, view: Size): boolean {
  const fitting = fit({ width, height }, view);
  return fitting.width >= Math.min(width, least.width) && fitting.height >= Math.min(height, least.height);
}

/** What two boxes have in common, if it is more than an edge. */
export function intersect(one: Box, other: Box): Box | undefined {
  const left = Math.max(one.left, other.left);
  const top = Math.max(one.top, other.top);
  const right = Math.min(one.right, other.right);
  const bottom = Math.min(one.bottom, other.bottom);
  return left < right && top < bottom ? { left, top, right, bottom } : undefined;
}

export function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
