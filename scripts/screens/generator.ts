import { press, see } from '../../test/e2e/support/hands.ts';
import { popupSize, type Scene } from './stage.ts';

/** A site whose rules come with the extension, in the tab behind the popup: nothing here can open the real one. */
const atSite = `
  const send = chrome.runtime.sendMessage.bind(chrome.runtime);
  chrome.runtime.sendMessage = (message, ...rest) =>
    message?.ask === 'sites.tab'
      ? Promise.resolve({ ok: true, value: { host: 'www.airfrance.com', on: true, granted: true } })
      : send(message, ...rest);`;

/** The generator in the popup. Ends with an open vault, and nothing more in it. */
export const generator: Scene = async (stage) => {
  const page = await stage.open('popup.html', popupSize);
  await press(page, 'Generate');
  await see(page, 'anyone can wait');
  await stage.shoot(page, 'generator-characters');
  await page.click('.segments label:nth-of-type(2)');
  await see(page, 'Easy to read out');
  await stage.shoot(page, 'generator-words');
  await page.click('.segments label:nth-of-type(3)');
  await see(page, 'Enough where tries are counted');
  await stage.shoot(page, 'generator-pin');
  await press(page, 'History');
  await see(page, 'Nothing made yet');
  await stage.shoot(page, 'generator-history-empty');
  await press(page, 'Back');
  for (let i = 0; i < 3; i++) {
    await page.click(`.segments label:nth-of-type(${String(1 + i)})`);
    await see(page, ['anyone can wait', 'Easy to read out', 'Enough where tries are counted'][i] ?? '');
    await press(page, 'Copy');
    await see(page, 'Done.');
  }
  await press(page, 'History');
  await see(page, 'Forget all');
  await stage.shoot(page, 'generator-history');
  await press(page, 'Forget all');
  await see(page, 'Forget what was made?');
  await stage.shoot(page, 'generator-forget');
  await press(page, 'Forget them');
  await see(page, 'Nothing made yet');
  await page.close();

  const site = await stage.open('popup.html', popupSize, atSite);
  await press(site, 'Generate');
  await site.click('.segments label:nth-of-type(1)');
  await see(site, 'Strong for what this site allows.');
  await stage.shoot(site, 'generator-site');
  await site.close();
};
