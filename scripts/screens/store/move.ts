import type { Page } from 'puppeteer-core';
import { answerTo, ask } from '../../../test/e2e/support/asking.ts';
import { see } from '../../../test/e2e/support/hands.ts';
import { fromBase32 } from '../../../src/encoding/index.ts';
import { totpCode } from '../../../src/sync/index.ts';
import { startStore, type Store } from '../../../test/e2e/support/store.ts';
import { tabSize, type Scene } from '../stage.ts';

const who = { email: 'mira@fjord.example', password: 'seven quiet harbours under snow' };
const longTab = { ...tabSize, height: 1000 };
const toStore = `document.getElementById('settings-store').scrollIntoView()`;

interface Drawn {
  readonly secret: string;
  readonly backupCodes: readonly string[];
}

async function signUp(page: Page, store: Store, more: object = {}): Promise<void> {
  const { secret, backupCodes } = await answerTo<Drawn>(page, 'account.draw', { email: who.email });
  const code = await totpCode(fromBase32(secret.replaceAll(' ', '')), store.clock.now());
  const wish = { kind: 'password', address: store.origin, ...who, totp: { secret, code }, backupCodes, ...more };
  await ask(page, 'account.signUp', wish);
}

/** From one store to another: where it begins, what stands there when it did not end, and in another browser. */
export const move: Scene = async (stage) => {
  const [here, there] = await Promise.all([startStore(), startStore()]);
  try {
    for (const language of ['en', 'de']) {
      const browser = await stage.elsewhere(language);
      const page = await browser.open('vault.html#settings/store', longTab);
      await answerTo(page, 'vault.create', { password: who.password, deviceName: 'Laptop' });
      await signUp(page, language === 'en' ? here : there);
      const steps = await browser.open('vault.html#connect/move', tabSize);
      await steps.waitForSelector('input');
      await browser.shoot(steps, `store-move-${language}`);
      await steps.close();
      // The address is taken there, by the one of before: so the move stops half way.
      if (language === 'de') {
        await signUp(page, here, { moves: true });
        await see(page, here.origin);
        await page.evaluate(toStore);
        await browser.shoot(page, `store-moving-${language}`);
        await page.evaluate(
          `chrome.storage.local.get('store').then(({ store: { leaving: _, ...store } }) => chrome.storage.local.set({ store }))`,
        );
        await page.reload();
        await see(page, here.origin);
        await page.evaluate(toStore);
        await browser.shoot(page, `store-moved-${language}`);
      }
      await page.close();
    }
  } finally {
    await Promise.all([here.end(), there.end()]);
  }
};
