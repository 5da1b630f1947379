import { browser } from './browser.ts';

/** The extension was installed (`isNew`) or updated: either way, pages that are open know nothing of it yet. */
export function onInstalled(listener: (isNew: boolean) => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => listener(reason === 'install'));
}

/** The browser started with this extension in it. */
export function onBrowserStart(listener: () => void): void {
  browser.runtime.onStartup.addListener(listener);
}

/** Browsers stop a background after about 30 seconds in which it asked them nothing. */
const awakeEvery = 20_000;

/** Keeps the background from being stopped for idleness until the signal. Only while somebody has reason to wait for it. */
export function stayAwake(signal: AbortSignal): void {
  const timer = setInterval(() => void browser.runtime.getPlatformInfo(), awakeEvery);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}

/** The version in the manifest. */
export function version(): string {
  return browser.runtime.getManifest().version;
}
