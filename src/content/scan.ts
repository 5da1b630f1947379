/** Where the prefix of an armored text stands. */
export interface Place {
  readonly node: Text;
  readonly offset: number;
}

const needle = 'LK1';
const between = '[^\\p{L}\\p{N}:&]{0,12}';
const prefix = new RegExp(`LK1${between}[:：]`, 'gu');

/** Elements whose text nobody reads. */
const unread = new Set(['SCRIPT', 'STYLE', 'TEXTAREA', 'NOSCRIPT', 'TITLE', 'TEMPLATE', 'OPTION']);

/** Fewer base64 characters than any armored text has after its prefix. */
const shortest = 55;
/** The most that is collected as one text, in characters. */
const longest = 180_000;

/** More children than this, and the browser's own search is faster than joining their text. */
const many = 50;

/**
 * Every armored text that begins in or below `root`. The browser itself looks through the text nodes and tells us of those
 * with the prefix only: handing each of 50,000 nodes to a script costs ten times as much.
 */
export function findArmoredPlaces(root: Node): Place[] {
  if (root instanceof Text) return root.data.includes(needle) ? placesIn(root) : [];
  if (isSmall(root) && !root.textContent?.includes(needle)) return [];
  const found = document.evaluate(search, root, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
  return Array.from({ length: found.snapshotLength }, (_, i) => placesIn(found.snapshotItem(i) as Text)).flat();
}

/** `string()` and not `.`: that would make a set of every node. */
const search = `descendant::text()[contains(string(), "${needle}")]`;

function isSmall(root: Node): boolean {
  return root !== document.body && root instanceof Element && root.childElementCount < many;
}

function placesIn(node: Text): Place[] {
  if (unread.has(node.parentElement?.tagName ?? '')) return [];
  return [...node.data.matchAll(prefix)].map(({ index }) => ({ node, offset: index })).filter(looksArmored);
}

/** Its version makes every armored text go on with "A", and it is long; the background says whether it is whole. */
function looksArmored(place: Place): boolean {
  const after = collectText(place, 600).replace(prefix, '\u0000').split('\u0000')[1] ?? '';
  const characters = after.replace(/[^A-Za-z0-9+/]/g, '');
  return characters.startsWith('A') && characters.length >= shortest;
}

/** A line of a wrapped text: nothing but base64 and what sites put around it. */
const wholeLine = /^[\s>|]*[A-Za-z0-9+/\u00ad\u200b-\u200f\u2060\ufeff]*\s*$/;

/**
 * The text from the prefix on, through the nodes into which sites broke it. It goes a little too far: where it ends is
 * told by its checksum.
 */
export function collectText({ node, offset }: Place, most = longest): string {
  let text = node.data.slice(offset);
  let strange = 0;
  const walker = document.createTreeWalker(node.getRootNode(), NodeFilter.SHOW_TEXT);
  walker.currentNode = node;
  while (text.length < most && strange < 3) {
    const next = walker.nextNode() as Text | null;
    if (!next) break;
    text += `\n${next.data}`;
    if (!wholeLine.test(next.data)) strange += 1;
  }
  return text.slice(0, most);
}
