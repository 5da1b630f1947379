import { findArmoredPlaces } from '../../../src/content/scan.ts';
import { median, type Milliseconds } from './measure.ts';

const words = 'The quick brown fox looks over the lazy dog and goes home again before it rains'.split(' ');

/** A page of `count` text nodes in nested elements, a hundred paragraphs to a section. */
function pageOf(count: number): HTMLElement {
  const root = document.createElement('main');
  let section = root;
  for (let i = 0; i < count; i += 1) {
    if (i % 100 === 0) section = root.appendChild(document.createElement('section'));
    const paragraph = section.appendChild(document.createElement('p'));
    paragraph.textContent = `${words[i % words.length] ?? ''} ${i} ${words.slice(i % 7).join(' ')}`;
  }
  return document.body.appendChild(root);
}

function bareWalk(root: Node): number {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let nodes = 0;
  while (walker.nextNode()) nodes += 1;
  return nodes;
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
  return taken.sort((a, b) => a - b)[3] ?? Number.NaN;
}

export async function scan(count: number): Promise<Record<'ours' | 'bare' | 'filtered' | 'innerText', Milliseconds>> {
  return {
    ours: await fresh(count, findArmoredPlaces),
    bare: await fresh(count, bareWalk),
    filtered: await fresh(count, filteredWalk),
    innerText: await fresh(count, (root) => (root as HTMLElement).innerText.includes('LK1')),
  };
}
