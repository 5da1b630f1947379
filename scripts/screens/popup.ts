import { press, see } from '../../test/e2e/support/hands.ts';
import { notes } from './notes.ts';
import { popupSize, tabSize, type Scene } from './stage.ts';
import { servePractice } from '../tasks/practice.ts';

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
    await page.evaluate('location.reload()');
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
    await page.close();
    await site.close();
  } finally {
    practice.close();
  }
};
