import {
  activeTab,
  askTab,
  dropOrigins,
  frontTabs,
  grantedOrigins,
  hearSignIns,
  message,
  offerMenu,
  onAlarm,
  onBrowserStart,
  onCommand,
  onInstalled,
  onMenu,
  onMessage,
  onOmniboxEntered,
  onOmniboxTyped,
  onPermissionsChanged,
  onSystemLock,
  openPopup,
  passkeyHost,
  pushToTabs,
  registerScripts,
  reportBug,
  runInDocuments,
  runInFrame,
  runInTabs,
  self,
  tabUrl,
  watchFrontTabs,
} from '../platform/index.ts';
import { answer } from '../rpc/index.ts';
import type { Begun, Handlers, Happening } from '../rpc/index.ts';
import {
  Badge,
  aboutHandlers,
  codeHandlers,
  duplicateHandlers,
  forPageHandlers,
  itemDraftHandlers,
  itemHandlers,
  offersFor,
  omniboxPlace,
  labelHandlers,
  laterHandlers,
  manyHandlers,
  PageLogins,
  sshHandlers,
  useHandlers,
} from './items/index.ts';
import { clipboardHandlers } from './clipboard/index.ts';
import { beginFilling, fillHandlers, Filling, menuHandlers } from './fill/index.ts';
import type { FillActions, ReadyDocument } from './fill/index.ts';
import { generatorHandlers, makeKept } from './generator/index.ts';
import { buildParts, clipboardAlarm, lockAlarm, storeAlarm } from './build.ts';
import { withShownCodes } from './context/index.ts';
import { begin, pageHandlers, reachSites, siteHandlers, siteOf, sitesChanged, syncSites } from './pages/index.ts';
import type { Parts } from './parts.ts';
import { Prompts } from './prompts/index.ts';
import { Saves } from './save/index.ts';
import { lockHandlers, unlockHandlers } from './unlock/index.ts';
import { transferHandlers } from './transfer/index.ts';
import { showCount, showLock, showNoCounts } from './toolbar.ts';
import { passkeyHandlers, wayHandlers } from './ways/index.ts';
import type { SiteActions } from './pages/index.ts';
import { SignIn, accountHandlers, finishErasing } from './account/index.ts';
import { deviceHandlers, linkHandlers, Removed } from './devices/index.ts';
import type { StoreLink } from './link/index.ts';
import type { OpenVault } from '../vault/index.ts';

/** Our entries in the context menu, and the shortcuts, with what each of them begins. */
const menu = { write: 'write', 'read-selection': 'read', 'read-page': 'read' } as const satisfies Record<string, Begun>;
const shortcuts = { begin: 'write-or-read', save: 'save' } as const;
/** The menu entry and the shortcut that fill. */
const fillEntry = 'fill';

/**
 * Starts the background: the only place that knows all rooms. Every listener is registered before anything is awaited, or a
 * browser that woke us for an event would not deliver it.
 */
