import { answerTo } from '../../test/e2e/support/asking.ts';
import { fill, press, see } from '../../test/e2e/support/hands.ts';
import { signUp } from '../../test/e2e/store/store-hands.ts';
import { startStore } from '../../test/e2e/support/store.ts';
import { tabSize, type Scene, type Size } from './stage.ts';

const who = { email: 'mira@fjord.example', password: 'seven quiet harbours under snow' };
const long: Size = { ...tabSize, height: 1100 };
const narrow: Size = { width: 360, height: 1100, scale: 2 };

/** In a browser of its own: the ways back of a vault in one browser, and at a store. */
export const recovery: Scene = async (stage) => {
  const place = await startStore();
  try {
    const here = await stage.elsewhere();
    const page = await here.open('vault.html#recovery', long);
    await answerTo(page, 'vault.create', { password: who.password, deviceName: 'Laptop' });
    await see(page, 'Only in this browser.');
    await here.shoot(page, 'recovery-here');
    await page.goto(page.url().replace('#recovery', '#settings/store'));
    await signUp(page, place, who);
    const { phrase } = await answerTo<{ phrase: string }>(page, 'ways.drawPhrase');
    await answerTo(page, 'ways.addPhrase', { phrase, name: 'Paper' });
    await page.evaluate(`location.hash = '#recovery'`);
    await see(page, 'Yes, by 2 ways');
    await here.shoot(page, 'recovery');
    const slim = await here.open('vault.html#recovery', narrow);
    await see(slim, 'Yes, by 2 ways');
    await here.shoot(slim, 'recovery-narrow');
    await slim.close();
    await page.evaluate(`location.hash = '#drill'`);
    await see(page, 'Each way is tried');
    await press(page, 'Try');
    await see(page, 'Sign in');
    await here.shoot(page, 'recovery-drill');
    await answerTo(page, 'recovery.drill.phrase', { phrase });
    await see(page, 'Proven');
    const drill = await here.open('vault.html#drill', narrow);
    await see(drill, 'Proven');
    await here.shoot(drill, 'recovery-drill-narrow');
    await drill.close();
    await page.evaluate(`location.hash = '#answers'`);
    await press(page, 'Go on');
    await fill(page, 'Question 1', 'What did we call the boat that never sailed?');
    await fill(page, 'Answer 1', 'Wednesday’s Herring');
    await fill(page, 'Question 2', 'Mother’s maiden name');
    await fill(page, 'Answer 2', 'Berg');
    await see(page, 'Weak:');
    await here.shoot(page, 'answers');
    await page.evaluate(`location.hash = '#trustees'`);
    await see(page, 'People who can let you back in');
    await here.shoot(page, 'trustees');
    // As after a way back, which would take a browser more.
    await page.evaluate(`chrome.storage.local.set({ recovered: Date.now() })`);
    await page.evaluate(`location.hash = '#recovered'`);
    await see(page, 'You are back in');
    await here.shoot(page, 'recovered');
    const losses = await here.open('vault.html#losses', long);
    await see(losses, 'You forgot the password');
    await here.shoot(losses, 'losses');
    await losses.close();
    await here.browser.close();
  } finally {
    await place.end();
  }
};
