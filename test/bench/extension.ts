import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { build, zip } from 'wxt';
import { newPhraseWay, VaultKeeper } from '../../src/vault/index.ts';
import { newPhrase } from '../../src/crypto/index.ts';
import { toBase64url } from '../../src/encoding/index.ts';
import { kinds } from '../../src/items/index.ts';
import { stretch } from '../../src/work/stretch.ts';
import { answerTo } from '../e2e/support/asking.ts';
import { extensionOrigins, launchBrowser } from '../support/launch.ts';
import { MemoryDatabase } from '../support/memory-database.ts';
import { load } from '../support/tab.ts';
import { until } from '../support/until.ts';
import { markRows } from './marks.ts';
import { idOf, noteOf } from './page/items.ts';
import type { Row } from './table.ts';

const password = 'a bench password, long enough';

/** A sealed export of `count` notes: the quick way to fill a vault of the real extension. */
async function sealedNotes(count: number): Promise<string> {
  const keeper = new VaultKeeper(new MemoryDatabase(), () => Date.now(), kinds.summarizeRecord);
  const vault = await keeper.create([newPhraseWay(newPhrase(), 'Bench')], 'Bench');
  await vault.records.write({
    put: Array.from({ length: count }, (_, number) => ({
      id: idOf(number),
      domain: 'notes' as const,
      body: noteOf(number),
    })),
  });
  return toBase64url(await vault.backup.exportSealed(password, stretch));
}

async function builtExtension(): Promise<{ folder: string; remove: () => Promise<void> }> {
  await mkdir('.output', { recursive: true });
  const output = await mkdtemp(resolve('.output', 'bench-'));
  Object.assign(process.env, { LATCHKEY_TEST: '1', LATCHKEY_OUTPUT: output });
  await build({ browser: 'chrome' });
  const folder = join(output, 'chrome-mv3-test');
  await writeFile(join(folder, 'empty.html'), '<!doctype html><title>empty</title><p>Empty</p>');
  return { folder, remove: () => rm(output, { recursive: true, force: true }) };
}

/** Milliseconds from the start of the navigation to the first paint in which `selector` is there; the median of nine. */
async function opening(browser: Browser, url: string, selector: string): Promise<number> {
  const taken: number[] = [];
  for (let run = 0; run < 9; run += 1) {
    const page = await browser.newPage();
    await page.evaluateOnNewDocument((wanted: string) => {
      const look = (): void => {
        if (document.querySelector(wanted)) Object.assign(globalThis, { usableAt: performance.now() });
        else requestAnimationFrame(look);
      };
      look();
    }, selector);
    await page.goto(url);
    await page.bringToFront();
    taken.push(await until(url, () => page.evaluate(() => (globalThis as { usableAt?: number }).usableAt)));
    await page.close();
  }
  return taken.sort((a, b) => a - b)[4] ?? Number.NaN;
}

/** What `source` costs a frame to compile and run, in milliseconds. */
function scriptTime(page: Page, source: string): Promise<number> {
  return page.evaluate((text) => {
    const listen = { addListener: () => undefined };
    const runtime = { id: 'bench', onMessage: listen, sendMessage: () => Promise.resolve(), getURL: String };
    Object.assign(globalThis, { chrome: { runtime }, browser: { runtime } });
    const taken: number[] = [];
    for (let run = 0; run < 200; run += 1) {
      const start = performance.now();
      // A new text each time, so that nothing compiled before is used again.
      new Function(`/* ${run} */ ${text}`)();
      taken.push(performance.now() - start);
    }
    return taken.sort((a, b) => a - b)[100] ?? Number.NaN;
  }, source);
}

/** Bytes of the package that people get. */
async function zipSize(): Promise<number> {
  const output = await mkdtemp(resolve('.output', 'bench-'));
  try {
    Object.assign(process.env, { LATCHKEY_TEST: '', LATCHKEY_OUTPUT: output });
    const [file = ''] = await zip({ browser: 'chrome' });
    return (await stat(file)).size;
  } finally {
    await rm(output, { recursive: true, force: true });
  }
}

export interface ExtensionFigures {
  readonly popup: Readonly<Record<number, number>>;
  readonly emptyPage: number;
  readonly content: { readonly bytes: number; readonly time: number; readonly emptyTime: number };
  readonly zip: number;
  readonly marks: readonly Row[];
}

async function popupWith(browser: Browser, page: Page, count: number, before: number): Promise<number> {
  const file = await sealedNotes(count);
  await answerTo(page, 'transfer.import', { file, password });
  await until('the notes', async () => {
    const found = await answerTo<{ total: number }>(page, 'items.search', {
      query: '',
      in: 'all',
      offset: 0,
      limit: 1,
    });
    return found.total >= count && found.total > before;
  });
  return opening(browser, `${extensionOrigins.chromium}/popup.html`, 'li.row');
}

/** Opens the real extension in Chromium and fills its vault step by step. */
export async function extensionFigures(counts: readonly number[]): Promise<ExtensionFigures> {
  const { folder, remove } = await builtExtension();
  const profile = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
  const browser = await launchBrowser('chromium', { extension: folder, profile, headless: true, forTests: true });
  try {
    const page = await browser.newPage();
    await load(page, `${extensionOrigins.chromium}/welcome.html`);
    await answerTo(page, 'vault.create', { password, deviceName: 'Bench' });
    const popup: Record<number, number> = {};
    let before = 0;
    for (const count of counts) {
      popup[count] = await popupWith(browser, page, count, before);
      before = count;
    }
    const emptyPage = await opening(browser, `${extensionOrigins.chromium}/empty.html`, 'p');
    const source = await readFile(join(folder, 'content.js'), 'utf8');
    const plain = await browser.newPage();
    const content = {
      bytes: Buffer.byteLength(source),
      time: await scriptTime(plain, source),
      emptyTime: await scriptTime(plain, ''),
    };
    return { popup, emptyPage, content, marks: await markRows(folder), zip: await zipSize() };
  } finally {
    await browser.close();
    await remove();
    await rm(profile, { recursive: true, force: true });
  }
}
