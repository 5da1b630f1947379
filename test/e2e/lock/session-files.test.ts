import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import { foundInProfile } from '../support/profile-files.ts';
import { answerTo } from '../support/asking.ts';
import { fill, press, see } from '../support/hands.ts';
import { describeInTurn, openBareCorner, startSite, until, type Session, type Site } from '../support/index.ts';

const password = 'canary-password-41d7ae';
/** What is typed into our pages, hidden and shown. */
const secrets = { password, 'password that is shown': 'canary-shown-password-93c2f1' };
const control = { control: 'canary-control-field-2f6d90' };

/** Browsers write what fields hold when they like: a field of somebody's page shows when they did. */
describeInTurn('what is typed', (launch) => {
  let session: Session;
  let site: Site;
  let vault: Page;

  const left = () => foundInProfile(session.profile, secrets);
  /** Asked again and again: only where browsers keep their sessions. */
  const controlIsFound = () =>
    until(
      'the field of somebody’s page to be in the files',
      async () => (await foundInProfile(session.profile, control, /session/i)).length === 1,
      90_000,
    );

  beforeAll(async () => {
    [session, site] = await Promise.all([launch(), startSite()]);
    const corner = await openBareCorner(session);
    await answerTo(corner, 'vault.create', { password, deviceName: 'Test browser' });
    await answerTo(corner, 'lock');
    vault = await session.page('vault');
    await see(vault, 'Unlock');
    await press(vault, 'Show');
    await fill(vault, 'Password', secrets['password that is shown']);
    const page = await session.open(site.put('/field', '<!doctype html><label>Control <input id="control"></label>'));
    await page.bringToFront();
    await fill(page, 'Control', control.control);
    await page.evaluate(`history.pushState({}, '', '#typed')`);
  });
  afterAll(() => site.close());

  it('is not in the profile while the page is open', async () => {
    await controlIsFound();
    expect(await left()).toEqual([]);
  });

  it('is not in the profile after a lock', async () => {
    await fill(vault, 'Password', password);
    await vault.keyboard.press('Enter');
    await see(vault, 'New note');
    await answerTo(vault, 'lock');
    await controlIsFound();
    expect(await left()).toEqual([]);
  });

  it('is not in the profile after the next start', async () => {
    await session.restart();
    await controlIsFound();
    expect(await left()).toEqual([]);
  });
});
