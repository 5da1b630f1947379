import { browser } from './browser.ts';
import { placeWindow } from './window-place.ts';
import type { WindowPlace, WindowSize } from './window-place.ts';

export interface Tab {
  readonly id: number;
  /** Only where the user granted the site, or opened us on it. */
  readonly url?: string;
}

interface BrowserTab {
  readonly id?: number | undefined;
  readonly url?: string | undefined;
  readonly active?: boolean;
}

function known({ id, url }: BrowserTab): Tab[] {
  return id === undefined ? [] : [{ id, ...(url === undefined ? {} : { url }) }];
}

/** The tab that the user looks at. */
export async function activeTab(): Promise<Tab | undefined> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return tab && known(tab)[0];
}

/** The tabs in front, one a window. */
export async function frontTabs(): Promise<readonly Tab[]> {
  return (await browser.tabs.query({ active: true })).flatMap(known);
}

/**
 * Hears of a tab that comes to the front, and of one in front that goes elsewhere: from now on, as what wakes a background
 * must be. Returns what ends that, and begins it again; while it is ended, no tab wakes us.
 */
export function watchFrontTabs(listener: (tab: Tab) => void): (on: boolean) => void {
  const activated = ({ tabId }: { readonly tabId: number }): void => {
    void browser.tabs.get(tabId).then(
      (tab) => known(tab).forEach(listener),
      () => undefined,
    );
  };
  const updated = (_: number, { url, status }: { url?: string; status?: string }, tab: BrowserTab): void => {
    if (tab.active && (url !== undefined || status === 'complete')) known(tab).forEach(listener);
  };
  const watch = (on: boolean): void => {
    const method = on ? 'addListener' : 'removeListener';
    browser.tabs.onActivated[method](activated);
    browser.tabs.onUpdated[method](updated);
  };
  watch(true);
  return watch;
}

/** What lies in a tab; undefined where the user didn't grant its site, and of a tab that is gone. */
export async function tabUrl(tab: number): Promise<string | undefined> {
  return (await browser.tabs.get(tab).catch(() => undefined))?.url;
}

/** The browser gives no picture of this tab: a page of its own, or the person didn't open us on it. */
export class TabPictureError extends Error {
  readonly code = 'tab-picture';

  constructor() {
    super('no picture of the tab');
  }
}

/** A picture of what the person sees of the tab that we were opened on. Throws TabPictureError. */
export async function pictureOfTab(): Promise<Blob> {
  const address = await browser.tabs.captureVisibleTab(undefined, { format: 'png' }).catch(() => {
    throw new TabPictureError();
  });
  // Read by hand: our policy lets pages fetch from stores only.
  const binary = atob(address.slice(address.indexOf(',') + 1));
  return new Blob([Uint8Array.from(binary, (character) => character.charCodeAt(0))], { type: 'image/png' });
}

/** Opens one of our own pages in a tab; an open one is shown instead of a second. */
export async function openTab(path: string): Promise<void> {
  const url = browser.runtime.getURL(path);
  const [open] = await browser.tabs.query({ url });
  if (open?.id === undefined) await browser.tabs.create({ url });
  else await browser.tabs.update(open.id, { active: true });
}

/** Opens a page of the web in a tab of its own. */
export async function openSite(url: string): Promise<void> {
  await browser.tabs.create({ url });
}

/** Opens one of our own pages in a small window of its own. Sizes in CSS pixels. */
export async function openWindow(page: { path: string; width: number; height: number }): Promise<void> {
  const { path, width, height } = page;
  await browser.windows.create({ url: browser.runtime.getURL(path), type: 'popup', width, height });
}

/** The screen without its bars. Only pages know one. */
function workingArea(): WindowPlace {
  // Every browser of ours has these two, which are in no standard.
  const {
    availLeft = 0,
    availTop = 0,
    availWidth,
    availHeight,
  } = screen as Screen & Partial<Record<'availLeft' | 'availTop', number>>;
  return { left: availLeft, top: availTop, width: availWidth, height: availHeight };
}

/** What browsers add round a small window's content, about: the window itself corrects it. */
const usualFrame: WindowSize = { width: 0, height: 40 };

/** From a page of ours: opens another one in a small window in the middle of the screen. `size`: what its content needs. */
export async function openWindowInMiddle(path: string, size: WindowSize): Promise<void> {
  const place = placeWindow(size, usualFrame, workingArea());
  await browser.windows.create({ url: browser.runtime.getURL(path), type: 'popup', ...place });
}

/**
 * Gives the small window that this page stands in the size that its content needs, in the middle of the screen; where no
 * program may place windows, it stays where it is. In a tab it does nothing.
 */
export async function fitOwnWindow(size: WindowSize): Promise<void> {
  const { id, type } = await browser.windows.getCurrent();
  if (type !== 'popup' || id === undefined) return;
  if (innerWidth >= size.width && innerHeight >= size.height) return;
  const frame = { width: outerWidth - innerWidth, height: outerHeight - innerHeight };
  await browser.windows.update(id, { ...placeWindow(size, frame, workingArea()) }).catch(() => undefined);
}

/** Closes the small window that this page stands in. In a tab it does nothing: tabs are the user's. */
export async function closeOwnWindow(): Promise<void> {
  const { id, type } = await browser.windows.getCurrent();
  if (type === 'popup' && id !== undefined) await browser.windows.remove(id);
}
