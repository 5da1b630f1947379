import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { age, answerTo, inPage } from '../support/asking.ts';
import { fill, lockBy, press, reload, see } from '../support/hands.ts';
import { describeInTurn, findBarriers, until, type Session } from '../support/index.ts';

const password = 'seven quiet harbours under snow';

async function phraseShown(page: Page): Promise<string[]> {
  await see(page, 'I have them on paper');
  return page.$$eval('.step .phrase li', (rows) => rows.map((row) => row.lastChild?.textContent?.trim() ?? ''));
}

/** The numbers of the words that are asked for. */
async function positionsAsked(page: Page): Promise<number[]> {
  await see(page, 'Three of them');
  return page.$$eval('form label', (labels) => labels.map((label) => Number(label.innerText.replace(/\D/g, ''))));
}

describeInTurn('the welcome page', (launch) => {
  let session: Session;
  let page: Page;
  let phrase: string[];
  beforeAll(async () => {
    session = await launch();
    page = await session.opened('welcome');
  });

  it('opens at install and says what it is', async () => {
    await see(page, 'Your keys, your words');
    expect(await findBarriers(page)).toEqual([]);
  });

  it('warns about a weak password, and about a slip in the second one', async () => {
    await fill(page, 'New password', 'hunter2');
    await see(page, 'Weak.');
    await see(page, 'Use it anyway');
    expect(await findBarriers(page)).toEqual([]);
    await fill(page, 'New password', password);
    await see(page, 'Strong.');
    await fill(page, 'The same password once more', 'another');
    await press(page, 'Make the vault');
    await see(page, 'The two passwords differ');
  });

  it('makes the vault, asks where it may work, and has a way back', async () => {
    await fill(page, 'The same password once more', password);
    await press(page, 'Make the vault');
    await see(page, 'Where may Latchkey work');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Back');
    await see(page, 'Your vault is made.');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Go on');
    await press(page, 'On sites that I choose');
    await fill(page, 'Site', 'not a site');
    await press(page, 'Add');
    await see(page, 'This is not the address of a site');
  });

  it('says what each choice costs, and asks the browser at no press of a choice', async () => {
    await see(page, "can't offer anything by itself");
    await page.evaluate(() => {
      Object.assign(globalThis, { asked: 0 });
      const { permissions } = (globalThis as unknown as { chrome: { permissions: { request: unknown } } }).chrome;
      permissions.request = () => {
        Object.assign(globalThis, { asked: (globalThis as unknown as { asked: number }).asked + 1 });
        return Promise.resolve(true);
      };
    });
    const asked = () => page.evaluate('globalThis.asked');
    await press(page, 'On every site');
    await press(page, 'Only when I click it');
    expect(await asked()).toBe(0);
    // The control: a site of one's own is asked for by a button, and that is seen.
    await press(page, 'On sites that I choose');
    await fill(page, 'Site', 'mail.example.com');
    await press(page, 'Add');
    await until('the browser to be asked', async () => (await asked()) === 1);
    // What was granted at install Chromium never takes back; Firefox has, and is to be asked for it.
    await press(page, 'On every site');
    await press(page, session.kind === 'firefox' ? 'Ask the browser' : 'Go on');
  });

  it('ends with things to try, names the key button, and offers further ways in', async () => {
    await see(page, 'Ready. Try it');
    // Firefox was asked by a stand-in, so that it has granted nothing: there is no key button to name.
    if (session.kind === 'chromium') await see(page, 'this small key appears');
    await see(page, 'Before you rely on it');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'A passkey');
    await see(page, 'One touch instead of typing');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Back');
    await press(page, 'A phrase on paper');
  });

  it('shows 24 words, and draws others when the tab was closed before they were confirmed', async () => {
    const first = await phraseShown(page);
    expect(first).toHaveLength(24);
    await page.close();
    page = await session.page('welcome');
    phrase = await phraseShown(page);
    expect(phrase).toHaveLength(24);
    expect(phrase).not.toEqual(first);
    expect(await findBarriers(page)).toEqual([]);
  });

  it('has a kit that only paper sees', async () => {
    const shown = () => page.$eval('.kit-sheet', (sheet) => getComputedStyle(sheet).display);
    expect(await shown()).toBe('none');
    const onPaper = await page.$eval('.kit-sheet', (sheet) => sheet.textContent);
    for (const word of phrase) expect(onPaper).toContain(word);
  });

  it('names the word that is wrong', async () => {
    await press(page, 'I have them on paper');
    const [first = 0, ...others] = await positionsAsked(page);
    await fill(page, `Word ${String(first)}`, 'nonsense');
    for (const position of others) await fill(page, `Word ${String(position)}`, phrase[position - 1] ?? '');
    await press(page, 'Confirm');
    await see(page, `This is not word ${String(first)}`);
    expect(await findBarriers(page)).toEqual([]);
    await fill(page, `Word ${String(first)}`, phrase[first - 1] ?? '');
    await press(page, 'Confirm');
  });

  it('goes back to the end, with a phrase that opens the vault', async () => {
    await see(page, 'Ready. Try it');
    await see(page, 'Opens your vault');
    const popup = await session.page('popup');
    await lockBy(popup, () => press(popup, 'Lock'));
    await press(popup, 'Recovery phrase');
    await fill(popup, 'Recovery phrase', phrase.join(' '));
    await press(popup, 'Unlock');
    await see(popup, 'Nothing here yet');
  });
});

describeInTurn('the welcome page after a pause', (launch) => {
  const minute = 60_000;
  let session: Session;
  let page: Page;
  beforeAll(async () => {
    session = await launch();
    page = await session.opened('welcome');
    await answerTo(page, 'vault.create', { password, deviceName: 'Test browser' });
    await inPage(page, `api.storage.local.set({ 'welcome-step': 'phrase' })`);
  });

  it('asks once more who it is, and then goes on', async () => {
    await age(page, 6 * minute);
    await reload(page);
    const phrase = await phraseShown(page);
    await press(page, 'I have them on paper');
    for (const position of await positionsAsked(page)) {
      await fill(page, `Word ${String(position)}`, phrase[position - 1] ?? '');
    }
    await press(page, 'Confirm');
    await see(page, 'Is it still you?');
    expect(await findBarriers(page)).toEqual([]);
    await fill(page, 'Password', 'wrong');
    await page.keyboard.press('Enter');
    await see(page, 'This password does not open the vault.');
    await fill(page, 'Password', password);
    await page.keyboard.press('Enter');
    await see(page, 'Ready. Try it');
    await press(page, 'Back');
    await see(page, 'Where may Latchkey work');
  });

  it('asks to unlock when the vault has locked itself, and goes on where it was', async () => {
    await age(page, 16 * minute);
    await reload(page);
    await see(page, 'Unlock to go on');
    expect(await findBarriers(page)).toEqual([]);
    await fill(page, 'Password', password);
    await page.keyboard.press('Enter');
    await see(page, 'Where may Latchkey work');
  });
});
