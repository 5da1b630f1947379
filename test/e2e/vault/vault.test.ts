import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { answerTo, ask } from '../support/asking.ts';
import { describeEither, findBarriers, until, type Session } from '../support/index.ts';
import {
  doesNotSay,
  fill,
  fillField,
  lock,
  openVault,
  password,
  press,
  says,
  shows,
  stored,
  textOf,
} from './vault-page.ts';

const title = 'input[aria-label="Title"]';
const body = 'textarea';

describeEither('the vault page', (launch) => {
  let session: Session;
  let page: Page;
  const focused = (): Promise<unknown> =>
    page.evaluate('[document.activeElement?.tagName, document.activeElement?.getAttribute("aria-label")].join(" ")');
  const press1 = async (key: 'n' | '/' | 'Escape' | 'ArrowDown' | 'ArrowUp' | 'Enter'): Promise<void> => {
    await page.bringToFront();
    await page.keyboard.press(key);
  };

  beforeAll(async () => {
    session = await launch();
    page = await openVault(session);
  });

  it('says what is here when nothing is', async () => {
    await says(page, 'Nothing here yet');
    expect(await findBarriers(page)).toEqual([]);
  });

  it('makes a note from the keyboard, and saves it by itself', async () => {
    await press1('n');
    await shows(page, title);
    await until('the title to have the focus', async () => (await focused()) === 'INPUT Title');
    await page.keyboard.type('Wi-Fi at the cabin');
    await press1('Enter');
    expect(await focused()).toBe('TEXTAREA Text');
    await page.keyboard.type('seven moles dig at dawn');
    await says(page, 'Saved', '.vault-bar');
    await until('the note to be stored', async () => {
      return (await stored(page, 'cabin'))?.item.body === 'seven moles dig at dawn';
    });
    expect(await page.evaluate('location.hash')).toMatch(/^#item\//);
    await says(page, 'Wi-Fi at the cabin', '.vault-rows');
    expect(await findBarriers(page)).toEqual([]);
  });

  it('takes tags, a star, and shows both in the list', async () => {
    await fill(page, '.vault-tags input', 'home, wifi, home');
    await press(page, 'Favourite', '.vault-bar');
    await says(page, 'home, wifi', '.vault-rows');
    await page.evaluate('location.hash = "#favourites"');
    await says(page, 'Wi-Fi at the cabin', '.vault-rows');
  });

  it('is searched by keyboard, without accents, and Escape goes back step by step', async () => {
    const item = { kind: 'note', title: 'Zürich', body: 'x', favourite: false, tags: [], folder: '', fields: [] };
    await answerTo(page, 'items.save', { item });
    await page.evaluate('location.hash = "#"');
    await says(page, '2 items', '.vault-rows');
    // A row has one height: what doesn't fit would lie over its neighbours.
    const overflowing = `[...document.querySelectorAll('.vault-rows .row')].filter((row) => row.scrollHeight > row.clientHeight).length`;
    expect(await page.evaluate(overflowing)).toBe(0);
    await press1('/');
    await page.keyboard.type('zurich');
    await doesNotSay(page, 'cabin', '.vault-rows');
    await press1('ArrowDown');
    await until('the row to have the focus', async () => String(await focused()).startsWith('A'));
    await press1('ArrowUp');
    expect(await focused()).toContain('INPUT');
    await press1('Enter');
    await until('the note to open', async () => (await textOf(page, '.vault-note')).includes('Zürich'));
    await until('the text to have the focus', async () => (await focused()) === 'TEXTAREA Text');
    await press1('Escape');
    expect(String(await focused())).toMatch(/^A/);
    await press1('Escape');
    expect(await focused()).toContain('INPUT');
    await press1('Escape');
    await says(page, '2 items', '.vault-rows');
    await page.keyboard.type('nothing like this');
    await says(page, 'Nothing found');
    await press1('Escape');
  });

  it('chooses rows from the keyboard, and changes them at once with a way back', async () => {
    await says(page, '2 items', '.vault-rows');
    await page.evaluate(`document.querySelector('.vault-rows .row-main[tabindex="0"]').focus()`);
    await page.keyboard.press(' ');
    await says(page, '1 chosen', '.vault-chosen');
    await page.keyboard.down('Shift');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.up('Shift');
    await says(page, '2 chosen', '.vault-chosen');
    expect(await findBarriers(page)).toEqual([]);
    await press1('Escape');
    await doesNotSay(page, 'chosen');
    await page.keyboard.down('Control');
    await page.keyboard.press('a');
    await page.keyboard.up('Control');
    await says(page, 'Zürich', '.vault-chosen-pane');
    await fillField(page, 'Add a tag', 'trip');
    await press1('Enter');
    await says(page, 'Now with “trip”: 2 items.');
    await says(page, 'home, wifi, trip', '.vault-rows');
    await press(page, 'Move to the trash', '.vault-chosen');
    await says(page, 'Moved to the trash: 2 items.');
    await says(page, 'Nothing here yet', '.vault-rows');
    await press(page, 'Undo');
    await says(page, '2 items', '.vault-rows');
    await says(page, 'home, wifi, trip', '.vault-rows');
    await press1('/');
  });

  it('keeps earlier versions and brings one back', async () => {
    await press(page, 'Favourites', '.vault-navigation');
    // The rows of before may stand there for a moment more, and open another note.
    await says(page, '1 item', '.vault-rows');
    await until('the row to open', () =>
      page.evaluate(`document.querySelector('.vault-rows a')?.click() ?? document.querySelector('${body}') !== null`),
    );
    await fill(page, body, 'x');
    await until('the short text to be stored', async () => (await stored(page, 'cabin'))?.item.body === 'x');
    await press(page, 'Earlier versions');
    await says(page, 'seven moles dig at dawn', '.vault-history');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Bring this back');
    await until('the old text to be stored', async () => {
      return (await stored(page, 'cabin'))?.item.body === 'seven moles dig at dawn';
    });
  });

  it('follows another window, and both windows keep what they type', async () => {
    const id = (await stored(page, 'cabin'))?.id ?? '';
    await page.evaluate(`location.hash = "#item/${id}"`);
    const other = await openVault(session, `#item/${id}`);
    await fill(other, body, 'seven moles dig at dawn\nand sleep at noon');
    await until('the first window to follow', async () => (await textOf(page)).includes('and sleep at noon'));
    // At once: the beginning here, the end there.
    await Promise.all([
      fill(page, body, 'SEVEN moles dig at dawn\nand sleep at noon'),
      fill(other, body, 'seven moles dig at dawn\nand sleep at noon\nuntil six'),
    ]);
    const both = 'SEVEN moles dig at dawn\nand sleep at noon\nuntil six';
    await until('both texts to be one', async () => (await stored(page, 'cabin'))?.item.body === both);
    await says(page, 'until six', '.vault-note');
    await says(other, 'SEVEN', '.vault-note');
    await other.close();
  });

  it('moves a note to the trash with a way back, and deletes it only from there', async () => {
    await page.bringToFront();
    // What both windows wrote may still be on its way, and nothing unsaved goes to the trash.
    await says(page, 'Saved', '.vault-bar');
    await press(page, 'More', '.vault-bar');
    await press(page, 'Move to the trash');
    await doesNotSay(page, 'cabin', '.vault-rows');
    await press(page, 'Undo');
    await says(page, 'cabin', '.vault-rows');
    const id = (await stored(page, 'cabin'))?.id ?? '';
    await answerTo(page, 'items.trash', { id });
    await page.evaluate(`location.hash = "#trash/${id}"`);
    await says(page, 'until six', '.vault-note');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Delete for good');
    await says(page, 'This cannot be undone', 'dialog');
    await press(page, 'Delete for good', 'dialog');
    await says(page, 'The trash is empty');
    expect(await ask(page, 'items.read', { id })).toEqual({ ok: false, code: 'unknown-record' });
  });

  it('keeps what is typed into a login past a closed tab and a lock, and saves it when told', async () => {
    await page.evaluate('location.hash = "#new/login"');
    await fillField(page, 'Title', 'Lantern Shop');
    await fillField(page, 'Password', 'the first one');
    await says(page, 'Draft kept', '.vault-bar');
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
    page = await openVault(session, '#new/login');
    await says(page, 'the first one', '.vault-item-form');
    await lock(page);
    await fill(page, 'input[type="password"]', password);
    await press(page, 'Unlock');
    await says(page, 'Lantern Shop', '.vault-item-form');
    expect(await stored(page, 'lantern')).toBeUndefined();
    await page.bringToFront();
    await fillField(page, 'Site', 'shop.example.org');
    await press1('Enter');
    await says(page, 'This host only', '.vault-values');
    expect(await textOf(page, '.vault-values')).not.toContain('the first one');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Edit', '.vault-bar');
    await fillField(page, 'Password', 'the next one');
    await page.keyboard.down('Control');
    await page.keyboard.press('s');
    await page.keyboard.up('Control');
    await says(page, 'Earlier values: 1', '.vault-values');
    await press(page, 'Earlier values: 1', '.vault-values');
    await press(page, 'Use again', '.vault-values');
    await until('the first password to be back', async () => (await storedPassword(page)) === 'the first one');
    await says(page, 'Earlier values: 1', '.vault-values');
    await press(page, 'Show: Password', '.vault-values');
    await says(page, 'the first one', '.vault-values');
    await answerTo(page, 'items.trash', { id: (await stored(page, 'lantern'))?.id });
    await page.evaluate('location.hash = "#"');
  });

  it('keeps what was typed while it is locked from elsewhere, and saves it after the unlock', async () => {
    const id = (await stored(page, 'zurich'))?.id ?? '';
    await page.evaluate(`location.hash = "#item/${id}"`);
    await shows(page, body);
    await fill(page, body, 'typed in the last moment');
    expect(await ask(page, 'lock')).toMatchObject({ ok: true });
    await says(page, 'Welcome back');
    await fill(page, 'input[type="password"]', password);
    await press(page, 'Unlock');
    await shows(page, '.vault');
    await until('the text to be stored', async () => {
      return (await stored(page, 'zurich'))?.item.body === 'typed in the last moment';
    });
  });

  it('begins anew at a lock, so that nothing of the vault stays in it', async () => {
    await page.evaluate('window.memory = "of before"');
    await press(page, 'Lock', '.vault-navigation');
    await until('the page to begin anew', async () => (await page.evaluate('window.memory')) === undefined);
    await says(page, 'Welcome back');
    const source = (await page.evaluate('document.documentElement.outerHTML')) as string;
    expect(source).not.toContain('Zürich');
    expect(source).not.toContain('typed in the last moment');
    expect(await findBarriers(page)).toEqual([]);
  });
});

async function storedPassword(page: Page): Promise<string | undefined> {
  const found = (await stored(page, 'lantern')) as { item: { password?: string } } | undefined;
  return found?.item.password;
}
