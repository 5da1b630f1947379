import type { Page } from 'puppeteer-core';

/** What a test does to a browser behind the extension's back. Each browser has its own levers. */
export interface Controls {
  addAuthenticator(page: Page): Promise<void>;
  /** What outlives an extension that is taken away: its authenticators, and in Firefox its data. */
  forgetAll(): Promise<void>;
  stopBackground(): Promise<void>;
  /** Lets pages that are left be kept whole, as in a person's browser; drivers turn that off. Firefox only. */
  keepPages(keep: boolean): Promise<void>;
  /** Lets the extension reach these hosts alone (for none: every one), as people may choose in the browser's own settings. Firefox only. */
  keepHosts(patterns: readonly string[]): Promise<void>;
  /**
   * Answers the browser's next question for hosts; the answer says which were asked for. Firefox only: in Chromium no driver
   * can press it.
   */
  answerForHosts(allow: boolean): Promise<() => Promise<readonly string[]>>;
  isBackgroundRunning(): Promise<boolean>;
  /** What was written to consoles by any page or background, this browser's life long. */
  readLogs(): Promise<readonly string[]>;
}
