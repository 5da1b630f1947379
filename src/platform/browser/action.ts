import { browser } from './browser.ts';

/** What the toolbar button shows. */
export interface ActionLook {
  readonly icons: Readonly<Record<number, string>>;
  readonly title: string;
  readonly badge: string;
}

export async function showAction({ icons, title, badge }: ActionLook): Promise<void> {
  await Promise.all([
    browser.action.setIcon({ path: { ...icons } }),
    browser.action.setTitle({ title }),
    browser.action.setBadgeText({ text: badge }),
  ]);
}
