import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { build } from 'wxt';
import { launchBrowser } from '../../test/support/launch.ts';
import { apart, scenes } from '../screens/index.ts';
import { startStage } from '../screens/stage.ts';

/** `node scripts/screenshots.mjs [name]`: draws every screen (or those of one scene) light and dark into docs/screenshots. */
const folder = resolve('docs/screenshots');
const [only] = process.argv.slice(2);

/** A machine without a screen has no mouse either; most people have one. */
const mouse = '--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4';

await mkdir('.output', { recursive: true });
const output = await mkdtemp(resolve('.output', 'screens-'));
const profiles: string[] = [];
const browsers: Browser[] = [];

/** A browser with the extension and an empty profile. */
async function start(language?: string): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'latchkey-screens-'));
  profiles.push(profile);
  const extension = join(output, 'chrome-mv3-test');
  const browser = await launchBrowser('chromium', {
    extension,
    profile,
    headless: true,
    forTests: true,
    ...(language === undefined ? {} : { language }),
    args: [mouse],
  });
  browsers.push(browser);
  return browser;
}

try {
  process.env['LATCHKEY_TEST'] = '1';
  process.env['LATCHKEY_OUTPUT'] = output;
  await build({ browser: 'chrome' });
  await mkdir(folder, { recursive: true });
  const stage = startStage(await start(), folder, start);
  // Each scene begins where the one before it ended, so all are played even if one is wanted that stands on them.
  for (const [name, play] of Object.entries(scenes)) {
    if (only !== undefined && only !== name && (apart.has(only) || apart.has(name))) continue;
    stage.draws = only === undefined || only === name;
    await play(stage);
  }
} finally {
  await Promise.all(browsers.map((browser) => browser.close()));
  await rm(output, { recursive: true, force: true });
  for (const profile of profiles) {
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
