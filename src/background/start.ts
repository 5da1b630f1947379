import {
  activeTab,
  alarms,
  askTab,
  frontTabs,
  hearSignIns,
  onCommand,
  onInstalled,
  onMenu,
  onMessage,
  onOmniboxEntered,
  onOmniboxTyped,
  onPermissionsChanged,
  reportBug,
  runInFrame,
  self,
  tabUrl,
  watchFrontTabs,
  writeBadge,
  writeBadges,
} from '../platform/index.ts';
import { answer } from '../rpc/index.ts';
import type { Begun, Handlers, Happening } from '../rpc/index.ts';
import {
  Badge,
  aboutHandlers,
  button,
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
import { channelHandlers, chatPasswordHandlers } from './channels/index.ts';
import { clipboardHandlers } from './clipboard/index.ts';
import { beginFilling, fillHandlers, Filling, menuHandlers } from './fill/index.ts';
import { generatorHandlers, makeKept } from './generator/index.ts';
import { invitationHandlers, meetingHandlers, messageHandlers } from './messages/index.ts';
import { buildParts, recoveryAlarm } from './build.ts';
import { isHidden, withShownCodes } from './context/index.ts';
import { fillEntry, menu, showMenu } from './menus.ts';
import { begin, pageHandlers, reachSites, siteHandlers, siteOf, sitesChanged, syncSites } from './pages/index.ts';
import type { Parts } from './parts.ts';
import { askedKey, askingHandlers, organisationHandlers, Recovery, Watch } from './recovery/index.ts';
import { bring, fillActions, forgetSites, injectPage, siteActions } from './reach.ts';
import { listenForTimes } from './times.ts';
import { Prompts } from './prompts/index.ts';
import { Saves } from './save/index.ts';
import { disguiseHandlers, lockHandlers, unlockHandlers } from './unlock/index.ts';
import { transferHandlers } from './transfer/index.ts';
import { showLock } from './toolbar.ts';
import { trusteesHandlers } from './trustees/index.ts';
import { passkeyHandlers, wayHandlers } from './ways/index.ts';
import type { SiteActions } from './pages/index.ts';
import { SignIn, accountHandlers, finishErasing } from './account/index.ts';
import { contactHandlers } from './contacts/index.ts';
import { deviceHandlers, linkHandlers, Removed, unsentHandlers } from './devices/index.ts';
import type { OpenVault } from '../vault/index.ts';

/** The shortcuts, with what each of them begins. */
const shortcuts = { begin: 'write-or-read', save: 'save' } as const;

/**
 * Starts the background: the only place that knows all rooms. Every listener is registered before anything is awaited, or a
 * browser that woke us for an event would not deliver it.
 */
export function start(): void {
  const hear = ({ type }: Happening): void => {
    if (type === 'items' || type === 'saves' || type === 'status' || type === 'sites' || type === 'recovery') {
      run(badge.lookAgain());
    }
    if (type === 'recovery') run(watch.look());
    if (type === 'status') run(isHidden(parts).then(showMenu));
    // Whoever gets a card may write at once: the keys for that are at the store by then.
    if (type === 'contacts') run(parts.messages.look());
  };
  const parts = buildParts(hear, () => removed.asked());
  const removed = new Removed(parts, forgetSites);
  const watch = new Watch({ ...parts, wakeAt: (when) => alarms().set(recoveryAlarm, when) });
  const sites = siteActions(parts.store);
  const logins = new PageLogins(parts);
  const saves = savesOf(parts, logins);
  const prompts = new Prompts({ ...parts, logins });
  const hearPrompts = hearSignIns((request) => prompts.asked(request));
  hearPrompts();
  const filling = new Filling(parts, logins, fillActions);
  const badge = badgeOf(parts, logins, { saves, filling, prompts }, watch);
  onMessage(answer(withShownCodes(allHandlers(parts, sites, logins, { saves, filling, prompts })), self(), reportBug));
  listenForTimes(parts, { removed, watch }, run);
  onInstalled((isNew) => {
    if (isNew) run(parts.actions.openTab('welcome.html'));
    run(reachSites(parts.local, sites));
  });
  onPermissionsChanged(() => {
    hearPrompts();
    run(sitesChanged(parts.local, sites).then(() => parts.tell({ type: 'sites' })));
    run(parts.store.start());
  });
  /** While the disguise hides us, nothing begins by a key, a menu or the address bar. */
  const seen = (work: () => Promise<unknown>): void => run(isHidden(parts).then((hidden) => (hidden ? {} : work())));
  onOmniboxTyped((text) => offersFor(parts, text));
  onOmniboxEntered((text) => seen(() => parts.actions.openTab(omniboxPlace(text))));
  const fillIn = async (tab: number | undefined): Promise<void> => {
    const id = tab ?? (await activeTab())?.id;
    if (id !== undefined) await beginFilling(parts, logins, filling, fillActions, id);
  };
  onMenu((entry, tab, frame) => {
    if (entry === fillEntry) run(fillIn(tab));
    if (Object.hasOwn(menu, entry)) run(beginHere(parts, sites, menu[entry as keyof typeof menu], { tab, frame }));
  });
  onCommand((command, tab) => {
    if (command === fillEntry) seen(() => fillIn(tab));
    if (command === shortcuts.begin) seen(() => beginHere(parts, sites, 'either', { tab }));
    if (command === shortcuts.save) seen(() => goToSave(saves, tab));
  });
  run(catchUpAtStart(parts, sites, badge, { removed, watch }));
}

/** Offers to keep what was typed: `reach` needs the rest of the content script first. */
function savesOf(parts: Parts, logins: PageLogins): Saves {
  const reach = async (tab: number): Promise<void> => {
    await injectPage(tab, undefined);
    await bring(tab, undefined, 'forms');
    await bring(tab, undefined, 'saving');
  };
  return new Saves(parts, { logins, items: itemHandlers(parts), ask: askTab, reach });
}

async function goToSave(saves: Saves, asked: number | undefined): Promise<void> {
  const tab = asked ?? (await activeTab())?.id;
  if (tab !== undefined) await saves.go(tab);
}

/** What works in the forms of pages, and where the browser asks instead of a form. */
type InForms = Readonly<{ prompts: Prompts; saves: Saves; filling: Filling }>;

function badgeOf(parts: Parts, logins: PageLogins, { saves, filling }: InForms, recoveries: Watch): Badge {
  const count = async (vault: OpenVault, url: string): Promise<number> => (await logins.at(vault, url)).rows.length;
  const watch = watchFrontTabs((tab) => {
    run(badge.look(tab));
    run(filling.moved(tab));
  });
  const says = { count, isOffering: () => saves.isOffering(), isAlarmed: () => recoveries.isAlarmed() };
  const written = button({ ...parts, write: writeBadge, writeAll: writeBadges });
  const badge = new Badge(parts.session, says, { inFront: frontTabs, ...written, watch });
  return badge;
}

function allHandlers(parts: Parts, sites: SiteActions, logins: PageLogins, inForms: InForms): Handlers {
  const { saves, filling, prompts } = inForms;
  const recovery = new Recovery(parts);
  const entry = new SignIn(parts, recovery);
  const generating = generatorHandlers(parts);
  return {
    ...aboutHandlers(parts),
    ...codeHandlers(parts),
    ...duplicateHandlers(parts),
    ...fillHandlers(parts, filling, fillActions, itemHandlers(parts)),
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
    ...passkeyHandlers(parts, { entry, asked: askedKey(parts, entry), tried: (prf) => recovery.passkey(prf) }),
    ...prompts.handlers(),
    ...recovery.handlers(),
    ...askingHandlers(parts, entry),
    ...organisationHandlers(parts),
    ...saves.handlers(),
    ...siteHandlers(parts, sites, (asker) => run(saves.woken(asker))),
    ...sshHandlers(parts),
    ...accountHandlers(parts, entry, recovery, forgetSites),
    ...channelHandlers(parts),
    ...chatPasswordHandlers(parts),
    ...contactHandlers(parts),
    ...messageHandlers(parts),
    ...invitationHandlers(parts),
    ...meetingHandlers(parts),
    ...deviceHandlers(parts),
    ...linkHandlers(parts),
    ...unsentHandlers(parts, forgetSites),
    ...transferHandlers(parts),
    ...disguiseHandlers(parts),
    ...unlockHandlers(parts),
    ...trusteesHandlers(parts),
    ...wayHandlers(parts),
  };
}

/** Whoever woke us is answered first, in milliseconds: mostly it is the popup, and somebody waits for it. */
const FIRST_ANSWERS_MS = 400;

/** What may have been missed while we were stopped: a deadline, a permission, our own update. */
async function catchUpAtStart(
  parts: Parts,
  sites: SiteActions,
  badge: Badge,
  { removed, watch }: { readonly removed: Removed; readonly watch: Watch },
): Promise<void> {
  await finishErasing(parts, forgetSites);
  if ((await parts.session.state()).lock === 'locked') badge.rest();
  await Promise.all([parts.clipboard.woken(), removed.woken()]);
  await new Promise((resolve) => setTimeout(resolve, FIRST_ANSWERS_MS));
  parts.imports.resume();
  const [{ lock }, hidden] = await Promise.all([parts.session.state(), isHidden(parts)]);
  await Promise.all([
    parts.store.start().then(() => parts.messages.look()),
    watch.look(),
    showLock(lock, hidden),
    showMenu(hidden),
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

/** Nobody waits for what an event starts, so its failure is only reported. */
function run(work: Promise<unknown>): void {
  work.catch((error: unknown) => reportBug('event', error));
}
