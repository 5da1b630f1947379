import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RootKeyError } from '../../server/kms/index.ts';
import { Person } from './support/person.ts';
import { openStore, temporaryFolder } from './support/store.ts';

async function usedFolder(): Promise<string> {
  const folder = temporaryFolder();
  const store = await openStore({}, folder);
  await (await Person.make()).signUp(await store.client());
  await store.close();
  return folder;
}

test('the first start makes the root key, readable by its owner alone, and says to back it up', async () => {
  const folder = temporaryFolder();
  const store = await openStore({}, folder);
  expect(statSync(join(folder, 'root.key')).mode & 0o777).toBe(0o600);
  const warning = store.logged.filter((line) => line.includes('root-key-made'));
  expect(warning).toHaveLength(1);
  expect(warning[0]).toContain('BACK THIS FILE UP NOW');
  await store.close();
  const again = await openStore({}, folder);
  expect(again.logged.some((line) => line.includes('root-key-made'))).toBe(false);
});

test('a database without its root key does not start, and no new key is made', async () => {
  const folder = await usedFolder();
  const file = join(folder, 'root.key');
  rmSync(file);
  await expect(openStore({}, folder)).rejects.toThrow(RootKeyError);
  expect(existsSync(file)).toBe(false);
});

test('a root key of another database, a damaged one, and one that others can read are refused', async () => {
  const [folder, other] = [await usedFolder(), await usedFolder()];
  const file = join(folder, 'root.key');
  const right = readFileSync(file, 'utf8');
  const wrongs = [
    readFileSync(join(other, 'root.key'), 'utf8'),
    right.replace(/ [A-Za-z0-9_-]/, (found) => (found === ' A' ? ' B' : ' A')),
    '',
    `${right}${right}`,
    right.replace('key-1', 'key-2'),
  ];
  for (const wrong of wrongs) {
    writeFileSync(file, wrong);
    await expect(openStore({}, folder)).rejects.toThrow(RootKeyError);
  }
  writeFileSync(file, right);
  chmodSync(file, 0o640);
  await expect(openStore({}, folder)).rejects.toThrow(/chmod 600/);
  chmodSync(file, 0o600);
  await openStore({}, folder);
});

test.each<[string, (text: string) => string]>([
  ['without its last line end', (text) => text.trimEnd()],
  ['with line ends of another system', (text) => text.replace('\n', '\r\n')],
  ['behind a BOM', (text) => `\uFEFF${text}`],
  ['with empty lines around it', (text) => `\n${text}\n`],
])('a root key that a secret manager or an editor wrote %s is the same key', async (_, written) => {
  const folder = await usedFolder();
  const file = join(folder, 'root.key');
  writeFileSync(file, written(readFileSync(file, 'utf8')));
  await openStore({}, folder);
});

test('the root key may lie apart from the database', async () => {
  const [folder, vault] = [temporaryFolder(), temporaryFolder()];
  const file = join(vault, 'keys', 'root.key');
  const store = await openStore({ LATCHKEY_ROOT_KEY_FILE: file }, folder);
  expect(existsSync(file)).toBe(true);
  expect(existsSync(join(folder, 'root.key'))).toBe(false);
  await store.close();
  await openStore({ LATCHKEY_ROOT_KEY_FILE: file }, folder);
});

test('a key in the database that was changed is noticed at the start', async () => {
  const folder = temporaryFolder();
  const store = await openStore({}, folder);
  await store.parts.database.write(async ({ query }) => {
    const { sealed } = await query
      .selectFrom('purpose_keys')
      .selectAll()
      .where('purpose', '=', 'opaque')
      .executeTakeFirstOrThrow();
    await query.updateTable('purpose_keys').set({ sealed }).where('purpose', '=', 'pepper').execute();
  });
  await store.close();
  await expect(openStore({}, folder)).rejects.toThrow(RootKeyError);
});
