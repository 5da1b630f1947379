import type { Page } from 'puppeteer-core';

/** What a test does to a browser behind the extension's back. Each browser has its own levers. */
export interface Controls {
  addAuthenticator(page: Page): Promise<void>;
  /** What outlives an extension that is taken away: its authenticators, and in Firefox its data. */
  forgetAll(): Promise<void>;
  stopBackground(): Promise<void>;
  /** Lets pages that are left be kept whole, as in a person's browser; drivers turn that off. Firefox only. */
  keepPages(keep: boolean): Promise<void>;
  isBackgroundRunning(): Promise<boolean>;
  /** What was written to consoles by any page or background, this browser's life long. */
  readLogs(): Promise<readonly string[]>;
}
