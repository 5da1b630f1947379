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

/** The drawing is 18 px; the area that can be pressed around it 32 px. */
export const markSize = 18;
export const markArea = 32;
const gap = 4;
const edge = 8;

/** Where the mark of a field goes: beside it where there is room, else above or below its end; never over its text. */
export function placeAtField(field: Box, view: Size): Point {
  const outside = markArea - (markArea - markSize) / 2 + gap;
  const middle =
    field.bottom - field.top <= 2 * markArea ? (field.top + field.bottom - markArea) / 2 : field.bottom - markArea;
  if (field.right + outside <= view.width) return { left: field.right + gap - (markArea - markSize) / 2, top: middle };
  const left = Math.min(field.right, view.width) - markArea;
  const above = field.top - markArea;
  return { left, top: above >= 0 ? above : field.bottom };
}

/** Where the mark of an armored text goes: behind its end where nothing follows, else before its beginning, else above. */
export function placeAtText(first: Box, last: Box, follows: Box | undefined, view: Size): Point {
  const aside = (markArea - markSize) / 2;
  const centre = (line: Box): number => (line.top + line.bottom - markArea) / 2;
  const end = last.right + gap + markSize;
  const taken = follows !== undefined && follows.left < end && follows.top < last.bottom && follows.bottom > last.top;
  if (!taken && end <= view.width) return { left: last.right + gap - aside, top: centre(last) };
  const before = first.left - gap - markSize;
  if (before >= 0) return { left: before - aside, top: centre(first) };
  return { left: first.left - aside, top: first.top - markSize - aside };
}

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

/** Whether anything of the box can be seen. */
export function isInView(box: Box, view: Size): boolean {
  return box.bottom > 0 && box.top < view.height && box.right > 0 && box.left < view.width;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
