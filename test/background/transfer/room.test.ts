import { describe, expect, it } from 'vitest';
import type { InputOf, StoreRoom } from '../../../src/rpc/index.ts';
import { notFitting } from '../../../src/ui/vault/transfer/fitting.ts';
import { holdStore } from '../../sync/support/app.ts';
import type { Browser } from '../support/person.ts';
import { Person } from '../support/person.ts';

type FoundInput = InputOf<'transfer.stage'>['items'][number];

function logins(count: number, notes: (at: number) => string): FoundInput[] {
  return Array.from({ length: count }, (_, at) => ({
    item: {
      kind: 'login',
      title: `Shop ${String(at)}`,
      favourite: false,
      tags: [],
      folder: '',
      fields: [],
      urls: [{ url: `https://shop${String(at)}.example`, match: 'host' }],
      username: 'ann',
      password: 'ünïcode 🔑',
      accountId: '',
      totp: '',
      notes: notes(at),
    },
  }));
}

async function staged({ ask }: Browser, items: readonly FoundInput[]): Promise<string> {
  const { id } = await ask('transfer.begin', { name: 'passwords.csv', report: { leftOut: [], reasons: {} } });
  await ask('transfer.stage', { id, items: items.slice(0, 30) });
  await ask('transfer.stage', { id, items: items.slice(30) });
  return id;
}

type AtStore = Extract<StoreRoom, { at: 'store' }>;

async function room(browser: Browser, id: string): Promise<AtStore> {
  const answer = await browser.ask('transfer.room', { id });
  if (answer.at !== 'store') throw new Error(answer.at);
  return answer;
}

async function imported(browser: Browser, id: string): Promise<void> {
  await browser.ask('transfer.run', { id, choices: { all: 'merge', single: {} } });
  while ((await browser.ask('transfer.state', {})).at === 'running') await new Promise((done) => setImmediate(done));
  await browser.ask('account.sync', {});
  await browser.settled();
}

describe('what comes is compared with the room at the store', () => {
  it.each([
    ['short', () => ''],
    ['long', (at: number) => 'words '.repeat(at * 40)],
  ])('and the bytes that %s items take there are told within a twentieth', async (_, notes) => {
    const person = await Person.arrive();
    const browser = await person.settledBrowser();
    const before = await room(browser, await staged(browser, logins(60, notes)));
    expect(before).toMatchObject({ fresh: { items: 60 }, like: { items: 0, bytes: 0 } });
    await imported(browser, await staged(browser, logins(60, notes)));
    const after = await room(browser, await staged(browser, []));
    expect(before.left.items - after.left.items).toBe(60);
    const taken = before.left.bytes - after.left.bytes;
    expect(Math.abs(before.fresh.bytes / taken - 1)).toBeLessThan(0.05);
  });

  it('and what does not fit is counted before it comes', async () => {
    const person = await Person.arrive('ada@example.org', await holdStore({ LATCHKEY_RECORDS: '40' }));
    const browser = await person.settledBrowser();
    const told = await room(
      browser,
      await staged(
        browser,
        logins(60, () => ''),
      ),
    );
    expect(notFitting(told, 'merge')).toBe(60 - told.left.items);
    expect(told.left.items).toBeGreaterThan(20);
  });

  it('unless it does not answer, or there is none', async () => {
    const person = await Person.arrive();
    const browser = person.browser();
    await browser.ask('vault.create', { password: person.password, deviceName: 'first browser' });
    const id = await staged(browser, []);
    expect(await browser.ask('transfer.room', { id })).toEqual({ at: 'none' });
    await person.signUp(browser);
    expect(await browser.ask('transfer.room', { id })).toMatchObject({ at: 'store' });
    browser.online = false;
    expect(await browser.ask('transfer.room', { id })).toEqual({ at: 'unknown' });
  });
});

describe('how many do not fit', () => {
  const told = (items: number, bytes: number): AtStore => ({
    at: 'store',
    left: { items, bytes },
    fresh: { items: 80, bytes: 800 },
    like: { items: 20, bytes: 200 },
  });

  it.each([
    [told(100, 1000), 'both', 0],
    [told(99, 1000), 'both', 1],
    [told(99, 1000), 'merge', 0],
    [told(79, 1000), 'merge', 1],
    [told(0, 1000), 'leave', 80],
    [told(100, 999), 'both', 1],
    [told(100, 500), 'merge', 50],
    [told(100, 0), 'leave', 80],
    [told(30, 900), 'merge', 50],
  ] as const)('%j, %s: %i', (room, choice, count) => {
    expect(notFitting(room, choice)).toBe(count);
  });
});