export function start(): void {
  const hear = ({ type }: Happening): void => {
    if (type === 'items' || type === 'saves' || type === 'status' || type === 'sites') run(badge.lookAgain());
  };
  const parts = buildParts(hear, () => removed.asked());
  const removed = new Removed(parts, forgetSites);
  const sites = siteActions(parts.store);
  const logins = new PageLogins(parts);
  const saves = savesOf(parts, logins);
  const prompts = new Prompts({ ...parts, logins });
  const hearPrompts = hearSignIns((request) => prompts.asked(request));
  hearPrompts();
  const filling = new Filling(parts, logins, fillActions);
  const badge = badgeOf(parts, logins, { saves, filling, prompts });
  onMessage(answer(withShownCodes(allHandlers(parts, sites, logins, { saves, filling, prompts })), self(), reportBug));
  listenForTimes(parts, removed);
  onInstalled((isNew) => {
    if (isNew) run(parts.actions.openTab('welcome.html'));
    run(reachSites(parts.local, sites));
  });
  onPermissionsChanged(() => {
    hearPrompts();
    run(sitesChanged(parts.local, sites).then(() => parts.tell({ type: 'sites' })));
    run(parts.store.start());
  });
  onOmniboxTyped((text) => offersFor(parts, text));
  onOmniboxEntered((text) => run(parts.actions.openTab(omniboxPlace(text))));
  const fillIn = async (tab: number | undefined): Promise<void> => {
    const id = tab ?? (await activeTab())?.id;
    if (id !== undefined) await beginFilling(parts, logins, filling, fillActions, id);
  };
  onMenu((entry, tab, frame) => {
    if (entry === fillEntry) run(fillIn(tab));
    if (Object.hasOwn(menu, entry)) run(beginHere(parts, sites, menu[entry as keyof typeof menu], { tab, frame }));
  });
  onCommand((command, tab) => {
    if (command === fillEntry) run(fillIn(tab));
    if (command === shortcuts.begin) run(beginHere(parts, sites, 'either', { tab }));
    if (command === shortcuts.save) run(goToSave(saves, tab));
  });
  run(catchUpAtStart(parts, sites, badge, removed));
}

/** Offers to keep what was typed: `reach` needs the rest of the content script first. */
function savesOf(parts: Parts, logins: PageLogins): Saves {
  const reach = async (tab: number): Promise<void> => {
    await injectPage(tab, undefined);
    await injectForms(tab, undefined);
  };
  return new Saves(parts, { logins, items: itemHandlers(parts), ask: askTab, reach });
}

async function goToSave(saves: Saves, asked: number | undefined): Promise<void> {
  const tab = asked ?? (await activeTab())?.id;
  if (tab !== undefined) await saves.go(tab);
}

/** What works in the forms of pages, and where the browser asks instead of a form. */
interface InForms {
  readonly prompts: Prompts;
  readonly saves: Saves;
  readonly filling: Filling;
}

function badgeOf({ session }: Parts, logins: PageLogins, { saves, filling }: InForms): Badge {
  const count = async (vault: OpenVault, url: string): Promise<number> => (await logins.at(vault, url)).rows.length;
  const watch = watchFrontTabs((tab) => {
    run(badge.look(tab));
    run(filling.moved(tab));
  });
  const isOffering = (): Promise<boolean> => saves.isOffering();
  const badge = new Badge(
    session,
    { count, isOffering },
    { inFront: frontTabs, write: showCount, wipe: showNoCounts, watch },
  );
  return badge;
}

function allHandlers(
  parts: Parts,
  sites: SiteActions,
  logins: PageLogins,
  { saves, filling, prompts }: InForms,
): Handlers {
  const entry = new SignIn(parts);
  const generating = generatorHandlers(parts);
  return {
    ...aboutHandlers(parts),
    ...codeHandlers(parts),
    ...duplicateHandlers(parts),
    ...fillHandlers(parts, filling, fillActions),
    ...generating,
    ...menuHandlers(parts, { logins, filling, actions: fillActions, make: (host) => makeKept(generating, host) }),
    ...clipboardHandlers(parts),
    ...itemDraftHandlers(parts),
    ...itemHandlers(parts),
    ...useHandlers(parts),
    ...labelHandlers(parts),
    ...laterHandlers(parts),
    ...manyHandlers(parts),
    ...forPageHandlers(parts, logins, tabUrl),
    ...lockHandlers(parts),
    ...pageHandlers(parts, { ask: askTab, guard: (tab) => runInFrame(tab, undefined, 'guard.js') }),
    ...passkeyHandlers(parts, entry),
    ...prompts.handlers(),
    ...saves.handlers(),
    ...siteHandlers(parts, sites, (asker) => run(saves.woken(asker))),
    ...sshHandlers(parts),
    ...accountHandlers(parts, entry, forgetSites),
    ...deviceHandlers(parts),
    ...linkHandlers(parts),
    ...transferHandlers(parts),
    ...unlockHandlers(parts),
    ...wayHandlers(parts),
  };
}

