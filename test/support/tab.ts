import type { Browser, CreatePageOptions, Page } from 'puppeteer-core';
import { longestWait, until } from './until.ts';

/** Firefox opens a tab in the window that was in front last, and fails while that one (the passkey window) is closing. */
export function newTab(browser: Browser, options?: CreatePageOptions): Promise<Page> {
  return until('a new tab', async () => {
    const page = await browser.newPage(options);
    page.setDefaultTimeout(longestWait);
    return page;
  });
}

const loaded = '[location.href, document.readyState]';

/**
 * In Firefox `goto` of an extension page never resolves though it loads, so in both browsers the page itself is asked.
 * Chromium refuses pages of an extension that it is still installing: those are asked for again.
 */
export async function load(page: Page, url: string): Promise<void> {
  let refused = true;
  const ask = () => {
    refused = false;
    page.goto(url).catch(() => {
      refused = true;
    });
  };
  const wanted = new URL(url);
  await until(`${url} to load`, async () => {
    const [href, state] = (await page.evaluate(loaded)) as [string, string];
    const here = new URL(href);
    const arrived = here.origin === wanted.origin && here.pathname === wanted.pathname && state === 'complete';
    if (!arrived && refused) ask();
    return arrived;
  });
}
