import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openGateway } from '../../server/support/gateway.ts';
import type { SmsGateway } from '../../server/support/gateway.ts';
import { openMailServer } from '../../server/support/smtp.ts';
import type { MailServer } from '../../server/support/smtp.ts';
import type { Enrolled } from '../store/store-hands.ts';
import {
  acceptVault,
  authenticator,
  beginJoin,
  keepCodes,
  mailedCode,
  readSeed,
  signUp,
} from '../store/store-hands.ts';
import { answerTo } from '../support/asking.ts';
import { choose, fill, press, see } from '../support/hands.ts';
import { describeInTurn, findBarriers, until, type Session } from '../support/index.ts';
import { startStore, type Store } from '../support/store.ts';
import { oldWaysClose } from './finishing.ts';

const who = { email: 'mira.fjord@example.org', password: 'seven quiet harbours under snow' };
const another = 'eight loud lighthouses in fog';

async function chooseWay(page: Page, phrase: string): Promise<void> {
  await press(page, 'Recovery phrase');
  await fill(page, 'Recovery phrase', phrase);
  await page.keyboard.press('Enter');
}

describeInTurn('a browser that has nothing but the phrase', (launch) => {
  let store: Store;
  let former: Session;
  let fresh: Session;
  let laptop: Page;
  let phrase: string;

  beforeAll(async () => {
    [store, former, fresh] = await Promise.all([startStore(), launch(), launch()]);
    laptop = await former.page('vault', '#settings/store');
    await answerTo(laptop, 'vault.create', { password: who.password, deviceName: 'Laptop' });
    const item = {
      kind: 'note',
      title: 'Alarm code',
      body: '8841',
      favourite: false,
      tags: [],
      folder: '',
      fields: [],
    };
    await answerTo(laptop, 'items.save', { item });
    await signUp(laptop, store, who);
    ({ phrase } = await answerTo<{ phrase: string }>(laptop, 'ways.drawPhrase'));
    await answerTo(laptop, 'ways.addPhrase', { phrase, name: 'Paper' });
    await answerTo(laptop, 'account.sync');
  });
  afterAll(() => store.end());

  it('gets everything back, and is led on', async () => {
    const welcome = await fresh.page('welcome');
    await beginJoin(welcome, store.origin);
    await chooseWay(welcome, phrase);
    await acceptVault(welcome);
    const page = await fresh.page('vault');
    await see(page, 'Alarm code');
    await see(page, 'This browser came in by a way back.');
    await press(page, 'Finish the recovery');
    await see(page, 'You are back in');
    await see(page, 'Laptop');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Go on');
    await see(page, 'both or neither');
    expect(await findBarriers(page)).toEqual([]);
    await fill(page, 'E-mail address', who.email);
    await fill(page, 'New password', another);
    await fill(page, 'The same password once more', another);
    await page.keyboard.press('Enter');
    await keepCodes(page, 'Go on');
    const code = authenticator(await readSeed(page), store.clock);
    await fill(page, 'Code from the app', await code());
    await press(page, 'Set a password');
    await see(page, 'New keys, and only this browser');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Renew the keys');
    await see(page, 'Only this browser is in');
    expect(await findBarriers(page)).toEqual([]);
    const devices = await answerTo<{ isThis: boolean }[]>(page, 'devices.list');
    expect(devices.map(({ isThis }) => isThis)).toEqual([true]);
    await press(page, 'To the vault');
    await see(page, 'Alarm code');
  });

  it('closes the old ways: the former browser locks, and opened by what it knew it locks again and says why', async () => {
    await oldWaysClose(former, laptop, who.password);
  });
});

const mailbox = 'mira.elsewhere@example.org';
const DAY = 86_400_000;
const asked = [
  ['What did we call the boat that never sailed?', 'Wednesday’s Herring'],
  ['Where did we get lost in 2009?', 'behind the tannery at Ulm'],
  ['What stood on the shelf?', 'three green bottles of sand'],
] as const;

/** A number instead: a wrong code is told where it is typed, and the right one leads on. */
async function proveNumber(page: Page, gateway: SmsGateway): Promise<void> {
  await choose(page, 'Also a text message');
  await press(page, 'Go on');
  await fill(page, 'Telephone number', '+44 7700 900123');
  await page.keyboard.press('Enter');
  await fill(page, 'Code from the text message', 'AAAA-AAAA');
  await page.keyboard.press('Enter');
  await see(page, 'This code is not right');
  expect(await findBarriers(page)).toEqual([]);
  const code = /[A-Z2-7]{4}-[A-Z2-7]{4}/.exec(gateway.posted.at(-1)?.body ?? '')?.[0] ?? '';
  await fill(page, 'Code from the text message', code);
  await page.keyboard.press('Enter');
  await see(page, 'Where shall the code go?');
}

