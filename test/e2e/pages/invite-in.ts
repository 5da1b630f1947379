import type { Frame } from 'puppeteer-core';
import { until } from '../../support/until.ts';

/** In a compose frame: chooses the last line of the menu of people, and says whom it is for. `seen`: once that is asked. */
export async function inviteIn(frame: Frame, name: string, seen: () => Promise<unknown>): Promise<void> {
  await frame.waitForSelector('.face-button');
  await frame.click('.face-button');
  await until('the menu of people', () =>
    frame.evaluate(`(() => {
      const item = [...document.querySelectorAll('[role=menuitem]')].at(-1);
      item?.click();
      return item !== undefined;
    })()`),
  );
  await frame.waitForSelector('.compose-invite input');
  await seen();
  await frame.type('.compose-invite input', name);
  await frame.click('.compose-invite button');
  await until('the name to be shown', () =>
    frame.$eval('.face-button', (face, wanted) => (face as HTMLElement).innerText.includes(wanted), name),
  );
}
