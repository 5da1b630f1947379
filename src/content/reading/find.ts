import { flowFrom } from './flow.ts';
import type { Reader } from './flow.ts';
import { readLines } from './lines.ts';
import type { Place } from './place.ts';
import { isUnread, roughly, whatIsSeen } from './unseen.ts';

/** What sites put between the letters of the prefix. */
const between = '[^\\p{L}\\p{N}:&]{0,12}';
/** Where a prefix may begin in a node: whole, or cut by the node's end. */
const beginning = new RegExp(`L(?=${between}(?:$|K${between}(?:$|1)))`, 'gu');
const prefix = new RegExp(
  `^L${between}K${between}1${between}(?:[:：︓﹕]|&(?:amp;)*(?:#58|#x3a|colon);|%(?:25)*3a|\\\\+u003a)`,
  'iu',
);
/** How a node may begin that goes on with a prefix. */
const goesOn = /^[^\p{L}\p{N}:&]*(?:[K1:：︓﹕&]|$)/u;

/** Fewer base64 characters than any armored text has after its prefix. */
const shortest = 55;
/** Enough to tell whether it is one, in characters. */
const enough = 600;
/** The longest that a prefix is with all that stands between, in characters. */
const longestPrefix = 200;

/** More children than this, and the browser's own search is faster than joining their text. */
const many = 50;
/** Text nodes before an added one that may hold the beginning of its prefix. */
const back = 12;

/**
 * Every place in or below `root` where a prefix begins, also one that was there before and goes on in `root`. The browser
 * itself looks through the text nodes and tells us of those with an L: handing each of 50,000 nodes to a script costs ten
 * times as much.
 */
export function findBegun(root: Node): Place[] {
  const places = [...nodesBefore(root), ...nodesWithL(root)].flatMap(beginningsIn);
  return places.filter(isThere);
}

/** `string()` and not `.`: that would make a set of every node. */
const search = 'descendant::text()[contains(string(), "L")]';

function nodesWithL(root: Node): Text[] {
  if (root instanceof Text) return root.data.includes('L') ? [root] : [];
  // The browser's search can't begin at a shadow root.
  if (root instanceof ShadowRoot) return [...root.childNodes].flatMap(nodesWithL);
  if (isSmall(root) && !root.textContent?.includes('L')) return [];
  const found = document.evaluate(search, root, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
  return Array.from({ length: found.snapshotLength }, (_, i) => found.snapshotItem(i) as Text);
}

function isSmall(root: Node): boolean {
  return root !== document.body && root instanceof Element && root.childElementCount < many;
}

/** The nodes before `root` in which a prefix may begin that goes on in it. */
function nodesBefore(root: Node): Text[] {
  if (root instanceof ShadowRoot || root === document.body) return [];
  const walker = document.createTreeWalker(root.getRootNode(), NodeFilter.SHOW_TEXT);
  walker.currentNode = root;
  const first = root instanceof Text ? root : (walker.nextNode() as Text | null);
  if (!first || !goesOn.test(first.data)) return [];
  walker.currentNode = root;
  const nodes: Text[] = [];
  for (let i = 0; i < back; i += 1) {
    const before = walker.previousNode() as Text | null;
    if (!before) break;
    nodes.push(before);
  }
  return nodes;
}

function beginningsIn(node: Text): Place[] {
  if (!node.parentElement && !(node.parentNode instanceof ShadowRoot)) return [];
  if (node.parentElement && isUnread(node.parentElement)) return [];
  return [...node.data.matchAll(beginning)].map(({ index }) => ({ node, offset: index }));
}

/** Whether a prefix stands where it was found. */
export function isThere(place: Place): boolean {
  const { node, offset } = place;
  if (!node.isConnected || node.data[offset] !== 'L') return false;
  if (prefix.test(node.data.slice(offset, offset + longestPrefix))) return true;
  const rough = headOf(place, roughly);
  if (prefix.test(rough)) return true;
  return mayHide.test(rough) && prefix.test(headOf(place, whatIsSeen(node)));
}

/** What a prefix looks like with something between its letters that nobody sees. */
const mayHide = /K[^]*1[^]*(?:[:：︓﹕;]|3a)/iu;

function headOf({ node, offset }: Place, reader: Reader): string {
  let text = '';
  for (const bit of flowFrom(node, reader)) {
    text += bit.node === node ? bit.node.data.slice(offset) : bit.node.data;
    if (text.length > longestPrefix) break;
  }
  return text;
}

/** Its version makes every armored text go on with "A", and it is long; the background says whether it is whole. */
export function looksArmored(place: Place): boolean {
  return [() => roughly, whatIsSeen].some((reader) => {
    const after =
      readLines(place, reader(place.node), enough).join('\n').replace(prefix, '').split(nextPrefix)[0] ?? '';
    const characters = after.replace(/[^A-Za-z0-9+/]/g, '');
    return characters.startsWith('A') && characters.length >= shortest;
  });
}

const nextPrefix = new RegExp(`L${between}K${between}1${between}:`, 'u');
