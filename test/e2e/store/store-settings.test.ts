import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTo, ask } from '../support/asking.ts';
import { fill, press, reload, see } from '../support/hands.ts';
import {
  authenticator,
  beginSteps,
  findStore,
  givePassword,
  keepCodes,
  readSeed,
  signUp,
  type Enrolled,
} from './store-hands.ts';
import { startStore, type Store } from '../support/store.ts';
import { describeInTurn, findBarriers, until, type Session } from '../support/index.ts';

const who = { email: 'mira.fjord@example.org', password: 'seven quiet harbours under snow' };

function note(title: string) {
  return { item: { kind: 'note', title, body: 'blue envelope', favourite: false, tags: [], folder: '', fields: [] } };
}

async function titles(page: Page): Promise<string[]> {
  const all = { query: '', in: 'all', offset: 0, limit: 50 };
  const { rows } = await answerTo<{ rows: { title: string }[] }>(page, 'items.search', all);
  return rows.map((row) => row.title).toSorted();
}

/** Presses the button of the question that stands in front. */
async function confirm(page: Page): Promise<void> {
  await until('the question to be answered', async () => {
    const button = await page.$('dialog[open] .button:is(.primary, .danger):not([aria-disabled])');
    await button?.click();
    return button !== null;
  });
}

/** A step stands alone in a column of 560 px, in a narrow window too, and axe finds nothing. */
async function fitsAlone(page: Page): Promise<void> {
  const step = await page.$eval('main', (main) => {
    const { paddingLeft, paddingRight } = getComputedStyle(main);
    const inner = main.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    return { inner, cards: document.querySelectorAll('.card, .vault-navigation').length };
  });
  expect(step).toEqual({ inner: 560, cards: 0 });
  const before = page.viewport();
  await page.setViewport({ width: 320, height: 640 });
  const over = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(over).toBe(0);
  expect(await findBarriers(page)).toEqual([]);
  await page.setViewport(before);
}

describeInTurn('the settings of a vault at a store', (launch) => {
  let store: Store;
  let session: Session;
  let page: Page;
  let enrolled: Enrolled;

  beforeAll(async () => {
    [store, session] = await Promise.all([startStore(), launch()]);
    page = await session.page('vault', '#settings/store');
    await answerTo(page, 'vault.create', { password: who.password, deviceName: 'First browser' });
    await answerTo(page, 'items.save', note('Alarm code'));
  });
  afterAll(() => store.end());

  it('save nothing of a sign-up that was left', async () => {
    await beginSteps(page, 'Make an account at a store');
    await findStore(page, store.origin);
    await fill(page, 'E-mail address', 'nobody');
    await fill(page, 'The vault’s password', who.password);
    await page.keyboard.press('Enter');
    await see(page, 'This is not an e-mail address');
    await fill(page, 'E-mail address', who.email);
    await fill(page, 'The vault’s password', 'wrong');
    await page.keyboard.press('Enter');
    await see(page, 'This password does not open the vault');
    await fill(page, 'The vault’s password', who.password);
    await page.keyboard.press('Enter');
    await keepCodes(page, 'Go on');
    await see(page, 'Scan this');
    await fitsAlone(page);
    await fill(page, 'Code from the app', '12');
    await press(page, 'Make the account');
    await see(page, 'not a complete code');
    await press(page, 'Back');
    await see(page, 'to be sure');
    await fitsAlone(page);
    await press(page, 'Back');
    await see(page, 'What shall sign in there?');
    expect(await page.$eval('main .field input', (field) => field.value)).toBe(who.email);
    await fitsAlone(page);
    await press(page, 'Back');
    await see(page, 'Step 1 of 4');
    await press(page, 'Back');
    await see(page, 'This vault is on this browser only');
    expect(await answerTo(page, 'account.status')).toEqual({ connected: false });
  });

  it('say what is no store', async () => {
    await beginSteps(page, 'Make an account at a store');
    await fill(page, 'Address of the store', 'http://store.example.org');
    await page.keyboard.press('Enter');
    await see(page, 'can’t be the address of a store');
    await press(page, 'Back');
    await see(page, 'This vault is on this browser only');
  });

  it('make new backup codes and set up another app', async () => {
    enrolled = await signUp(page, store, who);
    await press(page, 'New codes');
    const backupCodes = await keepCodes(page, 'Use these codes');
    await see(page, 'The new codes count from now on');
    expect(backupCodes).not.toEqual(enrolled.backupCodes);
    await press(page, 'Replace');
    const code = authenticator(await readSeed(page), store.clock);
    await fill(page, 'Code from the app', await code());
    await press(page, 'Use this app');
    await see(page, 'The app is set up');
    enrolled = { ...enrolled, backupCodes, code };
  });

  it('sign out, keep what is written then, and sign in again', async () => {
    await press(page, 'Sign out');
    await see(page, 'Sign out at the store?');
    expect(await findBarriers(page)).toEqual([]);
    await confirm(page);
    await see(page, 'This browser is signed out at the store');
    await answerTo(page, 'items.save', note('Written alone'));
    await see(page, 'waits here to be sent');
    await beginSteps(page, 'Sign in again');
    await fill(page, 'Password', who.password);
    await page.keyboard.press('Enter');
    await fill(page, 'Code from the app', await enrolled.code());
    await page.keyboard.press('Enter');
    await see(page, 'Everything is at the store.');
  });

  it('put a local vault into an account that is there', async () => {
    const other = await launch();
    const local = await other.page('vault', '#settings/store');
    await answerTo(local, 'vault.create', {
      password: 'eleven loud markets in the rain',
      deviceName: 'Second browser',
    });
    await answerTo(local, 'items.save', note('Only here'));
    await beginSteps(local, 'I have an account already');
    await findStore(local, store.origin);
    await givePassword(local, enrolled);
    await fill(local, 'Code from the app', await enrolled.code());
    await local.keyboard.press('Enter');
    await see(local, 'item of this browser goes into it');
    await fitsAlone(local);
    await press(local, 'Use this vault');
    await see(local, 'Everything is at the store.');
    expect(await titles(local)).toEqual(['Alarm code', 'Only here', 'Written alone']);
    await until('the note to be in the first', async () => (await titles(page)).includes('Only here'));
    await until('its session to have a name', async () =>
      (await answerTo<{ name?: string }[]>(page, 'account.sessions')).some(({ name }) => name === 'Second browser'),
    );
    await other.close();
  });

  it('end a session by its name', async () => {
    await page.evaluate(`location.hash = '#settings/sessions'`);
    await reload(page);
    await press(page, 'End the session of “Second browser”');
    await see(page, 'End the session of “Second browser”?');
    await confirm(page);
    await until('the session to be gone', async () => {
      const left = await ask(page, 'account.sessions');
      return left.ok && (left.value as unknown[]).length === 1;
    });
  });

  it('delete the account only after its name was typed', async () => {
    await press(page, 'Delete the account');
    await see(page, 'Delete the account at the store?');
    expect(await page.$('dialog[open] .button.danger[aria-disabled]')).not.toBeNull();
    await fill(page, 'Type “', new URL(store.origin).host);
    await confirm(page);
    await see(page, 'This vault is on this browser only');
    expect(await titles(page)).toEqual(['Alarm code', 'Only here', 'Written alone']);
  });

  it('explain what a store knows, with or without a vault', async () => {
    await press(page, 'What the store knows');
    await see(page, 'A dishonest one could still try');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Back to the vault');
    await see(page, 'Make an account at a store');
  });
});
