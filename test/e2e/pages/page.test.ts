import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTo } from '../support/asking.ts';
import { findFrame, encrypt, markAt, openCompose, openReveal, revealed, valueOf } from './in-page.ts';
import { describeEither, startSite, until, type Session, type Site } from '../support/index.ts';

const password = 'the key under the mat is a lie';
const secret = 'The alarm code changed: 4711. "Blue" envelope <second> drawer.';
const armoredLine = /^LK1:[A-Za-z0-9+/]{55,}$/;

const fields = `<!doctype html><meta charset="utf-8"><title>Fields</title>
<style>body { margin: 40px; font: 16px sans-serif } .w { width: 420px; display: block; margin: 12px 0 }</style>
<textarea class="w" id="area" rows="3"></textarea>
<input class="w" id="line" type="text">
<div class="w" id="rich" contenteditable="true" style="border: 1px solid; min-height: 60px"></div>
<p class="w" id="shown" style="overflow-wrap: anywhere"></p>`;

describeEither('writing and reading in a page', (launch, kind) => {
  let session: Session;
  let site: Site;
  let own: Page;
  let page: Page;
  let armored = '';

  beforeAll(async () => {
    session = await launch();
    site = await startSite();
    own = await session.page('popup');
    await answerTo(own, 'vault.create', { password, deviceName: 'Test browser' });
    page = await session.open(site.put('/fields', fields));
    await page.bringToFront();
  });
  afterAll(() => site.close());

  for (const id of ['area', 'line', 'rich']) {
    it(`puts armored text into #${id}`, async () => {
      const frame = await openCompose(page, `#${id}`);
      await encrypt(page, frame, secret);
      armored = (await valueOf(page, `#${id}`)).trim();
      expect(armored).toMatch(armoredLine);
    });
  }

  it('reads it in place after a reload', async () => {
    const withText = fields
      .replace('id="shown"', `id="shown2"`)
      .replace('</p>', `</p><p class="w" id="text" style="overflow-wrap: anywhere">${armored}</p>`);
    await page.goto(site.put('/text', withText));
    const frame = await openReveal(page, '#text');
    expect(await revealed(frame)).toBe(secret);
  });

  const roots: Readonly<Record<string, string>> = {
    'in a closed root': `host.attachShadow({ mode: 'closed' }).innerHTML = '<p>' + text + '</p>'`,
    'in pieces in a root in a root': `const inner = document.createElement('x-inner');
      host.attachShadow({ mode: 'open' }).append(inner);
      inner.attachShadow({ mode: 'closed' }).innerHTML = text.slice(0, 2) + '<mark>' + text.slice(2, 20) + '</mark><i hidden>x</i>' + text.slice(20)`,
    'in a root that comes later': `setTimeout(() => host.attachShadow({ mode: 'closed' }).append(text), 1500)`,
    'added to a closed root later': `const root = host.attachShadow({ mode: 'closed' });
      setTimeout(() => root.append(Object.assign(document.createElement('p'), { textContent: text })), 1500)`,
  };
  for (const [name, script] of Object.entries(roots)) {
    it(`reads a text ${name}`, async () => {
      await page.goto(
        site.put(
          '/root',
          `${fields}<div class="w" id="host" style="overflow-wrap: anywhere"></div>
          <script>const host = document.querySelector('#host'); const text = ${JSON.stringify(armored)}; ${script}</script>`,
        ),
      );
      expect(await revealed(await openReveal(page, '#host'))).toBe(secret);
    });
  }

  // The driver keeps Chromium from keeping pages.
  it.runIf(kind === 'firefox')('shows nothing of a text when a page comes back after a lock', async () => {
    await session.keepPages(true);
    const text = `<p class="w" id="text" style="overflow-wrap: anywhere">${armored}</p>`;
    const script = '<script>onpageshow = (event) => (window.cameBack = event.persisted)</script>';
    const html = `${fields}${text}${script}`;
    // A tab of its own: the driver loses sight of one in which a page came back.
    const tab = await session.open(site.put('/back', { html, headers: { 'cache-control': 'max-age=60' } }));
    await tab.bringToFront();
    await revealed(await openReveal(tab, '#text'));
    const withFrame: unknown = await tab.evaluate('document.documentElement.children.length');
    await tab.evaluate(`location.href = ${JSON.stringify(site.put('/elsewhere', fields))}; undefined`);
    await until('the other page', () => tab.evaluate(`location.pathname === '/elsewhere'`));
    await answerTo(own, 'lock').catch(() => undefined);
    await tab.evaluate('history.back()');
    await until('the page to come back', () => tab.evaluate('window.cameBack === true'));
    expect(await tab.evaluate('document.documentElement.children.length')).toBeLessThan(Number(withFrame));
    expect(await findFrame(tab, 'reveal')).toBeUndefined();
    await session.keepPages(false);
    await tab.close();
    await until('the unlock', () => answerTo(own, 'unlock.password', { password }).then(() => true));
  });

  it('reads a text in a frame without an address, in a window', async () => {
    const text = `<p id=text style='width: 420px; overflow-wrap: anywhere'>${armored}</p>`;
    await page.goto(site.put('/srcdoc', `<!doctype html><iframe width="600" height="400" srcdoc="${text}"></iframe>`));
    const element = await page.waitForSelector('iframe');
    const inner = await element?.contentFrame();
    const around = await element?.boundingBox();
    if (!inner || !around) throw new Error('There is no frame');
    await inner.waitForSelector('#text');
    const window = await until('the window', async () => {
      await page.mouse.move(around.x + 9, around.y + 9);
      await page.mouse.click(around.x + 500, around.y + 350);
      const { x, y } = await markAt(inner, '#text');
      await page.mouse.click(around.x + x, around.y + y);
      return session.opened('reveal-window').catch(() => undefined);
    });
    expect(await revealed(window.mainFrame())).toBe(secret);
    await window.close();
  });

  it('leaves XML and pictures alone, without an error', async () => {
    const errors: unknown[] = [];
    page.on('pageerror', (error) => errors.push(error));
    for (const [path, type] of [
      ['/feed.xml', 'application/xml'],
      ['/picture.svg', 'image/svg+xml'],
    ] as const) {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"><text y="40">${armored}</text></svg>`;
      await page.goto(site.put(path, { html: svg, headers: { 'content-type': type } }));
      await page.mouse.click(60, 60);
      await page.mouse.click(80, 160);
      await page.evaluate('new Promise((done) => setTimeout(done, 800))');
      expect(await page.evaluate('document.querySelectorAll("*").length'), path).toBe(2);
    }
    expect(errors).toEqual([]);
  });

  it('finds a text that the page adds later', async () => {
    await page.goto(site.put('/later', fields));
    await page.mouse.move(5, 5);
    await page.mouse.click(700, 600);
    await page.evaluate(`document.querySelector('#shown').textContent = ${JSON.stringify(armored)}`);
    const frame = await openReveal(page, '#shown');
    expect(await revealed(frame)).toBe(secret);
    await until('the frame to close', () => frame.evaluate('1').then(() => true));
  });
});
