import { browser } from './browser.ts';

/** The user locked the computer, or it locked itself. */
export function onSystemLock(listener: () => void): void {
  browser.idle.onStateChanged.addListener((state) => {
    if (state === 'locked') listener();
  });
}
