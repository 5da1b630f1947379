import { browser } from './browser.ts';

/** One entry in the context menu of text fields. Harmless to repeat. */
export async function offerMenu(id: string, title: string): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({ id, title, contexts: ['editable'] });
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
