import type { Page } from 'puppeteer-core';
import { answerTo, ask } from '../../../test/e2e/support/asking.ts';
import { fill, lockBy, press, see } from '../../../test/e2e/support/hands.ts';
import {
  acceptVault,
  authenticator,
  beginJoin,
  beginSteps,
  findStore,
  givePassword,
  keepCodes,
  readSeed,
} from '../../../test/e2e/store/store-hands.ts';
import { startStore, type Store } from '../../../test/e2e/support/store.ts';
import { until } from '../../../test/support/until.ts';
import { popupSize, tabSize, type Scene, type Stage } from '../stage.ts';
import { password } from '../welcome.ts';

const email = 'mira@fjord.example';
const longTab = { ...tabSize, height: 1000 };
const longPage = { ...tabSize, height: 1500 };

/** What the sections above it fetch may have moved it. */
const toStore = `document.getElementById('settings-store').scrollIntoView()`;

/** A backup is put back, and what is here is published again. */
async function shootRestored(stage: Stage, place: Store, page: Page): Promise<void> {
  await see(page, 'Everything is at the store.');
  const restore = await place.backUp();
  await answerTo(page, 'items.save', {
    item: {
      kind: 'note',
      title: 'Boat engine',
      body: 'Serial 8841',
      favourite: false,
      tags: ['boat'],
      folder: '',
      fields: [],
    },
  });
  await answerTo(page, 'account.sync');
  await restore();
  await ask(page, 'account.sync');
  await see(page, 'an older state than this browser knows');
  await page.evaluate(toStore);
  await stage.shoot(page, 'store-restored');
  await press(page, 'Publish what is here');
  await stage.shoot(page, 'store-publish');
  await press(page, 'Yes, publish it');
  await see(page, 'Everything is at the store.');
}

/** As after a copy of this browser's profile has gone on: only the reason is noted, for a copy would take a third browser. */
async function shootCopied(elsewhere: Stage): Promise<void> {
  const popup = await elsewhere.open('popup.html', popupSize);
  const note = (reason: string) => popup.evaluate(`chrome.storage.session.set({ lockedBy: '${reason}' })`);
  await note('device-cloned');
  await popup.reload();
  await see(popup, 'goes on as a device of its own');
  await elsewhere.shoot(popup, 'popup-copied');
  await note('rotated-away');
  await popup.close();
}

/** The password is changed here, and back again: the other browser is locked by it. */
async function shootRotated(elsewhere: Stage, page: Page): Promise<void> {
  const popup = await elsewhere.open('popup.html', popupSize);
  // It had stopped at the restored store.
  await answerTo(popup, 'account.sync');
  await answerTo(page, 'ways.changePassword', { password: 'another one, by the sea' });
  await see(popup, 'Open without the store');
  await elsewhere.shoot(popup, 'popup-rotated');
  await press(popup, 'Open without the store');
  await see(popup, 'A current one at hand?');
  await elsewhere.shoot(popup, 'popup-aside');
  await press(popup, 'Ask the store again');
  await see(popup, 'Open without the store');
  await shootCopied(elsewhere);
  await answerTo(page, 'ways.changePassword', { password });
  await answerTo(popup, 'unlock.password', { password });
  await popup.close();
}

/** What happened, another address, the kit, and the way out of this browser. */
async function shootAccount(stage: Stage, page: Page): Promise<void> {
  const show = (section: string) => page.evaluate(`document.getElementById('settings-${section}').scrollIntoView()`);
  const pressIn = (section: string) =>
    page.evaluate(`document.querySelector('#settings-${section} :is(.row-actions, p) button').click()`);
  await show('activity');
  await stage.shoot(page, 'settings-activity');
  await page.evaluate(toStore);
  await pressIn('store');
  await see(page, 'Sign in with another address?');
  await stage.shoot(page, 'store-email');
  await page.keyboard.press('Escape');
  await show('erase');
  await pressIn('erase');
  await see(page, 'Remove this browser?');
  await stage.shoot(page, 'settings-erase');
  await page.keyboard.press('Escape');
  const kit = await stage.open('vault.html#kit', longPage);
  await see(kit, 'Print a');
  await stage.shoot(kit, 'kit');
  await stage.shoot(kit, 'kit-printed', 'print');
  await kit.close();
}

/** Needs an open vault with some notes. Ends with the same vault at a store that is gone. */
export const store: Scene = async (stage) => {
  const place = await startStore();
  try {
    const knows = await stage.open('vault.html#store-knows', longPage);
    await see(knows, 'What you can do');
    await stage.shoot(knows, 'store-knows');
    await knows.close();

    const page = await stage.open('vault.html#settings/store', longTab);
    await beginSteps(page, 'Make an account at a store');
    await see(page, 'Address of the store');
    await stage.shoot(page, 'store-address');
    await findStore(page, place.origin);
    await fill(page, 'E-mail address', email);
    await fill(page, 'The vault’s password', password);
    await stage.shoot(page, 'store-account');
    await page.keyboard.press('Enter');
    await see(page, 'to be sure');
    await stage.shoot(page, 'store-codes');
    await keepCodes(page, 'Go on');
    await see(page, 'Scan this');
    await stage.shoot(page, 'store-app');
    const code = authenticator(await readSeed(page), place.clock);
    await fill(page, 'Code from the app', await code());
    await press(page, 'Make the account');
    await see(page, 'Everything is at the store.');
    await place.stop();
    await answerTo(page, 'items.save', {
      item: {
        kind: 'note',
        title: 'Spare key',
        body: 'Under the third stone',
        favourite: false,
        tags: ['house'],
        folder: '',
        fields: [],
      },
    });
    await see(page, 'waits here to be sent');
    await page.evaluate(toStore);
    await stage.shoot(page, 'store-offline');
    await place.start();
    await press(page, 'Sync now');
    await see(page, 'Everything is at the store.');

    // The other browser: this one without all that it keeps.
    await lockBy(page, () => answerTo(page, 'lock'));
    const elsewhere = await stage.elsewhere();
    const welcome = await elsewhere.opened('welcome', tabSize);
    await beginJoin(welcome, place.origin);
    await elsewhere.shoot(welcome, 'welcome-sign-in');
    await givePassword(welcome, { email, password, backupCodes: [], code });
    await see(welcome, 'Now the second factor');
    await elsewhere.shoot(welcome, 'welcome-second-factor');
    await fill(welcome, 'Code from the app', await code());
    await welcome.keyboard.press('Enter');
    await see(welcome, 'This is what the store holds');
    await elsewhere.shoot(welcome, 'welcome-preview');
    await acceptVault(welcome);

    await answerTo(page, 'unlock.password', { password });
    await see(page, 'By password');
    await shootRestored(stage, place, page);

    await shootRotated(elsewhere, page);

    // Its session is ended from the first one.
    await page.evaluate(toStore);
    await stage.shoot(page, 'settings-store');
    await shootAccount(stage, page);
    await answerTo(page, 'account.sessions.endOthers');
    const popup = await elsewhere.open('popup.html', popupSize);
    await see(popup, 'Your session at the store was ended');
    await answerTo(popup, 'unlock.password', { password });
    await see(popup, 'Signed out at the store.');
    await until('the popup to be drawn', async () => (await popup.$('.row')) !== null);
    await elsewhere.shoot(popup, 'popup-signed-out');
    await page.close();
  } finally {
    await place.end();
  }
};
