import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { age, answerTo } from '../support/asking.ts';
import { fill, lockBy, press, reload, see, words } from '../support/hands.ts';
import { describeEither, findBarriers, startSite, until, type Session, type Site } from '../support/index.ts';

const password = 'seven quiet harbours under snow';
const titles = ['Alarm code', 'Bike lock', 'Wi-Fi at the cabin'];

/** What has the focus, by its words or its label. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    return element.getAttribute('aria-label') ?? (element.innerText || element.tagName);
  });
}

/** Presses a key until what it leads to has the focus. */
async function walk(page: Page, key: 'ArrowDown' | 'ArrowUp', to: string): Promise<void> {
  await page.keyboard.press(key);
  await until(`the focus on ${to}`, async () => (await focused(page)).includes(to));
}

describeEither('the popup', (launch) => {
  let session: Session;
  let page: Page;
  const lock = () => lockBy(page, () => answerTo(page, 'lock'));

  beforeAll(async () => {
    session = await launch();
    page = await session.page('popup');
  });

  it('offers to make a vault where there is none', async () => {
    await see(page, 'No vault here yet');
    expect(await page.title()).toBe('Latchkey');
    expect(await findBarriers(page)).toEqual([]);
  });

  it('is empty at first, and says what could be here', async () => {
    await answerTo(page, 'vault.create', { password, deviceName: 'Test browser' });
    await see(page, 'Nothing here yet');
    expect(await findBarriers(page)).toEqual([]);
  });

  it('lists what is kept as soon as it is kept', async () => {
    for (const title of titles) {
      const item = {
        kind: 'note',
        title,
        body: `about ${title}`,
        favourite: title.startsWith('Bike'),
        tags: [],
        folder: '',
        fields: [],
      };
      await answerTo(page, 'items.save', { item });
    }
    for (const title of titles) await see(page, title);
    expect(await findBarriers(page)).toEqual([]);
  });

  describe('by keyboard alone', () => {
    it('finds, moves between rows and comes back', async () => {
      await reload(page);
      await see(page, 'Alarm code');
      await until('the search field to have the focus', async () => (await focused(page)) === 'INPUT');
      const [first = '', second = ''] = await page.$$eval('.row-words > span', (rows) =>
        rows.map((row) => row.innerText.trim()),
      );
      await walk(page, 'ArrowDown', first);
      await walk(page, 'ArrowDown', second);
      await walk(page, 'ArrowUp', first);
      await walk(page, 'ArrowUp', 'INPUT');
      await page.keyboard.type('cabin');
      await until('one row', async () => (await page.$$('.row')).length === 1);
      await page.keyboard.press('Escape');
      await until('all rows', async () => (await page.$$('.row')).length === titles.length);
    });

    it('says when nothing is found', async () => {
      await page.keyboard.type('zebra');
      await see(page, 'No title, text or tag contains “zebra”.');
      await page.keyboard.press('Escape');
      await see(page, 'Alarm code');
    });
  });

  it('moves to the trash, and back', async () => {
    await press(page, 'More for “Alarm code”');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Move to trash');
    await see(page, '“Alarm code” is in the trash.');
    await until('the row to be gone', async () => (await page.$$('.row')).length === titles.length - 1);
    await press(page, 'Undo');
    await until('the row to be back', async () => (await page.$$('.row')).length === titles.length);
  });

  it('says that messages are locked, and opens them again', async () => {
    await age(page, 6 * 60_000);
    await reload(page);
    await see(page, 'Messages are locked.');
    await see(page, 'Alarm code');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Unlock messages');
    await fill(page, 'Password', password);
    await press(page, 'Unlock');
    await see(page, 'Recent');
    expect(await words(page)).not.toContain('Messages are locked.');
  });

  describe('unlocking', () => {
    it('says why it is locked and what was wrong, and keeps what was typed selected', async () => {
      await lockBy(page, () => press(page, 'Lock'));
      await see(page, 'You locked your vault.');
      expect(await words(page)).not.toContain('Alarm code');
      expect(await findBarriers(page)).toEqual([]);
      await fill(page, 'Password', 'wrong');
      await press(page, 'Unlock');
      await see(page, 'This password does not open the vault.');
      expect(await findBarriers(page)).toEqual([]);
      await page.keyboard.type(password);
      await page.keyboard.press('Enter');
      await see(page, 'Alarm code');
    });

    it('names the word of a phrase that is wrong', async () => {
      const { phrase } = await answerTo<{ phrase: string }>(page, 'ways.drawPhrase');
      await answerTo(page, 'ways.addPhrase', { phrase, name: 'Paper' });
      await lock();
      await press(page, 'Recovery phrase');
      await fill(page, 'Recovery phrase', phrase.split(' ').with(6, 'windoow').join(' '));
      // An input method's Enter ends a word there; a person's own submits.
      const left = await page.$eval('textarea', (field) =>
        [true, false].map((isComposing) =>
          field.dispatchEvent(
            new KeyboardEvent('keydown', { key: 'Enter', isComposing, bubbles: true, cancelable: true }),
          ),
        ),
      );
      expect(left).toEqual([true, false]);
      await see(page, 'Word 7 is not in the list. Did you mean');
      expect(await page.$eval('textarea', (field) => field.value.slice(field.selectionStart, field.selectionEnd))).toBe(
        'windoow',
      );
      expect(await findBarriers(page)).toEqual([]);
      await fill(page, 'Recovery phrase', `  ${phrase.toUpperCase().replaceAll(' ', '  ')} `);
      await press(page, 'Unlock');
      await see(page, 'Alarm code');
    });

    it('shows the way that was used last', async () => {
      await lock();
      await see(page, '0 of 24 words');
      await press(page, 'Password');
      await fill(page, 'Password', password);
      await page.keyboard.press('Enter');
      await see(page, 'Alarm code');
    });
  });

  describe('on a site', () => {
    let site: Site;
    beforeAll(async () => {
      site = await startSite();
      return () => site.close();
    });

    it('is switched off and on', async () => {
      const there = await session.open(site.put('/', '<p>A page</p>'));
      const isOff = async () => (await answerTo<{ off: string[] }>(page, 'sites.read')).off;
      await there.bringToFront();
      await reload(page);
      await see(page, 'On 127.0.0.1');
      await see(page, 'Latchkey offers itself');
      await page.evaluate(() => document.querySelector<HTMLElement>('[role="switch"]')?.click());
      await see(page, 'Latchkey stays away from this site.');
      expect(await isOff()).toEqual(['127.0.0.1']);
      await page.evaluate(() => document.querySelector<HTMLElement>('[role="switch"]')?.click());
      await until('the site to be on', async () => (await isOff()).length === 0);
      await there.close();
    });
  });
});
