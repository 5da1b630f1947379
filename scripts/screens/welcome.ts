import { fill, press, see } from '../../test/e2e/support/hands.ts';
import { popupSize, tabSize, type Scene } from './stage.ts';

export const password = 'seven quiet harbours under snow';

/** From install to the first try. Ends with an open vault that has nothing in it. */
export const welcome: Scene = async (stage) => {
  const popup = await stage.open('popup.html', popupSize);
  await see(popup, 'No vault here yet');
  await stage.shoot(popup, 'popup-begin');
  await popup.close();

  const page = await stage.opened('welcome', tabSize);
  await see(page, 'Your keys, your words');
  await stage.shoot(page, 'welcome');
  await fill(page, 'New password', 'hunter2');
  await see(page, 'Use it anyway');
  await stage.shoot(page, 'welcome-password-weak');
  await fill(page, 'New password', password);
  await fill(page, 'The same password once more', password);
  await see(page, 'Strong.');
  await stage.shoot(page, 'welcome-password');
  await press(page, 'Make the vault');

  await see(page, 'Where may Latchkey work');
  await stage.shoot(page, 'welcome-sites');
  await press(page, 'Go on');
  await see(page, 'Ready. Try it');
  await stage.shoot(page, 'welcome-try');

  await press(page, 'A passkey');
  await see(page, 'One touch instead of typing');
  await stage.shoot(page, 'welcome-passkey');
  await press(page, 'Back');

  await press(page, 'A phrase on paper');
  await see(page, 'I have them on paper');
  await stage.shoot(page, 'welcome-phrase');
  await stage.shoot(page, 'welcome-kit', 'print');
  await press(page, 'I have them on paper');
  await see(page, 'Three of them');
  await stage.shoot(page, 'welcome-phrase-confirm');
  await page.close();
};
