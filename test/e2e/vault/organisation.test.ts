import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openMailServer } from '../../server/support/smtp.ts';
import type { MailServer } from '../../server/support/smtp.ts';
import { TestOrganisation } from '../../recovery/support/organisation.ts';
import { Effort, toldCosts } from '../store/effort.ts';
import { mailedCode, signUp } from '../store/store-hands.ts';
import { answerTo } from '../support/asking.ts';
import { fill, press, see } from '../support/hands.ts';
import { describeInTurn, findBarriers, type Session } from '../support/index.ts';
import { startStore, type Store } from '../support/store.ts';
import { finishRecovery, oldWaysClose } from './finishing.ts';

const who = { email: 'mira.fjord@example.org', password: 'seven quiet harbours under snow' };
const mailbox = 'mira.elsewhere@example.org';
const DAY = 86_400_000;

describeInTurn('an organisation', (launch) => {
  let mail: MailServer;
  let acme: TestOrganisation;
  let store: Store;
  let former: Session;
  let fresh: Session;
  let laptop: Page;

  beforeAll(async () => {
    [mail, acme] = await Promise.all([openMailServer(), TestOrganisation.make()]);
    const environment = { LATCHKEY_MAIL: mail.url, LATCHKEY_ORGANISATION_KEY: acme.published };
    [store, former, fresh] = await Promise.all([startStore(environment), launch(), launch()]);
    laptop = await former.page('vault', '#settings/store');
    await answerTo(laptop, 'vault.create', { password: who.password, deviceName: 'Laptop' });
    const item = { kind: 'note', title: 'Alarm code', body: '1', favourite: false, tags: [], folder: '', fields: [] };
    await answerTo(laptop, 'items.save', { item });
    await signUp(laptop, store, who);
  });
  afterAll(() => Promise.all([store.end(), mail.close()]));

  /** Types the address, and the code of the letter that comes then. */
  async function byMail(page: Page, effort = new Effort()): Promise<void> {
    const before = mail.mails.length;
    await effort.answer(page, 'E-mail address', mailbox);
    await effort.answer(page, 'Code from the mail', await mailedCode(mail.mails, mailbox, before));
  }

  /** Opened anew, as after days. */
  async function back(effort: Effort): Promise<Page> {
    const page = await fresh.page('welcome');
    await effort.beginJoin(page, store.origin);
    await effort.press(page, 'I have none of these');
    return page;
  }

  it('is set up by its fingerprint, and shown where one looks', async () => {
    await laptop.evaluate(`location.hash = '#recovery'`);
    await press(laptop, 'Set up: Organisation');
    await see(laptop, 'Set it up only if you would hand it everything in here.');
    expect(await findBarriers(laptop)).toEqual([]);
    await press(laptop, 'Go on');
    const slip = (acme.fingerprint.startsWith('A') ? 'B' : 'A') + acme.fingerprint.slice(1);
    await fill(laptop, 'Fingerprint of its key', slip);
    await laptop.keyboard.press('Enter');
    await see(laptop, 'A letter of this fingerprint is another.');
    expect(await findBarriers(laptop)).toEqual([]);
    await fill(laptop, 'Fingerprint of its key', acme.fingerprint.toLowerCase());
    await laptop.keyboard.press('Enter');
    await see(laptop, 'Is this your organisation?');
    await see(laptop, 'Acme Rope Works');
    expect(await findBarriers(laptop)).toEqual([]);
    await press(laptop, 'Go on');
    await see(laptop, 'Where shall the code go?');
    await byMail(laptop);
    await see(laptop, 'Your organisation can open the vault');
    await press(laptop, 'To your ways back');
    await see(laptop, 'Acme Rope Works can open this vault');
    await see(laptop, 'Yes, by 2 ways');
    expect(await findBarriers(laptop)).toEqual([]);
    await laptop.evaluate(`location.hash = '#settings/organisation'`);
    await see(laptop, 'You gave its fingerprint.');
  });

  it('brings everything back into a browser that has nothing, by a code, a day and its answer', async () => {
    const effort = new Effort();
    const page = await back(effort);
    await see(page, 'Back in by mail and a wait');
    await effort.press(page, 'With your organisation');
    await byMail(page, effort);
    await see(page, 'Tell your organisation this code');
    await see(page, 'has not answered yet');
    expect(await findBarriers(page)).toEqual([]);
    const code = await page.$eval('[aria-labelledby="gather-code"]', ({ textContent }) => textContent);
    await see(laptop, 'with the help of your organisation');
    store.clock.forward(DAY + 60_000);
    await acme.help((url, init) => fetch(url, init), store.origin, code.replaceAll(' ', ''));
    await page.close();
    const again = await back(effort);
    await see(again, 'Acme Rope Works has answered.');
    expect(await findBarriers(again)).toEqual([]);
    await effort.press(again, 'Open the vault');
    await effort.acceptVault(again);
    expect(effort.cost).toEqual(toldCosts()['Organisation']);
    const vault = await fresh.page('vault');
    await see(vault, 'Alarm code');
    await see(vault, 'This browser came in by a way back.');
  });

  it('closes the old ways once the recovery is finished, its own stays', async () => {
    const vault = await fresh.page('vault');
    await finishRecovery(vault, store, { email: who.email, password: 'nine loud markets over sand' });
    await oldWaysClose(former, laptop, who.password);
    await vault.evaluate(`location.hash = '#recovery'`);
    await see(vault, 'Acme Rope Works can open this vault');
  });
});
