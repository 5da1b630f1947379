import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { answerTo } from '../../test/e2e/support/asking.ts';
import { extensionOrigins } from '../../test/support/launch.ts';
import { load } from '../../test/support/tab.ts';
import { until } from '../../test/support/until.ts';

/** Width, height and pixels a CSS pixel of a window; small ones are drawn finer. */
export interface Size {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

export const popupSize: Size = { width: 380, height: 600, scale: 2 };
export const windowSize: Size = { width: 500, height: 600, scale: 2 };
export const tabSize: Size = { width: 1000, height: 760, scale: 1 };

/** What a scene is played on: a browser with the extension, and a camera. */
export interface Stage {
  readonly browser: Browser;
  /** Whether `shoot` takes pictures, or the scene is only played on the way to the next one. */
  draws: boolean;
  /** Opens a page of the extension (`popup.html`) or any other address; `before` runs in it before its own scripts. */
  open(address: string, size: Size, before?: string): Promise<Page>;
  /** The page of the extension that it opened by itself. */
  opened(name: string, size: Size): Promise<Page>;
  /** Asks the background, as a page of ours. */
  ask(page: Page, question: string, input?: object): Promise<unknown>;
  /** Another browser, with the extension and nothing else in it; it goes with this one. English, unless another language is named. */
  elsewhere(language?: string): Promise<Stage>;
  /** A picture in light and in dark, as `name-light.png` and `name-dark.png`. */
  shoot(page: Page, name: string, media?: Look['media']): Promise<void>;
}

export type Scene = (stage: Stage) => Promise<void>;

interface Look {
  readonly scheme: 'light' | 'dark';
  readonly media?: 'screen' | 'print';
}

/** Everything but the colours is held still. */
async function dress(devtools: CDPSession, { scheme, media = 'screen' }: Look): Promise<void> {
  const features = { 'prefers-color-scheme': scheme, 'prefers-reduced-motion': 'reduce' };
  await devtools.send('Emulation.setEmulatedMedia', {
    media,
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });
}

/** Two frames after a change of colours everything is drawn; what waits for an answer is there long before. */
const twoFrames = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

/** A frame of ours in somebody's page hears of the colours later, and fades into them: nobody asked it to hold still. */
const faded = `${twoFrames}.then(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)))`;

/** Starts another browser like this one, perhaps in another language. */
type Another = (language?: string) => Promise<Browser>;

export function startStage(browser: Browser, folder: string, another: Another): Stage {
  const origin = extensionOrigins.chromium;
  const wardrobe = new WeakMap<Page, CDPSession>();
  const fit = async (page: Page, { width, height, scale }: Size): Promise<Page> => {
    await page.setViewport({ width, height, deviceScaleFactor: scale });
    const devtools = await page.createCDPSession();
    wardrobe.set(page, devtools);
    await dress(devtools, { scheme: 'light' });
    return page;
  };
  return {
    browser,
    draws: true,
    async elsewhere(language) {
      const stage = startStage(await another(language), folder, another);
      stage.draws = this.draws;
      return stage;
    },
    async open(address, size, before = '') {
      const page = await fit(await browser.newPage(), size);
      if (before !== '') await page.evaluateOnNewDocument(before);
      await load(page, new URL(address, `${origin}/`).href);
      return page;
    },
    async opened(name, size) {
      const find = async () => (await browser.pages()).find((page) => page.url().startsWith(`${origin}/${name}.html`));
      return fit(await until(`the ${name} page`, find), size);
    },
    ask: (page, question, input) => answerTo(page, question, input),
    async shoot(page, name, media = 'screen') {
      const devtools = wardrobe.get(page);
      if (!this.draws || !devtools) return;
      await page.bringToFront();
      // A blinking caret would make two pictures of the same screen differ.
      await page.evaluate(`document.documentElement.style.caretColor = 'transparent'`);
      for (const scheme of ['light', 'dark'] as const) {
        await dress(devtools, { scheme, media });
        await page.evaluate(twoFrames);
        await Promise.all(page.frames().map((frame) => frame.evaluate(faded).catch(() => undefined)));
        await page.screenshot({ path: join(folder, `${name}-${scheme}.png`) });
      }
      await dress(devtools, { scheme: 'light' });
    },
  };
}
