import { browser } from './browser.ts';

/** What the toolbar button shows. */
export interface ActionLook {
  readonly icons: Readonly<Record<number, string>>;
  readonly title: string;
}

export async function showAction({ icons, title }: ActionLook): Promise<void> {
  await Promise.all([browser.action.setIcon({ path: { ...icons } }), browser.action.setTitle({ title })]);
}

/** Opens the popup over the window in front, as a press on the button does. False: this browser wants a press for that. */
export async function openPopup(): Promise<boolean> {
  try {
    await browser.action.openPopup();
    return true;
  } catch {
    return false;
  }
}

/** What the button shows in one tab: a few letters, and a title that says them in words, instead of that of everywhere. */
export interface Badge {
  readonly text: string;
  readonly title: string;
}

/** Writes on the button for one tab; the browser takes it away when the tab goes elsewhere. A tab that is gone is no error. */
export async function writeBadge(tabId: number, { text, title }: Badge): Promise<void> {
  const written = [browser.action.setBadgeText({ tabId, text }), browser.action.setTitle({ tabId, title })];
  await Promise.all(written).catch(() => undefined);
}

/** Writes the same on the button in every tab there is. */
export async function writeBadges(badge: Badge): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(tabs.flatMap(({ id }) => (id === undefined ? [] : [writeBadge(id, badge)])));
}
