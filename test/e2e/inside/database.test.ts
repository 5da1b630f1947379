import type { Rolldown } from 'vite';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { describeBrowsers, openBareCorner, startSite } from '../support/index.ts';

/** The database room with what tries it, as one script that leaves `tried` behind. */
async function bundle(): Promise<string> {
  const entry = new URL('database.ts', import.meta.url).pathname;
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'tried' } },
  })) as Rolldown.RolldownOutput[];
  return built[0]?.output[0].code ?? '';
}

describeBrowsers('the local database', (launch, kind) => {
  it('writes all of a change or nothing, and only onto the head it was made for', async () => {
    const page = await openBareCorner(await launch());
    expect(await page.evaluate(`(() => { ${await bundle()}\nreturn tried.runDatabase(); })()`)).toEqual({
      empty: '- |  | ',
      first: '1 | a1 b1 | 1 2 3',
      'second first': 'conflict',
      stale: 'conflict',
      'about to send': 'done',
      'unaware of that': 'conflict',
      'aware of it': 'done',
      'unaware of what was followed': 'conflict',
      'after refusals': '1 | a1 b1 | 1 2 3',
      changed: '2 | b2 c1 | 4 5',
      'one record': [2, null],
      unstorable: 'database-broken',
      'after unstorable': '2 | b2 c1 | 4 5',
      rows: ['done: s1,t1', 'conflict: s1,t1', 'conflict: s1,t1', 'done: s2', 'conflict: s2', 'done: v1', 'done: '],
      race: ['conflict', 'done'],
      removed: 'removed',
      'after removal': '- |  | ',
      'begun again': 'done',
      erased: '- |  | ',
      newer: 'database-broken',
    });
  });

  // Firefox has no way to set an origin's quota. A web page tries it, for an extension may fill the whole disk.
  if (kind === 'chromium') {
    it('leaves everything as it was when the disk is full', async () => {
      const site = await startSite();
      const page = await (await launch()).open(site.put('/', '<title>full</title>'));
      const devtools = await page.createCDPSession();
      await devtools.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 2_000_000 });
      const script = `(() => { ${await bundle()}\nreturn tried.runFull(); })()`;
      expect(await page.evaluate(script)).toEqual({ full: 'disk-full', after: '1 | a1 | ' });
      await site.close();
    });
  }
});
