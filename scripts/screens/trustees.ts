import type { Page } from 'puppeteer-core';
import { openMailServer } from '../../test/server/support/smtp.ts';
import { answerTo } from '../../test/e2e/support/asking.ts';
import { choose, fill, press, reload, see } from '../../test/e2e/support/hands.ts';
import { beginJoin, mailedCode } from '../../test/e2e/store/store-hands.ts';
import type { Store } from '../../test/e2e/support/store.ts';
import { startStore } from '../../test/e2e/support/store.ts';
import { until } from '../../test/support/until.ts';
import { tabSize, type Scene, type Size, type Stage } from './stage.ts';

const password = 'seven quiet harbours under snow';
const mailbox = 'mira.elsewhere@example.org';
const tall: Size = { ...tabSize, height: 900 };
const narrow: Size = { width: 360, height: 900, scale: 2 };

interface Somebody {
  readonly here: Stage;
  readonly own: Page;
  readonly card: string;
}

async function arrive(here: Stage, store: Store, name: string): Promise<Somebody> {
  const own = await here.open('vault.html#settings/store', tall);
  await answerTo(own, 'vault.create', { password, deviceName: 'Laptop' });
  const { phrase } = await answerTo<{ phrase: string }>(own, 'ways.drawPhrase');
  await answerTo(own, 'ways.addPhrase', { phrase, name: 'Paper' });
  await answerTo(own, 'account.signUp', { kind: 'keys', address: store.origin });
  const { armored } = await answerTo<{ armored: string }>(own, 'contacts.card.make', { name });
  return { here, own, card: armored };
}

/** Answers what the other one is called here. */
async function meet({ own }: Somebody, { card }: Somebody): Promise<string> {
  const { id } = await answerTo<{ id: string }>(own, 'contacts.add', { text: card });
  const { digits } = await answerTo<{ digits: string }>(own, 'contacts.comparison', { id });
  await answerTo(own, 'contacts.compared', { id, digits, isSame: true });
  return id;
}

async function go(page: Page, hash: string): Promise<void> {
  await page.bringToFront();
  await page.evaluate(`location.hash = '${hash}'`);
  await reload(page);
}

/** In browsers of their own: Mira chooses two people, loses everything, and one of them helps her back in. */
export const trustees: Scene = async (stage) => {
  const mail = await openMailServer();
  const store = await startStore({ LATCHKEY_MAIL: mail.url });
  const type = async (page: Page): Promise<void> => {
    const before = mail.mails.length;
    await fill(page, 'E-mail address', mailbox);
    await page.keyboard.press('Enter');
    await fill(page, 'Code from the mail', await mailedCode(mail.mails, mailbox, before));
    await page.keyboard.press('Enter');
  };
  try {
    const mira = await arrive(await stage.elsewhere(), store, 'Mira');
    const jonas = await arrive(await stage.elsewhere(), store, 'Jonas');
    const ruth = await arrive(await stage.elsewhere(), store, 'Ruth');
    for (const one of [jonas, ruth]) await meet(mira, one);
    const [atJonas] = [await meet(jonas, mira), await meet(ruth, mira)];
    await go(mira.own, '#trustees');
    await press(mira.own, 'Go on');
    for (const name of ['Jonas', 'Ruth']) await choose(mira.own, name);
    await mira.here.shoot(mira.own, 'trustees-choose');
    await press(mira.own, 'Go on');
    await type(mira.own);
    await see(mira.own, 'The parts are on their way');
    await mira.here.shoot(mira.own, 'trustees-done');
    await go(jonas.own, `#contacts/${atJonas}`);
    await see(jonas.own, 'You hold a part for Mira');
    await until('both to have said so', async () => {
      const view = await answerTo<{ people: { state: string }[] }>(mira.own, 'trustees.read');
      return view.people.every(({ state }) => state === 'held');
    });
    await go(mira.own, '#trustees');
    await see(mira.own, 'holds it');
    await mira.here.shoot(mira.own, 'trustees-set');
    const fresh = await stage.elsewhere();
    const page = await fresh.open('welcome.html', tall);
    await beginJoin(page, store.origin);
    await press(page, 'I have none of these');
    await choose(page, 'With people you trust');
    await type(page);
    await see(page, 'Tell your people this code');
    await fresh.shoot(page, 'trustees-asking');
    const code = await page.$eval('strong.mono', ({ textContent }) => textContent);
    await go(jonas.own, `#contacts/${atJonas}`);
    await press(jonas.own, 'Help Mira back in');
    await fill(jonas.own, 'The code Mira told you', code);
    await press(jonas.own, 'Look who asks');
    await see(jonas.own, 'Somebody asks for the account of Mira');
    await jonas.here.shoot(jonas.own, 'trustee-asked');
    const slim = await jonas.here.open(`vault.html#contacts/${atJonas}`, narrow);
    await see(slim, 'You hold a part for Mira');
    await jonas.here.shoot(slim, 'trustee-narrow');
    for (const { browser } of [mira.here, jonas.here, ruth.here, fresh]) await browser.close();
  } finally {
    await Promise.all([store.end(), mail.close()]);
  }
};
