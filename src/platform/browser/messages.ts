import { browser } from './browser.ts';
import { answeringLater } from '../page/index.ts';
import type { Push } from '../page/index.ts';

/** Who sent a message, in the browser's own words. Whatever a message says about its sender is not in here. */
export interface Sender {
  readonly id?: string;
  readonly url?: string;
  readonly origin?: string;
  readonly tab?: number;
  readonly frame?: number;
  readonly document?: string;
}

interface BrowserSender {
  id?: string | undefined;
  url?: string | undefined;
  origin?: string | undefined;
  frameId?: number | undefined;
  documentId?: string | undefined;
  tab?: { id?: number | undefined } | undefined;
}

/** Hears messages of our own parts; a listener answers by a promise, or returns undefined to leave it to others. */
export function onMessage(listener: (message: unknown, sender: Sender) => Promise<unknown> | undefined): void {
  browser.runtime.onMessage.addListener(
    answeringLater((message, sender: BrowserSender) => listener(message, plain(sender))) as never,
  );
}

function plain({ id, url, origin, frameId, documentId, tab }: BrowserSender): Sender {
  return {
    ...(id === undefined ? {} : { id }),
    ...(url === undefined ? {} : { url }),
    ...(origin === undefined ? {} : { origin }),
    ...(tab?.id === undefined ? {} : { tab: tab.id }),
    ...(frameId === undefined ? {} : { frame: frameId }),
    ...(documentId === undefined ? {} : { document: documentId }),
  };
}

/** Tells every page of ours that is open. Nobody listening is fine. */
export async function pushToPages(push: string, data: unknown): Promise<void> {
  await browser.runtime.sendMessage({ push, data } satisfies Push).catch(() => undefined);
}

/** Tells the content scripts in every frame of every tab. It must be nothing that a site may not know. */
export async function pushToTabs(push: string, data: unknown): Promise<void> {
  const tabs = await browser.tabs.query({});
  const ids = tabs.flatMap(({ id }) => id ?? []);
  await Promise.allSettled(ids.map((id) => browser.tabs.sendMessage(id, { push, data } satisfies Push)));
}

/**
 * Asks the content script of one document, or those of all frames of the tab: the first answer counts. Undefined when
 * nobody answers: gone, navigated, or not ours.
 */
export async function askTab(tab: number, frame: number | undefined, push: string, data: unknown): Promise<unknown> {
  const to = frame === undefined ? {} : { frameId: frame };
  return browser.tabs.sendMessage(tab, { push, data } satisfies Push, to).catch(() => undefined);
}

/** This extension's id and the origin of its pages. */
export function self(): { readonly id: string; readonly origin: string } {
  return { id: browser.runtime.id, origin: browser.runtime.getURL('').replace(/\/$/, '') };
}
