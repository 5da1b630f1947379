import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { FileReading } from '../../../src/transfer/index.ts';
import { argon2id } from '../../../src/work/argon2id.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';

const file = {
  encrypted: false,
  folders: [{ id: 'f', name: 'Home' }],
  items: [
    {
      type: 1,
      name: 'Shop',
      folderId: 'f',
      login: { uris: [{ uri: 'https://shop.example', match: 0 }], username: 'ann', password: 'new' },
      passwordHistory: [{ lastUsedDate: '2023-06-01T00:00:00.000Z', password: 'old' }],
    },
    { type: 3, name: 'Visa', card: { cardholderName: 'Ann', number: '4111' } },
    { type: 4, name: 'Me', identity: { firstName: 'Ann' } },
    { type: 5, name: 'Key', sshKey: { privateKey: 'PEM', publicKey: 'ssh-ed25519 AA' } },
    { type: 2, name: 'Note', notes: 'text' },
  ],
};

it('a vault of Bitwarden comes, with its former passwords, and is the same when it comes again', async () => {
  const ask = windows(new Machine().background());
  await ask('vault.create', { password: 'correct horse battery staple', deviceName: 'This browser' });
  const reading = new FileReading(argon2id);
  await reading.read(new Blob([JSON.stringify(file)]), {});
  const { items } = reading.part(0);
  const { id } = await ask('transfer.begin', { name: 'bitwarden.json', report: { leftOut: [], reasons: {} } });
  expect(await ask('transfer.stage', { id, items })).toEqual({ same: 0, like: [] });
  await ask('transfer.run', { id, choices: { all: 'merge', single: {} } });
  while ((await ask('transfer.state', {})).at === 'running') await turn();
  const found = await ask('items.search', { query: 'shop', in: 'all', offset: 0, limit: 1 });
  expect(await ask('items.read', { id: found.rows[0]?.id ?? '' })).toMatchObject({
    item: {
      folder: 'Home',
      password: 'new',
      urls: [{ url: 'https://shop.example', match: 'domain' }],
    },
    history: [{ field: 'password', value: 'old', until: Date.UTC(2023, 5, 1) }],
  });
  const again = await ask('transfer.begin', { name: 'bitwarden.json', report: { leftOut: [], reasons: {} } });
  expect(await ask('transfer.stage', { id: again.id, items })).toEqual({ same: items.length, like: [] });
});
