/** Width and height in CSS pixels. */
export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** A place on the screen, in CSS pixels from its top left corner. */
export interface WindowPlace extends WindowSize {
  readonly left: number;
  readonly top: number;
}

/**
 * Where a window goes whose content shall have a size: in the middle of the screen's working area and no larger than that.
 * `frame`: what the browser adds round the content.
 */
export function placeWindow(content: WindowSize, frame: WindowSize, area: WindowPlace): WindowPlace {
  const width = Math.min(content.width + Math.max(0, frame.width), area.width);
  const height = Math.min(content.height + Math.max(0, frame.height), area.height);
  const left = Math.round(area.left + (area.width - width) / 2);
  const top = Math.round(area.top + (area.height - height) / 2);
  return { left, top, width, height };
}
