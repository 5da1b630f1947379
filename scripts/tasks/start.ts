import { resolve } from 'node:path';
import { readWish, targets } from './arguments.ts';
import { byHand, whyNoWindow } from './by-hand.ts';
import { storeOrigin } from './local-store.ts';
import { stay } from './stay.ts';
import { check } from './step.ts';

const folders = { chromium: resolve('.output/chrome-mv3'), firefox: resolve('.output/firefox-mv3') };

const ownStore = `To start a store at ${storeOrigin} as well: npm run store`;

/** `npm start`: from a fresh clone to a browser with the extension in it, or to the words that say how. */
async function start(): Promise<void> {
  const wish = await readWish('npm start');
  if (!wish) return;
  const { kind, isFresh } = wish;
  if (!(await check(`built for ${kind}`, 'wxt', ['build', '-b', targets[kind]]))) {
    process.exitCode = 1;
    return;
  }
  const why = await whyNoWindow(kind);
  if (why === undefined) return stay(kind, folders[kind], isFresh);
  console.log(`\n${why}\n\n${byHand(kind, folders[kind])}\n\n${ownStore}`);
}

await start();
