import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, type Browser } from 'puppeteer-core';
import { findBrowser, pathVariable, type BrowserKind } from './browsers.ts';

/** Ids and addresses that the manifest (Chromium) and a preference (Firefox) fix, so that nobody has to look for them. */
export const chromiumId = 'idephhgilegkckebdganjhjeanjcjhmj';
export const geckoId = 'latchkey@latchkey.invalid';
const firefoxUuid = '5a4c3f1e-6f0e-4c66-9d0b-1f5d8f1c7a11';

export const extensionOrigins: Record<BrowserKind, string> = {
  chromium: `chrome-extension://${chromiumId}`,
  firefox: `moz-extension://${firefoxUuid}`,
};

export interface LaunchOptions {
  /** The built extension, an unpacked folder. */
  readonly extension: string;
  /** The browser's profile; the caller makes it and removes it. */
  readonly profile: string;
  readonly headless: boolean;
  /**
   * English; a log of what consoles are told, in the profile (`consoleLogs`); in Firefox the doors that tests need: system
   * access and a virtual authenticator. Never for a person.
   */
  readonly forTests?: boolean;
  /** Of the tests' browser, where it isn't English: as in `de`. Chromium only. */
  readonly language?: string;
  /** Further switches for Chromium. */
  readonly args?: readonly string[];
}

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
];

/** Where a browser under test writes what pages, workers and backgrounds say to their consoles: a file in its profile. */
export const consoleLogs: Record<BrowserKind, string> = { chromium: 'chrome_debug.log', firefox: 'console.log' };
const logged = ['--enable-logging', '--log-level=0'];

function launchChromium(executablePath: string, options: LaunchOptions): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  const { language = 'en-US' } = options;
  return launch({
    executablePath,
    pipe: true,
    enableExtensions: [options.extension],
    headless: options.headless,
    userDataDir: options.profile,
    defaultViewport: options.headless ? { width: 1000, height: 700 } : null,
    // Nobody drives a person's browser: it needs no bar that says so.
    ignoreDefaultArgs: options.forTests ? [] : ['--enable-automation'],
    args: [
      ...quiet,
      ...(isRoot ? ['--no-sandbox'] : []),
      ...(options.forTests ? [`--lang=${language}`, ...logged] : []),
      ...(options.args ?? []),
    ],
    env: options.forTests ? { ...process.env, LANGUAGE: language } : process.env,
  });
}

/** Keeps the extension's address and data in the profile, though it is installed anew (temporarily) at every start. */
const firefoxPreferences = {
  'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: firefoxUuid }),
  'extensions.webextensions.keepUuidOnUninstall': true,
  'extensions.webextensions.keepStorageOnUninstall': true,
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
};

/**
 * A token in software answers instead of a USB device; consoles are written to the standard output. Nobody moves a mouse
 * here, so that Firefox thinks the person away, and would write its sessions once an hour.
 */
const firefoxTestPreferences = {
  'browser.sessionstore.interval': 1_000,
  'browser.sessionstore.interval.idle': 1_000,
  'intl.locale.requested': 'en-US',
  'devtools.console.stdout.content': true,
  'security.webauth.webauthn_enable_softtoken': true,
  'security.webauth.webauthn_enable_usbtoken': false,
};

/**
 * A script that starts Firefox with its standard output in the profile's log: the driver reads only the other one, and
 * its own console events leave out an extension's pages and background. Windows has no such script, and no log.
 */
async function withConsoleLog(executablePath: string, profile: string): Promise<string> {
  if (process.platform === 'win32') return executablePath;
  const script = join(profile, 'firefox.sh');
  const log = join(profile, consoleLogs.firefox);
  await writeFile(script, `#!/bin/sh\nexec '${executablePath}' "$@" >>'${log}'\n`, { mode: 0o700 });
  return script;
}

async function launchFirefox(executablePath: string, options: LaunchOptions): Promise<Browser> {
  const browser = await launch({
    browser: 'firefox',
    executablePath: options.forTests ? await withConsoleLog(executablePath, options.profile) : executablePath,
    headless: options.headless,
    userDataDir: options.profile,
    defaultViewport: options.headless ? { width: 1000, height: 700 } : null,
    args: options.forTests ? ['--remote-allow-system-access'] : [],
    extraPrefsFirefox: { ...firefoxPreferences, ...(options.forTests ? firefoxTestPreferences : {}) },
  });
  await browser.installExtension(options.extension);
  return browser;
}

/** No browser of this family is on the machine. */
export class NoBrowserError extends Error {
  constructor(kind: BrowserKind) {
    super(
      `No ${kind === 'chromium' ? 'Chromium-family browser' : 'Firefox'} was found; name one in ${pathVariable[kind]}`,
    );
  }
}

/** Starts an installed browser with the extension in it. The caller closes it. */
export async function launchBrowser(kind: BrowserKind, options: LaunchOptions): Promise<Browser> {
  const executablePath = await findBrowser(kind);
  if (!executablePath) throw new NoBrowserError(kind);
  return kind === 'chromium' ? launchChromium(executablePath, options) : launchFirefox(executablePath, options);
}
