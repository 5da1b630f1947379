import '../../ui/browser.ts';
import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { kindViews } from '../../../src/ui/items/index.ts';
import { answerTo } from '../support/asking.ts';
import { describeEither, openBareCorner, readEverythingKept, until, type Session } from '../support/index.ts';

/*
 * What people keep, of every kind and in every field, after a lock: nowhere in what the browser keeps, in our pages, in their
 * logs, and (Chromium, which shows it) in the memory of their scripts.
 */

const password = 'canary-of-the-vault-4c1d';
/** A secret for codes must look like one. */
const seed = 'CANARYSEED234567CANARYSEED234567';

/** An item of a kind with a canary in each of its texts, and in fields of its own. */
function filled(kind: keyof typeof kindViews): Record<string, unknown> {
  const { blank } = kindViews[kind];
  const texts = Object.entries(blank).filter(([name, value]) => value === '' && name !== 'totp');
  return {
    ...blank,
    ...Object.fromEntries(texts.map(([name]) => [name, `canary-${kind}-${name}`])),
    ...(kind === 'login' ? { totp: seed, urls: [{ url: 'https://canary-login-url.example', match: 'host' }] } : {}),
    fields: [
      { id: 'a', label: 'Kept', type: 'hidden', value: `canary-${kind}-hidden` },
      { id: 'b', label: 'Long', type: 'notes', value: `canary-${kind}-long` },
    ],
  };
}

const kindNames = Object.keys(kindViews) as (keyof typeof kindViews)[];

/** The canaries that a text holds, as they are and in hexadecimal. */
const found = (text: string): string[] => [
  ...new Set(text.match(/canary-[\w-]+|CANARYSEED\w*|63616e6172792d\w{0,40}|43414e415259\w{0,40}/gi) ?? []),
];

const heldIn = (page: Page) =>
  page.evaluate(`JSON.stringify([
    document.documentElement.outerHTML,
    [...document.querySelectorAll('input, textarea')].map(({ value }) => value),
    { ...localStorage }, { ...sessionStorage }, document.title, location.href,
  ])`) as Promise<string>;

/** Every string in the memory of a page's scripts. */
async function heapOf(page: Page): Promise<string> {
  const client = await page.createCDPSession();
  const chunks: string[] = [];
  client.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await client.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await client.detach();
  return chunks.join('');
}

describeEither('what people keep', (launch) => {
  let session: Session;
  let corner: Page;
  let vault: Page;
  let popup: Page;
  const ids: string[] = [];

  beforeAll(async () => {
    session = await launch();
    corner = await openBareCorner(session);
    await answerTo(corner, 'vault.create', { password, deviceName: 'Test browser' });
    for (const kind of kindNames) {
      const { id } = await answerTo<{ id: string }>(corner, 'items.save', { item: filled(kind) });
      ids.push(id);
    }
    vault = await session.page('vault', `#item/${ids[0] ?? ''}`);
    popup = await session.page('popup');
  });

  const heaps = async (): Promise<string> =>
    session.kind === 'chromium' ? (await Promise.all([heapOf(vault), heapOf(popup)])).join('') : '';
  const shown = async (): Promise<string> => (await heldIn(vault)) + (await heldIn(popup));

  it('is not in the index, but for what a list shows', async () => {
    for (const id of ids) {
      await vault.evaluate(`location.hash = ${JSON.stringify(`#item/${id}`)}`);
      await until('the item to be open', async () => found(await heldIn(vault)).length > 3);
    }
    const rows = JSON.stringify(await answerTo(corner, 'items.search', { query: '', in: 'all', offset: 0, limit: 50 }));
    expect(found(rows)).toContain('canary-login-username');
    const secret =
      /password|totp|SEED|hidden|long|notes|code|pin|passphrase|privateKey|nationalId|passport|licence|body/i;
    expect(found(rows).filter((canary) => secret.test(canary))).toEqual([]);
    expect(found(JSON.stringify(await readEverythingKept(session)))).toEqual([]);
  });

  it('is nowhere after a lock', async () => {
    await until('the list to be open', async () => found(await heldIn(popup)).length > 0);
    // The search finds what is there.
    expect(found(await shown()).length).toBeGreaterThan(3);
    if (session.kind === 'chromium') expect(found(await heaps())).toContain('canary-login-username');
    await answerTo(corner, 'lock');
    await until('both pages to have dropped everything', async () => found(await shown()).length === 0);
    const kept = JSON.stringify([await readEverythingKept(session), await session.readLogs()]);
    expect(found(kept)).toEqual([]);
    expect(found(await heaps())).toEqual([]);
  });
});
