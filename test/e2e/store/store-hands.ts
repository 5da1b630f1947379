import type { Page } from 'puppeteer-core';
import { fromBase32 } from '../../../src/encoding/index.ts';
import { totpCode } from '../../../src/sync/index.ts';
import { letterTo } from '../../server/support/recovery.ts';
import type { TestClock } from '../../support/clock.ts';
import { until } from '../../support/until.ts';
import { fill, press, reload, see } from '../support/hands.ts';
import type { Store } from '../support/store.ts';

/** What a person has when everything is set up: on a phone and on paper. */
export interface Enrolled {
  readonly email: string;
  readonly password: string;
  /** What the authenticator app shows; every call another code. */
  readonly code: () => Promise<string>;
  readonly backupCodes: readonly string[];
}

/** How long a code of an authenticator app counts, in milliseconds. */
const step = 30_000;

/** Codes are good once: each call is for a later one, and moves the store's clock on where that one's time hasn't come. */
export function authenticator(seed: string, clock: TestClock): () => Promise<string> {
  const bytes = fromBase32(seed.replaceAll(/[\s-]/g, ''));
  let last = 0;
  return () => {
    clock.forward(Math.max(0, (last + 1) * step - clock.now()));
    last = Math.floor(clock.now() / step);
    return totpCode(bytes, last * step);
  };
}

async function textsOf(page: Page, selector: string): Promise<string[]> {
  await until(selector, async () => (await page.$(selector)) !== null);
  return page.$$eval(selector, (found) => found.map((element) => element.textContent.trim()));
}

/**
 * Leaves the settings for the steps to a store. What is above the link still comes in while the page scrolls to it: pressed again where it
 * was missed.
 */
export async function beginSteps(page: Page, link: string): Promise<void> {
  const isThere = () => page.evaluate(() => location.hash.startsWith('#connect/'));
  await until('the steps to a store', async () => {
    if (await isThere()) return true;
    await press(page, link);
    return isThere();
  });
}

/** Types the address of a store and lets the page look there. */
export async function findStore(page: Page, origin: string): Promise<void> {
  await fill(page, 'Address of the store', origin);
  await page.keyboard.press('Enter');
}

/** Writes the backup codes down and proves it. */
export async function keepCodes(page: Page, button: string): Promise<string[]> {
  await see(page, 'to be sure');
  const codes = await textsOf(page, '.store-codes > li .mono');
  const labels = await textsOf(page, '.field > label');
  const position = Number(/^Code (\d+)/.exec(labels.find((label) => label.endsWith('to be sure')) ?? '')?.[1]);
  await fill(page, `Code ${String(position)}`, (codes[position - 1] ?? '').toLowerCase());
  await press(page, button);
  return codes;
}

export async function readSeed(page: Page): Promise<string> {
  const [seed = ''] = await textsOf(page, '.store-seed');
  return seed;
}

/** In the settings of an open vault: an account with password, authenticator app and backup codes. */
export async function signUp(page: Page, store: Store, who: { email: string; password: string }): Promise<Enrolled> {
  await beginSteps(page, 'Make an account at a store');
  await findStore(page, store.origin);
  await see(page, 'A Latchkey store at');
  await fill(page, 'E-mail address', who.email);
  await fill(page, 'The vault’s password', who.password);
  await page.keyboard.press('Enter');
  const backupCodes = await keepCodes(page, 'Go on');
  const code = authenticator(await readSeed(page), store.clock);
  await fill(page, 'Code from the app', await code());
  await press(page, 'Make the account');
  await see(page, 'Everything is at the store.');
  return { ...who, code, backupCodes };
}

/** On the welcome page of a browser that has nothing: as far as the choice of ways to sign in. */
export async function beginJoin(page: Page, origin: string): Promise<void> {
  await press(page, 'I already have a vault');
  await findStore(page, origin);
  await see(page, 'Sign in with passkey');
}

export async function givePassword(page: Page, { email, password }: Enrolled): Promise<void> {
  await fill(page, 'E-mail address', email);
  await fill(page, 'Password', password);
  await page.keyboard.press('Enter');
}

/** Looks at what the store holds and takes it. */
export async function acceptVault(page: Page): Promise<void> {
  await see(page, 'This is what the store holds');
  await press(page, 'Use this vault');
  await see(page, 'Where may Latchkey work');
}

/** The code in a newer letter than so many of before, as the real mail server got it. */
export async function mailedCode(mails: readonly string[], address: string, before: number): Promise<string> {
  await until('a mail to come', () => mails.length > before);
  return letterTo(mails, address).code;
}

/** To a section of the settings. */
export async function go(page: Page, section: string): Promise<void> {
  await page.evaluate(`location.hash = '#settings/${section}'`);
  await reload(page);
}

/** A button inside the section in view, by its words. */
export async function pressIn(page: Page, section: string, name: string): Promise<void> {
  const place = `#settings-${section}`;
  await until(`“${name}” in ${section}`, () =>
    page.evaluate(
      (selector: string, wanted: string) => {
        const found = [...document.querySelectorAll<HTMLElement>(`${selector} :is(button, a)`)];
        const button = found.find((one) => one.innerText.trim() === wanted);
        button?.click();
        return button !== undefined;
      },
      place,
      name,
    ),
  );
}

/** The answer button of the question that stands in front. */
export async function confirm(page: Page): Promise<void> {
  await until('the question to be answered', () =>
    page.evaluate(() => {
      const buttons = document.querySelectorAll<HTMLElement>('dialog[open] .button:is(.primary, .danger)');
      const button = [...buttons].findLast((one) => one.ariaDisabled !== 'true');
      button?.click();
      return button !== undefined;
    }),
  );
}
