import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { press, see } from '../../test/e2e/support/hands.ts';
import { tabSize, type Scene } from './stage.ts';

const shared = { favourite: false, tags: [], folder: '', fields: [] };
const login = {
  ...shared,
  kind: 'login',
  title: 'Lantern Shop',
  urls: [
    { url: 'https://shop.example.org', match: 'host' },
    { url: 'lantern.example', match: 'domain' },
  ],
  username: 'mira@example.org',
  password: 'hR7-dunmol-Vek3s',
  accountId: '',
  totp: '',
  notes: 'Ask for Ada at the counter.',
  tags: ['house'],
  folder: 'Shops',
  fields: [{ id: 'a', label: 'Customer number', type: 'hidden', value: 'NO 4471 209' }],
};
const card = {
  ...shared,
  kind: 'card',
  title: 'Travel card',
  holder: 'Mira Lindqvist',
  number: '4111 1111 1111 4410',
  expiryMonth: '08',
  expiryYear: '2029',
  code: '123',
  pin: '',
  notes: '',
};

const table = [
  'name,url,username,password,note',
  'City library,https://library.example,mira,reader-1,',
  'Lantern Shop,https://shop.example.org,mira@example.org,older-password,',
  'Broken,https://a.example,"mira,unclosed',
  'Ferry,https://ferry.example,mira@example.org,crossing-7,at noon',
].join('\n');

/** Logins and cards: read, edited, brought by a file and taken along. */
export const items: Scene = async (stage) => {
  const page = await stage.open('vault.html', tabSize);
  const made = (await Promise.all([card, login].map((item) => stage.ask(page, 'items.save', { item })))) as {
    id: string;
    revision: number;
  }[];
  const { id = '', revision = 1 } = made[1] ?? {};
  const changed = { ...login, password: 'hR7-dunmol-Vek4t' };
  await stage.ask(page, 'items.save', { id, revision, base: login, item: changed });
  await page.evaluate(`location.hash = '#item/${id}'`);
  await see(page, 'Customer number');
  await stage.shoot(page, 'vault-login');
  await press(page, 'Edit');
  await see(page, 'Make a password');
  await stage.shoot(page, 'vault-login-edit');
  await page.close();

  const narrow = await stage.open(`vault.html#item/${id}`, { width: 360, height: 760, scale: 2 });
  await press(narrow, 'Edit');
  await see(narrow, 'Make a password');
  await stage.shoot(narrow, 'vault-login-narrow');
  await narrow.close();

  const transfer = await stage.open('vault.html#transfer', { ...tabSize, height: 1200 });
  await see(transfer, 'Choose a file');
  await stage.shoot(transfer, 'transfer');
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-table-'));
  const file = join(folder, 'passwords.csv');
  await writeFile(file, table);
  const input = await transfer.waitForSelector('.transfer-drop input[type="file"]');
  await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
  await see(transfer, 'would come');
  await stage.shoot(transfer, 'transfer-preview');
  await rm(folder, { recursive: true });
  await press(transfer, 'Cancel');
  await press(transfer, 'Everything as JSON');
  await see(transfer, 'Save it readable');
  await stage.shoot(transfer, 'transfer-plain');
  // What comes after is drawn with notes only.
  for (const one of made) {
    await stage.ask(transfer, 'items.trash', { id: one.id });
    await stage.ask(transfer, 'items.delete', { id: one.id });
  }
  await transfer.close();
};
