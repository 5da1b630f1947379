import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openMailServer, type MailServer } from '../../server/support/smtp.ts';
import { arrive, password, type Writer } from '../pages/people.ts';
import { Effort, toldCosts } from '../store/effort.ts';
import { mailedCode } from '../store/store-hands.ts';
import { answerTo } from '../support/asking.ts';
import { choose, fill, press, reload, see } from '../support/hands.ts';
import { describeInTurn, findBarriers, until, type Session } from '../support/index.ts';
import { startStore, type Store } from '../support/store.ts';
import { finishRecovery, oldWaysClose } from './finishing.ts';

const mailbox = 'mira.elsewhere@example.org';
const another = 'eight loud lighthouses in fog';
const DAY = 86_400_000;
/** Five browsers take a while on a machine that has much to do. */
const LONG = 400_000;
const names = ['Jonas', 'Ruth', 'Tomas'] as const;

const ids = async ({ own }: Writer): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await answerTo<{ id: string; name: string }[]>(own, 'contacts.list')).map(({ id, name }) => [name, id]),
  );

/** Two have each other's card and have compared; how people do that by hand is shown by the tests of contacts. */
async function meet(one: Writer, other: Writer): Promise<void> {
  for (const [{ own }, { card }] of [
    [one, other],
    [other, one],
  ] as const) {
    const { id } = await answerTo<{ id: string }>(own, 'contacts.add', { text: card });
    const { digits } = await answerTo<{ digits: string }>(own, 'contacts.comparison', { id });
    await answerTo(own, 'contacts.compared', { id, digits, isSame: true });
  }
}

/** To a place of the vault page, shown anew. */
async function go(page: Page, hash: string): Promise<Page> {
  await page.bringToFront();
  await page.evaluate(`location.hash = '${hash}'`);
  await reload(page);
  return page;
}

describeInTurn('people one trusts', (launch) => {
  let mail: MailServer;
  let store: Store;
  let mira: Writer;
  let trustees: Writer[];
  let fresh: Session;
  let page: Page;
  /** What Mira does to come back, over both days. */
  const effort = new Effort();

  const atMira = async (trustee: Writer): Promise<Page> =>
    go(trustee.own, `#contacts/${(await ids(trustee))['Mira'] ?? ''}`);
  /** A browser that has nothing, opened anew, as after hours. */
  const back = async (): Promise<Page> => {
    const welcome = await fresh.page('welcome');
    await effort.beginJoin(welcome, store.origin);
    await effort.press(welcome, 'I have none of these');
    return welcome;
  };

  beforeAll(async () => {
    mail = await openMailServer();
    [store, fresh] = await Promise.all([startStore({ LATCHKEY_MAIL: mail.url }), launch()]);
    mira = await arrive(await launch(), store, 'Mira');
    trustees = await Promise.all(names.map(async (name) => arrive(await launch(), store, name)));
    for (const trustee of trustees) await meet(mira, trustee);
    const item = { kind: 'note', title: 'Alarm code', body: '1', favourite: false, tags: [], folder: '', fields: [] };
    await answerTo(mira.own, 'items.save', { item });
  }, LONG);
  afterAll(() => Promise.all([store.end(), mail.close()]));

  it(
    'are chosen, get their parts by themselves, and say that they hold them',
    async () => {
      const own = await go(mira.own, '#recovery');
      await press(own, 'Set up: Trusted people');
      await see(own, 'Your vault gets one more key, in parts');
      expect(await findBarriers(own)).toEqual([]);
      await press(own, 'Go on');
      await see(own, 'Whom do you trust?');
      for (const name of names) await choose(own, name);
      await until('two of three to be proposed', () => own.evaluate(`document.querySelector('select').value === '2'`));
      expect(await findBarriers(own)).toEqual([]);
      await press(own, 'Go on');
      await see(own, 'Where shall the code go?');
      const before = mail.mails.length;
      await fill(own, 'E-mail address', mailbox);
      await own.keyboard.press('Enter');
      await fill(own, 'Code from the mail', await mailedCode(mail.mails, mailbox, before));
      await own.keyboard.press('Enter');
      await see(own, 'The parts are on their way');
      expect(await findBarriers(own)).toEqual([]);
      await press(own, 'To your ways back');
      for (const trustee of trustees) await see(await atMira(trustee), 'You hold a part for Mira');
      expect(await findBarriers(trustees[0]?.own as Page)).toEqual([]);
      // It stands open, and is told that enough of them have said so.
      await own.bringToFront();
      await see(own, 'Yes, by 2 ways');
      expect(await findBarriers(own)).toEqual([]);
      await until('all of them to have said so', async () => {
        const view = await answerTo<{ people: { state: string }[] }>(own, 'trustees.read');
        return view.people.every(({ state }) => state === 'held');
      });
      await go(own, '#drill');
      await see(own, '3 of 3 said by themselves that they hold their part');
      expect(await findBarriers(own)).toEqual([]);
      await go(own, '#recovery');
      await press(own, 'Change: Trusted people');
      await see(own, 'holds it');
      expect(await findBarriers(own)).toEqual([]);
    },
    LONG,
  );

  it(
    'hand their parts to whoever told them a code, while browsers of the owner are warned',
    async () => {
      page = await back();
      await effort.choose(page, 'With people you trust');
      const before = mail.mails.length;
      await effort.answer(page, 'E-mail address', mailbox);
      await see(page, 'Look into your mailbox');
      await effort.answer(page, 'Code from the mail', await mailedCode(mail.mails, mailbox, before));
      await see(page, 'Tell your people this code');
      await see(page, 'No part is here yet.');
      expect(await findBarriers(page)).toEqual([]);
      const code = await page.$eval('strong.mono', (told) => told.textContent);

      // The browser that was lost lies somewhere, is told also in the middle of steps, and nobody is there to stop anything.
      await mira.own.bringToFront();
      await see(mira.own, 'with the help of your trusted people');
      expect(await findBarriers(mira.own)).toEqual([]);

      for (const trustee of trustees.slice(0, 2)) {
        const own = await atMira(trustee);
        const help = new Effort();
        await help.press(own, 'Help Mira back in');
        await help.type(own, 'The code Mira told you', code);
        await help.press(own, 'Look who asks');
        await see(own, 'Somebody asks for the account of Mira');
        expect(await findBarriers(own)).toEqual([]);
        await help.choose(own, 'I spoke with Mira');
        await help.press(own, 'Hand over now');
        await see(own, 'You handed it over');
        expect(help.cost).toEqual(toldCosts()['Each who helps']);
      }
      await press(page, 'Look again');
      await see(page, '2 of 2 parts that are needed are here: Jonas, Ruth.');
      await see(page, 'at the earliest');
      expect(await findBarriers(page)).toEqual([]);
    },
    LONG,
  );

  it(
    'bring everything back after a day, and then the old ways are closed',
    async () => {
      store.clock.forward(DAY + 60_000);
      await page.close();
      page = await back();
      await effort.press(page, 'Open the vault');
      await effort.acceptVault(page);
      expect(effort.cost).toEqual(toldCosts()['Trusted people']);
      const vault = await fresh.page('vault');
      await see(vault, 'Alarm code');
      await finishRecovery(vault, store, { email: mailbox, password: another });
      await oldWaysClose(mira.session, mira.own, password);
    },
    LONG,
  );
});
