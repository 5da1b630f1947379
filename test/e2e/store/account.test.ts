import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bytes } from '../../../src/encoding/index.ts';
import { fromBase64, fromHex } from '../../../src/encoding/index.ts';
import { openDeviceSecrets } from '../../../src/devices/index.ts';
import { masterKeyFor } from '../../../src/keys/index.ts';
import { foundInProfile } from '../support/profile-files.ts';
import { answerTo, inPage } from '../support/asking.ts';
import { fill, see, words } from '../support/hands.ts';
import {
  describeInTurn,
  findBarriers,
  openBareCorner,
  readEverythingKept,
  until,
  type Session,
} from '../support/index.ts';
import { startStore, type Store } from '../support/store.ts';
import { confirm, go, pressIn, signUp, type Enrolled } from './store-hands.ts';

const who = { email: 'mira@fjord.example', password: 'seven quiet harbours under snow' };
const wanted = 'mira.fjord@elsewhere.example';
const canaries = { title: 'canary-title-51be', body: 'canary-body-90aa', folder: 'canary-folder-1f3c' };
const note = { kind: 'note', ...canaries, favourite: false, tags: [], fields: [] };

describeInTurn('an account', (launch) => {
  let store: Store;
  let session: Session;
  let page: Page;
  let enrolled: Enrolled;
  let phrase: string;

  beforeAll(async () => {
    [store, session] = await Promise.all([startStore(), launch()]);
    page = await session.page('vault', '#settings/store');
    await answerTo(page, 'vault.create', { password: who.password, deviceName: 'Laptop' });
    await answerTo(page, 'items.save', { item: note });
    ({ phrase } = await answerTo<{ phrase: string }>(page, 'ways.drawPhrase'));
    await answerTo(page, 'ways.addPhrase', { phrase, name: 'Paper' });
    enrolled = await signUp(page, store, who);
  });
  afterAll(() => store.end());

  it('gets another address after a new sign-in, which nobody has proven', async () => {
    await see(page, 'Not proven');
    store.clock.forward(6 * 60_000);
    await pressIn(page, 'store', 'Change');
    await see(page, 'Sign in with another address?');
    await fill(page, 'E-mail address', 'Mira.Fjord@ELSEWHERE.example');
    expect(await findBarriers(page)).toEqual([]);
    await confirm(page);
    await fill(page, 'Password', who.password);
    await page.keyboard.press('Enter');
    await fill(page, 'Code from the app', await enrolled.code());
    await page.keyboard.press('Enter');
    await see(page, `From now on you sign in with ${wanted}`);
    expect(await answerTo(page, 'account.status')).toMatchObject({ email: wanted });
  });

  it('says what happened to it, and whose word that is', async () => {
    await go(page, 'activity');
    await see(page, `E-mail address changed to ${wanted}`);
    await see(page, 'Account made');
    const marks = await page.$$eval('#settings-activity .chip', (chips) => chips.map((chip) => chip.textContent));
    expect([...new Set(marks)].toSorted()).toEqual(['Sealed', 'Store']);
    expect(await findBarriers(page)).toEqual([]);
  });

  it('has a kit that is printed, with letters of the phrase and none of its words', async () => {
    await go(page, 'phrase');
    await pressIn(page, 'phrase', 'Print a recovery kit');
    await see(page, 'Latchkey recovery kit');
    await see(page, wanted);
    expect(await findBarriers(page)).toEqual([]);
    const { head } = await answerTo<{ head: string }>(page, 'about');
    const ways = await answerTo<{ fingerprint?: string }[]>(page, 'ways.list');
    const letters = ways.find(({ fingerprint }) => fingerprint)?.fingerprint ?? 'none';
    const shown = await words(page);
    for (const text of [head, letters, store.origin, 'Laptop']) expect(shown).toContain(text);
    const sheet = await page.$eval('body > .kit-sheet', (place) => place.textContent);
    expect(sheet).toContain(letters);
    expect(await page.$$('body > .kit-sheet .qr-code')).toHaveLength(1);
    expect(
      await page.$$eval('body > .kit-sheet .phrase .word', (lines) => lines.map((line) => line.textContent)),
    ).toEqual(Array<string>(24).fill(''));
    expect(await page.evaluate('location.hash')).toBe('#kit');
    expect(JSON.stringify(await readEverythingKept(session))).not.toContain(letters);
  });

  it('is signed out everywhere, and in again', async () => {
    const other = await launch();
    const there = await other.page('vault');
    const { ticket } = await answerTo<{ ticket: string }>(there, 'signin.start', { address: store.origin });
    await answerTo(there, 'signin.phrase', { ticket, phrase });
    await answerTo(there, 'signin.accept', { ticket, deviceName: 'Tablet' });
    await go(page, 'sessions');
    await pressIn(page, 'sessions', 'Sign out everywhere');
    await see(page, 'Sign out everywhere, here too?');
    expect(await page.evaluate('document.activeElement.innerText')).toBe('Cancel');
    await confirm(page);
    await until('the other to be locked', async () => {
      const { lock } = await answerTo<{ lock: string }>(there, 'status');
      return lock === 'locked';
    });
    await until('this one to be signed out', async () => {
      const { state } = await answerTo<{ state: { code?: string } }>(page, 'account.status');
      return state.code === 'signed-out';
    });
    await other.close();
  });

  describe('after “Remove this browser”', () => {
    let corner: Page;
    let secrets: Record<string, Bytes | string>;
    const left = () => foundInProfile(session.profile, secrets as Record<string, string>);

    beforeAll(async () => {
      corner = await openBareCorner(session);
      const masterKey = fromBase64(
        (await inPage(corner, `(await api.storage.session.get('masterKey')).masterKey`)) as string,
      );
      const { account } = await answerTo<{ account: string }>(corner, 'about');
      const { databases } = await readEverythingKept(session);
      const stores = JSON.parse(databases) as { store: string; values: { device?: { hex: string } }[] }[];
      const sealed = stores.find(({ store: name }) => name === 'header')?.values[0]?.device?.hex ?? '';
      const opened = await openDeviceSecrets(fromHex(sealed), account, () => masterKeyFor(masterKey, 'device'));
      if (!opened) throw new Error('no device secrets');
      const { slot, ...rest } = opened.secrets;
      secrets = { ...canaries, password: who.password, masterKey };
      for (const [name, secret] of Object.entries({ ...slot, ...rest }))
        if (secret instanceof Uint8Array && secret.length === 32) secrets[name] = secret;
      expect(Object.keys(secrets).length).toBeGreaterThan(6);
    });

    it('nothing is kept, and no file of the profile has a secret that can be read', async () => {
      const control = { control: 'canary-control-77e2' };
      await inPage(corner, `api.storage.local.set({ control: '${control.control}' })`);
      await until('the search to find what lies there', async () => {
        return (await foundInProfile(session.profile, control)).length === 1;
      });
      await go(page, 'erase');
      await pressIn(page, 'erase', 'Remove this browser');
      await see(page, 'Remove this browser?');
      expect(await findBarriers(page)).toEqual([]);
      const field = await page.$('dialog[open] input');
      if (field) await fill(page, 'Type “', 'Laptop');
      await confirm(page);
      await see(page, 'No vault here yet');
      const kept = await readEverythingKept(session);
      // Firefox says later that permissions are gone, and an empty list is written down.
      expect(Object.values(JSON.parse(kept.local) as Record<string, unknown>).flat()).toEqual([]);
      expect(kept.session).toBe('{}');
      const stores = JSON.parse(kept.databases) as { values: unknown[] }[];
      expect(stores.flatMap(({ values }) => values)).toEqual([]);
      expect(await left()).toEqual([]);
    });

    it('neither after the browser was closed and started again', async () => {
      await session.restart();
      expect(await left()).toEqual([]);
      const kept = await readEverythingKept(session);
      expect(kept.local).not.toContain('canary');
      const again = await session.page('vault');
      await see(again, 'No vault here yet');
    });
  });
});
