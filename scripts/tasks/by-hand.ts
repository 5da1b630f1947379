import { resolve } from 'node:path';
import { findBrowser, hasDisplay, type BrowserKind } from '../../test/support/browsers.ts';

/** Why no window can be opened here, as a sentence; undefined where one can. */
export async function whyNoWindow(kind: BrowserKind): Promise<string | undefined> {
  if (!(await findBrowser(kind))) return `No ${kind} was found on this machine.`;
  return hasDisplay() ? undefined : 'There is no display to open a browser on.';
}

/** How a person loads what was built into this folder. */
export function byHand(kind: BrowserKind, folder: string): string {
  if (kind === 'firefox') {
    return `To load the extension by hand in Firefox:
  1. Open the address about:debugging#/runtime/this-firefox
  2. Press "Load Temporary Add-on…"
  3. Choose the file ${resolve(folder, 'manifest.json')}
Firefox forgets a temporary add-on when it is closed.`;
  }
  return `To load the extension by hand in Chromium, Chrome, Edge or Brave:
  1. Open the address chrome://extensions
  2. Switch on "Developer mode"
  3. Press "Load unpacked"
  4. Choose the folder ${folder}`;
}
