import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fromBase64 } from '../../../src/encoding/index.ts';
import { foundInProfile } from '../../support/profile-files.ts';
import { answerTo, inPage } from '../support/asking.ts';
import { fill, press, see } from '../support/hands.ts';
import {
  describeEither,
  findBarriers,
  openBareCorner,
  readEverythingKept,
  until,
  type Session,
} from '../support/index.ts';
import { startStore, type Store } from '../support/store.ts';
import { go, pressIn, signUp, type Enrolled } from './store-hands.ts';

const who = { email: 'mira@fjord.example', password: 'seven quiet harbours under snow' };
const canaries = { title: 'canary-title-7d2f', body: 'canary-body-c0de' };
const note = { kind: 'note', ...canaries, folder: '', favourite: false, tags: [], fields: [] };

describeEither('the devices of a vault', (launch) => {
  let store: Store;
  let laptop: Session;
  let tablet: Session;
  let page: Page;
  let there: Page;
  let enrolled: Enrolled;

  beforeAll(async () => {
    [store, laptop, tablet] = await Promise.all([startStore(), launch(), launch()]);
    page = await laptop.page('vault', '#settings/devices');
    await answerTo(page, 'vault.create', { password: who.password, deviceName: 'Laptop' });
    await answerTo(page, 'items.save', { item: note });
    const { phrase } = await answerTo<{ phrase: string }>(page, 'ways.drawPhrase');
    await answerTo(page, 'ways.addPhrase', { phrase, name: 'Paper' });
    enrolled = await signUp(page, store, who);
    there = await tablet.page('vault');
    const { ticket } = await answerTo<{ ticket: string }>(there, 'signin.start', { address: store.origin });
    await answerTo(there, 'signin.phrase', { ticket, phrase });
    await answerTo(there, 'signin.accept', { ticket, deviceName: 'Tablet' });
    await until('the tablet to have sent that it joined', async () => {
      const { unsent } = await answerTo<{ unsent: number }>(there, 'account.status');
      return unsent === 0;
    });
    await answerTo(page, 'account.sync');
  });
  afterAll(() => Promise.all([store.end(), tablet.close()]));

  it('are listed, and can be called something else', async () => {
    await go(page, 'devices');
    await see(page, 'This browser');
    await see(page, 'Tablet');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Rename “Tablet”');
    await fill(page, 'Name', 'Kitchen tablet');
    await page.keyboard.press('Enter');
    await see(page, 'Kitchen tablet');
  });

  it('one that is lost is removed after a new sign-in, and what is left to do stays', async () => {
    const corner = await openBareCorner(tablet);
    const kept = (await inPage(corner, `(await api.storage.session.get('masterKey')).masterKey`)) as string;
    const secrets = { ...canaries, password: who.password, masterKey: fromBase64(kept) };
    store.clock.forward(6 * 60_000);
    await press(page, 'Remove “Kitchen tablet”');
    await see(page, 'Remove “Kitchen tablet”?');
    expect(await page.evaluate('document.activeElement.innerText')).toBe('Cancel');
    expect(await findBarriers(page)).toEqual([]);
    await pressInDialog(page, 'Lost or stolen');
    await fill(page, 'Password', who.password);
    await page.keyboard.press('Enter');
    await fill(page, 'Code from the app', await enrolled.code());
    await page.keyboard.press('Enter');
    await see(page, 'Removed, and all keys renewed.');
    await see(page, '“Kitchen tablet” is lost');
    expect(await findBarriers(page)).toEqual([]);
    await see(there, 'No vault here yet');
    expect(await foundInProfile(tablet.profile, secrets as never)).toEqual([]);
    const stores = JSON.parse((await readEverythingKept(tablet)).databases) as { values: unknown[] }[];
    expect(stores.flatMap(({ values }) => values)).toEqual([]);
  });

  it('until each way in is another, or was not with it', async () => {
    const left = async () => (await answerTo<{ left: unknown[] }[]>(page, 'devices.lost'))[0]?.left.length ?? 0;
    expect(await left()).toBe(2);
    // A button that is still busy hears nothing.
    await until('nothing to be left', async () => {
      if ((await left()) === 0) return true;
      await pressIn(page, 'devices', 'Was not with it');
      return (await left()) === 0;
    });
    await go(page, 'devices');
    await see(page, 'Renew all keys');
    // The activity below names it still.
    expect(await page.$eval('#settings-devices', (section) => (section as HTMLElement).innerText)).not.toContain(
      'Kitchen tablet',
    );
    await pressIn(page, 'devices', 'Renew all keys');
    await see(page, 'All keys are renewed.');
    expect(await answerTo(page, 'account.status')).toMatchObject({ unsent: 0 });
  });
});

async function pressInDialog(page: Page, name: string): Promise<void> {
  await until(`“${name}” in front`, () =>
    page.evaluate((wanted: string) => {
      const buttons = [...document.querySelectorAll<HTMLElement>('dialog[open] button')];
      const button = buttons.find((one) => one.innerText.trim() === wanted);
      button?.click();
      return button !== undefined;
    }, name),
  );
}
