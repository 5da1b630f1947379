import { argon2id } from '@noble/hashes/argon2.js';
import type { Page } from 'puppeteer-core';
import type { Rolldown } from 'vite';
import { build } from 'vite';
import { beforeAll, expect, it } from 'vitest';
import { toHex } from '../../../src/encoding/index.ts';
import type { Outcome } from './vectors.ts';
import { describeBrowsers } from '../support/index.ts';

/** The vectors with the code they check, as one script that leaves `vectors` behind. */
async function bundle(): Promise<string> {
  const entry = new URL('vectors.ts', import.meta.url).pathname;
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'vectors' } },
  })) as Rolldown.RolldownOutput[];
  return built[0]?.output[0].code ?? '';
}

/** Argon2id by the extension's own worker, under the extension's own content security policy. */
const stretchInWorker = `new Promise((resolve, reject) => {
  const worker = new Worker('/work.js');
  worker.onerror = () => reject(new Error('the worker broke'));
  worker.onmessage = ({ data }) => { worker.terminate(); resolve([data.number, data.ok, Array.from(data.result)]); };
  const parameters = { salt: new Uint8Array(16).fill(2), t: 3, m: 65536, p: 4 };
  worker.postMessage({ number: 5, kind: 'stretch', input: { password: new Uint8Array(9).fill(7), parameters } });
})`;

describeBrowsers('the cryptography of the browser', (launch) => {
  let page: Page;
  beforeAll(async () => {
    page = await (await launch()).page('popup');
  });

  it('gives the known answers, and the platform has the curves', async () => {
    const { failed, passed, platformWorks } = (await page.evaluate(
      `(() => { ${await bundle()}\nreturn vectors.runVectors(); })()`,
    )) as Outcome;
    expect(failed).toEqual([]);
    expect(passed).toBeGreaterThan(50);
    expect(platformWorks).toBe(true);
  });

  it('has a worker that stretches a password', async () => {
    const [number, ok, result] = (await page.evaluate(stretchInWorker)) as [number, boolean, number[]];
    const expected = argon2id(new Uint8Array(9).fill(7), new Uint8Array(16).fill(2), {
      t: 3,
      m: 65_536,
      p: 4,
      dkLen: 32,
    });
    expect([number, ok, toHex(Uint8Array.from(result))]).toEqual([5, true, toHex(Uint8Array.from(expected))]);
  });
});
