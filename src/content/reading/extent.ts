import type { Box } from '../marks/index.ts';
import { parentOf } from '../marks/index.ts';
import type { Place } from './place.ts';
import { flowFrom } from './flow.ts';
import { isWhole, withoutMargin } from './margin.ts';
import { whatIsSeen } from './unseen.ts';

/** A part of a text node that belongs to an armored text. */
interface Piece {
  readonly node: Text;
  readonly start: number;
  readonly end: number;
}

/** Where an armored text is drawn. */
export interface Extent {
  /** The innermost element that all of it stands in. */
  readonly element: Element;
  readonly pieces: readonly Piece[];
}

/** The most pieces that are looked at: a text letter by letter, up to the length of a page. */
const most = 1_500;
/** A line with less of the text on it was its last, in characters. */
const shortLine = 16;

/** Where the text that begins here is drawn; undefined: in no element. */
export function extentOf(place: Place): Extent | undefined {
  const pieces = piecesOf(place);
  const element = around(pieces.map(({ node }) => node));
  return element && { element, pieces };
}

/** The lines of a text, as they are drawn. */
export function linesOf({ pieces }: Extent): readonly Box[] {
  const range = document.createRange();
  return pieces
    .filter(({ node, end }) => node.isConnected && end <= node.data.length)
    .flatMap(({ node, start, end }) => {
      range.setStart(node, start);
      range.setEnd(node, end);
      return [...range.getClientRects()];
    })
    .filter(({ width, height }) => width > 0 && height > 0);
}

/** What can be seen of a text. */
export function boxOf(extent: Extent): Box | undefined {
  const boxes = linesOf(extent);
  if (boxes.length === 0) return undefined;
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

const start = /^[^:：︓﹕;]*[:：︓﹕;]?/u;
const run = /^[A-Za-z0-9+/\u00ad\u200b-\u200f\u2060\ufeff]*/;

/** Every piece up to where something else than the text begins; where it truly ends only its checksum tells. */
function piecesOf({ node: first, offset }: Place): Piece[] {
  const pieces: Piece[] = [];
  let isPrefix = true;
  let onLine = 0;
  for (const { node, breaks } of flowFrom(first, whatIsSeen(first))) {
    let at = node === first ? offset : 0;
    for (const [i, line] of node.data.slice(at).split('\n').entries()) {
      const head: number = isPrefix ? (start.exec(line)?.[0].length ?? 0) : 0;
      if (!isPrefix && (breaks || i > 0)) {
        if (line.trim() !== '' && (onLine < shortLine || !isWhole(withoutMargin(line)))) return pieces;
        onLine = line.trim() === '' ? onLine : 0;
      }
      isPrefix &&= !/[:：︓﹕;]$/u.test(line.slice(0, head));
      const margin = /^\s*/.exec(line.slice(head))?.[0].length ?? 0;
      const body = isPrefix ? 0 : (run.exec(line.slice(head + margin))?.[0].length ?? 0);
      const end = head + (body > 0 ? margin + body : 0);
      onLine += body;
      if (end > 0) pieces.push({ node, start: at, end: at + end });
      if (pieces.length >= most || (!isPrefix && line.slice(end).trim() !== '')) return pieces;
      at += line.length + 1;
    }
  }
  return pieces;
}

/** The innermost element in which all these nodes are drawn. */
function around(nodes: readonly Text[]): Element | undefined {
  const [first, ...others] = new Set(nodes.map(parentOf));
  let element = first ?? undefined;
  for (const other of others)
    while (element && other && !isIn(other, element)) element = parentOf(element) ?? undefined;
  return element;
}

function isIn(inner: Element, element: Element): boolean {
  for (let one: Element | null = inner; one; one = parentOf(one)) if (one === element) return true;
  return false;
}
