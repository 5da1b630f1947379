import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Browser, detectBrowserPlatform, install, resolveBuildId } from '@puppeteer/browsers';
import { browserCache, findBrowser, selectedKinds, type BrowserKind } from '../../test/support/browsers.ts';
import { runAloud } from './step.ts';

const debianPackages = { chromium: 'chromium', firefox: 'firefox-esr' } as const;

function isOnPath(command: string): boolean {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((folder) => folder !== '' && existsSync(join(folder, command)));
}

let isIndexFresh = false;

/** Debian's own package, where we may install one. Ubuntu has neither by these names, and then this fails. */
async function installByApt(kind: BrowserKind): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !isOnPath('apt-get')) return false;
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  if (!isIndexFresh) await runAloud('apt-get', ['update', '-qq'], quiet);
  isIndexFresh = true;
  const install = ['install', '-y', '-qq', '--no-install-recommends', debianPackages[kind]];
  return (await runAloud('apt-get', install, quiet)) === 0;
}

async function download(kind: BrowserKind): Promise<void> {
  const platform = detectBrowserPlatform();
  if (!platform) throw new Error('There is no browser to download for this system.');
  const browser = kind === 'chromium' ? Browser.CHROME : Browser.FIREFOX;
  const buildId = await resolveBuildId(browser, platform, 'stable');
  await install({ browser, buildId, platform, cacheDir: browserCache });
}

/** An installed browser, else Debian's, else one downloaded into the user's cache. False when none of that worked. */
async function provideBrowser(kind: BrowserKind): Promise<boolean> {
  if (await findBrowser(kind)) return true;
  console.log(`Installing ${kind} …`);
  if ((await installByApt(kind)) && (await findBrowser(kind))) return true;
  try {
    await download(kind);
    return true;
  } catch (error) {
    console.error(`${kind} could not be installed: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

/** Sees to the browsers that tests run in, a line for each; whether each is there. */
export async function provideBrowsers(kinds = selectedKinds()): Promise<readonly boolean[]> {
  const areThere: boolean[] = [];
  for (const kind of kinds) {
    const isThere = await provideBrowser(kind);
    console.log(`${isThere ? '✓' : '✗'} ${kind}`);
    areThere.push(isThere);
  }
  return areThere;
}
