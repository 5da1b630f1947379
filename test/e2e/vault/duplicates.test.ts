import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { answerTo } from '../support/asking.ts';
import { describeInTurn, findBarriers, type Session } from '../support/index.ts';
import { doesNotSay, fillField, openVault, press, says, shows, textOf } from './vault-page.ts';

const shared = {
  title: 'Lantern Shop',
  favourite: false,
  tags: [],
  folder: '',
  fields: [],
  accountId: '',
  totp: '',
  notes: '',
};
const login = (password: string, site = 'shop.example'): object => ({
  ...shared,
  kind: 'login',
  urls: [{ url: `https://${site}/`, match: 'host' }],
  username: 'mira',
  password,
});

describeInTurn('what is kept twice', (launch) => {
  let session: Session;
  let page: Page;
  const keep = async (item: object): Promise<string> =>
    (await answerTo<{ id: string }>(page, 'items.save', { item })).id;
  const counts = async (): Promise<number[]> => {
    const of = (place: string): Promise<{ total: number }> =>
      answerTo(page, 'items.search', { query: '', in: place, offset: 0, limit: 1 });
    return [(await of('all')).total, (await of('trash')).total];
  };

  beforeAll(async () => {
    session = await launch();
    page = await openVault(session, '#duplicates');
    await says(page, 'No duplicates');
  });

  it('is found as soon as it is there, merged after a look, and had back', async () => {
    await keep(login('of before'));
    await keep(login('of now'));
    await says(page, 'The passwords differ.');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'See the merged one');
    await says(page, 'In its history');
    expect(await textOf(page)).not.toContain('of before');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Merge');
    await says(page, 'Merged. The others are in the trash.');
    await says(page, 'No duplicates');
    expect(await counts()).toEqual([1, 1]);
    await press(page, 'Undo');
    await says(page, 'The passwords differ.');
    await doesNotSay(page, 'Merged.');
    expect(await counts()).toEqual([2, 0]);
  });

  it('is merged at once where nothing differs', async () => {
    for (const site of ['a.example', 'b.example', 'a.example', 'b.example']) await keep(login('same', site));
    await press(page, 'Merge all 2 equal groups');
    await says(page, '2 groups merged.');
    expect(await counts()).toEqual([4, 2]);
  });

  it('is a key of SSH no more than once: it is made, kept and told by its fingerprint', async () => {
    await page.evaluate(`location.hash = '#new/ssh-key'`);
    await fillField(page, 'Title', 'Desk');
    await press(page, 'Make a key');
    await says(page, 'Ed25519 · SHA256:');
    await says(page, 'ssh-ed25519 AAAA');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Save');
    await shows(page, '.vault-values');
    await says(page, 'Fingerprint (Ed25519)');
    expect(await textOf(page)).not.toContain('BEGIN OPENSSH');
    expect(await findBarriers(page)).toEqual([]);
    const { rows } = await answerTo<{ rows: { id: string }[] }>(page, 'items.search', {
      query: 'desk',
      in: 'all',
      offset: 0,
      limit: 1,
    });
    const { item } = await answerTo<{ item: { privateKey: string } }>(page, 'items.read', { id: rows[0]?.id });
    expect(item.privateKey).toContain('-----BEGIN OPENSSH PRIVATE KEY-----');
    await press(page, 'Edit', '.vault-bar');
    await fillField(page, 'Private key', 'It lies in the safe.');
    await says(page, 'Not a private key that can be read. It is kept as text.');
  });
});
