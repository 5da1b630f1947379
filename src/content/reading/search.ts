import { asIs } from '../../autofill/index.ts';
import type { Place } from './place.ts';
import { isUnread } from './unread.ts';

/** What sites put between the letters of the prefix. */
export const between = '[^\\p{L}\\p{N}:&]{0,12}';
/** Where a prefix may begin in a node: whole, or cut by the node's end. */
const beginning = new RegExp(`L(?=${between}(?:$|K${between}(?:$|1)))`, 'gu');
const whole = new RegExp(`^L${between}K${between}1`, 'u');
/** How a node may begin that goes on with a prefix. */
const goesOn = /^[^\p{L}\p{N}:&]*(?:[K1:：︓﹕&]|$)/u;
/** What is left of a prefix whose L ends its node, with whatever nobody sees between. */
const rest = /K[^]*1/;

/** The longest that a prefix is with all that stands between, in characters. */
export const longestPrefix = 200;

/** More children than this, and the browser's own search is faster than joining their text. */
const many = 50;
/** Text nodes before an added one that may hold the beginning of its prefix. */
const back = 12;
/** Text nodes behind one that may hold the rest of its prefix. */
const ahead = 40;

/**
 * Every place in or below `root` where a prefix may begin, also one that was there before and goes on in `root`. The browser
 * itself looks through the text nodes and tells us of those with an L: handing each of 50,000 nodes to a script costs ten
 * times as much. How they are drawn is asked later, and only of these.
 */
export function findLikely(root: Node): Place[] {
  return [...nodesBefore(root), ...nodesWithL(root)].flatMap(beginningsIn).filter(mayBegin);
}

/** `string()` and not `.`: that would make a set of every node. */
const search = 'descendant::text()[contains(string(), "L")]';

function nodesWithL(root: Node): Text[] {
  if (root instanceof Text) return root.data.includes('L') ? [root] : [];
  // The browser's search can't begin at a shadow root.
  if (root instanceof ShadowRoot) return [...root.childNodes].flatMap(nodesWithL);
  if (isSmall(root) && !asIs(root).textContent?.includes('L')) return [];
  const found = document.evaluate(search, root, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
  return Array.from({ length: found.snapshotLength }, (_, i) => found.snapshotItem(i) as Text);
}

function isSmall(root: Node): boolean {
  return root !== document.body && root instanceof Element && asIs(root).childElementCount < many;
}

/** The nodes before `root` in which a prefix may begin that goes on in it. */
function nodesBefore(root: Node): Text[] {
  if (root instanceof ShadowRoot || root === document.body) return [];
  const walker = document.createTreeWalker(asIs(root).getRootNode(), NodeFilter.SHOW_TEXT);
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

/** Whether the rest may follow. Where a node stands in or at a shadow root, what is drawn behind it isn't what stands behind it. */
function mayBegin({ node, offset }: Place): boolean {
  if (whole.test(node.data.slice(offset, offset + longestPrefix))) return true;
  const root = node.getRootNode();
  if (root instanceof ShadowRoot || node.assignedSlot || node.parentElement?.assignedSlot) return true;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  walker.currentNode = node;
  let text = node.data.slice(offset);
  for (let i = 0; i < ahead && text.length < longestPrefix; i += 1) {
    const next = walker.nextNode() as Text | null;
    if (!next) break;
    text += next.data;
  }
  return rest.test(text);
}
