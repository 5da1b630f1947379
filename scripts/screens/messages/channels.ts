import type { Page } from 'puppeteer-core';
import { answerTo } from '../../../test/e2e/support/asking.ts';
import { press, see } from '../../../test/e2e/support/hands.ts';
import { popupSize, tabSize, type Scene, type Size, type Stage } from '../stage.ts';

const password = 'seven quiet harbours under snow';
const low: Size = { width: 380, height: 300, scale: 2 };

async function shootKeys(here: Stage, popup: Page): Promise<void> {
  await press(popup, 'House committee');
  await see(popup, 'Refresh keys');
  await here.shoot(popup, 'channel');
  await press(popup, 'Refresh keys');
  await see(popup, 'pending sync');
  await here.shoot(popup, 'channel-pending');
}

/** A channel is made, and its keys are looked at; somebody joins another one. */
export const channels: Scene = async (stage) => {
  const here = await stage.elsewhere();
  const page = await here.open('vault.html', tabSize);
  await answerTo(page, 'vault.create', { password, deviceName: 'Laptop' });
  const making = await here.open('popup.html#channel', popupSize);
  await see(making, 'Five words, made here.');
  await here.shoot(making, 'channel-new');
  await making.close();
  const small = await here.open('popup.html#channel', low);
  await see(small, 'Five words, made here.');
  await here.shoot(small, 'channel-new-low');
  await small.close();
  const made = { name: 'House committee', password: 'oat-herring-quiver-lantern-seventh' };
  await answerTo(page, 'channels.make', made);
  const popup = await here.open('popup.html#messages', popupSize);
  await see(popup, 'House committee');
  await here.shoot(popup, 'channels');
  await shootKeys(here, popup);
  await popup.close();
};
