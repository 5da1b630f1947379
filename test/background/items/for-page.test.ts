import { beforeEach, describe, expect, it } from 'vitest';
import { forPageHandlers, PageLogins } from '../../../src/background/items/for-page.ts';
import type { Parts } from '../../../src/background/parts.ts';
import type { AnswerOf, LoginFields } from '../../../src/rpc/index.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';

const password = 'correct horse battery staple';
const blank: LoginFields = {
  ...{ kind: 'login', title: '', favourite: false, tags: [], folder: '', fields: [], urls: [] },
  ...{ username: '', password: '', accountId: '', totp: '', notes: '' },
};
const tabs = new Map<number, string>();
let machine: Machine;
let parts: Parts;
let ask: Ask;
let logins: PageLogins;
let compared: number;

function started(): void {
  parts = machine.background();
  ask = windows(parts);
  logins = new PageLogins(parts);
}

beforeEach(async () => {
  machine = new Machine();
  compared = 0;
  const { compare } = machine;
  machine.compare = (page, expressions) => {
    compared += 1;
    return compare(page, expressions);
  };
  tabs.clear();
  started();
  await ask('vault.create', { password, deviceName: 'This browser' });
});

async function keep(title: string, url: string, match: LoginFields['urls'][number]['match'] = 'host'): Promise<string> {
  machine.now += 1_000;
  const item = { ...blank, title, urls: [{ url, match }], username: `${title}@x`, password: 'secret' };
  return (await ask('items.save', { item })).id;
}

function forPage(asked: { url: string } | { tab: number }): Promise<AnswerOf<'items.forPage'>> {
  const handlers = forPageHandlers(parts, logins, (tab) => Promise.resolve(tabs.get(tab)));
  return handlers['items.forPage'](asked, { role: 'window' });
}

const titles = async (url: string): Promise<string[]> => (await forPage({ url })).rows.map(({ title }) => title);

describe('logins for a page', () => {
  it('come exact before domain before others, the last changed first', async () => {
    await keep('port', 'https://shop.example.com:8443');
    await keep('domain', 'example.com', 'domain');
    await keep('old', 'shop.example.com');
    await keep('expression', 'https://shop\\..*', 'regex');
    await keep('new', 'https://shop.example.com/login');
    await keep('elsewhere', 'https://example.org');
    expect(await titles('https://shop.example.com/')).toEqual(['new', 'old', 'domain', 'expression', 'port']);
  });

  it('say what a row shows, and what is to be asked', async () => {
    const id = await keep('nas', 'nas.local');
    expect(await forPage({ url: 'http://nas.local:5000/' })).toEqual({
      site: { scheme: 'http', host: 'nas.local', port: '5000' },
      rows: [
        {
          ...{ id, kind: 'login', title: 'nas', detail: 'nas@x', favourite: false, updatedAt: machine.now },
          ...{ createdAt: machine.now, site: 'nas.local' },
          ...{ username: 'nas@x', hasPassword: true, hasTotp: false, closeness: 'other', doubts: ['port', 'http'] },
        },
      ],
      leftOut: false,
    });
  });

  it('are those of a tab, where the browser tells us its page', async () => {
    await keep('shop', 'example.com');
    tabs.set(7, 'https://example.com/');
    expect((await forPage({ tab: 7 })).rows).toHaveLength(1);
    expect(await forPage({ tab: 8 })).toEqual({ rows: [], leftOut: false });
    expect(await forPage({ url: 'chrome://extensions/' })).toEqual({ rows: [], leftOut: false });
  });

  it('follow what is saved and thrown away', async () => {
    const url = 'https://example.com/';
    expect(await titles(url)).toEqual([]);
    const id = await keep('shop', url);
    expect(await titles(url)).toEqual(['shop']);
    await ask('items.trash', { id });
    expect(await titles(url)).toEqual([]);
    await ask('items.restore', { id });
    expect(await titles(url)).toEqual(['shop']);
  });

  it('are still known after the background died', async () => {
    await keep('shop', 'example.com', 'domain');
    started();
    expect(await titles('https://www.example.com/')).toEqual(['shop']);
  });

  it('are there once, by their nearest address', async () => {
    const urls = [
      { url: 'example.com', match: 'domain' },
      { url: 'https://.*', match: 'regex' },
      { url: 'www.example.com', match: 'host' },
    ] as const;
    await ask('items.save', { item: { ...blank, title: 'thrice', urls } });
    const { rows } = await forPage({ url: 'https://www.example.com/' });
    expect(rows.map(({ title, closeness }) => [title, closeness])).toEqual([['thrice', 'exact']]);
  });

  it('are told nobody while all is locked', async () => {
    await keep('shop', 'example.com');
    await ask('lock', {});
    await expect(forPage({ url: 'https://example.com/' })).rejects.toMatchObject({ code: 'locked' });
  });
});

describe('regular expressions', () => {
  const url = 'https://a.example.com/';

  it('start nothing where there are none', async () => {
    await keep('shop', 'example.com');
    await forPage({ url });
    expect(compared).toBe(0);
    await keep('all', '.*\\.example\\.com', 'regex');
    expect(await titles(url)).toEqual(['all']);
    expect(compared).toBe(1);
  });

  it('are compared once a page, until something changes', async () => {
    await keep('all', '.*\\.example\\.com', 'regex');
    await Promise.all([titles(url), titles(url)]);
    await titles(url);
    expect(compared).toBe(1);
    await titles('https://example.org/');
    await keep('more', '.*\\.example\\.com', 'regex');
    expect(await titles(url)).toEqual(['more', 'all']);
    expect(compared).toBe(3);
  });

  it('that are none are left out, and that is said', async () => {
    await keep('all', '.*\\.example\\.com', 'regex');
    expect(await forPage({ url })).toMatchObject({ rows: [{ title: 'all' }], leftOut: false });
    await keep('none', '(', 'regex');
    expect(await forPage({ url })).toMatchObject({ rows: [{ title: 'all' }], leftOut: true });
  });

  it('match nothing while their worker does not answer, and are asked again', async () => {
    await keep('all', '.*\\.example\\.com', 'regex');
    await keep('shop', 'a.example.com');
    const { compare } = machine;
    machine.compare = () => Promise.resolve(undefined);
    expect(await forPage({ url })).toMatchObject({ rows: [{ title: 'shop' }], leftOut: true });
    machine.compare = compare;
    expect(await forPage({ url })).toMatchObject({ rows: [{ title: 'shop' }, { title: 'all' }], leftOut: false });
  });

  it('that were waited for are told nobody once all is locked', async () => {
    await keep('all', '.*\\.example\\.com', 'regex');
    machine.compare = async () => {
      await ask('lock', {});
      return ['match'];
    };
    await expect(forPage({ url })).rejects.toMatchObject({ code: 'locked' });
  });

  it('ask about a page without encryption', async () => {
    await keep('all', '.*', 'regex');
    expect((await forPage({ url })).rows[0]?.doubts).toEqual([]);
    expect((await forPage({ url: 'http://a.example.com/' })).rows[0]?.doubts).toEqual(['http']);
  });
});
