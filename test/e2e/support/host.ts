import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { inject } from 'vitest';
import type { BrowserKind } from '../../support/browsers.ts';
import { chromiumId, geckoId, launchBrowser } from '../../support/launch.ts';
import { newTab } from '../../support/tab.ts';
import { chromiumControls } from './chromium.ts';
import type { Controls } from './controls.ts';
import { firefoxControls } from './firefox.ts';
import { removeProfile } from './running.ts';

/** A running browser with a profile of its own, that serves one session after another. */
export interface Host {
  readonly browser: Browser;
  readonly controls: Controls;
  /** The folder of its profile. */
  readonly profile: string;
  /** Closes the browser and starts it again with the same profile. */
  restart(): Promise<void>;
  /** Takes the extension away with all that it kept, and every page. */
  clear(): Promise<void>;
  end(): Promise<void>;
}

const ids = { chromium: chromiumId, firefox: geckoId } as const;

/** Starting a browser takes ten times as long as installing an extension: those that wait here are asked first. */
const idle: Record<BrowserKind, Host[]> = { chromium: [], firefox: [] };

function builtFor(kind: BrowserKind): string {
  const folder = inject('builds')[kind];
  if (!folder) throw new Error(`There is no test build for ${kind}`);
  return folder;
}

/** A browser in which the extension was just installed: headless, with the test build. */
export async function takeHost(kind: BrowserKind): Promise<Host> {
  const host = idle[kind].pop();
  if (!host) return startHost(kind);
  await host.browser.installExtension(builtFor(kind));
  return host;
}

/** Hands a browser on to whoever comes next; one that can't be cleared is ended. */
export async function giveBack(kind: BrowserKind, host: Host): Promise<void> {
  try {
    await host.clear();
    idle[kind].push(host);
  } catch {
    await host.end();
  }
}

/** Written down for whoever ends what still waits when the tests are through: a worker is stopped without a word. */
async function noteOf(browser: Browser, profile: string): Promise<string> {
  const note = join(inject('running'), String(browser.process()?.pid));
  await writeFile(note, profile);
  return note;
}

async function startHost(kind: BrowserKind): Promise<Host> {
  const profile = await mkdtemp(join(tmpdir(), `latchkey-${kind}-`));
  const start = () => launchBrowser(kind, { extension: builtFor(kind), profile, headless: true, forTests: true });
  const control = kind === 'chromium' ? chromiumControls : firefoxControls;
  let browser = await start();
  let controls = control(browser, profile);
  let note = await noteOf(browser, profile);
  return {
    get browser() {
      return browser;
    },
    get controls() {
      return controls;
    },
    profile,
    async restart() {
      await browser.close();
      await rm(note);
      browser = await start();
      controls = control(browser, profile);
      note = await noteOf(browser, profile);
    },
    async clear() {
      const pages = await browser.pages();
      await newTab(browser);
      // Some are gone already, and the driver doesn't know.
      await Promise.all(pages.map((page) => page.close().catch(() => undefined)));
      // Firefox opens a tab in the window that was in front last, also while that one still closes, and then opens none: the
      // welcome page of whoever comes next would never be there.
      await (await newTab(browser)).close();
      await browser.uninstallExtension(ids[kind]);
      await controls.forgetAll();
    },
    async end() {
      await browser.close();
      await rm(note);
      await removeProfile(profile);
    },
  };
}
