import type { Page } from 'puppeteer-core';
import { answerTo } from '../../../test/e2e/support/asking.ts';
import { armoredIn, encrypt, openCompose, openReveal } from '../../../test/e2e/pages/in-page.ts';
import { readAt } from '../../../test/e2e/pages/people.ts';
import { press, see } from '../../../test/e2e/support/hands.ts';
import { signUp } from '../../../test/e2e/store/store-hands.ts';
import { startStore, type Store } from '../../../test/e2e/support/store.ts';
import { servePractice } from '../../tasks/practice.ts';
import { popupSize, tabSize, type Scene, type Size, type Stage } from '../stage.ts';

const password = 'seven quiet harbours under snow';
const narrow: Size = { width: 400, height: 760, scale: 2 };

interface Writer {
  readonly here: Stage;
  readonly page: Page;
  readonly card: string;
}

/** Mira writes to Jonas on a page, and he reads it. */
async function shootPage({ here }: Writer, jonas: Writer, elsewhere: Writer): Promise<void> {
  const practice = await servePractice();
  try {
    const site = await here.open(practice.url, tabSize);
    await site.bringToFront();
    const compose = await openCompose(site, '#message');
    await compose.waitForSelector('.face-button');
    await compose.click('.face-button');
    await here.shoot(site, 'compose-people');
    await compose.evaluate(
      `[...document.querySelectorAll('[role=menuitem]')].find((one) => one.innerText.includes('Jonas')).click()`,
    );
    await here.shoot(site, 'compose-to');
    await encrypt(site, compose, 'The alarm code changed. The new one is in the blue envelope, second drawer.');
    const armored = await armoredIn(site, '#message');
    const there = await jonas.here.open(practice.url, tabSize);
    await there.bringToFront();
    await there.$eval('#message', (field, text) => ((field as HTMLTextAreaElement).value = text), armored);
    await press(there, 'Post to the wall');
    await there.$eval('#wall', (wall) => wall.scrollIntoView({ block: 'center' }));
    const reveal = await openReveal(there, '#wall li');
    await reveal.waitForSelector('.reveal-state');
    await jonas.here.shoot(there, 'reveal-no-key');
    await readAt(there, '#wall li');
    await jonas.here.shoot(there, 'reveal-message');
    const popup = await jonas.here.open('popup.html#messages', popupSize);
    await see(popup, 'Mira');
    await jonas.here.shoot(popup, 'messages');
    await popup.evaluate(`document.querySelector('.row-main').click()`);
    await see(popup, 'Copy encrypted');
    await popup.type('textarea', 'Got it. I’ll be there at nine, bring the blue one.');
    await press(popup, 'Copy encrypted');
    await see(popup, 'Copied');
    await jonas.here.shoot(popup, 'conversation');
    await popup.close();
    const empty = await elsewhere.here.open('popup.html#messages', popupSize);
    await see(empty, 'No messages yet');
    await elsewhere.here.shoot(empty, 'messages-none');
    await empty.close();
  } finally {
    practice.close();
  }
}

/** A browser of somebody at this store, with a card. */
async function arrive(stage: Stage, place: Store, name: string): Promise<Writer> {
  const here = await stage.elsewhere();
  const page = await here.open('vault.html#settings/store', tabSize);
  await answerTo(page, 'vault.create', { password, deviceName: 'Laptop' });
  await signUp(page, place, { email: `${name.toLowerCase()}@fjord.example`, password });
  await page.evaluate(`location.hash = '#contacts'`);
  const { armored } = await answerTo<{ armored: string }>(page, 'contacts.card.make', { name });
  return { here, page, card: armored };
}

/** Two people, each in a browser of their own, and one store. */
export const messages: Scene = async (stage) => {
  const place = await startStore();
  try {
    const mira = await arrive(stage, place, 'Mira');
    const { here, page } = mira;
    await see(page, 'Nobody here yet');
    await here.shoot(page, 'contacts-none');
    await press(page, 'My card');
    await see(page, 'Copy the link');
    await here.shoot(page, 'contacts-my-card');
    await press(page, 'Show it in one room');
    await see(page, 'For one person');
    await here.shoot(page, 'contacts-room');
    await press(page, 'Close');
    await press(page, 'Close');
    const jonas = await arrive(stage, place, 'Jonas');
    const aiko = await arrive(stage, place, 'Aiko');
    await press(page, 'Add a contact');
    await page.type('textarea', jonas.card);
    await here.shoot(page, 'contacts-add');
    await press(page, 'Look at it');
    await see(page, 'Card of “Jonas”');
    await here.shoot(page, 'contacts-seen');
    await page.evaluate(`[...document.querySelectorAll('.card .button.primary')].at(-1).click()`);
    await see(page, 'Here since');
    await here.shoot(page, 'contact');
    await press(page, 'Compare numbers');
    await see(page, '60 digits');
    await here.shoot(page, 'contact-compare');
    await press(page, 'QR code');
    await see(page, 'Let Jonas scan this');
    await here.shoot(page, 'contact-compare-code');
    await press(page, 'Numbers');
    await press(page, 'They match');
    await see(page, 'compared on');
    await here.shoot(page, 'contact-compared');
    const { id } = await answerTo<{ id: string }>(page, 'contacts.add', { text: aiko.card });
    const { digits } = await answerTo<{ digits: string }>(page, 'contacts.comparison', { id });
    await answerTo(page, 'contacts.compared', { id, digits, isSame: false });
    await page.evaluate(`location.hash = '#contacts'`);
    await see(page, 'closed, decide');
    await here.shoot(page, 'contacts');
    const slim = await here.open(`vault.html#contacts/${id}`, narrow);
    await see(slim, 'Keep closed');
    await here.shoot(slim, 'contact-closed-narrow');
    await slim.close();
    await answerTo(jonas.page, 'contacts.add', { text: mira.card });
    await shootPage(mira, jonas, aiko);
  } finally {
    await place.end();
  }
};
