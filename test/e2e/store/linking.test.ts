import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTo, inPage } from '../support/asking.ts';
import { fill, press, see, words } from '../support/hands.ts';
import { beginJoin, signUp } from './store-hands.ts';
import { beforeCamera, screenOf } from '../support/screens.ts';
import { startStore, type Store } from '../support/store.ts';
import { describeInTurn, findBarriers, until, type Session } from '../support/index.ts';

const who = { email: 'mira.fjord@example.org', password: 'seven quiet harbours under snow' };
const note = { kind: 'note', title: 'Alarm code', body: 'blue', favourite: false, tags: [], folder: '', fields: [] };

async function numberShown(page: Page): Promise<string> {
  await see(page, 'Choose this number on the other browser');
  return page.$eval('.link-number', (element) => element.textContent.trim());
}

/** The numbers to choose from, once there are any. */
async function numbersOffered(page: Page): Promise<string[]> {
  await see(page, 'Which number does the new browser show?');
  return page.$$eval('.link-choice .mono', (found) => found.map((element) => element.textContent.trim()));
}

describeInTurn('a browser that another one lets in', (launch) => {
  let store: Store;
  let old: Session;
  let settings: Page;
  let folder: string;

  /** A browser with an empty profile, as far as its code. */
  const newBrowser = async (): Promise<{ session: Session; page: Page }> => {
    const session = await launch();
    const page = await session.opened('welcome');
    await beginJoin(page, store.origin);
    await press(page, 'From another browser');
    await see(page, 'works once');
    return { session, page };
  };
  const openReader = async (): Promise<void> => {
    await settings.bringToFront();
    await press(settings, 'Read its code');
    await see(settings, 'Or its code as text');
  };

  beforeAll(async () => {
    [store, old] = await Promise.all([startStore(), launch()]);
    folder = await mkdtemp(join(tmpdir(), 'latchkey-link-'));
    settings = await old.page('vault', '#settings/store');
    await answerTo(settings, 'vault.create', { password: who.password, deviceName: 'Laptop' });
    await answerTo(settings, 'items.save', { item: note });
    await see(settings, 'Make an account at a store');
    await signUp(settings, store, who);
    await settings.evaluate(`location.hash = '#settings/link'`);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await store.end();
  });

  it('comes in by its QR code, read off its screen, and by no password', async () => {
    const { session, page } = await newBrowser();
    expect(await findBarriers(page)).toEqual([]);
    await openReader();
    expect(await findBarriers(settings)).toEqual([]);
    await settings.evaluate(`navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('', 'NotAllowedError');
    }`);
    await press(settings, 'With the camera');
    await see(settings, 'The camera was refused.');
    await press(settings, 'Cancel');
    await beforeCamera(settings, await screenOf(page));
    await press(settings, 'With the camera');
    const number = await numberShown(page);
    expect(await numbersOffered(settings)).toContain(number);
    expect(await settings.evaluate('window.seen.getTracks().map(({ readyState }) => readyState)')).toEqual(['ended']);
    expect([await findBarriers(page), await findBarriers(settings)]).toEqual([[], []]);
    await press(settings, number);
    await see(settings, 'Handed over.');
    await see(page, 'Is this your vault?');
    for (const said of [who.email, 'Laptop', '1 item']) expect(await words(page)).toContain(said);
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Open it here');
    await see(page, 'Where may Latchkey work');
    const { rows } = await answerTo<{ rows: { title: string }[] }>(page, 'items.search', {
      ...{ query: '', in: 'all', offset: 0, limit: 50 },
    });
    expect(rows.map(({ title }) => title)).toEqual(['Alarm code']);
    await session.close();
  });

  it('stays outside where another number is chosen, and comes in by its code as text', async () => {
    const { session, page } = await newBrowser();
    await press(settings, 'Add another browser');
    await writeFile(join(folder, 'screen.png'), await screenOf(page));
    await settings.bringToFront();
    const file = (await settings.waitForSelector('.qr-sources input[type=file]')) as ElementHandle<HTMLInputElement>;
    await file.uploadFile(join(folder, 'screen.png'));
    const number = await numberShown(page);
    const wrong = (await numbersOffered(settings)).find((offered) => offered !== number) ?? '';
    await press(settings, wrong);
    await see(settings, 'That was another number. Nothing was handed over');
    await see(page, 'The other browser stopped');
    expect(await findBarriers(page)).toEqual([]);
    await press(settings, 'Begin again');
    await press(page, 'Begin again');
    await see(page, 'works once');
    await press(page, 'Copy it as text instead');
    await see(page, 'Copied');
    const code = String(await until('the code to be copied', () => inPage(page, 'navigator.clipboard.readText()')));
    await fill(settings, 'Or its code as text', code.slice(0, 40));
    await settings.keyboard.press('Enter');
    await see(settings, 'This is not the code that a new browser shows');
    await fill(settings, 'Or its code as text', code);
    await settings.keyboard.press('Enter');
    await press(settings, await numberShown(page));
    await see(page, 'Is this your vault?');
    await press(page, 'Open it here');
    await see(page, 'Where may Latchkey work');
    await session.close();
  });
});
