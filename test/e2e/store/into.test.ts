import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTo, moveClock } from '../support/asking.ts';
import { fill, press, reload, see } from '../support/hands.ts';
import { describeInTurn, findBarriers, until, type Session } from '../support/index.ts';
import { startStore, type Store } from '../support/store.ts';
import { findStore, givePassword, signUp, type Enrolled } from './store-hands.ts';

const here = { email: 'mira@fjord.example', password: 'seven quiet harbours under snow' };
const elsewhere = { email: 'mira@work.example', password: 'nine loud markets over sand' };
const note = { kind: 'note', body: '', folder: '', favourite: false, tags: [], fields: [] };

async function titles(page: Page): Promise<string[]> {
  const all = { query: '', in: 'all', offset: 0, limit: 50 };
  const { rows } = await answerTo<{ rows: { title: string }[] }>(page, 'items.search', all);
  return rows.map(({ title }) => title).toSorted();
}

describeInTurn('a vault that goes into another one at another store', (launch) => {
  let stores: readonly [Store, Store];
  let sessions: readonly [Session, Session];
  let page: Page;
  let there: Page;
  let other: Enrolled;

  beforeAll(async () => {
    stores = await Promise.all([startStore(), startStore()]);
    sessions = await Promise.all([launch(), launch()]);
    const begun = async (session: Session, store: Store, who: typeof here, title: string) => {
      const vault = await session.page('vault', '#settings/store');
      await answerTo(vault, 'vault.create', { password: who.password, deviceName: 'Laptop' });
      await answerTo(vault, 'items.save', { item: { ...note, title } });
      return { vault, enrolled: await signUp(vault, store, who) };
    };
    ({ vault: page } = await begun(sessions[0], stores[0], here, 'Alarm code'));
    ({ vault: there, enrolled: other } = await begun(sessions[1], stores[1], elsewhere, 'Boat keys'));
  });
  afterAll(() => Promise.all(stores.map((store) => store.end())));

  it('is led there from the first step of a move, and asked before it leaves its store', async () => {
    await page.evaluate("location.hash = '#connect/move'");
    await reload(page);
    await press(page, 'Into a vault that is there already');
    await see(page, 'Everything here goes into your other vault');
    expect(await findBarriers(page)).toEqual([]);
    // Longer ago than a proof is fresh.
    await moveClock(page, 6 * 60_000);
    await findStore(page, stores[1].origin);
    await see(page, 'Is it still you?');
    expect(await findBarriers(page)).toEqual([]);
    await fill(page, 'Password', elsewhere.password);
    await page.keyboard.press('Enter');
    await see(page, 'This password does not open the vault.');
    await fill(page, 'Password', here.password);
    await page.keyboard.press('Enter');
    await see(page, 'E-mail address');
    await givePassword(page, other);
    await fill(page, 'Code from the app', await other.code());
    await press(page, 'Sign in');
    await see(page, 'This is what the store holds');
    await see(page, 'of this browser goes into it');
    expect(await findBarriers(page)).toEqual([]);
    expect(await answerTo(page, 'account.status')).toMatchObject({ origin: stores[0].origin });
    await press(page, 'Use this vault');
    await see(page, 'Everything is at the store.');
    await see(page, stores[1].origin);
  });

  it('is whole there, in both browsers', async () => {
    await until('both to have both', async () => {
      await answerTo(there, 'account.sync');
      const both = JSON.stringify(['Alarm code', 'Boat keys']);
      return JSON.stringify(await titles(there)) === both && JSON.stringify(await titles(page)) === both;
    });
  });
});
