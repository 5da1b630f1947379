import { beforeEach, describe, expect, it } from 'vitest';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

let ada: Person;
let bob: Person;
let adas: Browser;
let bobs: Browser;
/** Each other's contact. */
let bobAtAdas: string;
let adaAtBobs: string;

const card = async (browser: Browser, name: string): Promise<string> =>
  (await browser.ask('contacts.card.make', { name })).armored;

beforeEach(async () => {
  ada = await Person.arrive();
  bob = await Person.arrive('bob@example.org', ada.store);
  [adas, bobs] = [await ada.settledBrowser(), await bob.settledBrowser()];
  ({ id: bobAtAdas } = await adas.ask('contacts.add', { text: await card(bobs, 'Bob') }));
  ({ id: adaAtBobs } = await bobs.ask('contacts.add', { text: await card(adas, 'Ada') }));
});

describe('a card', () => {
  it('says what it says, however it came, and asks nobody', async () => {
    const { armored, link } = await adas.ask('contacts.card.make', { name: '  Ada   Lovelace ' });
    const fresh = await (await Person.arrive('eve@example.org', ada.store)).settledBrowser();
    fresh.online = false;
    for (const text of [armored, `See below:\n> ${armored.slice(0, 60)}\n> ${armored.slice(60)}\nAda`, link]) {
      expect(await fresh.ask('contacts.look', { text })).toEqual({
        name: 'Ada Lovelace',
        store: ada.address,
        isOwnStore: true,
        mayAsk: true,
        is: 'new',
      });
    }
    await expect(fresh.ask('contacts.add', { text: armored })).rejects.toMatchObject({ code: 'unreachable' });
    expect(await fresh.ask('contacts.list', {})).toEqual([]);
  });

  it('is told from one that is known, and from the own one', async () => {
    const { armored } = (await bobs.ask('contacts.card', {})) ?? { armored: '' };
    expect(await adas.ask('contacts.look', { text: armored })).toMatchObject({ is: 'known', contact: bobAtAdas });
    expect(await adas.ask('contacts.add', { text: armored })).toEqual({ id: bobAtAdas });
    expect(await bobs.ask('contacts.look', { text: armored })).toMatchObject({ is: 'own' });
    await expect(bobs.ask('contacts.add', { text: armored })).rejects.toMatchObject({ code: 'card-own' });
  });

  it('invites nobody once it was ended, or another was made; whoever came by it stays', async () => {
    const fresh = await (await Person.arrive('eve@example.org', ada.store)).settledBrowser();
    const { armored: former } = (await bobs.ask('contacts.card', {})) ?? { armored: '' };
    const next = await card(bobs, 'Robert');
    expect(next).not.toBe(former);
    await bobs.ask('contacts.card.end', {});
    expect(await bobs.ask('contacts.card', {})).toBeNull();
    expect(await adas.ask('contacts.list', {})).toMatchObject([{ name: 'Bob' }]);
    // Former tokens read lists only: who adds them is a request to them.
    expect(await fresh.ask('contacts.look', { text: next })).toMatchObject({ name: 'Robert' });
  });

  it('takes a store, and a name that can be read', async () => {
    const alone = bob.browser();
    await alone.ask('vault.create', { password: bob.password, deviceName: 'alone' });
    expect(await alone.ask('contacts.card', {})).toBeNull();
    await expect(alone.ask('contacts.card.make', { name: 'Bob' })).rejects.toMatchObject({ code: 'signed-out' });
    await expect(adas.ask('contacts.card.make', { name: 'A\u202eda' })).rejects.toMatchObject({ code: 'person-name' });
    await expect(adas.ask('contacts.look', { text: 'hello' })).rejects.toMatchObject({ code: 'card-text' });
  });
});

