import type { Page } from 'puppeteer-core';
import { answerTo } from '../../../test/e2e/support/asking.ts';
import { press, see } from '../../../test/e2e/support/hands.ts';
import { signUp } from '../../../test/e2e/store/store-hands.ts';
import { startStore } from '../../../test/e2e/support/store.ts';
import { until } from '../../../test/support/until.ts';
import { tabSize, type Scene, type Size } from '../stage.ts';

const who = { email: 'mira@fjord.example', password: 'seven quiet harbours under snow' };
const narrow: Size = { width: 360, height: 760, scale: 2 };
const toDevices = `document.getElementById('settings-devices').scrollIntoView()`;

/** Two browsers of their own, of one vault: the list, and the one that is lost. */
export const devices: Scene = async (stage) => {
  const place = await startStore();
  try {
    const here = await stage.elsewhere();
    const page = await here.open('vault.html#settings/devices', tabSize);
    await answerTo(page, 'vault.create', { password: who.password, deviceName: 'Laptop' });
    const { phrase } = await answerTo<{ phrase: string }>(page, 'ways.drawPhrase');
    await answerTo(page, 'ways.addPhrase', { phrase, name: 'Paper' });
    await signUp(page, place, who);
    const there = await stage.elsewhere();
    await joined(await there.open('vault.html', tabSize), place.origin, phrase);
    await answerTo(page, 'account.sync');
    await page.reload();
    await see(page, 'Old tablet');
    await see(page, 'Sign out everywhere');
    await page.evaluate(toDevices);
    await here.shoot(page, 'settings-devices');
    await press(page, 'Remove “Old tablet”');
    await see(page, 'Lost or stolen?');
    await here.shoot(page, 'settings-devices-remove');
    await press(page, 'Lost or stolen');
    await see(page, '“Old tablet” is lost');
    await page.evaluate(toDevices);
    await here.shoot(page, 'settings-devices-lost');
    const slim = await here.open('vault.html#settings/devices', narrow);
    await see(slim, '“Old tablet” is lost');
    await slim.evaluate(toDevices);
    await here.shoot(slim, 'settings-devices-lost-narrow');
  } finally {
    await place.end();
  }
};

async function joined(page: Page, address: string, phrase: string): Promise<void> {
  const { ticket } = await answerTo<{ ticket: string }>(page, 'signin.start', { address });
  await answerTo(page, 'signin.phrase', { ticket, phrase });
  await answerTo(page, 'signin.accept', { ticket, deviceName: 'Old tablet' });
  await until('it to have joined', async () => {
    const { unsent } = await answerTo<{ unsent: number }>(page, 'account.status');
    return unsent === 0;
  });
}
