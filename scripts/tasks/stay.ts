import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Browser } from 'puppeteer-core';
import type { BrowserKind } from '../../test/support/browsers.ts';
import { launchBrowser } from '../../test/support/launch.ts';
import { startLocalStore } from './local-store.ts';
import { servePractice } from './practice.ts';

/** What a signal does from here on, and all that it does: the driver would kill the browser before its profile is written. */
function atSignal(act: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeAllListeners(signal).on(signal, act);
}

/** Still runs what is to be done at an exit: the store that we started must not stay behind. */
const endAtOnce = (): never => process.exit(130);

/** Resolves when the person ends it: by Ctrl-C here (a second one doesn't wait), or by closing the browser. */
function ended(browser: Browser): Promise<void> {
  return new Promise((done) => {
    browser.once('disconnected', () => {
      done();
    });
    atSignal(() => {
      atSignal(endAtOnce);
      void browser.close().finally(done);
    });
  });
}

/** The browser, or undefined and said why: a display that nobody draws on, another browser in the same profile. */
async function open(kind: BrowserKind, extension: string, profile: string): Promise<Browser | undefined> {
  try {
    return await launchBrowser(kind, { extension, profile, headless: false });
  } catch (error) {
    const [first] = (error instanceof Error ? error.message : String(error)).split('\n');
    console.error(`\nThe browser did not start: ${first ?? ''}`);
    process.exitCode = 1;
    return undefined;
  }
}

/** Opens a browser with the extension and the practice page, in a profile that is kept, beside a store, and stays. */
export async function stay(kind: BrowserKind, extension: string, isFresh: boolean): Promise<void> {
  const profile = resolve('.profiles', kind);
  if (isFresh) await rm(profile, { recursive: true, force: true });
  await mkdir(profile, { recursive: true });
  atSignal(endAtOnce);
  const store = await startLocalStore();
  const practice = await servePractice(store?.origin);
  try {
    const browser = await open(kind, extension, profile);
    if (!browser) return;
    const [page = await browser.newPage()] = await browser.pages();
    await page.goto(practice.url);
    console.log(`\nThe browser is open, with a practice page at ${practice.url}`);
    console.log('It has a profile of its own; your other browsers are untouched. Press Ctrl-C to end.');
    await ended(browser);
  } finally {
    practice.close();
    await store?.stop();
  }
}
