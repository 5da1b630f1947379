import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTo } from '../support/asking.ts';
import { until } from '../../support/until.ts';
import { describeInTurn, findBarriers, type Session } from '../support/index.ts';
import { fill, openVault, press, says, shows, stored } from './vault-page.ts';

const secret = 'eight loud owls hunt until dusk';

/** What the page gave to the downloads, which reads it at its own pace; once. */
async function savedBytes(page: Page): Promise<Uint8Array> {
  const saved = await until('the file', () => page.evaluate('window.saved'));
  await page.evaluate('window.saved = undefined');
  return Uint8Array.from(saved as number[]);
}

describeInTurn('a sealed export', (launch) => {
  let folder: string;
  let first: Session;
  let page: Page;
  let there: Page;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-export-'));
    first = await launch();
    page = await openVault(first, '#transfer');
    for (const title of ['One', 'Two']) {
      const item = {
        kind: 'note',
        title,
        body: `body of ${title}`,
        favourite: false,
        tags: [],
        folder: '',
        fields: [],
      };
      await answerTo(page, 'items.save', { item });
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is saved as a file that shows nothing', async () => {
    // What the page gives to the downloads is taken here, because each browser saves in its own way.
    await page.evaluate(`(() => {
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        blob.arrayBuffer().then((bytes) => { window.saved = Array.from(new Uint8Array(bytes)); });
        return make(blob);
      };
      HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };
    })()`);
    await press(page, 'Export', '#transfer-sealed');
    await shows(page, '#transfer-sealed input[type="password"]');
    await page.evaluate(`(() => {
      for (const field of document.querySelectorAll('#transfer-sealed input[type="password"]')) {
        field.value = ${JSON.stringify(secret)};
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }
    })()`);
    await press(page, 'Save the file');
    await says(page, 'Saved as latchkey-', '#transfer-sealed');
    expect(await page.evaluate('window.savedAs')).toMatch(/^latchkey-\d{4}-\d\d-\d\d\.latchkey$/);
    const bytes = await savedBytes(page);
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('body of');
    await writeFile(join(folder, 'export.latchkey'), bytes);
    const damaged = Uint8Array.from(bytes);
    damaged[damaged.length - 3] = (damaged.at(-3) ?? 0) ^ 1;
    await writeFile(join(folder, 'damaged.latchkey'), damaged);
    await writeFile(join(folder, 'other.latchkey'), 'a letter to a friend');
  });

  it('comes into another vault after a look inside, whole, and not twice', async () => {
    const second = await launch();
    there = await openVault(second, '#transfer');
    const choose = async (name: string, password: string): Promise<void> => {
      await shows(there, '#transfer-sealed input[type="file"]');
      const field = (await there.$('#transfer-sealed input[type="file"]')) as ElementHandle<HTMLInputElement>;
      await field.uploadFile(join(folder, name));
      await fill(there, '#transfer-sealed input[type="password"]', password);
      await press(there, 'Look inside');
    };
    await press(there, 'Import', '#transfer-sealed');
    await choose('other.latchkey', secret);
    await says(there, 'not an export of Latchkey');
    await choose('export.latchkey', 'wrong');
    await says(there, 'This password does not open the file');
    await choose('damaged.latchkey', secret);
    await shows(there, '#transfer-sealed .notice.danger');
    await choose('export.latchkey', secret);
    await says(there, '2 items', '#transfer-sealed');
    await says(there, '2 are new');
    expect(await stored(there, 'One')).toBeUndefined();
    expect(await findBarriers(there)).toEqual([]);
    await press(there, 'Import', '#transfer-sealed form');
    await says(there, '2 items were added');
    expect((await stored(there, 'One'))?.item.body).toBe('body of One');
    await press(there, 'Close', '#transfer-sealed');
    await press(there, 'Import', '#transfer-sealed');
    await choose('export.latchkey', secret);
    await says(there, '0 are new');
    expect((await readFile(join(folder, 'export.latchkey'))).length).toBeGreaterThan(0);
  });

  it('has a readable one below it, which asks first, and comes back equal', async () => {
    await press(page, 'Logins as CSV');
    await says(page, '2 items that are no logins', 'dialog');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Cancel', 'dialog');
    await press(page, 'Everything as JSON');
    await says(page, '2 items with history', 'dialog');
    expect(await page.evaluate('document.activeElement.innerText')).toBe('Cancel');
    await press(page, 'Save unencrypted', 'dialog');
    await says(page, 'Saved as latchkey-plain-', '#transfer-plain');
    expect(await page.evaluate('window.savedAs')).toMatch(/^latchkey-plain-\d{4}-\d\d-\d\d\.json$/);
    await writeFile(join(folder, 'plain.json'), await savedBytes(page));

    const before = (await stored(there, 'One')) ?? { id: '', item: {} };
    for (const title of ['One', 'Two']) await answerTo(there, 'items.trash', { id: (await stored(there, title))?.id });
    await answerTo(there, 'items.emptyTrash', {});
    expect(await stored(there, 'One')).toBeUndefined();
    const field = (await there.$('.transfer-drop input[type="file"]')) as ElementHandle<HTMLInputElement>;
    await field.uploadFile(join(folder, 'plain.json'));
    await press(there, 'Import 2 items');
    await says(there, '2 items are in your vault');
    expect((await stored(there, 'One'))?.item).toEqual(before.item);
  });
});
