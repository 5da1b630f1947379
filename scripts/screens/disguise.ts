import { age, answerTo } from '../../test/e2e/support/asking.ts';
import { press, see } from '../../test/e2e/support/hands.ts';
import { until } from '../../test/support/until.ts';
import { popupSize, tabSize, type Scene, type Size } from './stage.ts';

const password = 'seven quiet harbours under snow';
const low: Size = { width: 320, height: 300, scale: 2 };

/** The chat password is set and asked for; then everything is locked, and a calculator stands there. */
export const disguise: Scene = async (stage) => {
  const here = await stage.elsewhere();
  const page = await here.open('vault.html#settings/chat-password', tabSize);
  await answerTo(page, 'vault.create', { password, deviceName: 'Laptop' });
  await page.reload();
  await answerTo(page, 'chatPassword.set', { password: 'oat-herring-quiver-lantern-seventh' });
  await see(page, 'A chat password is set.');
  await here.shoot(page, 'chat-password');
  await answerTo(page, 'channels.make', { name: 'House committee' });
  await answerTo(page, 'disguise.put', { calculation: '17*3+4' });
  await see(page, 'The disguise is on.');
  await page.$eval('#settings-disguise', (section) => section.scrollIntoView());
  await here.shoot(page, 'disguise-settings');
  await age(page, 6 * 60_000);
  const popup = await here.open('popup.html#messages', popupSize);
  await see(popup, 'House committee');
  await here.shoot(popup, 'messages-locked-list');
  await press(popup, 'Unlock messages');
  await see(popup, 'Cancel (view list only)');
  await here.shoot(popup, 'messages-locked-prompt');
  await popup.close();
  await answerTo(page, 'lock');
  for (const [name, size] of [['calculator', popupSize] as const, ['calculator-low', low] as const]) {
    const locked = await here.open('popup.html', size);
    await until('the calculator', async () => (await locked.$('.calculator')) !== null);
    for (const key of '1250*12%=') await locked.keyboard.press(key as 'Enter');
    await here.shoot(locked, name);
    await locked.close();
  }
};
