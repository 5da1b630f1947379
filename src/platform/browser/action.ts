import { browser } from './browser.ts';

/** What the toolbar button shows. */
export interface ActionLook {
  readonly icons: Readonly<Record<number, string>>;
  readonly title: string;
}

export async function showAction({ icons, title }: ActionLook): Promise<void> {
  await Promise.all([browser.action.setIcon({ path: { ...icons } }), browser.action.setTitle({ title })]);
}

/** Writes on the button for one tab; the browser takes it away when the tab goes elsewhere. A tab that is gone is no error. */
export async function writeBadge(tab: number, text: string): Promise<void> {
  await browser.action.setBadgeText({ tabId: tab, text }).catch(() => undefined);
}

/** Takes away what stands on the button, in every tab. */
export async function wipeBadges(): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(tabs.flatMap(({ id }) => (id === undefined ? [] : [writeBadge(id, '')])));
}
