import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Browser, detectBrowserPlatform, getInstalledBrowsers } from '@puppeteer/browsers';

/** The two families that the extension runs in. */
export type BrowserKind = 'chromium' | 'firefox';
export const browserKinds: readonly BrowserKind[] = ['chromium', 'firefox'];

/** The browsers that tests run in: both, or the one that LATCHKEY_BROWSER names. */
export function selectedKinds(): readonly BrowserKind[] {
  const named = process.env['LATCHKEY_BROWSER'];
  return named ? browserKinds.filter((kind) => kind === named) : browserKinds;
}

/** Where `@puppeteer/browsers` keeps what it downloads; the same folder for everybody, so that it is downloaded once. */
export const browserCache = join(homedir(), '.cache', 'puppeteer');

/** The variable by which a person names the browser to use. */
export const pathVariable = { chromium: 'LATCHKEY_CHROMIUM', firefox: 'LATCHKEY_FIREFOX' } as const;

const commands: Record<BrowserKind, readonly string[]> = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'brave-browser',
  ],
  firefox: ['firefox-esr', 'firefox', 'firefox-developer-edition'],
};

const macPlaces: Record<BrowserKind, readonly string[]> = {
  chromium: ['Chromium', 'Google Chrome', 'Microsoft Edge', 'Brave Browser'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  firefox: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
};

const windowsPlaces: Record<BrowserKind, readonly string[]> = {
  chromium: [
    'Chromium\\Application\\chrome.exe',
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
    'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
  ],
  firefox: ['Mozilla Firefox\\firefox.exe'],
};

function* installedPlaces(kind: BrowserKind): Generator<string> {
  const named = process.env[pathVariable[kind]];
  if (named) yield named;
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    if (folder) for (const command of commands[kind]) yield join(folder, command);
  }
  if (process.platform === 'darwin') yield* macPlaces[kind];
  if (process.platform === 'win32') {
    const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].map((name) => process.env[name]);
    for (const root of roots) if (root) for (const place of windowsPlaces[kind]) yield join(root, place);
  }
}

/** The executable of a browser that is on this machine: named by the person, installed, or downloaded by us before. */
export async function findBrowser(kind: BrowserKind): Promise<string | undefined> {
  for (const place of installedPlaces(kind)) if (existsSync(place)) return place;
  if (!detectBrowserPlatform()) return undefined;
  const downloaded = await getInstalledBrowsers({ cacheDir: browserCache });
  const wanted = kind === 'chromium' ? Browser.CHROME : Browser.FIREFOX;
  return downloaded.find((entry) => entry.browser === wanted)?.executablePath;
}

/** Whether a window can be seen here: always on a Mac or on Windows, else only with an X or Wayland display. */
export function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}
