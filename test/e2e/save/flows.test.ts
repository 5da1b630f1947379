import type { Frame, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ItemView, SaveOffer } from '../../../src/rpc/index.ts';
import { answerTo, ask, inPage } from '../support/asking.ts';
import { press, see } from '../support/hands.ts';
import { describeEither, until, type Session } from '../support/index.ts';
import { findFrame, pressButton } from '../pages/in-page.ts';
import { openShop, right, type Shop } from './shop.ts';

const master = 'seven quiet harbours under snow';

interface Found {
  readonly rows: readonly { readonly id: string }[];
}

describeEither('logins that are typed into pages', (launch, kind) => {
  let session: Session;
  let shop: Shop;
  let own: Page;
  const pages: Page[] = [];

  beforeAll(async () => {
    session = await launch();
    shop = await openShop();
    own = await session.page('popup');
    await answerTo(own, 'vault.create', { password: master, deviceName: 'Test browser' });
  });
  afterAll(() => shop.close());
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.close().catch(() => undefined);
    for (const offer of await offers()) await decide(offer, { do: 'later' });
    const ids = (await kept()).map(({ id }) => id);
    if (ids.length > 0) await answerTo(own, 'items.changeMany', { ids, change: { do: 'trash' } });
    await answerTo(own, 'save.allow', { host: '127.0.0.1' });
  });

  const visit = async (path: string): Promise<Page> => {
    const page = await session.open(shop.origin + path);
    pages.push(page);
    await page.bringToFront();
    return page;
  };
  const offers = async (): Promise<readonly SaveOffer[]> =>
    (await answerTo<{ offers: readonly SaveOffer[] }>(own, 'save.offers')).offers;
  const decide = (offer: SaveOffer, answer: object) => answerTo(own, 'save.decide', { offer: offer.id, answer });
  const kept = async (): Promise<readonly ItemView[]> => {
    const { rows } = await answerTo<Found>(own, 'items.search', { query: '', in: 'all', offset: 0, limit: 50 });
    return Promise.all(rows.map(({ id }) => answerTo<ItemView>(own, 'items.read', { id })));
  };
  /** Types as a person does, after our script for forms has come: it does as soon as somebody is in a field. */
  const type = async (page: Page, values: Readonly<Record<string, string>>): Promise<void> => {
    await page.mouse.move(3, 3);
    for (const [selector, text] of Object.entries(values)) {
      await page.click(selector);
      await heard(page);
      await page.type(selector, text);
    }
  };
  const heard = (page: Page) =>
    until('our scripts for forms to be there', () => {
      const url = JSON.stringify(page.url());
      return inPage(
        own,
        `api.tabs.query({}).then((tabs) => tabs.findLast((tab) => tab.url === ${url}).id)
          .then((id) => api.scripting.executeScript({ target: { tabId: id }, func: () => globalThis.latchkey?.saving !== undefined }))
          .then(([{ result }]) => result)`,
      );
    });
  /** The next page, once somebody is there. */
  const arrive = async (page: Page, words: string): Promise<void> => {
    await until(`“${words}” to be seen`, async () => {
      await page.mouse.move(5, 5);
      await page.mouse.move(9, 9);
      return page.evaluate((text) => document.body.innerText.includes(text), words).catch(() => false);
    });
    await page.mouse.move(30, 30);
    await page.mouse.move(33, 33);
  };
  const offered = async (page: Page): Promise<Frame> => {
    const frame = await until('the offer in the page', () => findFrame(page, 'save'));
    await until('what is offered', () => frame.evaluate(`!!document.querySelector('.save-offer')`).catch(() => false));
    return frame;
  };
  const wordsOf = async (frame: Frame): Promise<string> => (await frame.evaluate('document.body.innerText')) as string;
  const gone = (page: Page) => until('the offer to go', async () => !(await findFrame(page, 'save')));

  it('is saved after a sign-up, by the offer that stands in the next page', async () => {
    const page = await visit('/sign-up');
    await type(page, { '#user': 'mira@example.org', '#password': right, '#again': right });
    await page.click('#go');
    await arrive(page, 'Your account is ready');
    const frame = await offered(page);
    expect(await wordsOf(frame)).toContain('mira@example.org');
    expect(await frame.evaluate('document.documentElement.outerHTML')).not.toContain(right);
    await pressButton(frame, '.button.primary');
    await gone(page);
    expect(await kept()).toMatchObject([
      { item: { username: 'mira@example.org', password: right, urls: [{ url: shop.origin, match: 'host' }] } },
    ]);
  });

  it('is offered for a login by script without a form, and not before its fields are gone', async () => {
    const page = await visit('/fetch');
    await type(page, { '#user': 'mira', '#password': 'wrong' });
    await page.click('#go');
    await until('the refusal', () => page.evaluate(`document.body.innerText.includes('Wrong password')`));
    expect(await offers()).toEqual([]);
    await page.click('#password', { count: 3 });
    await page.type('#password', right);
    await page.click('#go');
    await arrive(page, 'Welcome');
    const frame = await offered(page);
    await pressButton(frame, '.button.primary');
    await gone(page);
    expect(await kept()).toMatchObject([{ item: { username: 'mira', password: right } }]);
  });

  it('has the name that the page has put there, where nobody types it', async () => {
    const page = await visit('/back');
    await type(page, { '#password': right });
    await page.click('#go');
    await arrive(page, 'Your account is ready');
    await offered(page);
    expect((await offers()).map(({ username }) => username)).toEqual(['mira@shop.example']);
  });

  it('is offered though its password was shown when it was sent', async () => {
    const page = await visit('/shown');
    await type(page, { '#user': 'looker', '#password': right });
    await page.click('#eye');
    await page.click('#go');
    await arrive(page, 'Your account is ready');
    const frame = await offered(page);
    expect(await wordsOf(frame)).toContain('looker');
    await pressButton(frame, '.button.primary');
    await gone(page);
    expect(await kept()).toMatchObject([{ item: { username: 'looker', password: right } }]);
  });

  it('has the name of the first step, and outlives ten redirects over three origins', async () => {
    const page = await visit('/step-one');
    await type(page, { '#user': 'stepper' });
    await page.click('#go');
    await until('the second step', () => page.$('#password'));
    await type(page, { '#password': right });
    await page.keyboard.press('Enter');
    await arrive(page, 'Your account is ready');
    expect(new URL(page.url()).hostname).toBe('localhost');
    const frame = await offered(page);
    expect(await wordsOf(frame)).toMatch(/stepper[\s\S]*For 127\.0\.0\.1/);
    // It stays over another navigation, until it is answered.
    await page.goto(`${shop.origin}/account`);
    await arrive(page, 'Your account is ready');
    await pressButton(await offered(page), '.button.primary');
    await gone(page);
    expect(await kept()).toMatchObject([{ item: { username: 'stepper', password: right } }]);
  });

  it('is the new password of the login that has the old one; the old one stays in the history', async () => {
    await answerTo(own, 'items.save', { item: login('Lantern Shop', 'mira', 'the old one') });
    await answerTo(own, 'items.save', { item: login('Lantern Shop (work)', 'work', 'another') });
    const page = await visit('/change');
    await type(page, { '#old': 'the old one', '#password': right, '#again': right });
    await page.click('#go');
    const frame = await offered(page);
    const says = await wordsOf(frame);
    expect(says).toContain('Lantern Shop');
    expect(says).not.toContain('(work)');
    await pressButton(frame, '.button.primary');
    await gone(page);
    const [changed] = (await kept()).filter(({ item }) => item.title === 'Lantern Shop');
    expect(changed).toMatchObject({
      item: { password: right },
      history: [{ field: 'password', value: 'the old one' }],
    });
    expect(await kept()).toHaveLength(2);
  });

  it('is not offered where it failed, where it is known, or where nobody wants it', async () => {
    const page = await visit('/login');
    await type(page, { '#user': 'mira', '#password': 'wrong' });
    await page.keyboard.press('Enter');
    await arrive(page, 'Wrong user name');
    await until('the refusal to be noticed', async () => (await offers()).length === 0);
    await answerTo(own, 'items.save', { item: login('Lantern Shop', 'mira', right) });
    await type(page, { '#user': 'mira', '#password': right });
    await page.keyboard.press('Enter');
    await arrive(page, 'Your account is ready');
    expect(await offers()).toEqual([]);
    // Control: another one is, until somebody says never.
    await page.goto(`${shop.origin}/login`);
    await type(page, { '#user': 'jonas', '#password': right });
    await page.keyboard.press('Enter');
    await arrive(page, 'Your account is ready');
    await offered(page);
    const [offer] = await offers();
    if (!offer) throw new Error('no offer');
    await decide(offer, { do: 'never' });
    await gone(page);
    await page.goto(`${shop.origin}/login`);
    await type(page, { '#user': 'ruth', '#password': right });
    await page.keyboard.press('Enter');
    await arrive(page, 'Your account is ready');
    expect(await offers()).toEqual([]);
    expect(await answerTo(own, 'save.never')).toEqual({ hosts: ['127.0.0.1'] });
  });

  it('is offered in the popup after its tab was closed, and quietly after an unlock', async () => {
    const page = await visit('/login');
    await type(page, { '#user': 'closer', '#password': right });
    await page.keyboard.press('Enter');
    await until('the next page', () => page.evaluate('location.hostname').then((host) => host === 'localhost'));
    await page.close();
    await until('the offer', async () => (await offers()).some(({ username }) => username === 'closer'), 20_000);
    const [first] = await offers();
    if (first) await decide(first, { do: 'later' });
    const second = await visit('/sign-up');
    await answerTo(own, 'lock');
    await type(second, { '#user': 'quiet@example.org', '#password': right, '#again': right });
    await second.click('#go');
    await arrive(second, 'Your account is ready');
    expect(await ask(own, 'save.offers')).toMatchObject({ ok: false, code: 'locked' });
    expect(await findFrame(second, 'save')).toBeUndefined();
    await answerTo(own, 'unlock.password', { password: master });
    expect(await offers()).toMatchObject([{ username: 'quiet@example.org', whileLocked: true }]);
    expect(await findFrame(second, 'save')).toBeUndefined();
  });

  it('is what the browser is answered with where a site asks by the browser itself, after a person was asked', async () => {
    await answerTo(own, 'items.save', { item: login('Intern', 'mira', right) });
    const page = await session.browser.newPage();
    pages.push(page);
    const loaded = page.goto(`${shop.origin}/intern`);
    const asked = await until('our window', async () => {
      for (const one of await session.browser.pages()) {
        const at = one.evaluate('location.href').catch(() => '');
        const where = await Promise.race([at, new Promise((done) => setTimeout(done, 2_000, ''))]);
        if (String(where).includes('popup.html#sign-in/')) return one;
      }
      return undefined;
    });
    await see(asked, `${shop.origin} asks for a name and a password.`);
    await press(asked, 'Sign in').catch(() => undefined);
    await loaded;
    expect(await page.evaluate('document.body.innerText')).toContain('Files');
  });

  describe('on a page that wants to be asked about', () => {
    it('is nothing that a script typed, sent and took away by itself', async () => {
      const page = await visit('/hostile');
      await page.mouse.move(3, 3);
      await page.click('#user');
      await heard(page);
      for (let at = 0; at < 50; at += 1) await page.evaluate(`plant('u${String(at)}'); undefined`);
      await page.evaluate('vanish(); undefined');
      // Control: what a person types on the same page is noticed.
      const other = await visit('/fetch');
      await type(other, { '#user': 'typist', '#password': right });
      await other.click('#go');
      await offered(other);
      expect((await offers()).map(({ username }) => username)).toEqual(['typist']);
    });

    it.runIf(kind === 'chromium')('is not saved by a press that something else was meant by', async () => {
      const page = await visit('/fetch');
      await type(page, { '#user': 'covered', '#password': right });
      await page.click('#go');
      await arrive(page, 'Welcome');
      const frame = await offered(page);
      await page.evaluate(
        `{ const cover = document.createElement('div'); cover.popover = 'manual'; cover.textContent = 'Win a prize';
           cover.style = 'position: fixed; inset: 0; width: 100vw; height: 100vh; margin: 0; border: 0; background: white; pointer-events: none;';
           document.body.append(cover); cover.showPopover(); } new Promise((done) => setTimeout(done, 900))`,
      );
      await frame.click('.button.primary');
      await until('the refusal', () => frame.evaluate(`!!document.querySelector('.notice.danger')`));
      await frame.evaluate(`document.querySelector('.button.primary').click()`);
      expect(await kept()).toEqual([]);
      await page.evaluate(`document.querySelectorAll('[popover]:popover-open').forEach((one) => one.remove())`);
      await pressButton(frame, '.button.primary');
      await gone(page);
      expect(await kept()).toHaveLength(1);
    });
  });

  const login = (title: string, username: string, password: string): object => ({
    kind: 'login',
    title,
    username,
    password,
    favourite: false,
    tags: [],
    folder: '',
    fields: [],
    accountId: '',
    totp: '',
    notes: '',
    urls: [{ url: shop.origin, match: 'host' }],
  });
});
