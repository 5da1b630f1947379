import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { age, answerTo, ask, inPage } from '../support/asking.ts';
import {
  describeInTurn,
  openBareCorner,
  readEverythingKept,
  startSite,
  until,
  type Session,
} from '../support/index.ts';

const password = 'canary-password-1f0e7a';
const body = 'canary-body-92c4d1';
const title = 'canary-title-57ab03';
const minute = 60_000;

const login = {
  ...{ kind: 'login', title: 'Shop', favourite: false, tags: [], folder: '', fields: [] },
  ...{ username: 'me', password: 'p', accountId: '', totp: '', notes: '' },
};

/** What the button says for the tab in front. */
const badgeInFront = `api.tabs.query({ active: true }).then(([tab]) => api.action.getBadgeText({ tabId: tab.id }))`;
const titleInFront = `api.tabs.query({ active: true }).then(([tab]) => api.action.getTitle({ tabId: tab.id }))`;

interface Status {
  readonly vault: string;
  readonly lock: string;
  readonly lockedBy?: string;
  readonly ways: readonly { readonly kind: string }[];
}

describeInTurn('the background', (launch) => {
  let session: Session;
  let page: Page;
  let item: string;
  const status = () => answerTo<Status>(page, 'status');
  const unlock = () => answerTo(page, 'unlock.password', { password });

  beforeAll(async () => {
    session = await launch();
    page = await openBareCorner(session);
    // Stopped somewhere in the middle: there is no vault afterwards, or one that the password opens.
    const making = { password, deviceName: 'Test browser' };
    const made = ask(page, 'vault.create', making).catch(() => undefined);
    await session.stopBackground();
    await made;
    if ((await status()).vault === 'none') await answerTo(page, 'vault.create', making);
    else await unlock();
    const note = { kind: 'note', title, body, favourite: false, tags: [], folder: '', fields: [] };
    ({ id: item } = await answerTo<{ id: string }>(page, 'items.save', { item: note }));
  });

  /** A background that something else woke meanwhile knows a younger time: then it is stopped once more. */
  const passWhileStopped = (ms: number): Promise<unknown> =>
    until('time to pass while it is stopped', async () => {
      await session.stopBackground();
      await age(page, ms);
      return !(await session.isBackgroundRunning());
    });

  it('makes a vault and refuses a second one', async () => {
    expect(await status()).toMatchObject({ vault: 'present', lock: 'unlocked', ways: [{ kind: 'password' }] });
    expect(await ask(page, 'vault.create', { password: 'x', deviceName: 'y' })).toEqual({
      ok: false,
      code: 'vault-exists',
    });
  });

  it('is stopped and is still unlocked', async () => {
    await session.stopBackground();
    expect(await session.isBackgroundRunning()).toBe(false);
    expect(await status()).toMatchObject({ lock: 'unlocked' });
    expect(await answerTo(page, 'items.read', { id: item })).toMatchObject({ item: { body } });
  });

  it('is stopped, the deadline passes, and it is locked', async () => {
    await passWhileStopped(15 * minute);
    expect(await ask(page, 'items.read', { id: item })).toEqual({ ok: false, code: 'locked' });
    expect(await status()).toMatchObject({ lock: 'locked', lockedBy: 'time' });
    await unlock();
  });

  it('is woken by the alarm while stopped, and locks unasked', async () => {
    await passWhileStopped(15 * minute);
    await inPage(page, `api.alarms.create('lock', { when: Date.now() + 500 })`);
    await until('the key to be gone', async () => {
      return (
        (await inPage(
          page,
          `api.storage.session.get('masterKey').then(({ masterKey }) => masterKey === undefined)`,
        )) === true
      );
    });
    expect(await status()).toMatchObject({ lock: 'locked', lockedBy: 'time' });
    await unlock();
  });

  it('locks when the clock was set back', async () => {
    await age(page, -10 * minute);
    expect(await status()).toMatchObject({ lock: 'locked', lockedBy: 'clock' });
    await unlock();
  });

  it('refuses a wrong password, also right after having been stopped', async () => {
    await answerTo(page, 'lock');
    await session.stopBackground();
    expect(await ask(page, 'unlock.password', { password: 'wrong' })).toEqual({ ok: false, code: 'wrong-password' });
    expect(await status()).toMatchObject({ lock: 'locked' });
    await unlock();
  });

  it('tells its other pages', async () => {
    const other = await openBareCorner(session);
    await inPage(
      other,
      `void api.runtime.onMessage.addListener(({ push, data }) => { if (push === 'happening') (globalThis.heard ??= []).push(data.type); })`,
    );
    await answerTo(page, 'lock');
    await until('the other page to hear', async () =>
      ((await other.evaluate('globalThis.heard ?? []')) as string[]).includes('status'),
    );
    await other.close();
    await unlock();
  });

  it('counts the logins for the page in front on its button, also by an expression, and none while locked', async () => {
    const site = await startSite();
    const [url, elsewhere] = [site.put('/', '<h1>Shop</h1>'), 'http://elsewhere.example'];
    for (const [address, match] of [
      [url, 'host'],
      ['127\\.0.*', 'regex'],
      [elsewhere, 'host'],
    ])
      // prettier-ignore
      await answerTo(page, 'items.save', { item: { ...login, urls: [{ url: address, match }] } });
    const shop = await session.open(url);
    await shop.bringToFront();
    const shows = (text: string) =>
      until(`the button to say "${text}"`, async () => (await inPage(page, badgeInFront)) === text);
    const isTitled = (title: string) =>
      until(`the button to be titled "${title}"`, async () => (await inPage(page, titleInFront)) === title);
    await shows('2');
    await isTitled('Latchkey: open. Logins for this page: 2');
    await session.stopBackground();
    await page.bringToFront();
    await shows('');
    await shop.bringToFront();
    await shows('2');
    await answerTo(page, 'lock');
    await shows('');
    await isTitled('Latchkey: locked');
    // Nothing to count, nothing to wake for: while unlocked, the same tab woke it above.
    await until('the tabs to wake nobody', async () => {
      await session.stopBackground();
      await page.bringToFront();
      await shop.bringToFront();
      return !(await session.isBackgroundRunning());
    });
    await unlock();
    await shows('2');
    await shop.close();
    await site.close();
  });

  describe('after a lock', () => {
    it('has kept no secret anywhere', async () => {
      const { phrase } = await answerTo<{ phrase: string }>(page, 'ways.drawPhrase');
      await answerTo(page, 'ways.addPhrase', { phrase, name: 'Paper' });
      const key = Buffer.from(
        (await inPage(page, `api.storage.session.get('masterKey').then(({ masterKey }) => masterKey)`)) as string,
        'base64',
      );
      expect(key).toHaveLength(32);
      const secrets = [password, body, title, phrase, key.toString('base64'), key.toString('base64url')];
      const wanted = [...secrets, ...secrets.map((secret) => Buffer.from(secret).toString('hex')), key.toString('hex')];
      const found = (text: string) => wanted.filter((secret) => text.toLowerCase().includes(secret.toLowerCase()));

      const kept = async () => JSON.stringify([await readEverythingKept(session), await session.readLogs()]);

      // The search finds what is there: while unlocked, the key is; and what a page says to its console.
      expect(found(await kept())).toContain(key.toString('base64'));
      await inPage(page, `console.log('said by ' + 'a page')`);
      await until('the log', async () => (await kept()).includes('said by a page'));
      await answerTo(page, 'lock');
      expect(found(await kept())).toEqual([]);
    });
  });

  it('starts with a new browser locked, and the vault is there', async () => {
    await session.restart();
    page = await openBareCorner(session);
    expect(await status()).toMatchObject({ vault: 'present', lock: 'locked' });
    await unlock();
    expect(await answerTo(page, 'items.read', { id: item })).toMatchObject({ item: { title, body } });
  });

  it('adds a phrase while being stopped: it opens the vault, or it was never there', async () => {
    const { phrase } = await answerTo<{ phrase: string }>(page, 'ways.drawPhrase');
    const before = (await status()).ways.length;
    const adding = ask(page, 'ways.addPhrase', { phrase, name: 'Second paper' }).catch(() => undefined);
    await session.stopBackground();
    await adding;
    await unlock();
    const replaced = (await ask(page, 'unlock.phrase', { phrase })).ok;
    expect((await status()).ways.length).toBe(before);
    if (!replaced) await answerTo(page, 'ways.addPhrase', { phrase, name: 'Second paper' });
    await answerTo(page, 'lock');
    await answerTo(page, 'unlock.phrase', { phrase });
    expect(await answerTo(page, 'items.read', { id: item })).toMatchObject({ item: { body } });
  });

  it('changes the password while being stopped again and again', async () => {
    const passwords = [password];
    for (let round = 0; round < 3; round++) {
      const next = `${password}-${String(round)}`;
      const changing = ask(page, 'ways.changePassword', { password: next }).catch(() => undefined);
      await session.stopBackground();
      await changing;
      const works: string[] = [];
      for (const candidate of [passwords.at(-1) ?? '', next]) {
        if ((await ask(page, 'unlock.password', { password: candidate })).ok) works.push(candidate);
      }
      expect(works).toHaveLength(1);
      passwords.push(...works);
      expect(await answerTo(page, 'items.read', { id: item })).toMatchObject({ item: { body } });
    }
  });
});
