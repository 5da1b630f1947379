import { findBegun } from '../../../src/content/reading/index.ts';
import { newLine } from './line.ts';
import type { Milliseconds } from './measure.ts';

/** Appends `count` nodes while a watcher runs, and waits until it has been told of all of them. */
async function watched(count: number, look: (node: Node) => void): Promise<Milliseconds> {
  const taken: number[] = [];
  for (let run = 0; run < 7; run += 1) {
    const root = document.body.appendChild(document.createElement('main'));
    const watcher = new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes) look(node);
    });
    watcher.observe(document, { childList: true, characterData: true, subtree: true });
    const start = performance.now();
    for (let i = 0; i < count; i += 1) root.append(newLine(i));
    await Promise.resolve();
    taken.push(performance.now() - start);
    watcher.disconnect();
    root.remove();
  }
  return taken.sort((a, b) => a - b)[3] ?? Number.NaN;
}

/** Ours, beside a watcher that reads each added node's text and nothing else. */
export async function added(count: number): Promise<Record<'ours' | 'bare', Milliseconds>> {
  const looks = {
    ours: (node: Node) => findBegun(node),
    bare: (node: Node) => node.textContent?.includes('LK1'),
  };
  return { ours: await watched(count, looks.ours), bare: await watched(count, looks.bare) };
}
