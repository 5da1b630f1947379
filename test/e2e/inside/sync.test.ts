import { createServer } from 'node:http';
import type { Page } from 'puppeteer-core';
import type { Rolldown } from 'vite';
import { build } from 'vite';
import { beforeAll, expect, it } from 'vitest';
import { newId } from '../../../src/crypto/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import { lookupOf } from '../../../src/sync/index.ts';
import { testSlot } from '../../server/support/device.ts';
import { serveStore } from '../../server/support/store.ts';
import { freePort } from '../../support/free-port.ts';
import { newClient } from '../../sync/support/parts.ts';
import { push, somebody } from '../../sync/support/person.ts';
import type { Session } from '../support/index.ts';
import { describeInTurn, openBareCorner } from '../support/index.ts';

/** The client of a store with what tries it, as one script that leaves `tried` behind. */
async function bundle(): Promise<string> {
  const entry = new URL('sync.ts', import.meta.url).pathname;
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'tried' } },
  })) as Rolldown.RolldownOutput[];
  return built[0]?.output[0].code ?? '';
}

describeInTurn('a browser at a store', (launch, kind) => {
  let session: Session;
  let page: Page;
  const tried = async <T>(call: string): Promise<T> =>
    (await page.evaluate(`(() => { ${await bundle()}\nreturn tried.${call}; })()`)) as T;

  beforeAll(async () => {
    session = await launch();
    page = await openBareCorner(session);
  });

  it('has one request key, whose private half nothing can read', async () => {
    const key = await tried<{ publicKey: string }>('requestKey()');
    expect(key).toEqual({
      publicKey: expect.stringMatching(/^[\w-]{43}$/) as string,
      isReadable: false,
      isBare: false,
    });
    expect(await tried('requestKey()')).toEqual(key);
  });

  it('signs in by phrase and by password, pulls, and hears live events', async () => {
    const store = await serveStore();
    const owner = await newClient(store.origin);
    const person = await somebody(owner, { phrase: true });
    const ask = (name: string, ...given: string[]) => `${name}(...${JSON.stringify([store.origin, ...given])})`;
    const made = await tried<{ record: string; storeKey: string }>(
      ask('register', toBase64url(person.phrase.privateKey), person.password),
    );
    expect(made).toMatchObject({ account: person.account, head: toBase64url(person.head), records: 0 });
    const slot = newId();
    const slots = [...person.encodedSlots({ phrase: true }), testSlot('password', slot)];
    await push(
      owner,
      person,
      { slots },
      {
        lookup: toBase64url(lookupOf(person.email)),
        password: { slot, record: made.record },
        totp: { seed: toBase64url(person.seed), code: person.code() },
        backupCodes: person.codes,
      },
    );
    expect(await tried(ask('signIn', person.email, person.password, person.codes[0] ?? ''))).toEqual({
      account: person.account,
      wrong: null,
      storeKey: made.storeKey,
      heard: { head: toBase64url(person.head), sequence: 2 },
    });
  });

  // Its background is a service worker, which starts workers through the offscreen page.
  if (kind === 'chromium') {
    it('stretches for its background too', async () => {
      const target = await session.browser.waitForTarget((found) => found.url().endsWith('/background.js'));
      const background = await target.worker();
      expect(await background?.evaluate(`(() => { ${await bundle()}\nreturn tried.stretched(); })()`)).toBe(64);
    });
  }

  it('knows what is no store, and what is not there', async () => {
    const portal = createServer((_, response) => {
      response.writeHead(302, { location: 'https://login.example/' });
      response.end();
    });
    await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
    const address = portal.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await tried(`codeAt('http://127.0.0.1:${port}')`)).toBe('not-a-store');
    portal.close();
    expect(await tried(`codeAt('http://localhost:${await freePort()}')`)).toBe('unreachable');
  });
});
