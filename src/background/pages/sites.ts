import type { Area } from '../../platform/index.ts';
import type { ContentAsker, Handlers, PageScript, Sites, SitesMode } from '../../rpc/index.ts';
import { isHidden } from '../context/index.ts';
import type { PagesParts } from './parts.ts';

/** What the browser does for sites: permissions and content scripts. */
export interface SiteActions {
  /** Host patterns that the user has granted. */
  granted(): Promise<readonly string[]>;
  drop(origins: readonly string[]): Promise<unknown>;
  /** Makes the content script run exactly there. */
  register(matches: readonly string[], exclude: readonly string[]): Promise<void>;
  /** Runs the content script in the tabs that are open there already. */
  reach(matches: readonly string[]): Promise<void>;
  /** Runs the rest of the content script in one frame. */
  inject(tab: number, frame: number): Promise<void>;
  /** Runs another of our scripts in one frame, behind the rest. */
  bring(tab: number, frame: number, script: PageScript): Promise<void>;
  activeTab(): Promise<{ readonly id: number; readonly url?: string } | undefined>;
  /** Tells the content scripts of all tabs. */
  pushToTabs(push: string, data: unknown): Promise<void>;
}

type Question =
  | 'sites.read'
  | 'sites.mode'
  | 'sites.forget'
  | 'sites.switch'
  | 'sites.tab'
  | 'page.wake'
  | 'page.bring'
  | 'page.switchOff'
  | 'unlock.window';

const done = {} as const;

/** Answers where the extension may work, and wakes it in pages. `woken`: hears of a document that a person came to. */
export function siteHandlers(
  parts: PagesParts,
  actions: SiteActions,
  woken: (asker: ContentAsker) => void,
): Handlers<Question> {
  const { local, tell } = parts;
  const switchSite = async (host: string, on: boolean): Promise<void> => {
    const off = new Set(await offHosts(local));
    if (on) off.delete(host);
    else off.add(host);
    await local.set(offKey, [...off].toSorted());
    await syncSites(local, actions);
    await actions.pushToTabs('site', { host, on });
    if (on) await reachSites(local, actions);
    tell({ type: 'sites' });
  };
  return {
    'sites.read': () => readSites(local, actions),
    'sites.mode': async ({ mode }) => {
      await setMode(local, actions, mode);
      await syncSites(local, actions);
      await reachSites(local, actions);
      tell({ type: 'sites' });
      return readSites(local, actions);
    },
    'sites.forget': async ({ pattern }) => {
      await local.set(
        wantedKey,
        (await wantedSites(local)).filter((wanted) => wanted !== pattern),
      );
      if ((await actions.granted()).includes(pattern)) await actions.drop([pattern]).catch(() => undefined);
      await syncSites(local, actions);
      tell({ type: 'sites' });
      return readSites(local, actions);
    },
    'sites.switch': async ({ host, on }) => {
      await switchSite(host, on);
      return readSites(local, actions);
    },
    'sites.tab': () => siteOf(local, actions),
    'page.wake': async (_, asker) => {
      if ((await offHosts(local)).includes(asker.host) || (await isHidden(parts))) return done;
      await actions.inject(asker.tab, asker.frame);
      woken(asker);
      return done;
    },
    'page.bring': async ({ script }, { tab, frame }) => {
      await actions.bring(tab, frame, script);
      return done;
    },
    'page.switchOff': async (_, { host }) => {
      await switchSite(host, false);
      return done;
    },
    'unlock.window': async () => {
      await parts.actions.openWindow({ path: 'popup.html', width: 380, height: 600 });
      return done;
    },
  };
}

/** The site of the tab that the user looks at: whether its marks are wanted, and whether we may be there unasked. */
export async function siteOf(
  local: Area,
  actions: SiteActions,
): Promise<{ host?: string; on: boolean; granted: boolean }> {
  const host = hostOf((await actions.activeTab())?.url);
  if (host === undefined) return { on: false, granted: false };
  const { granted, off, mode } = await readSites(local, actions);
  const covered = mode !== 'on-click' && granted.some((pattern) => covers(pattern, host));
  return { host, on: !off.includes(host), granted: covered };
}

