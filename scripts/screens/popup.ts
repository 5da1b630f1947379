import type { Page } from 'puppeteer-core';
import { press, see } from '../../test/e2e/support/hands.ts';
import { notes } from './notes.ts';
import { popupSize, tabSize, type Scene, type Stage } from './stage.ts';
import { servePractice } from '../tasks/practice.ts';

const login = { kind: 'login', favourite: false, tags: [], folder: '', fields: [], accountId: '', totp: '', notes: '' };
const logins = [
  {
    title: 'Lantern Shop (work)',
    username: 'm.lindqvist@example.com',
    password: 'quiet-otter-91',
    totp: 'JBSWY3DPEHPK3PXP',
  },
  { title: 'Lantern Shop', username: 'mira@example.org', password: 'hR7-dunmol-Vek3s' },
] as const;

/** The logins of the page behind the popup, one of them open, and the same at 200 %. They are gone at the end. */
async function playLogins(stage: Stage, page: Page, site: Page): Promise<void> {
  const urls = [{ url: site.url(), match: 'host' }];
  const made: { id: string; revision: number }[] = [];
  for (const one of logins) {
    made.push((await stage.ask(page, 'items.save', { item: { ...login, ...one, urls } })) as (typeof made)[number]);
  }
  const [, second] = made;
  const former = { ...login, ...logins[1], urls, password: 'an older one, and more than twice as long' };
  await stage.ask(page, 'items.save', { id: second?.id, item: former });
  await stage.ask(page, 'items.save', { id: second?.id, item: { ...former, password: logins[1].password } });
  await site.bringToFront();
  // What it showed before is no answer: the tab behind it is asked for once.
  await Promise.all([page.waitForNavigation(), page.evaluate('location.reload()')]);
  await see(page, 'For 127.0.0.1');
  await page.bringToFront();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('.');
  await page.waitForSelector('[role="menuitem"]:focus');
  await page.keyboard.press('p');
  await see(page, 'copied.');
  await stage.shoot(page, 'popup-logins');
  await page.keyboard.press('.');
  await see(page, 'Copy user name');
  await stage.shoot(page, 'popup-login-menu');
  await page.keyboard.press('Escape');
  await page.setViewport({ width: 380, height: 300, deviceScaleFactor: 2 });
  await stage.shoot(page, 'popup-logins-200');
  await page.setViewport({ width: 380, height: 600, deviceScaleFactor: 2 });
  await press(page, 'More for “Lantern Shop”');
  await press(page, 'Show');
  await see(page, 'History');
  await stage.shoot(page, 'popup-item');
  for (const { id } of made) {
    await stage.ask(page, 'items.trash', { id });
    await stage.ask(page, 'items.delete', { id });
  }
}

/** The popup over a page. Ends with an open vault and some notes. */
export const popup: Scene = async (stage) => {
  const practice = await servePractice();
  try {
    const site = await stage.open(practice.url, tabSize);
    const page = await stage.open('popup.html', popupSize);
    await see(page, 'Nothing here yet');
    await stage.shoot(page, 'popup-empty');
    for (const { tags, ...note } of notes) {
      await stage.ask(page, 'items.save', { item: { kind: 'note', ...note, tags: [...tags] } });
    }
    // The popup shows a switch for the site behind it, so the site must be in front while it asks.
    await site.bringToFront();
    // What it showed before is no answer: the tab behind it is asked for once.
    await Promise.all([page.waitForNavigation(), page.evaluate('location.reload()')]);
    await see(page, 'On 127.0.0.1');
    await stage.shoot(page, 'popup-home');
    await page.keyboard.type('pass');
    await see(page, 'Found');
    await stage.shoot(page, 'popup-search');
    await page.keyboard.type('enger');
    await see(page, 'Nothing found');
    await stage.shoot(page, 'popup-nothing-found');
    await page.keyboard.press('Escape');
    await see(page, 'Alarm code');
    await page.bringToFront();
    await page.hover('.row:nth-child(2)');
    await press(page, 'More for “Alarm code”');
    await see(page, 'Move to trash');
    await stage.shoot(page, 'popup-menu');
    await page.keyboard.press('Escape');
    await playLogins(stage, page, site);
    await page.close();
    await site.close();
  } finally {
    practice.close();
  }
};
