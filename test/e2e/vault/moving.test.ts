import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runs } from '../../support/runs.ts';
import { answerTo, inPage } from '../support/asking.ts';
import { startStore, type Store } from '../support/store.ts';
import { describeInTurn, until } from '../support/index.ts';
import { fill, openVault, press, says, shows } from './vault-page.ts';

/** Ten thousand in the proof, as people have them; fewer where every run plays it. */
const count = Math.min(10_000, runs(2_000));
const written = count.toLocaleString('en');
const wanted = String(count - 3);

const rowOf = (at: number): string =>
  `Shop ${at},https://shop${at}.example/login,ann${at},"pass,word ""${at}""","note ${at}\nof two lines"`;

interface Held {
  readonly id: string;
  readonly revision: number;
  readonly item: Readonly<Record<string, unknown>>;
  readonly history: readonly { readonly field: string; readonly value: unknown }[];
}

/** The login of this user. */
async function held(page: Page, query: string): Promise<Held> {
  const { rows } = await answerTo<{ rows: { id: string }[] }>(page, 'items.search', {
    query,
    in: 'all',
    offset: 0,
    limit: 1,
  });
  return answerTo(page, 'items.read', { id: rows[0]?.id });
}

async function total(page: Page, place: 'all' | 'trash' = 'all'): Promise<number> {
  const all = { query: '', in: place, offset: 0, limit: 1 };
  return (await answerTo<{ total: number }>(page, 'items.search', all)).total;
}

/** What the page gives to the downloads is taken here, because each browser saves in its own way. */
const takeSaved = `(() => {
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    blob.text().then((text) => { window.saved = text; });
    return make(blob);
  };
  HTMLAnchorElement.prototype.click = () => undefined;
})()`;

async function exported(page: Page): Promise<string> {
  await page.evaluate(`window.saved = undefined; location.hash = '#transfer'`);
  await press(page, 'Everything as JSON');
  await says(page, 'items with history', 'dialog');
  await press(page, 'Save unencrypted', 'dialog');
  return (await until('the file to be saved', () => page.evaluate('window.saved'))) as string;
}

/** Its items in one order, as the order of names says nothing. */
function itemsIn(file: string): string[] {
  const items = JSON.parse(file, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  ) as { items: object[] };
  return items.items.map((item) => JSON.stringify(item)).toSorted();
}

describeInTurn('a person with many passwords moves in', (launch) => {
  let folder: string;
  let store: Store;
  let here: Page;
  let there: Page;
  let file: string;

  const bring = async (page: Page, name: string): Promise<void> => {
    await shows(page, '.transfer-drop input[type="file"]');
    const field = (await page.$('.transfer-drop input[type="file"]')) as ElementHandle<HTMLInputElement>;
    await field.uploadFile(join(folder, name));
  };
  const clipboardIs = (text: string) =>
    until(`the clipboard to hold “${text}”`, async () => {
      // Only a page in front may look.
      await here.bringToFront();
      return (await inPage(here, 'navigator.clipboard.readText()')) === text;
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-moving-'));
    const rows = Array.from({ length: count - 1 }, (_, at) => rowOf(at));
    const twin = 'Shop 7,https://shop7.example/login,ann7,of another time,';
    await writeFile(join(folder, 'chrome.csv'), ['name,url,username,password,note', ...rows, twin].join('\n'));
    store = await startStore();
    here = await openVault(await launch(), '#transfer');
    await here.evaluate(takeSaved);
  });
  afterAll(async () => {
    await store.end();
    await rm(folder, { recursive: true, force: true });
  });

  it('brings a table of Chrome', async () => {
    await bring(here, 'chrome.csv');
    await press(here, `Import ${written} items`);
    await says(here, `${written} items are in your vault`);
    await press(here, 'Bring another file (this one can’t be taken back then)');
    expect(await total(here)).toBe(count);
  });

  it('finds one and copies its password, which does not stay on the clipboard', async () => {
    await here.evaluate(`location.hash = '#all'`);
    await fill(here, 'input[type="search"]', `ann${wanted}`);
    await says(here, `Shop ${wanted}`);
    const { id } = await held(here, `ann${wanted}`);
    await here.evaluate(`location.hash = '#item/${id}'`);
    await press(here, 'Copy: Password');
    await clipboardIs(`pass,word "${wanted}"`);
    await inPage(
      here,
      `api.storage.session.get('copied').then(({ copied }) =>
         api.storage.session.set({ copied: { ...copied, clearsAt: 1 } })).then(() => api.alarms.create('clipboard', { when: Date.now() }))`,
    );
    await clipboardIs('');
  });

  it('edits one login in two browsers of a store at once: both edits stand', async () => {
    const { phrase } = await answerTo<{ phrase: string }>(here, 'ways.drawPhrase');
    await answerTo(here, 'ways.addPhrase', { phrase, name: 'Paper' });
    await answerTo(here, 'account.signUp', { kind: 'keys', address: store.origin });
    await answerTo(here, 'account.sync');
    there = await (await launch()).page('vault');
    const { ticket } = await answerTo<{ ticket: string }>(there, 'signin.start', { address: store.origin });
    await answerTo(there, 'signin.phrase', { ticket, phrase });
    await answerTo(there, 'signin.accept', { ticket, deviceName: 'Second browser' });
    await until('all to be there', async () => (await total(there)) === count);
    const { id, revision, item } = await held(here, `ann${wanted}`);
    const edit = (page: Page, fields: object): Promise<unknown> =>
      answerTo(page, 'items.save', { id, revision, base: item, item: { ...item, ...fields } });
    await store.stop();
    await edit(here, { username: 'anna' });
    await edit(there, { password: 'of today' });
    await store.start();
    await Promise.all([here, there].map((page) => answerTo(page, 'account.sync')));
    for (const page of [here, there]) {
      await until('both edits', async () => {
        const { item: now } = await answerTo<Held>(page, 'items.read', { id });
        return now['username'] === 'anna' && now['password'] === 'of today';
      });
    }
  });

  it('merges what came twice, and loses neither password', async () => {
    await here.evaluate(`location.hash = '#duplicates'`);
    await press(here, 'See the merged one');
    await press(here, 'Merge');
    await says(here, 'No duplicates');
    expect([await total(here), await total(here, 'trash')]).toEqual([count - 1, 1]);
    const { item, history } = await held(here, 'shop7.example');
    const values = [item['password'], ...history.filter(({ field }) => field === 'password').map(({ value }) => value)];
    expect(values.toSorted()).toEqual(['of another time', 'pass,word "7"']);
  });

  it('takes everything along into an empty vault, equal field for field', async () => {
    file = await exported(here);
    expect(itemsIn(file)).toHaveLength(count);
    await writeFile(join(folder, 'plain.json'), file);
    const empty = await openVault(await launch(), '#transfer');
    await empty.evaluate(takeSaved);
    await bring(empty, 'plain.json');
    await press(empty, `Import ${written} items`);
    await says(empty, `${written} items are in your vault`);
    await press(empty, 'Bring another file (this one can’t be taken back then)');
    expect(itemsIn(await exported(empty))).toEqual(itemsIn(file));
  });
});
