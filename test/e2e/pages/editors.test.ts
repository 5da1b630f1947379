import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { editors } from './editors.ts';
import { encrypt, openByOrder } from './in-page.ts';
import { marksIn } from './marks-in.ts';
import { answerTo } from '../support/asking.ts';
import { describeInTurn, startSite, until, type Session, type Site, inTurn } from '../support/index.ts';

const draft = 'a draft';
const secret = 'second drawer';
const armored = /^LK1:[A-Za-z0-9+/]{55,}$/;

describeInTurn('a real editor', (launch) => {
  let session: Session;
  let site: Site;
  let own: Page;

  beforeAll(async () => {
    session = await launch();
    site = await startSite(inject('pages'));
    own = await session.page('popup');
    await answerTo(own, 'vault.create', { password: 'a long enough password', deviceName: 'Test browser' });
  });
  afterAll(() => site.close());

  const model = async (page: Page): Promise<string> => ((await page.evaluate('probe.model()')) as string).trim();

  async function visit(name: string): Promise<Page> {
    const page = await session.open(`${site.origin}/editors/${name}.html`);
    await page.bringToFront();
    await until('the editor', () => page.evaluate('!!globalThis.probe?.field()'));
    await focusEnd(page);
    return page;
  }

  /** Puts a draft into the editor, as it might come from a server. */
  async function fill(page: Page): Promise<void> {
    await page.evaluate(`probe.set(${JSON.stringify(draft)})`);
    await focusEnd(page);
  }

  /** Editors take a caret over later than it moves. */
  async function focusEnd(page: Page): Promise<void> {
    await page.bringToFront();
    await page.evaluate('probe.field().focus()');
    await page.evaluate('new Promise((done) => setTimeout(done, 200))');
    await page.keyboard.press('End');
    await page.evaluate('new Promise((done) => setTimeout(done, 200))');
  }

  async function undo(page: Page): Promise<void> {
    await page.evaluate('probe.field().focus()');
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
    await until('the undo', async () => (await model(page)) === draft);
  }

  async function write(page: Page, replace: boolean): Promise<void> {
    const frame = await openByOrder(own, page);
    if (replace) await takeOver(frame);
    await encrypt(page, frame, secret);
    await until('the text', async () => (await model(page)).includes('LK1:'));
  }

  async function takeOver(frame: Frame): Promise<void> {
    await until('the text to come over', async () => {
      const taken = await frame.evaluate(`document.querySelector('textarea').value.trim()`);
      if (taken === '') await frame.click('.compose-aside .button');
      return taken === draft;
    });
  }

  for (const name of inTurn(editors)) {
    it(`${name} takes a text, and gives it back by one undo`, async () => {
      const page = await visit(name);
      await write(page, false);
      expect(await model(page), 'while it is empty').toMatch(armored);

      await fill(page);
      await write(page, false);
      const [before, put] = (await model(page)).split(/ (?=LK1)/);
      expect(before, 'apart from the last word').toBe(draft);
      expect(put).toMatch(armored);
      await undo(page);

      await write(page, true);
      expect(await model(page), 'for everything').toMatch(armored);
      await undo(page);
      await page.close();
    });
  }

  const frames = {
    'the field of an editor': ['/editors/tinymce-frame.html', 'body'],
    'a text in a frame of its own words': ['/srcdoc', 'p'],
  } as const;
  for (const [name, [path, selector]] of Object.entries(frames)) {
    it(`without an address has a mark at ${name}`, async () => {
      const text = `LK1:AQI${'AB0c'.repeat(24)}`;
      site.put('/srcdoc', `<!doctype html><iframe width="600" height="200" srcdoc="<p>${text}</p>"></iframe>`);
      const page = await session.open(site.origin + path);
      await page.bringToFront();
      const inner = await (await page.waitForSelector('iframe'))?.contentFrame();
      if (!inner) throw new Error('There is no frame');
      await inner.waitForSelector(selector);
      await until('the mark', async () => {
        await page.mouse.move(5, 5);
        await inner.click(selector);
        return until('the mark', async () => (await marksIn(inner)).length > 0, 3_000).catch(() => false);
      });
      await page.close();
    });
  }
});
