import { resolve } from 'node:path';
import { findBrowser, hasDisplay, type BrowserKind } from '../../test/support/browsers.ts';
import { readWish, targets } from './arguments.ts';
import { storeOrigin } from './local-store.ts';
import { stay } from './stay.ts';
import { check } from './step.ts';

const folders = { chromium: resolve('.output/chrome-mv3'), firefox: resolve('.output/firefox-mv3') };

function byHand(kind: BrowserKind): string {
  if (kind === 'firefox') {
    return `To load the extension by hand in Firefox:
  1. Open the address about:debugging#/runtime/this-firefox
  2. Press "Load Temporary Add-on…"
  3. Choose the file ${resolve(folders.firefox, 'manifest.json')}
Firefox forgets a temporary add-on when it is closed.`;
  }
  return `To load the extension by hand in Chromium, Chrome, Edge or Brave:
  1. Open the address chrome://extensions
  2. Switch on "Developer mode"
  3. Press "Load unpacked"
  4. Choose the folder ${folders.chromium}`;
}

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
  const isMissing = !(await findBrowser(kind));
  if (!isMissing && hasDisplay()) return stay(kind, folders[kind], isFresh);
  const why = isMissing ? `No ${kind} was found on this machine.` : 'There is no display to open a browser on.';
  console.log(`\n${why}\n\n${byHand(kind)}\n\n${ownStore}`);
}

await start();
