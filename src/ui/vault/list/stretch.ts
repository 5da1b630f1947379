/** Which rows of a long list are drawn, and which are asked for: as few as a scroll needs, whatever the list holds. */

/** A part of a list: from one row up to another one, which is no more in it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface Sight {
  /** How far the rows are scrolled, how much of them is seen, and how high one is, in pixels. */
  readonly top: number;
  readonly height: number;
  readonly row: number;
}

/** Drawn beyond what is seen, to either side, so that a key or a turn of the wheel finds rows. */
const BEYOND = 20;
/** What is drawn changes only this often while one scrolls. */
const STEP = 10;
/** Rows are asked for in pages. */
const PAGE = 100;
/** How many rows one answer has at most; the contract takes more. */
const ANSWER = 400;

export function drawn({ top, height, row }: Sight): Stretch {
  const first = Math.floor(Math.max(0, top) / row / STEP) * STEP;
  return { from: Math.max(0, first - BEYOND), to: first + Math.ceil(height / row) + STEP + BEYOND };
}

/** The pages that hold a stretch, and one to either side where there is room. */
export function pagesOf({ from, to }: Stretch): { readonly offset: number; readonly limit: number } {
  const offset = Math.max(0, Math.floor(from / PAGE) * PAGE - PAGE);
  const end = (Math.ceil(to / PAGE) + 1) * PAGE;
  return { offset, limit: Math.min(ANSWER, end - offset) };
}

/** Where the rows have to be scrolled so that one of them is seen whole; the same where it is. */
export function scrolledTo(index: number, { top, height, row }: Sight): number {
  const [begin, end] = [index * row, (index + 1) * row];
  if (begin < top) return begin;
  return end > top + height ? end - height : top;
}
