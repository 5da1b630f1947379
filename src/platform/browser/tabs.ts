import { browser } from './browser.ts';

export interface Tab {
  readonly id: number;
  /** Only where the user granted the site, or opened us on it. */
  readonly url?: string;
}

/** The tab that the user looks at. */
export async function activeTab(): Promise<Tab | undefined> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id === undefined) return undefined;
  return { id: tab.id, ...(tab.url === undefined ? {} : { url: tab.url }) };
}

/** Opens one of our own pages in a tab; an open one is shown instead of a second. */
export async function openTab(path: string): Promise<void> {
  const url = browser.runtime.getURL(path);
  const [open] = await browser.tabs.query({ url });
  if (open?.id === undefined) await browser.tabs.create({ url });
  else await browser.tabs.update(open.id, { active: true });
}

/** Opens one of our own pages in a small window of its own. Sizes in CSS pixels. */
export async function openWindow(page: { path: string; width: number; height: number }): Promise<void> {
  const { path, width, height } = page;
  await browser.windows.create({ url: browser.runtime.getURL(path), type: 'popup', width, height });
}

/** Closes the small window that this page stands in. In a tab it does nothing: tabs are the user's. */
export async function closeOwnWindow(): Promise<void> {
  const { id, type } = await browser.windows.getCurrent();
  if (type === 'popup' && id !== undefined) await browser.windows.remove(id);
}
