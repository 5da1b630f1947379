import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { press, see } from '../../test/e2e/support/hands.ts';
import { tabSize, type Scene, type Size } from './stage.ts';

/** A table of a program that nobody knows. */
const table = [
  'Dienst;Adresse;Anmeldename;Kennwort;Ablage;Farbe',
  'Stadtbibliothek;https://library.example;mira;reader-1;Haus;rot',
  'Lantern Shop;https://shop.example.org;mira@example.org;older-password;Shops;',
  'Ferry;https://ferry.example;mira@example.org;crossing-7;Reisen;blau',
].join('\n');

/** Nobody opens it: that it has a password is all that is drawn. */
const sealed = JSON.stringify({
  encrypted: true,
  passwordProtected: true,
  salt: 'c2FsdA==',
  kdfType: 0,
  kdfIterations: 600_000,
  encKeyValidation_DO_NOT_EDIT: `2.${'A'.repeat(22)}==|${'A'.repeat(22)}==|${'A'.repeat(43)}=`,
  data: `2.${'A'.repeat(22)}==|${'A'.repeat(22)}==|${'A'.repeat(43)}=`,
});

/** A store that is nearly full takes a thousand items; only what it says is drawn. */
const fullStore = `(() => {
  const ask = chrome.runtime.sendMessage;
  const room = { at: 'store', left: { items: 1, bytes: 900_000 }, fresh: { items: 3, bytes: 2_000 }, like: { items: 0, bytes: 0 } };
  chrome.runtime.sendMessage = (...asked) =>
    asked[0]?.ask === 'transfer.room' ? Promise.resolve({ ok: true, value: room }) : ask.apply(chrome.runtime, asked);
})()`;

const narrow: Size = { width: 360, height: 760, scale: 2 };

async function choose(page: Page, folder: string, name: string, content: string): Promise<void> {
  await writeFile(join(folder, name), content);
  const input = await page.waitForSelector('.transfer-drop input[type="file"]');
  await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(join(folder, name));
  await see(page, name);
}

/** Files that ask something before they come: for a password, for what their columns are; and a store without room. */
export const bring: Scene = async (stage) => {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-bring-'));
  for (const [size, suffix] of [
    [{ ...tabSize, height: 1000 }, ''],
    [narrow, '-narrow'],
  ] as const) {
    const page = await stage.open('vault.html#transfer', size, fullStore);
    await choose(page, folder, 'bitwarden_encrypted_export.json', sealed);
    await see(page, 'This file has a password');
    await stage.shoot(page, `transfer-password${suffix}`);
    await press(page, 'Cancel');
    await choose(page, folder, 'passwords.csv', table);
    await see(page, 'What is in which column?');
    await stage.shoot(page, `transfer-columns${suffix}`);
    await press(page, 'Look at what would come');
    await see(page, 'fit at your store');
    await stage.shoot(page, `transfer-room${suffix}`);
    await press(page, 'Cancel');
    await page.close();
  }
  await rm(folder, { recursive: true });
};
