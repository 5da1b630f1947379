import { browser } from './browser.ts';

/** Host patterns that the user has granted. */
export async function grantedOrigins(): Promise<readonly string[]> {
  return (await browser.permissions.getAll()).origins ?? [];
}

/** Whether a host pattern is granted, by itself or by a wider one. */
export async function isGranted(pattern: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [pattern] });
}

/** Asks for sites. Only in a page of ours and directly in the user's gesture: before anything is awaited. */
export async function requestOrigins(origins: readonly string[]): Promise<boolean> {
  return browser.permissions.request({ origins: [...origins] });
}

export async function dropOrigins(origins: readonly string[]): Promise<boolean> {
  return browser.permissions.remove({ origins: [...origins] });
}

/** Whether the user lets us look at the clipboard. */
export async function mayReadClipboard(): Promise<boolean> {
  return browser.permissions.contains({ permissions: ['clipboardRead'] });
}

/** Asks for that. Only in a page of ours and directly in the user's gesture. */
export async function requestClipboard(): Promise<boolean> {
  return browser.permissions.request({ permissions: ['clipboardRead'] });
}

export async function dropClipboard(): Promise<boolean> {
  return browser.permissions.remove({ permissions: ['clipboardRead'] });
}

/** Sites were granted or taken away, by us or in the browser's own settings. */
export function onPermissionsChanged(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}
