import { press, see } from '../../test/e2e/support/hands.ts';
import { tabSize, type Scene } from './stage.ts';

const shared = { favourite: false, tags: [], folder: '', fields: [], accountId: '', totp: '', notes: '' };
const login = (title: string, site: string, more: object): object => ({
  ...shared,
  kind: 'login',
  title,
  urls: [{ url: `https://${site}/`, match: 'host' }],
  username: 'mira@example.org',
  password: 'hR7-dunmol-Vek3s',
  ...more,
});
const kept = [
  login('Lantern Shop', 'shop.example.org', { notes: 'Ask for Ada at the counter.', tags: ['house'] }),
  login('shop.example.org', 'shop.example.org', { password: 'older-password', username: '' }),
  login('Ferry', 'ferry.example', {}),
  login('Ferry', 'ferry.example', {}),
];

/** What is kept twice, and what one of it would hold; a key of SSH that was made here. */
export const duplicates: Scene = async (stage) => {
  const page = await stage.open('vault.html#duplicates', { ...tabSize, height: 1100 });
  await see(page, 'No duplicates');
  const made: { id: string }[] = [];
  for (const item of kept) made.push((await stage.ask(page, 'items.save', { item })) as { id: string });
  await see(page, 'Lantern Shop');
  await page.evaluate(`[...document.querySelectorAll('.duplicates-group .button')].at(-1).click()`);
  await see(page, 'In its history');
  await stage.shoot(page, 'duplicates');
  await page.evaluate(`document.querySelector('.duplicates-group .button.primary').click()`);
  await see(page, 'Undo');
  await stage.shoot(page, 'duplicates-merged');
  await page.close();

  const narrow = await stage.open('vault.html#duplicates', { width: 360, height: 760, scale: 2 });
  await see(narrow, 'Ferry');
  await stage.shoot(narrow, 'duplicates-narrow');
  await narrow.close();

  const key = await stage.open('vault.html#new/ssh-key', { ...tabSize, height: 1000 });
  await see(key, 'Make a key');
  await press(key, 'Make a key');
  await see(key, 'SHA256:');
  await stage.shoot(key, 'vault-ssh-key-edit');
  await press(key, 'Save');
  await see(key, 'Fingerprint');
  await stage.shoot(key, 'vault-ssh-key');
  await key.close();

  const small = await stage.open('vault.html#new/ssh-key', { width: 360, height: 760, scale: 2 });
  await see(small, 'Make a key');
  await stage.shoot(small, 'vault-ssh-key-narrow');
  // What comes after is drawn with notes only.
  const { rows } = (await stage.ask(small, 'items.search', {
    query: '',
    in: 'all',
    kind: 'ssh-key',
    offset: 0,
    limit: 9,
  })) as { rows: { id: string }[] };
  for (const { id } of [...made, ...rows]) {
    await stage.ask(small, 'items.trash', { id });
    await stage.ask(small, 'items.delete', { id });
  }
  await small.close();
};
