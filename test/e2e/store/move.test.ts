import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTo } from '../support/asking.ts';
import { fill, press, reload, see } from '../support/hands.ts';
import { describeInTurn, findBarriers, until, type Session } from '../support/index.ts';
import { startStore, type Store } from '../support/store.ts';
import {
  acceptVault,
  authenticator,
  beginJoin,
  findStore,
  givePassword,
  keepCodes,
  readSeed,
  signUp,
  type Enrolled,
} from './store-hands.ts';

const who = { email: 'mira@fjord.example', password: 'seven quiet harbours under snow' };
const note = { kind: 'note', body: '', folder: '', favourite: false, tags: [], fields: [] };

async function titles(page: Page): Promise<string[]> {
  const all = { query: '', in: 'all', offset: 0, limit: 50 };
  const { rows } = await answerTo<{ rows: { title: string }[] }>(page, 'items.search', all);
  return rows.map(({ title }) => title).toSorted();
}

async function toStore(page: Page): Promise<void> {
  await page.evaluate("location.hash = '#settings/store'");
  await reload(page);
}

describeInTurn('a vault that moves from one store to another', (launch) => {
  let stores: readonly [Store, Store];
  let laptop: Session;
  let tablet: Session;
  let desk: Session;
  let page: Page;
  let enrolled: Enrolled;
  /** What signs in at the store of before. */
  let before: Enrolled;

  const giveCode = async (there: Page, of = enrolled): Promise<void> => {
    await givePassword(there, of);
    await fill(there, 'Code from the app', await of.code());
    await press(there, 'Sign in');
  };
  const join = async (there: Page): Promise<void> => {
    await beginJoin(there, stores[0].origin);
    await giveCode(there);
    await acceptVault(there);
  };

  beforeAll(async () => {
    stores = await Promise.all([startStore(), startStore()]);
    [laptop, tablet, desk] = await Promise.all([launch(), launch(), launch()]);
    page = await laptop.page('vault', '#settings/store');
    await answerTo(page, 'vault.create', { password: who.password, deviceName: 'Laptop' });
    await answerTo(page, 'items.save', { item: { ...note, title: 'Alarm code' } });
    enrolled = await signUp(page, stores[0], who);
    await join(await tablet.opened('welcome'));
    await join(await desk.opened('welcome'));
    // It hears of nothing from now on.
    await answerTo(await desk.page('vault'), 'lock');
  });
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.end()));
  });

  /** As far as the form for a new account at this store. */
  const beginMove = async (to: Store): Promise<void> => {
    await toStore(page);
    await until('the steps', async () => {
      if (await page.evaluate(() => location.hash === '#connect/move')) return true;
      await press(page, 'Move to another store');
      return false;
    });
    await findStore(page, to.origin);
    await see(page, 'A Latchkey store at');
  };
  const giveAccount = async (): Promise<void> => {
    await fill(page, 'E-mail address', who.email);
    await fill(page, 'The vault’s password', who.password);
    await page.keyboard.press('Enter');
  };
  const makeAccount = async (at: Store): Promise<Enrolled> => {
    await giveAccount();
    const backupCodes = await keepCodes(page, 'Go on');
    const code = authenticator(await readSeed(page), at.clock);
    await fill(page, 'Code from the app', await code());
    await press(page, 'Make the account');
    await see(page, 'Everything is at the store.');
    await see(page, at.origin);
    return { ...who, code, backupCodes };
  };

  it('goes with everything to a new account there', async () => {
    await beginMove(stores[1]);
    expect(await findBarriers(page)).toEqual([]);
    before = enrolled;
    enrolled = await makeAccount(stores[1]);
  });

  it('is followed by the other browser, with what it wrote meanwhile', async () => {
    const vault = await tablet.page('vault', '#settings/store');
    await see(vault, `This vault is at ${stores[1].origin} now.`);
    expect(await findBarriers(vault)).toEqual([]);
    await answerTo(vault, 'items.save', { item: { ...note, title: 'Written on the tablet' } });
    // What was just saved draws the notice anew, and a press may fall beside it.
    await until('the way on', async () => {
      if (await vault.evaluate(() => location.hash === '#connect/signin')) return true;
      await press(vault, 'Go on at the new store');
      return false;
    });
    // It waits for what its address means: a press before that does nothing.
    await until('a press to count', () => vault.$eval('.steps .button.primary', (one) => one.ariaDisabled !== 'true'));
    await press(vault, 'Go on');
    await giveCode(vault);
    await see(vault, 'Everything is at the store.');
    const both = ['Alarm code', 'Written on the tablet'];
    await until('both browsers to have both', async () => {
      const told = [await titles(vault), await titles(page)];
      return JSON.stringify(told) === JSON.stringify([both, both]);
    });
  });

  it('asks the store of before nothing any more', async () => {
    await stores[0].stop();
    await answerTo(page, 'items.save', { item: { ...note, title: 'After it' } });
    await answerTo(page, 'account.sync', {});
  });

  it('is found by a browser that never heard of it, once its person says where', async () => {
    const vault = await desk.page('vault', '#settings/store');
    await answerTo(vault, 'unlock.password', { password: who.password });
    await answerTo(vault, 'items.save', { item: { ...note, title: 'Written at the desk' } });
    await press(vault, 'The vault is at another store now');
    await vault.waitForSelector('h1');
    expect(await findBarriers(vault)).toEqual([]);
    await findStore(vault, stores[1].origin);
    await giveCode(vault);
    await see(vault, 'Everything is at the store.');
    await see(vault, stores[1].origin);
    const all = ['After it', 'Alarm code', 'Written at the desk', 'Written on the tablet'];
    await until('both browsers to have all', async () => {
      const told = [await titles(vault), await titles(page)];
      return JSON.stringify(told) === JSON.stringify([all, all]);
    });
  });

  it('comes back to the store of before, once the account that it left there is deleted', async () => {
    await stores[0].start();
    await beginMove(stores[0]);
    await giveAccount();
    await see(page, 'This vault has been there before');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Delete the account of before');
    await giveCode(page, before);
    await see(page, 'A Latchkey store at');
    await makeAccount(stores[0]);
  });
});