function listenForTimes({ session, store, clipboard, trash }: Parts, removed: Removed): void {
  onAlarm((name) => {
    if (name === lockAlarm) run(session.woken());
    if (name === storeAlarm) run(store.start());
    if (name === clipboardAlarm) run(clipboard.woken());
    run(removed.woken());
    run(trash.sweep());
  });
  onSystemLock(() => run(session.lock('os-lock')));
  onBrowserStart(() => run(session.lock('browser-start')));
}

/** What may have been missed while we were stopped: a deadline, a permission, our own update. */
async function catchUpAtStart(parts: Parts, sites: SiteActions, badge: Badge, removed: Removed): Promise<void> {
  await finishErasing(parts, forgetSites);
  const { lock } = await parts.session.state();
  if (lock === 'locked') badge.rest();
  parts.imports.resume();
  await Promise.all([
    parts.store.start(),
    parts.clipboard.woken(),
    removed.woken(),
    showLock(lock),
    offerMenu([
      { id: fillEntry, title: message('menuFill'), at: 'field' },
      { id: 'write', title: message('menuWrite'), at: 'field' },
      { id: 'read-selection', title: message('menuReadSelection'), at: 'selection' },
      { id: 'read-page', title: message('menuReadPage'), at: 'page' },
    ]),
    syncSites(parts.local, sites),
  ]);
}

/** `frame`: of a menu. A shortcut means the whole tab, and in some browsers doesn't say which. */
async function beginHere(
  parts: Parts,
  sites: SiteActions,
  what: Begun,
  at: { tab: number | undefined; frame?: number },
): Promise<void> {
  const tab = at.tab ?? (await activeTab())?.id;
  if (tab === undefined) return;
  const marks = (await siteOf(parts.local, sites)).on;
  await begin(parts, { inject: injectPage, ask: askTab }, { ...at, tab }, { what, marks });
}

/** The rest of the content script, with what its marks are called. */
function injectPage(tab: number, frame: number | undefined): Promise<void> {
  return runInFrame(tab, frame, 'page.js', ['markCompose', 'markReveal', 'markFill']);
}

const fillActions: FillActions = {
  ready: readyForms,
  ask: askTab,
  urlOf: tabUrl,
  openPopup,
};

/** What fills forms, in every document of a tab that the browser lets us into: each script stands on the one before. */
async function readyForms(tab: number): Promise<readonly ReadyDocument[]> {
  await runInDocuments(tab, 'page.js');
  const answered = await runInDocuments(tab, 'forms.js');
  await runInDocuments(tab, 'values.js');
  return answered.flatMap(({ answer, ...place }) => (typeof answer === 'string' ? [{ ...place, page: answer }] : []));
}

/** What works in forms; it stands on the rest of the content script. */
function injectForms(tab: number, frame: number | undefined): Promise<void> {
  return runInFrame(tab, frame, 'forms.js');
}

function siteActions(store: StoreLink): SiteActions {
  const ours = `https://${passkeyHost}/*`;
  return {
    // The store's host is ours to speak with, not a site to offer anything on.
    granted: async () => {
      const its = await store.hostPattern();
      return (await grantedOrigins()).filter((pattern) => pattern !== ours && pattern !== its);
    },
    drop: dropOrigins,
    register: (matches, excludeMatches) =>
      registerScripts(matches.length === 0 ? [] : [{ id: 'content', files: ['content.js'], matches, excludeMatches }]),
    reach: (matches) => runInTabs(matches, ['content.js', 'again.js']),
    inject: injectPage,
    injectForms,
    activeTab,
    pushToTabs,
  };
}

/** Every site that the browser lets us into, the store's too; not the name of our passkeys, which is no site. */
async function forgetSites(): Promise<void> {
  const ours = `https://${passkeyHost}/*`;
  await dropOrigins((await grantedOrigins()).filter((pattern) => pattern !== ours));
}

/** Nobody waits for what an event starts, so its failure is only reported. */
function run(work: Promise<unknown>): void {
  work.catch((error: unknown) => reportBug('event', error));
}
