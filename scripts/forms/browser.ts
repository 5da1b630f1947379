import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { launch, type Page } from 'puppeteer-core';
import type { Rolldown } from 'vite';
import { build } from 'vite';
import { findBrowser } from '../../test/support/browsers.ts';
import type { CorpusPage } from './corpus.ts';
import type { AnsweredPage } from './in-page.ts';
import type { Sample } from './learn-in-page.ts';

/** A module as one script that leaves its exports in `name`. */
async function bundle(entry: URL, name: string): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry: entry.pathname, formats: ['iife'], name } },
  })) as Rolldown.RolldownOutput[];
  return built[0]?.output[0].code ?? '';
}

/** Opens pages one after another in one tab of a real Chromium, without a network and without their scripts. */
async function withPages<Answer>(work: (show: (html: string) => Promise<Page>) => Promise<Answer>): Promise<Answer> {
  const executablePath = await findBrowser('chromium');
  if (!executablePath) throw new Error('No Chromium-family browser was found; name one in LATCHKEY_CHROMIUM');
  const profile = await mkdtemp(join(tmpdir(), 'latchkey-forms-'));
  const browser = await launch({
    executablePath,
    userDataDir: profile,
    pipe: true,
    args: ['--disable-background-networking', '--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    const page = await browser.newPage();
    await page.setJavaScriptEnabled(false);
    await page.setOfflineMode(true);
    const session = await page.createCDPSession();
    const { frameTree } = await session.send('Page.getFrameTree');
    return await work(async (html) => {
      await session.send('Page.setDocumentContent', { frameId: frameTree.frame.id, html });
      // A large page is read in pieces; counting its fields before would count some of them.
      while ((await page.evaluate('document.readyState')) !== 'complete') await setTimeout(5);
      return page;
    });
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
}

export interface AnswerOptions {
  /** Attributes that no standard names are deleted before. */
  readonly unknownGone?: boolean;
}

/** What can be learned of each page whose labels stand in it. */
export async function samplesOf(pages: readonly CorpusPage[]): Promise<(readonly Sample[])[]> {
  const script = await bundle(new URL('learn-in-page.ts', import.meta.url), 'learning');
  return withPages(async (show) => {
    const all: (readonly Sample[])[] = [];
    for (const page of pages) {
      const call = page.sort === 'whole' ? `samplesOfWhole(${JSON.stringify(page.forms)})` : 'samples()';
      const shown = await show(page.html);
      all.push((await shown.evaluate(`(() => { ${script}\nreturn learning.${call}; })()`)) as readonly Sample[]);
    }
    return all;
  });
}

/** What the classifier says of each page. */
export async function answersOf(pages: readonly CorpusPage[], options: AnswerOptions = {}): Promise<AnsweredPage[]> {
  const script = await bundle(new URL('in-page.ts', import.meta.url), 'inPage');
  return withPages(async (show) => {
    const answered: AnsweredPage[] = [];
    for (const page of pages) {
      const call =
        page.sort === 'whole'
          ? `answerWhole(${JSON.stringify(page.forms)})`
          : `answerLabelled(${String(options.unknownGone === true)})`;
      const shown = await show(page.html);
      answered.push((await shown.evaluate(`(() => { ${script}\nreturn inPage.${call}; })()`)) as AnsweredPage);
    }
    return answered;
  });
}
