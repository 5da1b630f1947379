import type { Browser, Frame, Page } from 'puppeteer-core';
import type { BrowserKind } from '../../support/browsers.ts';
import { extensionOrigins } from '../../support/launch.ts';
import { load, newTab } from '../../support/tab.ts';
import { until } from '../../support/until.ts';
import { giveBack, takeHost } from './host.ts';

/** The extension's own pages, by their file's name without `.html`. */
type PageName = 'popup' | 'vault' | 'welcome' | 'passkey' | 'compose' | 'reveal' | 'compose-window' | 'reveal-window';

/** One running browser with the extension in it. */
export interface Session {
  readonly kind: BrowserKind;
  readonly browser: Browser;
  /** Without a slash at the end. */
  readonly extensionOrigin: string;
  /** The folder of the browser's profile: everything that it writes to disk. */
  readonly profile: string;
  /** Opens a page of the extension in a new tab and waits until it is loaded. `rest` is what follows the file's name. */
  page(name: PageName, rest?: string): Promise<Page>;
  /** Opens any other address in a new tab and waits until it is loaded. */
  open(url: string): Promise<Page>;
  /** Waits for a page of the extension that the extension itself opened (the welcome tab, the passkey window). */
  opened(name: PageName): Promise<Page>;
  /** Waits for our frame inside somebody's page. */
  frame(page: Page, name: 'compose' | 'reveal'): Promise<Frame>;
  /**
   * A virtual authenticator with PRF, user verification and resident keys. Firefox has one for the whole browser;
   * Chromium's belongs to this one tab and dies with it, so its ceremonies must run in this tab.
   */
  addAuthenticator(page: Page): Promise<void>;
  /** Kills the extension's background as the browser does when it has been idle. Its next event wakes it. */
  stopBackground(): Promise<void>;
  /** Lets pages that are left be kept whole, as in a person's browser; drivers turn that off. Firefox only. */
  keepPages(keep: boolean): Promise<void>;
  /** Lets the extension reach these hosts alone, and every one again for none. Firefox only. */
  keepHosts(patterns: readonly string[]): Promise<void>;
  /** Answers the browser's next question for hosts; the answer says which were asked for. Firefox only. */
  answerForHosts(allow: boolean): Promise<() => Promise<readonly string[]>>;
  isBackgroundRunning(): Promise<boolean>;
  /** What was written to consoles by any page or background since the browser started. */
  readLogs(): Promise<readonly string[]>;
  /** Closes the browser and starts it again with the same profile. Every page of before is gone. */
  restart(): Promise<void>;
  /** Nobody uses it any more. `wellKept` false: something went wrong in it, and no other session may have its browser. */
  close(wellKept?: boolean): Promise<void>;
}

async function pathOf(place: Page | Frame): Promise<string> {
  const [protocol, path] = (await place.evaluate('[location.protocol, location.pathname]')) as [string, string];
  return protocol.endsWith('-extension:') ? path : '';
}

async function findAmong<Place extends Page | Frame>(
  places: readonly Place[],
  path: string,
): Promise<Place | undefined> {
  for (const place of places) if ((await pathOf(place).catch(() => '')) === path) return place;
  return undefined;
}

/** Starts with a browser of this kind in which the extension was just installed. */
export async function startSession(kind: BrowserKind): Promise<Session> {
  const host = await takeHost(kind);
  const extensionOrigin = extensionOrigins[kind];
  let over = false;

  async function open(url: string): Promise<Page> {
    const page = await newTab(host.browser);
    await load(page, url);
    return page;
  }

  return {
    kind,
    get browser() {
      return host.browser;
    },
    extensionOrigin,
    profile: host.profile,
    page: (name, rest = '') => open(`${extensionOrigin}/${name}.html${rest}`),
    open,
    // A browser that starts beside others that work hard takes its time.
    opened: (name) =>
      until(`the ${name} page`, async () => findAmong(await host.browser.pages(), `/${name}.html`), 60_000),
    frame: (page, name) => until(`the ${name} frame`, () => findAmong(page.frames().slice(1), `/${name}.html`)),
    addAuthenticator: (page) => host.controls.addAuthenticator(page),
    keepPages: (keep) => host.controls.keepPages(keep),
    keepHosts: (patterns) => host.controls.keepHosts(patterns),
    answerForHosts: (allow) => host.controls.answerForHosts(allow),
    stopBackground: () => host.controls.stopBackground(),
    isBackgroundRunning: () => host.controls.isBackgroundRunning(),
    readLogs: () => host.controls.readLogs(),
    restart: () => host.restart(),
    async close(wellKept = true) {
      if (over) return;
      over = true;
      await (wellKept ? giveBack(kind, host) : host.end());
    },
  };
}
