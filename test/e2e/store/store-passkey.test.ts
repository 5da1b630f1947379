import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openMailServer, type MailServer } from '../../server/support/smtp.ts';
import { answerTo, ask } from '../support/asking.ts';
import { encrypt, openCompose, openReveal, revealed, valueOf } from '../pages/in-page.ts';
import { fill, lockBy, press, see } from '../support/hands.ts';
import {
  acceptVault,
  beginJoin,
  beginSteps,
  findStore,
  givePassword,
  keepCodes,
  mailedCode,
  type Enrolled,
} from './store-hands.ts';
import { startStore, type Store } from '../support/store.ts';
import {
  describeInTurn,
  findBarriers,
  forgetEverythingKept,
  openPasskeyDesk,
  startSite,
  type PasskeyDesk,
  type Session,
  type Site,
} from '../support/index.ts';

const password = 'seven quiet harbours under snow';
const email = 'mira.fjord@example.org';
const secret = 'The blue envelope, second drawer.';

/**
 * A virtual authenticator can't be carried to another browser with its PRF secrets, so the other browser is this one with
 * everything taken away that a profile holds: as a security key that is put into a new computer.
 */
describeInTurn('a passkey at a store', (launch, kind) => {
  let mail: MailServer;
  let store: Store;
  let site: Site;
  let armored: string;
  let session: Session;
  let desk: PasskeyDesk;
  let page: Page;

  beforeAll(async () => {
    mail = await openMailServer();
    const starting = startStore({ LATCHKEY_MAIL: mail.url });
    [store, site, session] = await Promise.all([starting, startSite(), launch()]);
    desk = await openPasskeyDesk(session);
    page = await session.page('vault', '#settings/passkeys');
    await answerTo(page, 'vault.create', { password, deviceName: 'First browser' });
    const item = {
      kind: 'note',
      title: 'Alarm code',
      body: 'blue envelope',
      favourite: false,
      tags: [],
      folder: '',
      fields: [],
    };
    await answerTo(page, 'items.save', { item });
    await press(page, 'Add a passkey');
    await see(page, 'Name of the passkey');
    await desk.ceremony(page, () => press(page, 'Add a passkey'));
    await see(page, 'opens this vault from now on');
    const place = await session.open(site.put('/field', '<!doctype html><textarea id="area" rows="3"></textarea>'));
    await encrypt(place, await openCompose(place, '#area'), secret);
    armored = (await valueOf(place, '#area')).trim();
    await place.close();
    await page.bringToFront();
  });
  afterAll(async () => {
    await site.close();
    await store.end();
    await mail.close();
  });

  /** The background listens to the store until the vault is locked, and can't be stopped while it does. */
  const anotherBrowser = async (): Promise<void> => {
    await lockBy(page, () => answerTo(page, 'lock'));
    await page.close();
    await forgetEverythingKept(session);
  };
  const everythingIsThere = async (): Promise<void> => {
    const found = await answerTo<{ rows: { title: string }[] }>(page, 'items.search', {
      query: 'alarm',
      in: 'all',
      offset: 0,
      limit: 1,
    });
    expect(found.rows).toMatchObject([{ title: 'Alarm code' }]);
    const place = await session.open(site.put('/wall', `<!doctype html><p id="text">${armored}</p>`));
    expect(await revealed(await openReveal(place, '#text'))).toBe(secret);
    await place.close();
    await page.bringToFront();
  };

  it('is a second factor, so that nobody needs an authenticator app', async () => {
    await beginSteps(page, 'Make an account at a store');
    await findStore(page, store.origin);
    await fill(page, 'E-mail address', email);
    await fill(page, 'The vault’s password', password);
    await press(page, 'My passkey');
    await page.keyboard.press('Enter');
    expect(await findBarriers(page)).toEqual([]);
    await keepCodes(page, 'Make the account');
    await see(page, 'Everything is at the store.');
  });

  // Firefox's software token puts the secret's extension into what it signs without the flag that says so (WebAuthn 6.1),
  // which no authenticator of a person's does; the store refuses that as malformed.
  it.runIf(kind === 'chromium')('brings everything back to a browser that has nothing, by one touch', async () => {
    await anotherBrowser();
    page = await session.page('welcome');
    await beginJoin(page, store.origin);
    await desk.ceremony(page, () => press(page, 'Sign in with passkey'));
    await see(page, 'This is what the store holds');
    await page.bringToFront();
    await acceptVault(page);
    await everythingIsThere();
  });

  it('follows a password as second factor, after which the vault opens by itself', async () => {
    await anotherBrowser();
    page = await session.page('welcome');
    await beginJoin(page, store.origin);
    const who: Enrolled = {
      email,
      password,
      backupCodes: [],
      code: () => Promise.reject(new Error('there is no app')),
    };
    await givePassword(page, who);
    await see(page, 'Now the second factor');
    await desk.ceremony(page, () => press(page, 'Security key or passkey'));
    await see(page, 'This is what the store holds');
    await page.bringToFront();
    await acceptVault(page);
    await everythingIsThere();
    expect(await ask(page, 'account.factors')).toMatchObject({ ok: true, value: { totp: false } });
  });

  it('opens it there from then on', async () => {
    const popup = await session.page('popup');
    await lockBy(popup, () => press(popup, 'Lock'));
    await press(popup, 'Passkey');
    await desk.ceremony(popup, () => press(popup, 'Unlock with passkey'));
    await see(popup, 'Alarm code');
    await popup.close();
  });

  it('is the second factor of a way back by answers, after which the wait begins', async () => {
    const questions = ['Whose boat never sailed?', 'Where did we get lost?', 'What stood on the shelf?'];
    const answers = ['Wednesday’s Herring', 'behind the tannery at Ulm', 'three green bottles of sand'];
    const mailed = mail.mails.length;
    const { ticket } = await answerTo<{ ticket: string }>(page, 'recovery.answers.mail', { email, language: 'en' });
    const code = await mailedCode(mail.mails, email, mailed);
    await answerTo(page, 'recovery.answers.set', { questions, answers, ticket, code, second: { kind: 'factor' } });
    await anotherBrowser();
    page = await session.page('welcome');
    await beginJoin(page, store.origin);
    await press(page, 'I have none of these');
    const before = mail.mails.length;
    await fill(page, 'E-mail address', email);
    await page.keyboard.press('Enter');
    await fill(page, 'Code from the mail', await mailedCode(mail.mails, email, before));
    await page.keyboard.press('Enter');
    await see(page, 'One thing more');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Backup code');
    await fill(page, 'Backup code', 'AAAA AAAA AAAA');
    await page.keyboard.press('Enter');
    await see(page, 'This code does not fit');
    await press(page, 'Security key or passkey');
    await desk.ceremony(page, () => press(page, 'Security key or passkey'));
    await see(page, 'Waiting until');
    await page.bringToFront();
  });
});
