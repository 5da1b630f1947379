import '../../ui/browser.ts';
import { describe, expect, it } from 'vitest';
import { putOnDisguise } from '../../../src/background/context/index.ts';
import { offersFor, omniboxPlace } from '../../../src/background/items/omnibox.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';

const shared = { favourite: false, tags: [], folder: '', fields: [] };
const login = { ...shared, kind: 'login', urls: [], accountId: '', totp: '', notes: 'under the stone' } as const;

describe('the address bar behind our keyword', () => {
  it('offers titles and user names, and nothing while everything is locked', async () => {
    const parts = new Machine().background();
    const ask = windows(parts);
    await ask('vault.create', { password: 'correct horse battery staple', deviceName: 'here' });
    const item = { ...login, title: 'Lantern <Shop>', username: 'mira', password: 'hunter2' };
    const { id } = await ask('items.save', { item: { ...item, tags: [], fields: [], urls: [] } });
    const note = { ...shared, kind: 'note', title: 'Lantern oil', body: 'the secret recipe' } as const;
    await ask('items.save', { item: { ...note, tags: [], fields: [] } });
    const { first, offers } = await offersFor(parts, 'lant');
    expect(first).toBe('omniboxFound');
    expect(offers.map(({ description }) => description).toSorted()).toEqual(['Lantern <Shop> · mira', 'Lantern oil']);
    expect(offers.map(({ content }) => content)).toContain(`item/${id}`);
    expect(await offersFor(parts, '  ')).toEqual({ first: 'omniboxSearch', offers: [] });
    await ask('lock', {});
    expect(await offersFor(parts, 'lant')).toEqual({ first: 'omniboxLocked', offers: [] });
  });

  it('says no name while the disguise hides us', async () => {
    const parts = new Machine().background();
    await windows(parts)('vault.create', { password: 'correct horse battery staple', deviceName: 'here' });
    await putOnDisguise(parts.local, '17*3+4');
    expect((await offersFor(parts, 'x')).first).toBe('omniboxSearch');
    await windows(parts)('lock', {});
    expect(await offersFor(parts, 'x')).toEqual({ first: 'calculatorTitle', offers: [] });
  });

  it.each([
    ['', 'vault.html'],
    [' lantern shop ', 'vault.html#search/lantern%20shop'],
    ['item/AAAAAAAAAAAAAAAAAAAAAA', 'vault.html#item/AAAAAAAAAAAAAAAAAAAAAA'],
    ['item/../../evil', 'vault.html#search/item%2F..%2F..%2Fevil'],
    ['https://elsewhere.example', 'vault.html#search/https%3A%2F%2Felsewhere.example'],
  ])('“%s” leads to %s', (text, place) => {
    expect(omniboxPlace(text)).toBe(place);
  });
});
