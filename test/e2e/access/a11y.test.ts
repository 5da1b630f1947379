import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerTo } from '../support/asking.ts';
import { press, reload, see, words } from '../support/hands.ts';
import { describeInTurn, findBarriers, until, type Session } from '../support/index.ts';

const password = 'seven quiet harbours under snow';

/** What has the focus, by its label or its words, and the label of a field. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement;
    const label = element.labels?.[0]?.innerText;
    return element.getAttribute('aria-label') ?? label ?? element.innerText;
  });
}

/**
 * Presses Tab (or Shift and Tab) until what is called so has the focus; a person would not go round for ever either. Beyond
 * the page's ends lies the browser's own furniture, which drivers can't walk through: so the direction matters.
 */
async function tabTo(page: Page, name: string, back = false): Promise<void> {
  for (let step = 0; step < 40; step++) {
    if ((await focused(page)).startsWith(name)) return;
    if (back) await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    if (back) await page.keyboard.up('Shift');
  }
  throw new Error(`Tab never came to “${name}” on: ${await words(page)}`);
}

async function pressByKey(page: Page, name: string, back = false): Promise<void> {
  await tabTo(page, name, back);
  await page.keyboard.press('Enter');
}

/** Whether something is wider than the window, so that one would have to scroll sideways. */
async function overflows(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

describeInTurn('without a mouse', (launch) => {
  let session: Session;
  let page: Page;
  beforeAll(async () => {
    session = await launch();
    page = await session.opened('welcome');
    await page.bringToFront();
  });

  it('makes a vault', async () => {
    await see(page, 'Your keys, your words');
    await tabTo(page, 'New password');
    await page.keyboard.type(password);
    await tabTo(page, 'The same password once more');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await see(page, 'Where may Latchkey work');
    await pressByKey(page, 'Go on');
    await see(page, 'Ready. Try it');
  });

  it('comes back to where a menu was opened', async () => {
    page = await session.page('popup');
    const item = {
      kind: 'note',
      title: 'Alarm code',
      body: 'blue envelope',
      favourite: false,
      tags: [],
      folder: '',
      fields: [],
    };
    await answerTo(page, 'items.save', { item });
    await see(page, 'Alarm code');
    await page.bringToFront();
    await tabTo(page, 'Alarm code');
    await page.keyboard.press('.');
    await until('the menu to have the focus', async () => (await focused(page)).startsWith('Copy text'));
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toContain('Show');
    await page.keyboard.press('End');
    expect(await focused(page)).toContain('Move to trash');
    await page.keyboard.press('Escape');
    await until('the row to have the focus', async () => (await focused(page)).startsWith('Alarm code'));
  });

  it('walks through a row by arrows, and past it by one Tab', async () => {
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toBe('More for “Alarm code”');
    await page.keyboard.press('ArrowLeft');
    expect(await focused(page)).toContain('Alarm code');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.row'))).toBeNull();
  });

  it('does by a letter what a menu says, but loses nothing by one', async () => {
    await tabTo(page, 'Alarm code', true);
    await page.keyboard.press('.');
    await until('the menu to have the focus', async () => (await focused(page)).startsWith('Copy text'));
    await page.keyboard.press('m');
    await page.keyboard.press('c');
    await see(page, 'Text of “Alarm code” copied.');
    expect(await words(page)).not.toContain('is in the trash');
  });

  it('locks and unlocks', async () => {
    await pressByKey(page, 'Lock', true);
    await see(page, 'You locked your vault.');
    await until('the password to be asked for', async () => (await focused(page)) === 'Password');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await see(page, 'Alarm code');
  });

  it('goes to the search field from anywhere by /', async () => {
    await tabTo(page, 'Settings');
    await page.keyboard.press('/');
    expect(await focused(page)).toBe('Search');
  });
});

describeInTurn('for other eyes', (launch, kind) => {
  let session: Session;
  let page: Page;
  beforeAll(async () => {
    session = await launch();
    page = await session.page('popup');
    await answerTo(page, 'vault.create', { password, deviceName: 'Test browser' });
    for (const title of [
      'Alarm code',
      'A title that is much too long for any row of any list that anybody ever drew',
    ]) {
      const item = { kind: 'note', title, body: 'text', favourite: true, tags: ['house'], folder: '', fields: [] };
      await answerTo(page, 'items.save', { item });
    }
    await see(page, 'Alarm code');
  });

  it('shows a favourite’s star however long its title is', async () => {
    await page.bringToFront();
    await page.setViewport({ width: 380, height: 600 });
    const hidden = () =>
      page.$$eval('.row-star', (stars) =>
        stars.map((star) => {
          const { left, right, top, bottom } = star.getBoundingClientRect();
          return !star.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
        }),
      );
    expect(await hidden()).toEqual([false, false]);
    // The control: a star that stands where the words end is cut off with them.
    await page.$$eval('span.row-star', (stars) => {
      for (const star of stars) {
        star.style.display = 'inline-grid';
        star.parentElement?.querySelector('.row-words > span')?.append(star);
      }
    });
    expect(await hidden()).toContain(true);
    await reload(page);
    await see(page, 'Alarm code');
  });

  describe('in a narrow window, from right to left', () => {
    it('the settings at 320 px run out to no side, and every link alone is 24 px high', async () => {
      const place = await session.page('vault', '#settings');
      await place.setViewport({ width: 320, height: 640 });
      await see(place, 'Only when I click it');
      const outside = () =>
        place.evaluate(() =>
          [...document.querySelectorAll('.vault-settings :is(button, a, input, p, dd, .card)')]
            .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth)
            .map((one) => one.textContent),
        );
      expect(await outside()).toEqual([]);
      expect(await overflows(place)).toBe(false);
      const low = await place.$$eval('.vault-settings :is(p, li, dd) > a:only-child', (links) =>
        links.map((link) => link.getBoundingClientRect().height).filter((height) => height < 24),
      );
      expect(low).toEqual([]);
      // The control: what is too wide is found.
      await place.$$eval('.vault-settings .card', ([card]) => {
        if (card instanceof HTMLElement) card.style.minWidth = '400px';
      });
      expect(await outside()).not.toEqual([]);
      await place.close();
    });

    it('the steps to a store stand alone, fit at 320 px and at 200 %, and lead back', async () => {
      for (const wish of ['signup', 'signin']) {
        const place = await session.page('vault', `#connect/${wish}`);
        await see(place, 'Address of the store');
        expect(await place.$('.card, .vault-navigation')).toBeNull();
        for (const viewport of [
          { width: 320, height: 640 },
          { width: 640, height: 400, deviceScaleFactor: 2 },
        ]) {
          await place.setViewport(viewport);
          expect(await overflows(place)).toBe(false);
          expect(await findBarriers(place)).toEqual([]);
        }
        await tabTo(place, 'Back');
        await place.keyboard.press('Enter');
        await until('the settings', () => Promise.resolve(place.url().endsWith('#settings/store')));
        await place.close();
      }
    });

    it.each(['popup', 'welcome', 'vault', 'passkey'] as const)('%s never scrolls sideways', async (name) => {
      const place = await session.page(name);
      await place.setViewport({ width: 380, height: 600 });
      await until('something to be drawn', async () => (await words(place)).length > 30);
      expect(await overflows(place)).toBe(false);
      await place.evaluate(`document.documentElement.dir = 'rtl'`);
      expect(await overflows(place)).toBe(false);
      expect(await findBarriers(place)).toEqual([]);
      await place.close();
    });
  });

  // Only Chromium's driver can change what a page is told about its user.
  it.runIf(kind === 'chromium')('has nothing that axe finds in the dark', async () => {
    for (const [name, hash] of [['popup'], ['vault'], ['vault', '#connect/signup'], ['welcome']] as const) {
      const place = await session.page(name, hash);
      await place.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
      await until('something to be drawn', async () => (await words(place)).length > 30);
      expect(await findBarriers(place)).toEqual([]);
      await place.close();
    }
  });

  it.runIf(kind === 'chromium')('does not move for those who asked for that', async () => {
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    await reload(page);
    await see(page, 'Alarm code');
    await press(page, 'More for “Alarm code”');
    await see(page, 'Move to trash');
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    expect(
      await page.evaluate(
        () => getComputedStyle(document.querySelector('.button') ?? document.body).transitionDuration,
      ),
    ).toBe('0s');
  });
});