async function setUp(page: Page, mails: readonly string[], gateway: SmsGateway): Promise<void> {
  await press(page, 'Go on');
  await see(page, 'Choose your questions');
  for (const [at, [question, answer]] of asked.entries()) {
    await fill(page, `Question ${String(at + 1)}`, question);
    await fill(page, `Answer ${String(at + 1)}`, at === 0 ? 'Berg' : answer);
  }
  await see(page, 'Weak: easily guessed');
  expect(await findBarriers(page)).toEqual([]);
  await fill(page, 'Answer 1', asked[0][1]);
  await press(page, 'Go on');
  await see(page, 'More than the code from the mail?');
  expect(await findBarriers(page)).toEqual([]);
  await proveNumber(page, gateway);
  await press(page, 'Back');
  await choose(page, 'Also your second factor');
  await press(page, 'Go on');
  await see(page, 'Where shall the code go?');
  const before = mails.length;
  await fill(page, 'E-mail address', mailbox);
  await page.keyboard.press('Enter');
  await fill(page, 'Code from the mail', await mailedCode(mails, mailbox, before));
  await page.keyboard.press('Enter');
  await see(page, 'Your answers are set up');
  expect(await findBarriers(page)).toEqual([]);
}

/** As far as the wait: the mailed code, and the second factor that was set up with it. */
async function ask(page: Page, mails: readonly string[], second: () => Promise<string>): Promise<void> {
  const before = mails.length;
  await see(page, 'Back in by mail and a wait');
  await fill(page, 'E-mail address', mailbox);
  await page.keyboard.press('Enter');
  await see(page, 'Look into your mailbox');
  expect(await findBarriers(page)).toEqual([]);
  await fill(page, 'Code from the mail', await mailedCode(mails, mailbox, before));
  await page.keyboard.press('Enter');
  await see(page, 'One thing more');
  expect(await findBarriers(page)).toEqual([]);
  await fill(page, 'Code from the app', await second());
  await page.keyboard.press('Enter');
  await see(page, 'Waiting until');
  expect(await findBarriers(page)).toEqual([]);
}

describeInTurn('answers', (launch) => {
  let mail: MailServer;
  let gateway: SmsGateway;
  let store: Store;
  let former: Session;
  let fresh: Session;
  let laptop: Page;
  let enrolled: Enrolled;

  beforeAll(async () => {
    [mail, gateway] = await Promise.all([openMailServer(), openGateway()]);
    const environment = { LATCHKEY_MAIL: mail.url, LATCHKEY_SMS: gateway.url };
    [store, former, fresh] = await Promise.all([startStore(environment), launch(), launch()]);
    laptop = await former.page('vault', '#settings/store');
    await answerTo(laptop, 'vault.create', { password: who.password, deviceName: 'Laptop' });
    const item = { kind: 'note', title: 'Alarm code', body: '1', favourite: false, tags: [], folder: '', fields: [] };
    await answerTo(laptop, 'items.save', { item });
    enrolled = await signUp(laptop, store, who);
  });
  afterAll(() => Promise.all([store.end(), mail.close(), gateway.close()]));

  /** Opened anew, as after days. */
  async function back(): Promise<Page> {
    const page = await fresh.page('welcome');
    await beginJoin(page, store.origin);
    await press(page, 'I have none of these');
    return page;
  }

  it('are set up in words of one’s own, with a second factor and an address that is proven', async () => {
    await laptop.evaluate(`location.hash = '#recovery'`);
    await press(laptop, 'Set up: Answers');
    await setUp(laptop, mail.mails, gateway);
    await press(laptop, 'To your ways back');
    await see(laptop, 'Yes, by 2 ways');
  });

  it('are shown to a signed-in browser, locked or not, and stopped there', async () => {
    const page = await back();
    await ask(page, mail.mails, enrolled.code);
    await see(laptop, 'Somebody wants to recover your vault.');
    expect(await findBarriers(laptop)).toEqual([]);
    // A locked browser is told as well, and stops it once it is open.
    await answerTo(laptop, 'lock');
    await see(laptop, 'unlock and stop it');
    const popup = await former.page('popup');
    await see(popup, 'unlock and stop it');
    expect(await findBarriers(popup)).toEqual([]);
    await fill(popup, 'Password', who.password);
    await popup.keyboard.press('Enter');
    await see(popup, 'If that was not you, stop it.');
    expect(await findBarriers(popup)).toEqual([]);
    await press(popup, 'Stop it');
    await until('the warning to go', () =>
      laptop.evaluate(() => !document.body.innerText.includes('Somebody wants to recover')),
    );
    await page.close();
  });

  it('bring everything back into a browser that has nothing, after a code and a day', async () => {
    const page = await back();
    await see(page, 'It was stopped from a signed-in browser');
    await press(page, 'Ask again');
    await ask(page, mail.mails, enrolled.code);
    store.clock.forward(DAY + 60_000);
    await page.close();
    const again = await back();
    await see(again, 'Answer your questions');
    await fill(again, asked[0][0], 'Tuesday');
    await fill(again, asked[1][0], asked[1][1].toUpperCase());
    await fill(again, asked[2][0], asked[2][1]);
    await again.keyboard.press('Enter');
    await see(again, 'At least one answer is not');
    expect(await findBarriers(again)).toEqual([]);
    await fill(again, asked[0][0], 'wednesdays herring');
    await again.keyboard.press('Enter');
    await acceptVault(again);
    const vault = await fresh.page('vault');
    await see(vault, 'Alarm code');
    await see(vault, 'This browser came in by a way back.');
  });
});
