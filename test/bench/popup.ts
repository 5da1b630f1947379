import type { Browser, Page } from 'puppeteer-core';
import { newPhraseWay, VaultKeeper } from '../../src/vault/index.ts';
import { newPhrase } from '../../src/crypto/index.ts';
import { toBase64url } from '../../src/encoding/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { SEALED_PIECE } from '../../src/rpc/index.ts';
import { kinds } from '../../src/items/index.ts';
import { stretch } from '../../src/work/stretch.ts';
import { answerTo } from '../e2e/support/asking.ts';
import { chromiumControls } from '../e2e/support/chromium.ts';
import { extensionOrigins } from '../support/launch.ts';
import { MemoryDatabase } from '../support/memory-database.ts';
import { until } from '../support/until.ts';
import { idOf, loginOf } from './page/items.ts';

const password = 'a bench password, long enough';

/** Milliseconds from the start of the navigation to the first paint after the popup's rows are there; the median of nine. */
export interface PopupFigures {
  /** The background runs. */
  readonly awake: number;
  /** The browser had stopped it: what people feel most. */
  readonly asleep: number;
}

/** Opens the popup of a vault of so many logins, for each count in turn; the vault is made here. */
export async function popupFigures(
  browser: Browser,
  page: Page,
  counts: readonly number[],
): Promise<{ popup: Record<number, PopupFigures>; emptyPage: number }> {
  await answerTo(page, 'vault.create', { password, deviceName: 'Bench' });
  const popup: Record<number, PopupFigures> = {};
  const url = `${extensionOrigins.chromium}/popup.html`;
  const { stopBackground } = chromiumControls(browser, '');
  let before = 0;
  for (const count of counts) {
    await fill(page, count, before);
    before = count;
    const asleep = await opening(browser, url, 'li.row', stopBackground);
    popup[count] = { awake: await opening(browser, url, 'li.row'), asleep };
  }
  return { popup, emptyPage: await opening(browser, `${extensionOrigins.chromium}/empty.html`, 'p') };
}

/** By a sealed export: the quick way to fill a vault of the real extension. */
async function fill(page: Page, count: number, before: number): Promise<void> {
  const file = await sealedLogins(count);
  for (let from = 0; from < file.length; from += SEALED_PIECE) {
    const piece = toBase64url(file.slice(from, from + SEALED_PIECE));
    await answerTo(page, 'transfer.bring', { from, piece });
  }
  await answerTo(page, 'transfer.import', { password });
  await until('the logins', async () => {
    const all = { query: '', in: 'all', offset: 0, limit: 1 };
    const { total } = await answerTo<{ total: number }>(page, 'items.search', all);
    return total >= count && total > before;
  });
}

async function sealedLogins(count: number): Promise<Bytes> {
  const keeper = new VaultKeeper(new MemoryDatabase(), () => Date.now(), kinds.summarizeRecord);
  const vault = await keeper.create([newPhraseWay(newPhrase(), 'Bench')], 'Bench');
  const put = Array.from({ length: count }, (_, number) => ({
    id: idOf(number),
    domain: 'logins' as const,
    body: loginOf(number),
  }));
  await vault.records.write({ put });
  return vault.backup.exportSealed(password, stretch);
}

async function opening(
  browser: Browser,
  url: string,
  selector: string,
  before: () => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  const taken: number[] = [];
  for (let run = 0; run < 9; run += 1) {
    await before();
    taken.push(await openingOnce(browser, url, selector));
  }
  return taken.sort((a, b) => a - b)[4] ?? Number.NaN;
}

async function openingOnce(browser: Browser, url: string, selector: string): Promise<number> {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument((wanted: string) => {
    const painted = (): void => void Object.assign(globalThis, { usableAt: performance.now() });
    const look = (): void => {
      requestAnimationFrame(() => {
        if (document.querySelector(wanted)) setTimeout(painted);
        else look();
      });
    };
    look();
  }, selector);
  await page.goto(url);
  await page.bringToFront();
  const usableAt = await until(url, () => page.evaluate(() => (globalThis as { usableAt?: number }).usableAt));
  await page.close();
  return usableAt;
}
