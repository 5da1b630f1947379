import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { answerTo, inPage } from '../support/asking.ts';
import { fill, press, see, words } from '../support/hands.ts';
import { describeInTurn, findBarriers, openBareCorner, until, type Session } from '../support/index.ts';

const password = 'seven quiet harbours under snow';
const calculation = '17×3+4';

/** Everything locked, and whoever looks finds a calculator. */
describeInTurn('the disguise', (launch) => {
  let session: Session;
  let corner: Page;

  const titleOfButton = () => inPage(corner, `api.action.getTitle({})`);
  const shown = (page: Page) => page.$eval('output', (output) => output.textContent);
  /** By its keys, or by the keyboard. */
  const type = async (page: Page, keys: string): Promise<void> => {
    await page.bringToFront();
    for (const key of keys) await page.keyboard.press(key as 'Enter');
  };

  beforeAll(async () => {
    session = await launch();
    corner = await openBareCorner(session);
    await answerTo(corner, 'vault.create', { password, deviceName: 'Test browser' });
  });

  it('is put on in the settings, by a calculation of one’s own', async () => {
    const settings = await session.page('vault', '#settings/disguise');
    await see(settings, 'still says Latchkey');
    await fill(settings, 'Your calculation', `${calculation}=`);
    await see(settings, '= 55');
    expect(await findBarriers(settings)).toEqual([]);
    await press(settings, 'Turn it on');
    await see(settings, 'The disguise is on.');
    await answerTo(corner, 'lock');
    // What was left open is a calculator, too.
    await until('the vault page to be gone', async () =>
      ((await settings.evaluate('location.pathname').catch(() => '')) as string).endsWith('/popup.html'),
    );
    await until('the calculator', async () => (await settings.$('.calculator')) !== null);
    await settings.close();
  });

  it('is a working calculator, and nothing in it or on the button says our name', async () => {
    const popup = await session.page('popup');
    await until('the calculator', async () => (await popup.$('.calculator')) !== null);
    expect(await findBarriers(popup)).toEqual([]);
    await type(popup, '1250*12%=');
    expect(await shown(popup)).toBe('150');
    await press(popup, 'M+');
    await press(popup, 'Clear');
    await press(popup, '7');
    await press(popup, 'Times');
    await press(popup, 'MR');
    await press(popup, 'Equals');
    expect(await shown(popup)).toBe('1,050');
    expect(await popup.title()).toBe('Calculator');
    expect(await popup.content()).not.toMatch(/latchkey/i);
    expect(await words(popup)).not.toMatch(/latchkey|unlock|vault/i);
    expect(await titleOfButton()).toBe('Calculator');
    // A fifth of the room, as at 400 %.
    await popup.setViewport({ width: 320, height: 256 });
    expect(await popup.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await findBarriers(popup)).toEqual([]);
    await popup.close();
  });

  it('shows where one unlocks after the chosen calculation, and after no other', async () => {
    const popup = await session.page('popup');
    await until('the calculator', async () => (await popup.$('.calculator')) !== null);
    await type(popup, '17*3+5=');
    expect(await shown(popup)).toBe('56');
    await press(popup, 'Clear');
    await type(popup, '17*3+4');
    expect(await popup.$('.calculator')).not.toBeNull();
    await popup.keyboard.press('Enter');
    await fill(popup, 'Password', password);
    await press(popup, 'Unlock');
    await see(popup, 'Nothing here yet');
    expect(await titleOfButton()).toContain('Latchkey');
    await popup.close();
  });

  it('has a way back for who forgot it: the options of the extension', async () => {
    await answerTo(corner, 'lock');
    const options = (await inPage(corner, `api.runtime.getManifest().options_ui.page`)) as string;
    expect(options).toContain('vault.html');
    const vault = await session.page('vault');
    await fill(vault, 'Password', password);
    await press(vault, 'Unlock');
    await until('the vault', async () => (await answerTo<{ lock: string }>(corner, 'status')).lock === 'unlocked');
    await answerTo(corner, 'disguise.end');
    await answerTo(corner, 'lock');
    const popup = await session.page('popup');
    await see(popup, 'Unlock');
    expect(await popup.$('.calculator')).toBeNull();
  });
});
