import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launch, type Page } from 'puppeteer-core';
import { createServer } from 'vite';
import { findBrowser } from '../support/browsers.ts';
import { until } from '../support/until.ts';

/** Opens the bench's page in the installed Chromium; sources are served as they are, each import a file. */
export async function withPage<Answer>(work: (page: Page) => Promise<Answer>): Promise<Answer> {
  const server = await createServer({
    root: resolve('test/bench'),
    configFile: false,
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, fs: { allow: [resolve('.')] }, watch: null, hmr: false },
    optimizeDeps: {
      include: ['argon2-browser/dist/argon2-bundled.min.js', 'lunr', 'minisearch'],
      exclude: ['@bitwarden/sdk-internal'],
    },
  });
  const executablePath = await findBrowser('chromium');
  if (!executablePath) throw new Error('The bench needs an installed Chromium.');
  const profile = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
  const browser = await launch({
    executablePath,
    userDataDir: profile,
    args: ['--disable-background-networking', '--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    protocolTimeout: 600_000,
  });
  try {
    await server.listen();
    const page = await browser.newPage();
    page.on('pageerror', (error) => {
      console.error(error);
    });
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}index.html`);
    await until('the page of the bench', async () => (await page.title()) === 'ready', 120_000);
    await page.bringToFront();
    return await work(page);
  } finally {
    await browser.close();
    await server.close();
    await rm(profile, { recursive: true, force: true });
  }
}
