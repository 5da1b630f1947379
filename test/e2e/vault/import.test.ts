import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runs } from '../../support/runs.ts';
import { answerTo } from '../support/asking.ts';
import { describeInTurn, findBarriers, type Session } from '../support/index.ts';
import { openVault, press, says, shows, textOf } from './vault-page.ts';

/** Some hundred here, ten thousand and more in the proof. */
const count = runs(200);
const written = count.toLocaleString('en');

const rowOf = (at: number): string =>
  `Shop ${at},https://shop${at}.example/login,ann${at},"pass,word ""${at}""","note ${at}\nof two lines"`;

describeInTurn('a file of a browser', (launch) => {
  let folder: string;
  let session: Session;
  let page: Page;
  const choose = async (there: Page, name: string): Promise<void> => {
    await shows(there, '.transfer-drop input[type="file"]');
    const field = (await there.$('.transfer-drop input[type="file"]')) as ElementHandle<HTMLInputElement>;
    await field.uploadFile(join(folder, name));
  };
  const total = async (query = ''): Promise<number> =>
    (await answerTo<{ total: number }>(page, 'items.search', { query, in: 'all', offset: 0, limit: 1 })).total;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-import-'));
    const rows = Array.from({ length: count }, (_, at) => rowOf(at));
    const file = ['name,url,username,password,note', ...rows, 'Broken,https://x.example,"ann,one,'].join('\n');
    await writeFile(join(folder, 'passwords.csv'), file);
    await writeFile(join(folder, 'letter.csv'), 'Dear friend');
    await writeFile(join(folder, 'other.csv'), 'Dienst;Login;Kennwort;Sonst\nPost;ann;geheim-1;rot\n');
    session = await launch();
    page = await openVault(session, '#transfer');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('that is none is told as that', async () => {
    await choose(page, 'letter.csv');
    await says(page, 'Nothing was imported');
    expect(await findBarriers(page)).toEqual([]);
  });

  it('of no program that is known is asked about, column by column', async () => {
    await choose(page, 'other.csv');
    await says(page, 'What is in which column?');
    await says(page, 'Post');
    expect(await textOf(page, '.transfer-columns')).not.toContain('geheim-1');
    expect(await findBarriers(page)).toEqual([]);
    const fields = await page.$$('.transfer-columns select');
    await fields[0]?.select('title');
    await fields[3]?.select('unwanted');
    await press(page, 'Look at what would come');
    await says(page, '1 item would come');
    await says(page, 'you said that it shall not come');
    await press(page, 'Cancel');
  });

  it('is looked at before anything changes, then comes, and is found', async () => {
    await choose(page, 'passwords.csv');
    await says(page, `${written} items would come`);
    await says(page, 'a quotation mark is missing');
    expect(await total()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await press(page, `Import ${written} items`);
    await says(page, `${written} items are in your vault`);
    await says(page, 'Delete the file now.');
    expect(await findBarriers(page)).toEqual([]);
    expect(await total()).toBe(count);
    const { rows } = await answerTo<{ rows: { id: string }[] }>(page, 'items.search', {
      query: `ann${count - 1}`,
      in: 'all',
      offset: 0,
      limit: 1,
    });
    const { item } = await answerTo<{ item: object }>(page, 'items.read', { id: rows[0]?.id });
    expect(item).toMatchObject({
      password: `pass,word "${count - 1}"`,
      notes: `note ${count - 1}\nof two lines`,
    });
  });

  it('is taken back with one press', async () => {
    await press(page, 'Undo import');
    await says(page, `${written} items were taken back`);
    expect(await total()).toBe(0);
  });
});
