import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTo } from '../support/asking.ts';
import { fill, press, see } from '../support/hands.ts';
import { encrypt, openCompose, openReveal, revealed, valueOf } from '../pages/in-page.ts';
import { acceptVault, beginJoin, givePassword, signUp, type Enrolled } from './store-hands.ts';
import { startStore, type Store } from '../support/store.ts';
import { describeEither, findBarriers, startSite, until, type Session, type Site } from '../support/index.ts';

const who = { email: 'mira.fjord@example.org', password: 'seven quiet harbours under snow' };
const secret = 'The blue envelope, second drawer.';
const field = `<!doctype html><meta charset="utf-8"><body style="margin:40px">
<textarea id="area" rows="3" style="width:420px"></textarea>`;
const wall = (armored: string): string =>
  `<!doctype html><meta charset="utf-8"><body style="margin:40px"><p id="text" style="width:420px;overflow-wrap:anywhere">${armored}</p>`;

function note(title: string, body: string) {
  return { item: { kind: 'note', title, body, favourite: false, tags: ['house'], folder: '', fields: [] } };
}

async function titles(page: Page): Promise<string[]> {
  const all = { query: '', in: 'all', offset: 0, limit: 50 };
  const { rows } = await answerTo<{ rows: { title: string }[] }>(page, 'items.search', all);
  return rows.map((row) => row.title).toSorted();
}

describeEither('a vault at a store', (launch) => {
  let store: Store;
  let site: Site;
  let first: Session;
  let settings: Page;
  let enrolled: Enrolled;
  let phrase = '';
  let armored = '';

  /** Whether the browser that just came in has everything: the notes, and the key of a text sealed elsewhere. */
  const hasEverything = async (session: Session, page: Page): Promise<void> => {
    expect(await titles(page)).toEqual(['Alarm code', 'Bike lock']);
    const place = await session.open(site.put('/wall', wall(armored)));
    await place.bringToFront();
    expect(await revealed(await openReveal(place, '#text'))).toBe(secret);
    await place.close();
  };
  /** A browser with an empty profile gets in by what `enter` does, and goes again. */
  const newBrowser = async (enter: (page: Page) => Promise<void>): Promise<void> => {
    const session = await launch();
    const page = await session.opened('welcome');
    await beginJoin(page, store.origin);
    await enter(page);
    await acceptVault(page);
    await hasEverything(session, page);
    await session.close();
  };

  beforeAll(async () => {
    [store, site, first] = await Promise.all([startStore(), startSite(), launch()]);
    settings = await first.page('vault', '#settings/store');
    await answerTo(settings, 'vault.create', { password: who.password, deviceName: 'First browser' });
    ({ phrase } = await answerTo<{ phrase: string }>(settings, 'ways.drawPhrase'));
    await answerTo(settings, 'ways.addPhrase', { phrase, name: 'Paper' });
    await answerTo(settings, 'items.save', note('Alarm code', 'blue envelope'));
    const page = await first.open(site.put('/field', field));
    await page.bringToFront();
    await encrypt(page, await openCompose(page, '#area'), secret);
    armored = (await valueOf(page, '#area')).trim();
    await page.close();
  });
  afterAll(async () => {
    await site.close();
    await store.end();
  });

  it('is connected with password, authenticator app and backup codes', async () => {
    await see(settings, 'Make an account at a store');
    expect(await findBarriers(settings)).toEqual([]);
    enrolled = await signUp(settings, store, who);
    expect(enrolled.backupCodes).toHaveLength(10);
    expect(await findBarriers(settings)).toEqual([]);
    await answerTo(settings, 'items.save', note('Bike lock', '4471-20'));
  });

  it('comes to a new browser by password and code', async () => {
    await newBrowser(async (page) => {
      expect(await findBarriers(page)).toEqual([]);
      await givePassword(page, { ...enrolled, password: 'another one altogether' });
      await see(page, 'E-mail address or password is wrong');
      await givePassword(page, enrolled);
      await see(page, 'Now the second factor');
      expect(await findBarriers(page)).toEqual([]);
      await fill(page, 'Code from the app', '000000');
      await page.keyboard.press('Enter');
      await see(page, 'This code does not fit');
      await fill(page, 'Code from the app', await enrolled.code());
      await page.keyboard.press('Enter');
      await see(page, 'This is what the store holds');
      expect(await findBarriers(page)).toEqual([]);
      await see(page, 'First browser');
    });
  });

  it('comes to a new browser by a backup code', async () => {
    await newBrowser(async (page) => {
      await givePassword(page, enrolled);
      await see(page, 'Now the second factor');
      await press(page, 'Backup code');
      await fill(page, 'Backup code', enrolled.backupCodes[3] ?? '');
      await page.keyboard.press('Enter');
    });
  });

  it('comes to a new browser by its recovery phrase', async () => {
    await newBrowser(async (page) => {
      await press(page, 'Recovery phrase');
      await fill(page, 'Recovery phrase', phrase);
      await page.keyboard.press('Enter');
    });
  });

  it('shows a change of one browser in the other at once, and a session that was ended', async () => {
    const second = await launch();
    const page = await second.opened('welcome');
    await beginJoin(page, store.origin);
    await press(page, 'Recovery phrase');
    await fill(page, 'Recovery phrase', phrase);
    await page.keyboard.press('Enter');
    await acceptVault(page);
    const list = await second.page('vault');
    await see(list, 'Alarm code');
    await answerTo(settings, 'items.save', note('Wi-Fi at the cabin', 'seven-herons'));
    await see(list, 'Wi-Fi at the cabin');

    await answerTo(list, 'items.save', note('From the second', 'here'));
    await until('it to be in the first', async () => (await titles(settings)).includes('From the second'));

    const sessions = await answerTo<{ id: string; current: boolean; how: string }[]>(settings, 'account.sessions');
    const newest = sessions.filter(({ current, how }) => !current && how === 'key').at(-1);
    await settings.evaluate(`location.hash = '#settings/sessions'`);
    await see(settings, 'These browsers are signed in');
    expect(await findBarriers(settings)).toEqual([]);
    expect(newest).toBeDefined();
    await press(settings, 'End all others');
    await see(settings, 'ended.');
    await see(list, 'Your session at the store was ended');
    await second.close();
  });

  it('has left nothing at the store that tells what is in it', async () => {
    const names = await readdir(store.folder, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const contents = await Promise.all(files.map((file) => readFile(file)));
    const all = Buffer.concat([...contents, Buffer.from(store.output())]);
    const holds = (text: string) => [text, Buffer.from(text).toString('base64url')].some((form) => all.includes(form));
    // The search finds what is there: the database's own words, and a line of the log.
    expect(['CREATE TABLE', 'started'].filter(holds)).toHaveLength(2);
    const words = ['Alarm code', 'blue envelope', 'Bike lock', '4471-20', 'seven-herons', 'house', 'First browser'];
    const canaries = [...words, who.email, who.password, phrase, secret, ...enrolled.backupCodes, armored];
    expect(canaries.filter(holds)).toEqual([]);
  });
});
