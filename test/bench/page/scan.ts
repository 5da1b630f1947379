import { findBegun, looksArmored, Roots } from '../../../src/content/reading/index.ts';
import { median, type Milliseconds } from './measure.ts';

const words = 'The quick brown fox looks over the lazy dog and goes home again before it rains'.split(' ');

const armored = `LK1:AQI${'AB0c'.repeat(24)}`;
/** How many texts stand in a page: every second in a shadow root, the others with their prefix in three nodes. */
const texts = 20;

/** A page of `count` text nodes in nested elements, a hundred paragraphs to a section. */
function pageOf(count: number): HTMLElement {
  const root = document.createElement('main');
  let section = root;
  for (let i = 0; i < count; i += 1) {
    if (i % 100 === 0) section = root.appendChild(document.createElement('section'));
    const paragraph = section.appendChild(document.createElement('p'));
    paragraph.textContent = `${words[i % words.length] ?? ''} ${i} ${words.slice(i % 7).join(' ')}`;
  }
  for (let i = 0; i < texts; i += 1) {
    const host = root.children[i * Math.floor(root.children.length / texts)]?.appendChild(
      document.createElement(i % 2 ? 'p' : 'x-message'),
    );
    const place = i % 2 ? host : host?.attachShadow({ mode: 'open' });
    place?.append(armored.slice(0, 1), ...[armored.slice(1, 2), armored.slice(2)].map(marked));
  }
  return document.body.appendChild(root);
}

function marked(text: string): HTMLElement {
  const mark = document.createElement('mark');
  mark.textContent = text;
  return mark;
}

/** All that happens before the first marks are drawn. */
function findAll(root: Node): void {
  const life = new AbortController();
  const places = [root];
  new Roots((inner) => places.push(inner), life.signal).begin();
  const found = places.flatMap(findBegun).filter(looksArmored);
  life.abort();
  if (found.length !== texts) throw new Error(`Found ${String(found.length)} texts`);
}

function bareWalk(root: Node): number {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let nodes = 0;
  while (walker.nextNode()) nodes += 1;
  return nodes;
}

/** The browser's own search that looks into no text: less than that no search of its texts can cost. */
function countedNodes(root: Node): number {
  return document.evaluate('count(descendant::text())', root, null, XPathResult.NUMBER_TYPE).numberValue;
}

/** How Mailvelope looks: a filter called for each text node, with a regular expression. */
function filteredWalk(root: Node): number {
  const begins = /-----BEGIN\sPGP\sMESSAGE/;
  const filter = (node: Node): number =>
    begins.test(node.nodeValue ?? '') ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, filter);
  let nodes = 0;
  while (walker.nextNode()) nodes += 1;
  return nodes;
}

/** Each run looks at a page that no script has looked at before, as it is when ours begins. */
async function fresh(count: number, work: (root: Node) => unknown): Promise<Milliseconds> {
  const taken: number[] = [];
  for (let run = 0; run < 7; run += 1) {
    const root = pageOf(count);
    taken.push(await median(() => work(root), 1, 0));
    root.remove();
  }
  // The least: what else runs on the machine is none of ours.
  return Math.min(...taken);
}

export async function scan(
  count: number,
): Promise<Record<'ours' | 'bare' | 'counted' | 'filtered' | 'innerText', Milliseconds>> {
  return {
    ours: await fresh(count, findAll),
    bare: await fresh(count, bareWalk),
    counted: await fresh(count, countedNodes),
    filtered: await fresh(count, filteredWalk),
    innerText: await fresh(count, (root) => (root as HTMLElement).innerText.includes('LK1')),
  };
}
