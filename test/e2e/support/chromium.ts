import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, CDPSession } from 'puppeteer-core';
import { chromiumId, consoleLogs, extensionOrigins } from '../../support/launch.ts';
import { newTab } from '../../support/tab.ts';
import { until } from '../../support/until.ts';
import type { Controls } from './controls.ts';

/**
 * The service workers of ours that run, as the browser itself counts them. Nobody attaches to one, not even to ask what it
 * said: a worker whose debugger comes while it starts waits for that debugger for ever.
 */
async function runningWorkers(devtools: CDPSession): Promise<string[]> {
  const { targetInfos } = await devtools.send('Target.getTargets');
  return targetInfos
    .filter(({ type, url }) => type === 'service_worker' && url.includes(chromiumId))
    .map(({ targetId }) => targetId);
}

/**
 * The workers are stopped from a picture of the extension's, because a page with a script would wake them again; and behind
 * the other tabs, because one that comes to the front does, too.
 */
async function stopWorkers(browser: Browser): Promise<void> {
  const page = await newTab(browser, { background: true });
  const devtools = await page.createCDPSession();
  const running = await runningWorkers(devtools);
  await page.goto(`${extensionOrigins.chromium}/icons/icon.svg`);
  await devtools.send('ServiceWorker.enable');
  // Somebody may have woken the next one by now; it is those of before that must be gone.
  await until('the service worker to stop', async () => {
    const left = (await runningWorkers(devtools)).filter((worker) => running.includes(worker));
    if (left.length > 0) await devtools.send('ServiceWorker.stopAllWorkers');
    return left.length === 0;
  });
  await page.close();
}

async function countWorkers(browser: Browser): Promise<number> {
  const devtools = await browser.target().createCDPSession();
  const running = await runningWorkers(devtools);
  await devtools.detach();
  return running.length;
}

const virtualAuthenticator = {
  protocol: 'ctap2',
  ctap2Version: 'ctap2_1',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  hasPrf: true,
  automaticPresenceSimulation: true,
} as const;

/** Chromium: a virtual authenticator belongs to one tab; the service worker is stopped over the developer protocol. */
export function chromiumControls(browser: Browser, profile: string): Controls {
  return {
    async addAuthenticator(page) {
      const devtools = await page.createCDPSession();
      await devtools.send('WebAuthn.enable');
      await devtools.send('WebAuthn.addVirtualAuthenticator', { options: virtualAuthenticator });
      await page.bringToFront();
    },
    // An authenticator goes with its tab, the data with the extension.
    forgetAll: () => Promise.resolve(),
    stopBackground: () => stopWorkers(browser),
    keepPages: () => Promise.resolve(),
    keepHosts: () => Promise.reject(new Error('Chromium tells no driver about hosts')),
    answerForHosts: () => Promise.reject(new Error('Chromium’s question can’t be pressed by a driver')),
    isBackgroundRunning: async () => (await countWorkers(browser)) > 0,
    readLogs: async () => (await readFile(join(profile, consoleLogs.chromium), 'utf8')).split('\n'),
  };
}
