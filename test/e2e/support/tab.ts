import type { Browser, Page } from 'puppeteer-core';
import { until } from '../../support/until.ts';

/** Firefox opens a tab in the window that was in front last, and fails while that one (the passkey window) is closing. */
export function newTab(browser: Browser): Promise<Page> {
  return until('a new tab', () => browser.newPage());
}
