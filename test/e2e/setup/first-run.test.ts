import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { servePractice, type Practice } from '../../../scripts/tasks/practice.ts';
import { press, see } from '../support/hands.ts';
import { armoredIn, findFrame, pressButton, pressMarkOfField } from '../pages/in-page.ts';
import { describeBrowsers, until, type Session } from '../support/index.ts';

const password = 'seven quiet harbours under snow';

/** What a person presses, in order. Typing is no press; going on to the second field is part of typing the password twice. */
class Hands {
  readonly presses: string[] = [];
  async press(what: string, act: () => Promise<unknown>): Promise<void> {
    this.presses.push(what);
    await act();
  }
}

describeBrowsers('the first run', (launch, kind) => {
  let session: Session;
  let practice: Practice;
  beforeAll(async () => {
    session = await launch();
    practice = await servePractice();
  });
  afterAll(() => practice.close());

  const label = (page: Page) =>
    page.evaluate(() => (document.activeElement as HTMLInputElement).labels?.[0]?.innerText);

  // Firefox's driver does not find the tab that the welcome page opens.
  it.skipIf(kind === 'firefox')(
    'is six presses and the password twice, from install to the first encrypted text',
    async () => {
      const hands = new Hands();
      const page = await session.opened('welcome');
      await page.bringToFront();
      await see(page, 'Your keys, your words');
      await until('the cursor in the password', async () => (await label(page)) === 'New password');
      await page.keyboard.type(password);
      while ((await label(page)) !== 'The same password once more') await page.keyboard.press('Tab');
      await page.keyboard.type(password);
      await hands.press('Enter, which makes the vault', () => page.keyboard.press('Enter'));

      await see(page, 'Where may Latchkey work');
      expect(await page.$eval('input[type="radio"]:checked', (radio) => radio.closest('label')?.innerText)).toContain(
        'On every site',
      );
      await hands.press('the button that asks the browser', () => press(page, 'Go on'));
      // The build for tests has what the browser would ask for: no driver can press there. A person does.
      await hands.press('Allow, in the browser’s own question', () => Promise.resolve());

      await see(page, 'this small key appears');
      await hands.press('the practice page', () => press(page, 'Open the practice page'));
      const there = await until('the practice page', async () => {
        for (const one of await session.browser.pages()) {
          if ((await one.evaluate('document.title').catch(() => '')) === 'Practice page') return one;
        }
        return undefined;
      });
      await there.bringToFront();
      // Whoever presses something has moved the mouse there.
      await there.mouse.move(3, 3);
      await hands.press('the key at the field', () => pressMarkOfField(there, '#message'));
      const box = await until('the box', () => findFrame(there, 'compose'));
      await box.waitForSelector('textarea');
      await box.type('textarea', 'The blue envelope, second drawer.');
      await hands.press('Encrypt', () => pressButton(box, '.button.primary'));

      expect(await armoredIn(there, '#message')).toContain('LK1:');
      expect(hands.presses).toHaveLength(6);
    },
  );
});
