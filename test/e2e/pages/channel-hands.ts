import type { Frame, Page } from 'puppeteer-core';
import { inTime, until } from '../../support/until.ts';

/** In a compose frame: chooses the line of the menu of people that says this. */
export async function chooseIn(frame: Frame, words: string): Promise<void> {
  await frame.waitForSelector('.face-button');
  await until(`“${words}” to be chosen`, () =>
    frame.evaluate((wanted) => {
      const items = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')];
      const item = items.find(({ innerText }) => innerText.includes(wanted));
      if (items.length === 0) document.querySelector<HTMLElement>('.face-button')?.click();
      item?.click();
      return item !== undefined;
    }, words),
  );
}

/** The window of ours that comes up with this at the end of its address. */
export function ourWindow(
  { browser }: { readonly browser: { pages(): Promise<Page[]> } },
  hash: string,
): Promise<Page> {
  return until(`a window at ${hash}`, async () => {
    for (const page of await browser.pages()) {
      const at = await inTime('a page', page.evaluate('location.pathname + location.hash'), 5_000).catch(() => '');
      if (typeof at === 'string' && at.startsWith(`/popup.html${hash}`)) return page;
    }
    return undefined;
  });
}
