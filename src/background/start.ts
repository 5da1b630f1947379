import {
  activeTab,
  askTab,
  dropOrigins,
  grantedOrigins,
  message,
  offerMenu,
  onAlarm,
  onBrowserStart,
  onCommand,
  onInstalled,
  onMenu,
  onMessage,
  onPermissionsChanged,
  onSystemLock,
  passkeyHost,
  pushToTabs,
  registerScripts,
  reportBug,
  runInFrame,
  self,
} from '../platform/index.ts';
import { answer } from '../rpc/index.ts';
import type { Handlers } from '../rpc/index.ts';
import { aboutHandlers } from './about.ts';
import { buildHouse, lockAlarm, storeAlarm } from './build.ts';
import { withShownCodes } from './code.ts';
import { composeIn } from './compose-in.ts';
import type { House } from './house.ts';
import { itemHandlers } from './items.ts';
import { lockHandlers } from './locks.ts';
import { showLock } from './look.ts';
import { pageHandlers } from './pages.ts';
import { passkeyHandlers } from './passkeys.ts';
import { hostPattern } from '../sync/index.ts';
import { siteHandlers, siteOf, sitesChanged, syncSites } from './sites.ts';
import type { SiteHands } from './sites.ts';
import { storeHandlers } from './store.ts';
import { StoreEntry } from './store-entry.ts';
import type { StoreLink } from './store-link.ts';
import { transferHandlers } from './transfer.ts';
import { unlockHandlers } from './unlock.ts';
import { wayHandlers } from './ways.ts';

const composeMenu = 'compose';

/**
 * Starts the background: the only place that knows all rooms. Every listener is registered before anything is awaited, or a
 * browser that woke us for an event would not deliver it.
 */
export function start(): void {
  const house = buildHouse();
  const sites = siteHands(house.store);
  onMessage(answer(withShownCodes(allHandlers(house, sites)), self(), reportBug));
  listenForLocks(house);
  onInstalled(() => run(house.hands.openTab('welcome.html')));
  onPermissionsChanged(() => {
    run(sitesChanged(house.local, sites).then(() => house.tell({ type: 'sites' })));
    run(house.store.start());
  });
  onMenu((_, tab, frame) => run(compose(house, sites, tab, frame)));
  onCommand((command, tab) => {
    if (command === composeMenu) run(compose(house, sites, tab, undefined));
  });
  run(settle(house, sites));
}

function allHandlers(house: House, sites: SiteHands): Handlers {
  const entry = new StoreEntry(house);
  return {
    ...aboutHandlers(house),
    ...itemHandlers(house),
    ...lockHandlers(house),
    ...pageHandlers(house, askTab),
    ...passkeyHandlers(house, entry),
    ...siteHandlers(house, sites),
    ...storeHandlers(house, entry),
    ...transferHandlers(house),
    ...unlockHandlers(house),
    ...wayHandlers(house),
  };
}

function listenForLocks({ session, store }: House): void {
  onAlarm((name) => {
    if (name === lockAlarm) run(session.woken());
    if (name === storeAlarm) run(store.start());
  });
  onSystemLock(() => run(session.lock('os-lock')));
  onBrowserStart(() => run(session.lock('browser-start')));
}

/** What may have been missed while we were stopped: a deadline, a permission, our own update. */
async function settle(house: House, sites: SiteHands): Promise<void> {
  const { lock } = await house.session.state();
  await Promise.all([
    house.store.start(),
    showLock(lock),
    offerMenu(composeMenu, message('commandCompose')),
    syncSites(house.local, sites),
  ]);
}

/** The menu or the shortcut: works on every site, even where our marks are switched off, for the user asked by name. */
async function compose(
  house: House,
  sites: SiteHands,
  tab: number | undefined,
  frame: number | undefined,
): Promise<void> {
  const target = tab ?? (await activeTab())?.id;
  if (target === undefined) return;
  await composeIn(target, frame, (await siteOf(house.local, sites)).on);
}

function siteHands(store: StoreLink): SiteHands {
  const ours = `https://${passkeyHost}/*`;
  return {
    // The store's host is ours to speak with, not a site to offer anything on.
    granted: async () => {
      const place = await store.place();
      const its = place && hostPattern(place.origin);
      return (await grantedOrigins()).filter((pattern) => pattern !== ours && pattern !== its);
    },
    drop: dropOrigins,
    register: (matches, excludeMatches) =>
      registerScripts(matches.length === 0 ? [] : [{ id: 'content', files: ['content.js'], matches, excludeMatches }]),
    inject: (tab, frame) => runInFrame(tab, frame, 'page.js'),
    activeTab,
    pushToTabs,
  };
}

/** Nobody waits for what an event starts, so its failure is only reported. */
function run(work: Promise<unknown>): void {
  work.catch((error: unknown) => reportBug('event', error));
}
