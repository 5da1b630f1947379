import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findBarriers } from '../support/accessibility.ts';
import { answerTo, inPage } from '../support/asking.ts';
import { fill, reload, see, words } from '../support/hands.ts';
import {
  armoredIn,
  encrypt,
  findFrame,
  focusField,
  openCompose,
  openReveal,
  order,
  pressButton,
  revealed,
  valueOf,
} from './in-page.ts';
import { describeEither, startSite, until, type Session, type Site } from '../support/index.ts';

const password = 'the key under the mat is a lie';

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
    await answerTo(own, 'vault.create', { password, deviceName: 'Test' });
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

  describe('by the shortcut', () => {
    const texts = { first: 'the first of two texts', second: 'the second of two texts' };
    const seals: string[] = [];
    const read = async (what: 'read' | 'either'): Promise<string> => {
      await order(own, page, what);
      return revealed(await until('the box', () => findFrame(page, 'reveal')));
    };

    beforeAll(async () => {
      // Our pages load themselves anew at a lock.
      await reload(own);
      await answerTo(own, 'unlock.password', { password });
      await page.reload();
      for (const text of Object.values(texts)) {
        const frame = await openCompose(page, '#tall');
        await encrypt(page, frame, text);
        seals.push((await armoredIn(page, '#tall')).trim());
        await page.reload();
      }
      const shown = (id: string, armored: string): string =>
        `<p id="${id}" style="overflow-wrap: anywhere">${armored}</p>`;
      await page.goto(
        site.put(
          '/two',
          `${fields}${shown('first', seals[0] ?? '')}<div style="height: 900px"></div>${shown('second', seals[1] ?? '')}`,
        ),
      );
    });

    it('reads the text of which a part is selected, before a field that has the focus', async () => {
      await page.focus('#small');
      await page.evaluate(`(() => {
        const { firstChild } = document.querySelector('#second');
        getSelection().setBaseAndExtent(firstChild, 20, firstChild, 40);
      })()`);
      expect(await read('either')).toBe(texts.second);
    });

    it('reads the nearest one that is seen, where no field has the focus', async () => {
      expect(await read('either')).toBe(texts.first);
    });

    it('writes where a field has it, and reads there too when that is asked for', async () => {
      await page.focus('#small');
      await order(own, page, 'either');
      await until('the box', () => findFrame(page, 'compose'));
      await page.reload();
      await page.focus('#small');
      expect(await read('read')).toBe(texts.first);
    });

    it('reads what stands in a field that nobody can change, as its mark does', async () => {
      const shown = (id: string, armored: string): string =>
        `<textarea id="${id}" readonly style="display: block; width: 300px; height: 90px; margin: 40px">See:\n${armored}</textarea><input id="${id}-line" readonly>`;
      await page.goto(site.put('/fixed', `<!doctype html><title>Fixed</title>${shown('first', seals[0] ?? '')}`));
      await page.$eval('#first-line', (line, value) => void ((line as HTMLInputElement).value = value), seals[1] ?? '');
      await page.bringToFront();
      await focusField(page, '#first');
      expect(await revealed(await openReveal(page, '#first'))).toBe(texts.first);
      await page.reload();
      await page.$eval('#first-line', (line, value) => void ((line as HTMLInputElement).value = value), seals[1] ?? '');
      await page.focus('#first-line');
      expect(await read('either')).toBe(texts.second);
    });

    it('is in the browser’s list, and a text that is pasted into the popup is read there', async () => {
      const commands = `api.commands.getAll().then((all) => all.find(({ name }) => name === 'write-or-read').description)`;
      expect(await inPage(own, commands)).toMatch(/^Write into the field .* or read/);
      await own.bringToFront();
      await own.$eval(
        'input[type="search"]',
        (field, text) => {
          field.value = text;
          field.dispatchEvent(new Event('input', { bubbles: true }));
        },
        seals[1] ?? '',
      );
      await see(own, texts.second);
      expect(await findBarriers(own)).toEqual([]);
      await fill(own, 'Read an encrypted text', (seals[1] ?? '').slice(0, -9));
      await see(own, 'cut or changed on its way');
      expect(await words(own)).not.toContain(texts.second);
    });
  });

  it('is a window where its frame would have no room', async () => {
    const small = site.put('/small', '<!doctype html><title>Small</title><textarea id="area" rows="2"></textarea>');
    await page.goto(
      site.put(
        '/around',
        `<!doctype html><title>Around</title><iframe src="${small}" width="420" height="70"></iframe>`,
      ),
    );
    const inner = await until('the frame', () => page.frames().find((frame) => frame.url() === small));
    await page.bringToFront();
    await inner.click('#area');
    await order(own, page, 'either');
    const opened = await session.opened('compose-window');
    await opened.waitForSelector('textarea');
    expect(await findFrame(page, 'compose')).toBeUndefined();
    await opened.type('textarea', 'more than fits there');
    await pressButton(opened as unknown as Frame, '.button.primary');
    expect(
      await until('the armored text', () =>
        inner.$eval('#area', (area) => (area as HTMLTextAreaElement).value || undefined),
      ),
    ).toMatch(/^LK1:/);
  });
});
