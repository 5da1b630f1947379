import type { Box } from './marks/index.ts';
import type { Place } from './scan.ts';

/** Whether the text still stands where it was found. */
export function isThere({ node, offset }: Place): boolean {
  return node.isConnected && node.data.startsWith('LK1', offset);
}

/** The lines of a text in one node, as they are drawn. */
export function linesOf({ node, offset }: Place): readonly Box[] {
  const range = document.createRange();
  range.setStart(node, offset);
  range.setEnd(node, endOf({ node, offset }));
  return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
}

/** What can be seen of a text in one node; the rest of it may be in others. */
export function boxOf(place: Place): Box | undefined {
  const boxes = linesOf(place);
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
