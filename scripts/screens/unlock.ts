import { age } from '../../test/e2e/support/asking.ts';
import { fill, press, reload, see } from '../../test/e2e/support/hands.ts';
import { popupSize, type Scene } from './stage.ts';
import { password } from './welcome.ts';

/** Every way back in. Ends with an open vault. */
export const unlock: Scene = async (stage) => {
  const page = await stage.open('popup.html', popupSize);
  await age(page, 6 * 60_000);
  await reload(page);
  await see(page, 'Messages are locked.');
  await stage.shoot(page, 'popup-messages-locked');
  await stage.ask(page, 'unlock.password', { password });
  const { phrase } = (await stage.ask(page, 'ways.drawPhrase')) as { phrase: string };
  await stage.ask(page, 'ways.addPhrase', { phrase, name: 'Paper' });

  await stage.ask(page, 'lock');
  await see(page, 'Welcome back');
  await stage.shoot(page, 'popup-unlock');
  await fill(page, 'Password', 'seven quiet harbors');
  await press(page, 'Unlock');
  await see(page, 'This password does not open the vault.');
  await stage.shoot(page, 'popup-unlock-wrong');
  await press(page, 'Recovery phrase');
  await fill(page, 'Recovery phrase', phrase.split(' ').with(6, 'windoow').join(' '));
  await press(page, 'Unlock');
  await see(page, 'Word 7 is not in the list.');
  await stage.shoot(page, 'popup-unlock-phrase');
  await stage.ask(page, 'unlock.password', { password });
  await page.close();
};