describe('a contact', () => {
  it('is there in every browser of the account, and renamed for oneself', async () => {
    const phone = await ada.joinedBrowser('phone');
    await adas.ask('contacts.rename', { id: bobAtAdas, name: 'Bob from the choir' });
    await adas.settled();
    await phone.ask('account.sync', {});
    expect(await phone.ask('contacts.list', {})).toMatchObject([
      { id: bobAtAdas, name: 'Bob from the choir', state: 'not-compared' },
    ]);
    expect(await phone.ask('contacts.read', { id: bobAtAdas })).toMatchObject({ cardName: 'Bob', store: bob.address });
  });

  it('is blocked and taken back, and deleted', async () => {
    await adas.ask('contacts.block', { id: bobAtAdas, block: true });
    expect(await adas.ask('contacts.list', {})).toMatchObject([{ state: 'blocked' }]);
    await adas.ask('contacts.block', { id: bobAtAdas, block: false });
    expect(await adas.ask('contacts.list', {})).toMatchObject([{ state: 'not-compared' }]);
    await adas.ask('contacts.delete', { id: bobAtAdas });
    expect(await adas.ask('contacts.list', {})).toEqual([]);
    await expect(adas.ask('contacts.read', { id: bobAtAdas })).rejects.toMatchObject({ code: 'contact-gone' });
  });

  it('can be added where there is permission for their store, and not elsewhere', async () => {
    const fresh = await (await Person.arrive('eve@example.org', ada.store)).settledBrowser();
    const { armored } = (await adas.ask('contacts.card', {})) ?? { armored: '' };
    fresh.machine.forbidden.add(`${new URL(ada.address).protocol}//${new URL(ada.address).hostname}/*`);
    await expect(fresh.ask('contacts.add', { text: armored })).rejects.toMatchObject({ code: 'store-permission' });
    fresh.machine.forbidden.clear();
    await fresh.ask('contacts.add', { text: armored });
  });
});

describe('a comparison', () => {
  it('shows both the same digits, and is kept where they match', async () => {
    const mine = await adas.ask('contacts.comparison', { id: bobAtAdas });
    const theirs = await bobs.ask('contacts.comparison', { id: adaAtBobs });
    expect(mine.digits).toMatch(/^\d{60}$/);
    expect(theirs.digits).toBe(mine.digits);
    await adas.ask('contacts.compared', { id: bobAtAdas, digits: mine.digits, isSame: true });
    expect(await adas.ask('contacts.list', {})).toMatchObject([
      { state: 'compared', comparedAt: expect.any(Number) as number },
    ]);
  });

  it('counts for the digits that were shown, and for no others', async () => {
    const { digits } = await adas.ask('contacts.comparison', { id: bobAtAdas });
    const others = digits.replace(/^\d/, (first) => String((Number(first) + 1) % 10));
    await expect(adas.ask('contacts.compared', { id: bobAtAdas, digits: others, isSame: true })).rejects.toMatchObject({
      code: 'comparison-stale',
    });
    expect(await adas.ask('contacts.list', {})).toMatchObject([{ state: 'not-compared' }]);
  });

  it('closes the contact where they differ, until the person goes on', async () => {
    const { digits } = await adas.ask('contacts.comparison', { id: bobAtAdas });
    await adas.ask('contacts.compared', { id: bobAtAdas, digits, isSame: false });
    expect(await adas.ask('contacts.read', { id: bobAtAdas })).toMatchObject({ state: 'closed', closedBy: 'differed' });
    await adas.ask('contacts.goOn', { id: bobAtAdas });
    expect(await adas.ask('contacts.list', {})).toMatchObject([{ state: 'not-compared' }]);
  });

  it('is done by one scan on the side that scans, of this contact only', async () => {
    const { code } = await bobs.ask('contacts.comparison', { id: adaAtBobs });
    expect(await adas.ask('contacts.scanned', { id: bobAtAdas, code })).toEqual({ isSame: true });
    expect(await adas.ask('contacts.list', {})).toMatchObject([{ state: 'compared' }]);
    expect(await bobs.ask('contacts.list', {})).toMatchObject([{ state: 'not-compared' }]);
    const own = await adas.ask('contacts.comparison', { id: bobAtAdas });
    await expect(adas.ask('contacts.scanned', { id: bobAtAdas, code: own.code })).rejects.toMatchObject({
      code: 'comparison-other',
    });
    await expect(adas.ask('contacts.scanned', { id: bobAtAdas, code: 'https://example.org' })).rejects.toMatchObject({
      code: 'comparison-code',
    });
  });
});
