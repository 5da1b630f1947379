import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { age, answerTo } from '../support/asking.ts';
import { fill, press, see, words } from '../support/hands.ts';
import { describeInTurn, findBarriers, openBareCorner, type Session } from '../support/index.ts';

const password = 'seven quiet harbours under snow';
const chat = 'oat-herring-quiver-lantern-seventh';
const minute = 60_000;

/** Five minutes without use: texts are closed, names stay, and the chat password opens them again. */
describeInTurn('the chat password', (launch) => {
  let session: Session;
  let corner: Page;
  const lockOf = async () => (await answerTo<{ lock: string }>(corner, 'status')).lock;

  beforeAll(async () => {
    session = await launch();
    corner = await openBareCorner(session);
    await answerTo(corner, 'vault.create', { password, deviceName: 'Test browser' });
  });

  it('is set in the settings, and never the one that opens the vault', async () => {
    const settings = await session.page('vault', '#settings/chat-password');
    await see(settings, 'whoever knows it reads every channel');
    await fill(settings, 'Chat password', password);
    await press(settings, 'Set chat password');
    await see(settings, 'This is the password that opens Latchkey');
    await fill(settings, 'Chat password', chat);
    await press(settings, 'Set chat password');
    await see(settings, 'A chat password is set.');
    expect(await findBarriers(settings)).toEqual([]);
    await settings.close();
    await answerTo(corner, 'channels.make', { name: 'House committee', atStore: false });
  });

  it('is asked for after five minutes: the list can be viewed without it', async () => {
    await age(corner, 6 * minute);
    expect(await lockOf()).toBe('messages-locked');
    const popup = await session.page('popup', '#messages');
    await see(popup, 'House committee');
    await press(popup, 'Unlock messages');
    await see(popup, 'Messages are locked');
    expect(await findBarriers(popup)).toEqual([]);
    await press(popup, 'Cancel (view list only)');
    await see(popup, 'House committee');
    expect(await words(popup)).not.toContain(chat);
    await press(popup, 'Unlock messages');
    await fill(popup, 'Chat password', 'something else');
    await popup.keyboard.press('Enter');
    await see(popup, 'This chat password isn’t right.');
    await fill(popup, 'Chat password', chat);
    await popup.keyboard.press('Enter');
    await see(popup, 'New channel');
    expect(await lockOf()).toBe('unlocked');
    await popup.close();
  });

  it('locks everything at the fifth wrong one', async () => {
    await age(corner, 6 * minute);
    const popup = await session.page('popup', '#messages');
    await press(popup, 'Unlock messages');
    for (let at = 0; at < 5; at += 1) {
      await fill(popup, 'Chat password', `wrong ${String(at)}`);
      await popup.keyboard.press('Enter');
      if (at < 4) await see(popup, 'This chat password isn’t right.');
    }
    await see(popup, 'Unlock');
    expect(await lockOf()).toBe('locked');
    expect(await words(popup)).not.toContain('House committee');
  });
});
