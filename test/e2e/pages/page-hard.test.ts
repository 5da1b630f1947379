import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTo, inPage } from '../support/asking.ts';
import { area, hardPages, notInFirefox, withBody } from './hard-pages.ts';
import {
  armoredIn,
  encrypt,
  findFrame,
  focusField,
  openCompose,
  openComposeOrWindow,
  openReveal,
  pressButton,
  revealed,
  valueOf,
} from './in-page.ts';
import {
  describeInTurn,
  findBarriers,
  startSite,
  until,
  type Session,
  type Site,
  type SitePage,
  inTurn,
} from '../support/index.ts';

const password = 'a long enough password';
const secret = 'second drawer, blue envelope';
const armored = /^LK1:[A-Za-z0-9+/]{55,}$/;

describeInTurn('a hard page', (launch, kind) => {
  let session: Session;
  let site: Site;
  let own: Page;
  /** Pages of ours load themselves anew at a lock, so the answer may not arrive. */
  const lock = async (): Promise<void> => {
    await answerTo(own, 'lock').catch(() => undefined);
    await until('the lock', async () => (await answerTo<{ lock: string }>(own, 'status')).lock === 'locked');
  };
  const unlock = (): Promise<true> =>
    until('the unlock', () => answerTo(own, 'unlock.password', { password }).then(() => true as const));
  const visit = async (path: string, page: SitePage | string): Promise<Page> => {
    const opened = await session.open(site.put(path, page));
    await opened.bringToFront();
    return opened;
  };

  beforeAll(async () => {
    session = await launch();
    site = await startSite();
    own = await session.page('popup');
    await answerTo(own, 'vault.create', { password, deviceName: 'Test browser' });
  });
  afterAll(() => site.close());

  for (const [i, [name, hard]] of inTurn(Object.entries(hardPages)).entries()) {
    it.skipIf(kind === 'firefox' && notInFirefox.includes(name))(`takes armored text: a page ${name}`, async () => {
      const page = await visit(`/hard${String(i)}`, hard);
      await encrypt(page, await openCompose(page, '#area'), secret);
      expect((await valueOf(page, '#area')).trim()).toMatch(armored);
      await page.close();
    });
  }

  it('that is isolated gets a frame, or a window of ours', async () => {
    const page = await visit('/isolated', { html: withBody(area), isolated: true });
    expect(await page.evaluate('crossOriginIsolated')).toBe(true);
    const place = await openComposeOrWindow(page, '#area');
    await place.type('textarea', secret);
    await pressButton(place, '.button.primary');
    expect(await armoredIn(page, '#area')).toMatch(armored);
    await page.close();
  });

  it('that is sandboxed is left alone', async () => {
    const page = await visit('/sandboxed', { html: withBody(area), csp: 'sandbox allow-scripts' });
    await focusField(page, '#area');
    await page.evaluate('new Promise((done) => setTimeout(done, 1000))');
    expect(await page.evaluate('document.documentElement.children.length')).toBe(2);
    await page.close();
  });

  it('has fields that are none of ours: no mark', async () => {
    // Logins, codes and cards have the mark that fills: test/e2e/fill/flows.test.ts.
    const others = ['readonly', 'maxlength="20"', 'type="search"', 'role="combobox"', 'inputmode="numeric"'];
    const page = await visit(
      '/others',
      withBody(others.map((attributes, i) => `<input class="w" id="f${String(i)}" ${attributes}>`).join('') + area),
    );
    for (let i = 0; i < others.length; i += 1) {
      await focusField(page, `#f${String(i)}`);
      await page.evaluate('new Promise((done) => setTimeout(done, 100))');
      expect(await page.evaluate('document.documentElement.children.length'), others[i]).toBe(2);
    }
    await focusField(page, '#area');
    await until('a mark at the one that is', () => page.evaluate('document.documentElement.children.length === 3'));
    await page.close();
  });

  it('has a short field: a counter says what fits', async () => {
    const page = await visit('/short', withBody('<input class="w" id="line" type="text" maxlength="280">'));
    const frame = await openCompose(page, '#line');
    await frame.type('textarea', 'x'.repeat(160));
    await until('the counter', () => frame.evaluate(`document.querySelector('.over')?.textContent.startsWith('1 ')`));
    await frame.evaluate('1');
    await frame.focus('textarea');
    await page.keyboard.press('Backspace');
    await pressButton(frame, '.button.primary');
    const value = await armoredIn(page, '#line');
    expect(value).toMatch(armored);
    expect(value.length).toBeLessThanOrEqual(280);
    await page.close();
  });

  it('changes what is put in: nothing is left behind and the text can be copied', async () => {
    const shout = `document.querySelector('#area').addEventListener('input', (event) => { event.target.value = event.target.value.toUpperCase() })`;
    const page = await visit('/shout', withBody(area, shout));
    await page.evaluate(`document.querySelector('#area').value = 'AS IT WAS'`);
    const frame = await openCompose(page, '#area');
    await frame.type('textarea', secret);
    await pressButton(frame, '.button.primary');
    const offered = await until('the way out', () =>
      frame.evaluate(`document.querySelector('textarea[readonly]')?.value`),
    );
    expect(offered).toMatch(armored);
    expect(await valueOf(page, '#area')).toBe('AS IT WAS');
    await page.close();
  });

  it('has text in the field: taken over by a press only, then replaced', async () => {
    const page = await visit('/filled', withBody(area));
    await page.evaluate(`document.querySelector('#area').value = 'a draft'`);
    const frame = await openCompose(page, '#area');
    expect(await frame.evaluate(`document.querySelector('textarea').value`)).toBe('');
    await until('the text to come over', async () => {
      await pressButton(frame, '.compose-aside .button');
      return frame.evaluate(`document.querySelector('textarea').value === 'a draft'`);
    });
    await pressButton(frame, '.button.primary');
    const value = await armoredIn(page, '#area');
    expect(value).toMatch(armored);
    await page.close();
  });

  // Firefox has no way to tell that something lies over a frame.
  it.runIf(kind === 'chromium')('covers the frame: a press there does nothing', async () => {
    const page = await visit('/cover', withBody(area));
    const frame = await openCompose(page, '#area');
    await frame.type('textarea', secret);
    await page.evaluate(`const cover = document.createElement('div'); cover.popover = 'manual';
      cover.style = 'position: fixed; inset: 0; margin: 0; width: 100vw; height: 100vh; border: 0; opacity: 0.01; pointer-events: none';
      document.body.append(cover); cover.showPopover();`);
    await page.evaluate('new Promise((done) => setTimeout(done, 900))');
    await frame.click('.button.primary');
    await until('the refusal', () => frame.evaluate(`!!document.querySelector('.notice.danger')`));
    expect(await valueOf(page, '#area')).toBe('');
    await page.evaluate(`document.querySelector('[popover]:popover-open').remove()`);
    await page.close();
  });

  it('is written to after an unlock with what was typed before it', async () => {
    const page = await visit('/locked', withBody(area));
    await lock();
    const frame = await openCompose(page, '#area');
    await frame.type('textarea', secret);
    await until('the offer to unlock', () => frame.evaluate(`!!document.querySelector('footer .button .icon')`));
    await unlock();
    await until('the button to be back', () => frame.evaluate(`!document.querySelector('footer .button .icon')`));
    await pressButton(frame, '.button.primary');
    const text = await armoredIn(page, '#area');
    expect(text).toMatch(armored);
    await page.close();
  });

  it('is written to though the background was stopped meanwhile', async () => {
    const page = await visit('/stopped', withBody(area));
    const frame = await openCompose(page, '#area');
    await frame.type('textarea', secret);
    await session.stopBackground();
    await page.bringToFront();
    await pressButton(frame, '.button.primary');
    expect(await armoredIn(page, '#area')).toMatch(armored);
    await page.close();
  });

  it('shows a text that is forgotten at the lock and shown again after it', async () => {
    const page = await visit('/reveal', withBody(`${area}<p class="w" id="shown"></p>`));
    await encrypt(page, await openCompose(page, '#area'), secret);
    await page.evaluate(`document.querySelector('#shown').textContent = document.querySelector('#area').value`);
    const frame = await openReveal(page, '#shown');
    expect(await revealed(frame)).toBe(secret);
    await lock();
    await until('the text to go', () =>
      frame.evaluate(`!document.body.textContent.includes(${JSON.stringify(secret)})`),
    );
    await unlock();
    expect(await revealed(frame)).toBe(secret);
    await page.close();
  });

  it('finds both frames without barriers', async () => {
    const page = await visit('/barriers', withBody(`${area}<p class="w" id="shown"></p>`));
    const frame = await openCompose(page, '#area');
    expect(await findBarriers(frame)).toEqual([]);
    await encrypt(page, frame, secret);
    await page.evaluate(`document.querySelector('#shown').textContent = document.querySelector('#area').value`);
    const reveal = await openReveal(page, '#shown');
    await revealed(reveal);
    expect(await findBarriers(reveal)).toEqual([]);
    await page.close();
  });

  describe('with texts that are no good', () => {
    const bad = {
      cut: ['LK1:AQIAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqK/', 'cut or changed'],
      'of another vault': ['LK1:AQIAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqK/T+', 'not of this vault'],
    } as const;
    for (const [name, [text, words]] of Object.entries(bad)) {
      it(`${name}: says so`, async () => {
        const page = await visit('/bad', withBody(`<p class="w" id="shown">${text}</p>`));
        const frame = await openReveal(page, '#shown');
        const said = await until('the sentence', () =>
          frame.evaluate(`document.querySelector('.notice.danger')?.textContent`),
        );
        expect(said).toContain(words);
        await page.close();
      });
    }
  });

  it('can be written to by the shortcut, without a mark', async () => {
    const page = await visit('/shortcut', withBody(area));
    await page.focus('#area');
    await inPage(
      own,
      `api.tabs.query({}).then(async (tabs) => {
        const { id } = tabs.find(({ url }) => url?.endsWith('/shortcut'));
        await api.scripting.executeScript({ target: { tabId: id, allFrames: true }, files: ['page.js'] });
        api.tabs.sendMessage(id, { push: 'page', data: { order: 'begin', what: 'either', marks: false } }).catch(() => undefined);
      })`,
    );
    const frame = await until('the compose frame', () => findFrame(page, 'compose'));
    await frame.waitForSelector('textarea');
    await encrypt(page, frame, secret);
    expect(await valueOf(page, '#area')).toMatch(armored);
    await page.close();
  });

  it('gets its focus back when the frame is left by Escape', async () => {
    const page = await visit('/escape', withBody(area));
    const frame = await openCompose(page, '#area');
    await frame.focus('textarea');
    await page.keyboard.press('Escape');
    await until('the frame to go', async () => !(await findFrame(page, 'compose')));
    await until('the focus', () => page.evaluate(`document.activeElement.id === 'area'`));
    await page.close();
  });
});
