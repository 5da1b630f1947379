import type { ElementHandle, Frame, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { record } from '../../hostile-page/recorder.ts';
import { inTime } from '../../support/until.ts';
import { answerTo, inPage } from '../support/asking.ts';
import { until, type Session } from '../support/index.ts';
import type { Store } from '../support/store.ts';
import { encrypt, findFrame, openReveal } from './in-page.ts';

/** The password of everybody here. */
export const password = 'seven quiet harbours under snow';

/** Somebody with a vault at a store and a card. */
export interface Writer {
  readonly session: Session;
  /** A page of the extension. */
  readonly own: Page;
  readonly card: string;
  readonly phrase: string;
}

/** Somebody comes to a store with an empty browser. How people do that by hand is shown by the tests of stores. */
export async function arrive(session: Session, store: Store, name: string): Promise<Writer> {
  const own = await session.page('vault', '#settings/store');
  await answerTo(own, 'vault.create', { password, deviceName: 'Laptop' });
  const { phrase } = await answerTo<{ phrase: string }>(own, 'ways.drawPhrase');
  await answerTo(own, 'ways.addPhrase', { phrase, name: 'Paper' });
  await answerTo(own, 'account.signUp', { kind: 'keys', address: store.origin });
  const { armored } = await answerTo<{ armored: string }>(own, 'contacts.card.make', { name });
  return { session, own, card: armored, phrase };
}

/** One more browser of theirs, empty until now. Answers a page of the extension. */
export async function join(session: Session, store: Store, phrase: string): Promise<Page> {
  const own = await session.page('vault', '#settings/store');
  const { ticket } = await answerTo<{ ticket: string }>(own, 'signin.start', { address: store.origin });
  expect(await answerTo(own, 'signin.phrase', { ticket, phrase })).toMatchObject({ at: 'preview' });
  await answerTo(own, 'signin.accept', { ticket, deviceName: 'Phone' });
  return own;
}

/** A page that records everything that it can see, before it does anything else. */
export function recording(html: string): string {
  return html.replace(/(?=<meta charset)/, () => `<script>(${String(record)})();</script>`);
}

/** Which of these words the page could see; that it sees anything is shown by the armored text. */
export async function leaked(page: Page, words: readonly string[]): Promise<string[]> {
  const seen = (await page.evaluate('latchkeyRecorder.seen()')) as string;
  expect(seen).toContain('LK1:');
  return words.filter((word) => seen.includes(word));
}

/** The contact is chosen by the menu of the frame, as a person does it, where they aren't preselected. */
export async function choosePerson(frame: Frame, name: string): Promise<void> {
  const chip = (): Promise<string> => frame.$eval('.face-button', (face) => (face as HTMLElement).innerText);
  await frame.waitForSelector('.face-button');
  if (!(await chip()).includes(name)) {
    await until('the menu of people', async () => {
      // A driver may lose a click; a second one would close the menu again.
      if (!(await frame.$('[role=menuitem]'))) await frame.click('.face-button');
      return frame.evaluate((wanted: string) => {
        const item = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')].find(({ innerText }) =>
          innerText.includes(wanted),
        );
        item?.click();
        return item !== undefined;
      }, name);
    });
  }
  await until('the recipient to be shown', async () => (await chip()).includes(name));
}

/** Chooses somebody in the frame that is open at a field, types and encrypts. */
export async function writeIn(page: Page, frame: Frame, name: string, text: string): Promise<void> {
  await choosePerson(frame, name);
  await encrypt(page, frame, text);
}

/**
 * Until everything that somebody's browser has to leave at stores was left, cards too: how many rows of it there are stands in
 * its database, sealed as they are. One leaves up to ten seconds after its text.
 */
export async function allLeft(own: Page): Promise<void> {
  await until(
    'everything to leave',
    async () =>
      (await inPage(
        own,
        `new Promise((done, fail) => {
          const opening = indexedDB.open('latchkey');
          opening.onerror = () => fail(opening.error);
          opening.onsuccess = () => {
            const counting = opening.result.transaction('outbox').objectStore('outbox').count();
            counting.onerror = () => fail(counting.error);
            counting.onsuccess = () => {
              opening.result.close();
              done(counting.result);
            };
          };
        })`,
      )) === 0,
    60_000,
  );
}

/** Opens a text and, where its key does not come by itself, looks for it by a press, until it is read. */
export async function readAt(page: Page, selector: string): Promise<Frame> {
  return until(
    'the text to be read',
    async () => {
      await inTime('the page', page.bringToFront(), 5_000).catch(() => undefined);
      // Looked for each time: a driver may hold on to a frame that is gone.
      const frame = (await findFrame(page, 'reveal')) ?? (await openReveal(page, selector));
      if (await frame.waitForSelector('.revealed', { timeout: 3_000 }).catch(() => null)) return frame;
      // One look: when the key comes just now, the same place becomes the button to answer by. A driver may lose an answer, too.
      const looks = frame
        .evaluateHandle(`document.querySelector('.reveal-state') && document.querySelector('.button.primary')`)
        .then((check) => (check.asElement() as ElementHandle | null)?.click());
      await inTime('a look', looks, 5_000).catch(() => undefined);
      return undefined;
    },
    60_000,
  );
}
