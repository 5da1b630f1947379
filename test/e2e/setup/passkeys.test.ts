import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { answerTo } from '../support/asking.ts';
import { lockBy, press, see } from '../support/hands.ts';
import { describeBrowsers, openPasskeyDesk, type PasskeyDesk, type Session } from '../support/index.ts';

const password = 'seven quiet harbours under snow';

describeBrowsers('a passkey', (launch) => {
  let session: Session;
  let desk: PasskeyDesk;
  let popup: Page;
  beforeAll(async () => {
    session = await launch();
    desk = await openPasskeyDesk(session);
    popup = await session.page('popup');
    await answerTo(popup, 'vault.create', { password, deviceName: 'Test browser' });
  });

  it('becomes a way in', async () => {
    const settings = await session.page('vault', '#settings/passkeys');
    await press(settings, 'Add a passkey');
    await see(settings, 'Name');
    await desk.ceremony(settings, () => press(settings, 'Add a passkey'));
    await see(settings, 'opens this vault from now on');
    await settings.close();
  });

  it('opens the vault', async () => {
    await popup.bringToFront();
    await lockBy(popup, () => press(popup, 'Lock'));
    await press(popup, 'Passkey');
    await desk.ceremony(popup, () => press(popup, 'Unlock with passkey'));
    await see(popup, 'Nothing here yet');
    await popup.bringToFront();
  });

  it('is offered first from then on, and opens the vault when the background was stopped in between', async () => {
    await lockBy(popup, () => press(popup, 'Lock'));
    await session.stopBackground();
    await desk.ceremony(popup, () => press(popup, 'Unlock with passkey'));
    await see(popup, 'Nothing here yet');
    expect(await answerTo<{ lock: string }>(popup, 'status')).toMatchObject({ lock: 'unlocked' });
  });
});
