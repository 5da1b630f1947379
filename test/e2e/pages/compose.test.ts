import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerTo } from '../support/asking.ts';
import { armoredIn, findFrame, openCompose, pressButton, valueOf } from './in-page.ts';
import { describeEither, startSite, until, type Session, type Site } from '../support/index.ts';

const fields = `<!doctype html><meta charset="utf-8"><title>Fields</title>
<style>body { margin: 40px; font: 16px/20px sans-serif } textarea { width: 420px; display: block; margin: 12px 0 }</style>
<textarea id="tall" rows="8" placeholder="Reply"></textarea>
<textarea id="small" rows="3" placeholder="Message"></textarea>`;

describeEither('the compose box', (launch) => {
  let session: Session;
  let site: Site;
  let own: Page;
  let page: Page;

  beforeAll(async () => {
    session = await launch();
    site = await startSite();
    own = await session.page('popup');
    await answerTo(own, 'vault.create', { password: 'the key under the mat is a lie', deviceName: 'Test' });
    page = await session.open(site.put('/fields', fields));
    await page.bringToFront();
  });
  afterAll(() => site.close());
  beforeEach(() => page.reload());

  const typedIn = (frame: Frame): Promise<string> => frame.$eval('textarea', (area) => area.value);
  const gone = (): Promise<unknown> =>
    until('the box to go', async () => (await findFrame(page, 'compose')) === undefined);
  const settled = (frame: Frame): Promise<unknown> =>
    until('the box to know its field', () => frame.$eval('textarea.compose-text', (area) => area.enterKeyHint !== ''));
  const open = async (selector: string): Promise<Frame> => {
    const frame = await openCompose(page, selector);
    await settled(frame);
    // A key counts once the box was seen for half a second.
    await frame.evaluate('new Promise((done) => setTimeout(done, 700))');
    return frame;
  };
  const hold = async (key: 'Control' | 'Shift'): Promise<void> => {
    await page.keyboard.down(key);
    await page.keyboard.press('Enter');
    await page.keyboard.up(key);
  };

  describe('by the size of its field', () => {
    it('makes a line by Enter in a tall one, and encrypts by Ctrl+Enter', async () => {
      const frame = await open('#tall');
      expect(await frame.$eval('.button.primary kbd', (key) => key.textContent)).toBe('Ctrl ↵');
      await frame.type('textarea', 'one');
      await page.keyboard.press('Enter');
      await page.keyboard.type('two');
      expect(await typedIn(frame)).toBe('one\ntwo');
      await hold('Control');
      expect(await armoredIn(page, '#tall')).toMatch(/^LK1:/);
      await gone();
    });

    it('encrypts by Enter in a small one, and makes a line by Shift+Enter', async () => {
      const frame = await open('#small');
      expect(await frame.$eval('.button.primary kbd', (key) => key.textContent)).toBe('↵');
      await frame.type('textarea', 'one');
      await hold('Shift');
      await page.keyboard.type('two');
      expect(await typedIn(frame)).toBe('one\ntwo');
      await page.keyboard.press('Enter');
      expect(await armoredIn(page, '#small')).toMatch(/^LK1:/);
      await gone();
    });
  });

  describe('left by Escape or its cross', () => {
    it('loses nothing: what was typed is there again, until it is put away or put in', async () => {
      let frame = await open('#tall');
      await frame.type('textarea', 'half a thought');
      await page.keyboard.press('Escape');
      await gone();
      expect(await valueOf(page, '#tall')).toBe('');
      await page.reload();
      frame = await open('#tall');
      await frame.waitForSelector('.draft-news');
      expect(await typedIn(frame)).toBe('half a thought');
      await frame.type('textarea', ', and the rest');
      await frame.click('header > .icon-button:last-child');
      await gone();
      frame = await open('#small');
      expect(await typedIn(frame)).toBe('');
      await page.keyboard.press('Escape');
      await gone();
      frame = await open('#tall');
      await frame.waitForSelector('.draft-news');
      expect(await typedIn(frame)).toContain(', and the rest');
      await frame.click('.draft-news button');
      expect(await typedIn(frame)).toBe('');
      await frame.click('.draft-news button');
      expect(await typedIn(frame)).toContain('half a thought');
      await pressButton(frame, '.button.primary');
      await armoredIn(page, '#tall');
      await gone();
      frame = await open('#tall');
      expect(await typedIn(frame)).toBe('');
    });

    it('says so where it can keep nothing, and stays', async () => {
      const frame = await open('#small');
      await answerTo(own, 'lock');
      await frame.type('textarea', 'typed while locked');
      await page.keyboard.press('Escape');
      await frame.waitForSelector('.draft-news .button.danger');
      expect(await typedIn(frame)).toBe('typed while locked');
      await frame.click('.draft-news .button.danger');
      await gone();
    });
  });
});
