import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { build, zip } from 'wxt';
import { extensionOrigins, launchBrowser } from '../support/launch.ts';
import { load } from '../support/tab.ts';
import { markRows } from './marks.ts';
import { popupFigures, type PopupFigures } from './popup.ts';
import type { Row } from './table.ts';

async function builtExtension(): Promise<{ folder: string; remove: () => Promise<void> }> {
  await mkdir('.output', { recursive: true });
  const output = await mkdtemp(resolve('.output', 'bench-'));
  Object.assign(process.env, { LATCHKEY_TEST: '1', LATCHKEY_OUTPUT: output });
  await build({ browser: 'chrome' });
  const folder = join(output, 'chrome-mv3-test');
  await writeFile(join(folder, 'empty.html'), '<!doctype html><title>empty</title><p>Empty</p>');
  return { folder, remove: () => rm(output, { recursive: true, force: true }) };
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
  readonly popup: Readonly<Record<number, PopupFigures>>;
  readonly emptyPage: number;
  readonly content: { readonly bytes: number; readonly time: number; readonly emptyTime: number };
  readonly zip: number;
  readonly marks: readonly Row[];
}

/** Opens the real extension in Chromium and fills its vault step by step. */
export async function extensionFigures(counts: readonly number[]): Promise<ExtensionFigures> {
  const { folder, remove } = await builtExtension();
  const profile = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
  const browser = await launchBrowser('chromium', { extension: folder, profile, headless: true, forTests: true });
  try {
    const page = await browser.newPage();
    await load(page, `${extensionOrigins.chromium}/welcome.html`);
    const { popup, emptyPage } = await popupFigures(browser, page, counts);
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
