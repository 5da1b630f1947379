import type { Page } from 'puppeteer-core';
import { press, see } from '../../test/e2e/support/hands.ts';
import { tabSize, type Scene } from './stage.ts';

/** The settings are one long page. */
const longPage = { ...tabSize, height: 2000 };

/** The vault page: the list, a note, the trash, and the settings. */
export const vault: Scene = async (stage) => {
  const page = await stage.open('vault.html', tabSize);
  await see(page, 'Wi-Fi at the cabin');
  await press(page, 'Wi-Fi at the cabin');
  await see(page, 'Bike lock');
  await stage.shoot(page, 'vault');
  await page.close();

  const wide = await stage.open('vault.html', { width: 1400, height: 760, scale: 1 });
  await see(wide, 'Wi-Fi at the cabin');
  await stage.shoot(wide, 'vault-wide');
  await wide.close();

  const many = await stage.open('vault.html', tabSize);
  await see(many, 'Wi-Fi at the cabin');
  await chooseThree(many);
  await see(many, 'Add a tag');
  await stage.shoot(many, 'vault-many');
  await many.setViewport({ width: 1400, height: 760, deviceScaleFactor: 1 });
  await stage.shoot(many, 'vault-many-wide');
  await many.setViewport({ width: 360, height: 640, deviceScaleFactor: 2 });
  await stage.shoot(many, 'vault-many-narrow');
  await press(many, 'Tags and folder');
  await stage.shoot(many, 'vault-many-narrow-pane');
  await many.close();

  const within = await stage.open('vault.html', tabSize);
  await see(within, 'Wi-Fi at the cabin');
  await press(within, 'Folders and tags');
  await stage.shoot(within, 'vault-within-menu');
  await within.evaluate(`document.querySelector('[role="menu"]:popover-open button').click()`);
  await within.waitForSelector('.vault-kinds .chip bdi');
  await stage.shoot(within, 'vault-within');
  await within.close();

  const trash = await stage.open('vault.html#trash', tabSize);
  await see(trash, 'Trash');
  await stage.shoot(trash, 'vault-trash');
  await trash.close();

  const settings = await stage.open('vault.html#settings', longPage);
  await see(settings, 'Lock times');
  await stage.shoot(settings, 'settings');
  await settings.close();
};

/** The first row, and two more below it. */
async function chooseThree(page: Page): Promise<void> {
  await page.evaluate(`document.querySelector('.vault-rows .row-main[tabindex="0"]').focus()`);
  await page.keyboard.down('Shift');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.up('Shift');
}