const modeKey = 'sitesMode';
const offKey = 'sitesOff';
/** What the user allowed through us or in the browser, and did not take back through us. */
const wantedKey = 'sitesWanted';
const everywhere = ['*://*/*', '<all_urls>'];

/** The browser's permissions changed behind our back: what the user granted there is what is meant from now on. */
export async function sitesChanged(local: Area, actions: SiteActions): Promise<void> {
  await local.remove(modeKey);
  await wantSites(local, await actions.granted());
  await syncSites(local, actions);
  await reachSites(local, actions);
}

/**
 * Pages that were open before they were allowed, switched on, or opened under an earlier version of us: they get the
 * content script without being loaded anew. Harmless to repeat; a frame of a site that is switched off wakes nothing.
 */
export async function reachSites(local: Area, actions: SiteActions): Promise<void> {
  const { mode, granted } = await readSites(local, actions);
  if (mode !== 'on-click') await actions.reach(granted);
}

/** Registers the content script where the user wants it. Harmless to repeat; done at every start. */
export async function syncSites(local: Area, actions: SiteActions): Promise<void> {
  const { mode, granted, off } = await readSites(local, actions);
  await actions.register(mode === 'on-click' ? [] : granted, off.filter(hasPattern).map(patternOf));
}

async function readSites(local: Area, actions: SiteActions): Promise<Sites> {
  const [granted, off, wanted] = await Promise.all([actions.granted(), offHosts(local), wantedSites(local)]);
  const chosen = await local.get(modeKey);
  const lost = granted.some(isEverywhere) ? [] : wanted.filter((pattern) => !granted.includes(pattern));
  const possible: SitesMode = granted.length === 0 ? 'on-click' : granted.some(isEverywhere) ? 'all' : 'these';
  return { mode: chosen === 'on-click' ? 'on-click' : possible, granted, off, lost };
}

/** Gives back what the new mode does not need. What the browser will not take back is simply not used. */
async function setMode(local: Area, actions: SiteActions, mode: SitesMode): Promise<void> {
  const granted = await actions.granted();
  const wanted = mode === 'on-click' ? [] : [...(await wantedSites(local)), ...granted];
  await local.set(wantedKey, [...new Set(mode === 'these' ? wanted.filter((one) => !isEverywhere(one)) : wanted)]);
  const unneeded = mode === 'on-click' ? granted : mode === 'these' ? granted.filter(isEverywhere) : [];
  if (unneeded.length > 0) await actions.drop(unneeded).catch(() => undefined);
  // Set after dropping: the browser tells of the drop, and that clears what was chosen before.
  if (mode === 'on-click') await local.set(modeKey, mode);
  else await local.remove(modeKey);
}

function offHosts(local: Area): Promise<readonly string[]> {
  return textsAt(local, offKey);
}

function wantedSites(local: Area): Promise<readonly string[]> {
  return textsAt(local, wantedKey);
}

async function wantSites(local: Area, patterns: readonly string[]): Promise<void> {
  await local.set(wantedKey, [...new Set([...(await wantedSites(local)), ...patterns])]);
}

async function textsAt(local: Area, key: string): Promise<readonly string[]> {
  const stored = await local.get(key);
  return Array.isArray(stored) ? stored.filter((text): text is string => typeof text === 'string') : [];
}

function isEverywhere(pattern: string): boolean {
  return everywhere.includes(pattern);
}

/** Browsers differ about patterns of IPv6 addresses; those are left out here and refused when they wake. */
function hasPattern(host: string): boolean {
  return /^[a-z0-9._-]+$/i.test(host);
}

/** Any scheme and any port of exactly this host. */
function patternOf(host: string): string {
  return `*://${host}/*`;
}

/** Whether a match pattern of the browser's covers a host. */
function covers(pattern: string, host: string): boolean {
  if (isEverywhere(pattern)) return true;
  const inPattern = /^(?:\*|https?):\/\/([^/:]+)/.exec(pattern)?.[1] ?? '';
  if (inPattern.startsWith('*.')) return host === inPattern.slice(2) || host.endsWith(inPattern.slice(1));
  return inPattern === '*' || inPattern === host;
}

function hostOf(url: string | undefined): string | undefined {
  if (url === undefined || !/^https?:/.test(url)) return undefined;
  return new URL(url).hostname;
}
