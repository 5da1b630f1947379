import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { buildPages } from '../../pages/build.ts';
import { selectedKinds, type BrowserKind } from '../../support/browsers.ts';
import { endRunning } from './running.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The unpacked test build of each browser. */
    builds: Partial<Record<BrowserKind, string>>;
    /** The folder of bundled pages that are made of other people's packages. */
    pages: string;
    /** The folder in which running browsers are written down. */
    running: string;
  }
}

const run = promisify(execFile);
const targets = { chromium: 'chrome', firefox: 'firefox' } as const;
const wxt = resolve('node_modules/wxt/bin/wxt.mjs');

/** One browser after the other: both builds write the types of the same project. */
async function buildFor(kinds: readonly BrowserKind[], folder: string): Promise<Partial<Record<BrowserKind, string>>> {
  const env = { ...process.env, LATCHKEY_TEST: '1', LATCHKEY_OUTPUT: folder };
  const builds: Partial<Record<BrowserKind, string>> = {};
  for (const kind of kinds) {
    await run(process.execPath, [wxt, 'build', '-b', targets[kind]], { env });
    builds[kind] = join(folder, `${targets[kind]}-mv3-test`);
  }
  return builds;
}

/** Builds the extension once for all browser tests, in a folder of this run only, so that runs don't disturb each other. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await mkdir('.output', { recursive: true });
  const folder = await mkdtemp(resolve('.output', 'e2e-'));
  const running = join(folder, 'running');
  await mkdir(running);
  const [builds, pages] = await Promise.all([buildFor(selectedKinds(), folder), buildPages()]);
  project.provide('builds', builds);
  project.provide('pages', pages);
  project.provide('running', running);
  return async () => {
    await endRunning(running);
    await rm(folder, { recursive: true, force: true });
  };
}
