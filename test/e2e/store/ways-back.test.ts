import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openMailServer, type MailServer } from '../../server/support/smtp.ts';
import { answerTo } from '../support/asking.ts';
import { lockBy, press, see } from '../support/hands.ts';
import {
  describeInTurn,
  forgetEverythingKept,
  openPasskeyDesk,
  type PasskeyDesk,
  type Session,
} from '../support/index.ts';
import { beforeCamera, screenOf } from '../support/screens.ts';
import { startStore, type Store } from '../support/store.ts';
import { Effort, toldCosts } from './effort.ts';
import { authenticator, mailedCode } from './store-hands.ts';

/*
 * Each way back from an empty profile, with what it costs a person. That of trusted people takes browsers of theirs, and is walked in
 * `vault/trustees.test.ts`.
 */

const email = 'mira.fjord@example.org';
const password = 'seven quiet harbours under snow';
const DAY = 86_400_000;
/** Six ways, one after another. */
const LONG = 300_000;
const questions = ['Whose boat never sailed?', 'Where did we get lost?', 'What stood on the shelf?'];
const answers = ['Wednesday’s Herring', 'behind the tannery at Ulm', 'three green bottles of sand'];

describeInTurn('the ways back, from an empty profile', (launch, kind) => {
  let mail: MailServer;
  let store: Store;
  let former: Session;
  let fresh: Session;
  let desk: PasskeyDesk;
  let laptop: Page;
  let phrase: string;
  let backupCodes: readonly string[];
  let page: Page;

  /** As in a browser in which the extension was just installed. */
  const emptied = async (): Promise<void> => {
    await lockBy(page, () => answerTo(page, 'lock'));
    await page.close();
    await forgetEverythingKept(fresh);
  };
  const begun = async (effort: Effort): Promise<void> => {
    page = await fresh.page('welcome');
    await effort.beginJoin(page, store.origin);
  };
  const isIn = async (): Promise<void> => {
    const { rows } = await answerTo<{ rows: { title: string }[] }>(page, 'items.search', {
      ...{ query: '', in: 'all', offset: 0, limit: 1 },
    });
    expect(rows).toMatchObject([{ title: 'Alarm code' }]);
  };

  beforeAll(async () => {
    mail = await openMailServer();
    [store, former, fresh] = await Promise.all([startStore({ LATCHKEY_MAIL: mail.url }), launch(), launch()]);
    desk = await openPasskeyDesk(fresh);
    laptop = await former.page('vault', '#settings/link');
    await answerTo(laptop, 'vault.create', { password, deviceName: 'Laptop' });
    const item = { kind: 'note', title: 'Alarm code', body: '1', favourite: false, tags: [], folder: '', fields: [] };
    await answerTo(laptop, 'items.save', { item });
    const drawn = await answerTo<{ secret: string; backupCodes: string[] }>(laptop, 'account.draw', { email });
    ({ backupCodes } = drawn);
    const totp = { secret: drawn.secret, code: await authenticator(drawn.secret, store.clock)() };
    const account = { kind: 'password', address: store.origin, email, password, totp, backupCodes };
    await answerTo(laptop, 'account.signUp', account);
    ({ phrase } = await answerTo<{ phrase: string }>(laptop, 'ways.drawPhrase'));
    await answerTo(laptop, 'ways.addPhrase', { phrase, name: 'Paper' });
    const before = mail.mails.length;
    const { ticket } = await answerTo<{ ticket: string }>(laptop, 'recovery.answers.mail', { email, language: 'en' });
    const code = await mailedCode(mail.mails, email, before);
    await answerTo(laptop, 'recovery.answers.set', { questions, answers, ticket, code });
    await answerTo(laptop, 'account.sync');
  }, LONG);
  afterAll(() => Promise.all([store.end(), mail.close()]));

  it('the recovery phrase', async () => {
    const effort = new Effort();
    await begun(effort);
    await effort.press(page, 'Recovery phrase');
    await effort.answer(page, 'Recovery phrase', phrase);
    await effort.acceptVault(page);
    await isIn();
    expect(effort.cost).toEqual(toldCosts()['Recovery phrase']);
  });

  it('a passkey', async () => {
    const settings = await fresh.page('vault', '#settings/passkeys');
    await press(settings, 'Add a passkey');
    await see(settings, 'Name of the passkey');
    await desk.ceremony(settings, () => press(settings, 'Add a passkey'));
    await see(settings, 'opens this vault from now on');
    await settings.close();
    await emptied();
    const effort = new Effort();
    await begun(effort);
    // Firefox’s software token signs no passkey that the store takes: see store-passkey.test.ts.
    if (kind === 'firefox') return;
    await desk.ceremony(page, () => effort.press(page, 'Sign in with passkey'));
    await see(page, 'This is what the store holds');
    await page.bringToFront();
    await effort.acceptVault(page);
    await isIn();
    expect(effort.cost).toEqual(toldCosts()['Passkey']);
    await emptied();
  });

  it('password and backup code', async () => {
    const effort = new Effort();
    await begun(effort);
    await effort.type(page, 'E-mail address', email);
    await effort.answer(page, 'Password', password);
    await see(page, 'Now the second factor');
    await effort.press(page, 'Backup code');
    await effort.answer(page, 'Backup code', backupCodes[0] ?? '');
    await effort.acceptVault(page);
    await isIn();
    expect(effort.cost).toEqual(toldCosts()['Password and backup code']);
    await emptied();
  });

  it('another browser', async () => {
    const effort = new Effort();
    await begun(effort);
    await effort.press(page, 'From another browser');
    await see(page, 'works once');
    await effort.press(laptop, 'Read its code');
    await see(laptop, 'Or its code as text');
    const screen = await screenOf(page);
    await beforeCamera(laptop, screen);
    await effort.press(laptop, 'With the camera');
    await see(page, 'Choose this number on the other browser');
    const number = await page.$eval('.link-number', (element) => element.textContent.trim());
    await effort.press(laptop, number);
    await effort.press(page, 'Open it here');
    await see(page, 'Where may Latchkey work');
    await isIn();
    expect(effort.cost).toEqual(toldCosts()['Another browser']);
    await emptied();
  });

  it('answers, after a day', async () => {
    const effort = new Effort();
    await begun(effort);
    await effort.press(page, 'I have none of these');
    const before = mail.mails.length;
    await effort.answer(page, 'E-mail address', email);
    await effort.answer(page, 'Code from the mail', await mailedCode(mail.mails, email, before));
    await see(page, 'Waiting until');
    store.clock.forward(DAY + 60_000);
    await page.close();
    await begun(effort);
    await effort.press(page, 'I have none of these');
    await see(page, 'Answer your questions');
    for (const [at, question] of questions.slice(0, -1).entries()) {
      await effort.type(page, question, answers[at] ?? '');
    }
    await effort.answer(page, questions.at(-1) ?? '', answers.at(-1) ?? '');
    await effort.acceptVault(page);
    await isIn();
    expect(effort.cost).toEqual(toldCosts()['Answers']);
  });
});
