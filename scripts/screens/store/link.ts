import { answerTo, inPage } from '../../../test/e2e/support/asking.ts';
import { fill, press, see } from '../../../test/e2e/support/hands.ts';
import { beginJoin, signUp } from '../../../test/e2e/store/store-hands.ts';
import { startStore } from '../../../test/e2e/support/store.ts';
import { tabSize, type Scene, type Size } from '../stage.ts';

const who = { email: 'mira@fjord.example', password: 'seven quiet harbours under snow' };
const narrow: Size = { width: 360, height: 760, scale: 2 };
const note = { kind: 'note', title: 'Boat engine', body: '', favourite: false, tags: [], folder: '', fields: [] };

/** Two browsers of their own: one that has a vault, and one that it lets in. */
export const link: Scene = async (stage) => {
  const place = await startStore();
  try {
    const old = await stage.elsewhere();
    const page = await old.open('vault.html#settings/store', tabSize);
    await answerTo(page, 'vault.create', { password: who.password, deviceName: 'Laptop' });
    await answerTo(page, 'items.save', { item: note });
    await signUp(page, place, who);
    await page.evaluate(`location.hash = '#settings/link'`);
    await press(page, 'Read its code');
    await see(page, 'Or its code as text');
    await old.shoot(page, 'settings-link');

    const fresh = await stage.elsewhere();
    const welcome = await fresh.opened('welcome', tabSize);
    await beginJoin(welcome, place.origin);
    await press(welcome, 'From another browser');
    await see(welcome, 'works once');
    await fresh.shoot(welcome, 'welcome-link-code');
    await fresh.opened('welcome', narrow);
    await fresh.shoot(welcome, 'welcome-link-code-narrow');
    await fresh.opened('welcome', tabSize);
    await press(welcome, 'Copy it as text instead');
    await see(welcome, 'Copied');
    const code = String(await inPage(welcome, 'navigator.clipboard.readText()'));

    await fill(page, 'Or its code as text', code);
    await page.keyboard.press('Enter');
    await see(welcome, 'Choose this number');
    await fresh.shoot(welcome, 'welcome-link-number');
    await see(page, 'Which number does the new browser show?');
    await old.shoot(page, 'settings-link-choose');
    await old.opened('vault', narrow);
    await old.shoot(page, 'settings-link-choose-narrow');
    await old.opened('vault', tabSize);
    const number = await welcome.$eval('.link-number', (element) => element.textContent.trim());
    await press(page, number);
    await see(page, 'Handed over.');
    await old.shoot(page, 'settings-link-handed');
    await see(welcome, 'Is this your vault?');
    await fresh.shoot(welcome, 'welcome-link-confirm');
  } finally {
    await place.end();
  }
};
