import { browser } from './browser.ts';

export interface MenuEntry {
  readonly id: string;
  readonly title: string;
  /** What has to be under the pointer: a text field, selected text, or neither. */
  readonly at: 'field' | 'selection' | 'page';
}

const contexts = { field: ['editable'], selection: ['selection'], page: ['page', 'frame', 'link', 'image'] } as const;

/** Our entries in the context menu, each where it does something. Harmless to repeat. */
export async function offerMenu(entries: readonly MenuEntry[]): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const { id, title, at } of entries) browser.contextMenus.create({ id, title, contexts: [...contexts[at]] });
}

export function onMenu(listener: (id: string, tab: number, frame: number) => void): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId, frameId }, tab) => {
    if (tab?.id !== undefined) listener(String(menuItemId), tab.id, frameId ?? 0);
  });
}

/** A keyboard shortcut of the manifest; the tab is the one that had the focus. */
export function onCommand(listener: (command: string, tab: number | undefined) => void): void {
  browser.commands.onCommand.addListener((command: string, tab?: { id?: number | undefined }) =>
    listener(command, tab?.id),
  );
}
