import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTo } from '../e2e/support/asking.ts';
import { area, withBody } from '../e2e/pages/hard-pages.ts';
import { encrypt, openCompose, openReveal, revealed, valueOf } from '../e2e/pages/in-page.ts';
import { describeEither, startSite, until, type Session, type Site } from '../e2e/support/index.ts';
import { record } from './recorder.ts';

const password = 'a-password-that-no-page-may-see';
const words = ['canarywombat', 'canarynarwhal', 'canaryibex'];
const planted = 'planted-plaintext-quokka';

const hostile = `<!doctype html><html><head><meta charset="utf-8"><title>Hostile</title>
<script>(${String(record)})(); latchkeyRecorder.globals = Object.getOwnPropertyNames(window).sort().join();</script>
<style>body { margin: 40px; font: 16px sans-serif } .w { width: 420px; display: block; margin: 12px 0; overflow-wrap: anywhere }</style>
</head><body><textarea class="w" id="area" rows="3"></textarea><input class="w" id="line" type="text">
<div class="w" id="rich" contenteditable="true" style="border: 1px solid; min-height: 60px"></div>
<p class="w" id="shown"></p></body></html>`;

function seenBy(page: Page): Promise<string> {
  return page.evaluate('latchkeyRecorder.seen()') as Promise<string>;
}

function state(page: Page): Promise<unknown> {
  return page.evaluate(
    `({ html: document.documentElement.outerHTML, globals: Object.getOwnPropertyNames(window).sort().join(), changes: latchkeyRecorder.changes.length })`,
  );
}

const pretend = `for (const type of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart', 'mousemove', 'click']) {
  for (const target of [window, document, document.body, document.querySelector('#area')])
    target.dispatchEvent(type === 'keydown' ? new KeyboardEvent(type, { key: 'a', bubbles: true }) : new MouseEvent(type, { bubbles: true, clientX: 9, clientY: 9 }));
}
document.querySelector('#area').focus(); document.querySelector('#area').click();`;

/** Every way to be loaded, run or followed that a text could try, towards an address that tells. */
const markup = (to: string): string =>
  [
    `<img src="${to}/img" onerror="fetch('${to}/onerror')"> <script src="${to}/script"></script><script>fetch('${to}/inline')</script>`,
    `<link rel="stylesheet" href="${to}/link"><link rel="prefetch" href="${to}/prefetch"><style>@import '${to}/import'; body { background: url(${to}/background) }</style>`,
    `<iframe src="${to}/iframe"></iframe><object data="${to}/object"></object><embed src="${to}/embed"><video poster="${to}/poster" src="${to}/video"></video>`,
    `<p style="background: url(${to}/style)">x</p><svg><image href="${to}/svg"/></svg><base href="${to}/base/"><meta http-equiv="refresh" content="0; url=${to}/refresh">`,
    `<a href="${to}/a" ping="${to}/ping">here</a> <a href="javascript:fetch('${to}/javascript')">or here</a> <form action="${to}/form"><button autofocus>go</button></form>`,
    `![picture](${to}/markdown) [link](${to}/markdown) ${to}/bare javascript:fetch('${to}/bare')`,
    `&lt;img src=&quot;${to}/entity&quot;&gt; &#60;img src=${to}/number&#62; &amp; \u003cimg src=${to}/escape\u003e ]]><img src=${to}/cdata> <!-- --><img src=${to}/comment>`,
  ].join('\n');

const pause = `new Promise((done) => setTimeout(done, 1500))`;

describeEither('a hostile page', (launch, kind) => {
  let session: Session;
  let site: Site;
  let page: Page;

  beforeAll(async () => {
    session = await launch();
    site = await startSite();
    const own = await session.page('popup');
    await answerTo(own, 'vault.create', { password, deviceName: 'Test browser' });
    page = await session.open(site.put('/hostile', hostile));
    await page.bringToFront();
  });
  afterAll(() => site.close());

  it('has hooks in everything that window reaches', async () => {
    expect(await page.evaluate('latchkeyRecorder.hooks')).toBeGreaterThan(3_000);
    const names = `['value', 'innerText', 'textContent'].length && [HTMLTextAreaElement, HTMLInputElement].map((c) => Object.getOwnPropertyDescriptor(c.prototype, 'value').set.name).join()`;
    expect(await page.evaluate(names)).toBe('set value,set value');
  });

  it('cannot tell that the extension is there before a person does something', async () => {
    await page.evaluate(pause);
    const before = await state(page);
    await page.evaluate(`${pretend}; ${pause}`);
    expect(await state(page)).toEqual(before);
    expect(await page.evaluate('latchkeyRecorder.globals === Object.getOwnPropertyNames(window).sort().join()')).toBe(
      true,
    );
    const seen = await seenBy(page);
    expect(seen).not.toMatch(/LK1|latchkey(?!Recorder)|-extension:/i);
  });

  it('sees armored text and nothing else of what is written and read', async () => {
    for (const [i, id] of ['area', 'line', 'rich'].entries()) {
      await encrypt(page, await openCompose(page, `#${id}`), `${String(words[i])} is in the blue envelope`);
    }
    const armored = (await valueOf(page, '#area')).trim();
    await page.evaluate(`document.querySelector('#shown').textContent = document.querySelector('#area').value`);
    expect(await revealed(await openReveal(page, '#shown'))).toContain(words[0]);

    const seen = await seenBy(page);
    // Now it can tell: so it could have told before.
    expect(await page.evaluate('latchkeyRecorder.changes.length')).toBeGreaterThan(0);
    expect(armored).toMatch(/^LK1:/);
    expect(seen).toContain(armored);
    for (const word of [...words, 'envelope', password]) expect(seen).not.toContain(word);
    // What a frame of ours acts on is named by a ticket that no page may learn.
    const addresses = seen.split('\n').filter((line) => /(?:compose|reveal)\.html/.test(line));
    expect(addresses).toEqual([]);
  });

  it('records a plaintext where there is one: the recorder works', async () => {
    await page.click('#line', { count: 3 });
    await page.type('#line', `${planted} typed`);
    expect(await seenBy(page)).toContain(`${planted} typed`);
    await page.evaluate(
      `document.querySelector('#area').value = '${planted} by value'; document.querySelector('#shown').textContent = '${planted} by text'`,
    );
    const seen = await seenBy(page);
    expect(seen).toContain(`${planted} by value`);
    expect(seen).toContain(`${planted} by text`);
  });

  // Firefox gives every installation an address of its own, which no page knows; the test would have to tell it.
  it.runIf(kind === 'chromium')('cannot reach any file of ours by its address', async () => {
    const reached = await page.evaluate(`(async () => {
      const frames = await Promise.all(['compose.html', 'reveal.html', 'popup.html', 'page.js', 'manifest.json', 'icons/16.png'].map(async (path) => {
        const reply = await fetch('${session.extensionOrigin}/' + path).then(() => path, () => '');
        const image = await new Promise((done) => { const i = new Image(); i.onload = () => done(path); i.onerror = () => done(''); i.src = '${session.extensionOrigin}/' + path; });
        return reply + image;
      }));
      return frames.join('');
    })()`);
    expect(reached).toBe('');
  });

  it('that wrote markup, links and pictures has them shown as text: nothing is loaded or followed', async () => {
    const to = `${site.origin}/leak`;
    const text = markup(to);
    const leaks = (): string[] => site.requests.map(({ path }) => path).filter((path) => path.startsWith('/leak/'));
    const opened = await session.open(
      site.put('/markup', withBody(`${area}<p id="shown" style="font-size: 3px; overflow-wrap: anywhere"></p>`)),
    );
    await opened.bringToFront();
    const compose = await openCompose(opened, '#area');
    await compose.evaluate(
      `{ const area = document.querySelector('textarea'); area.value = ${JSON.stringify(text)}; area.dispatchEvent(new Event('input', { bubbles: true })); }`,
    );
    await encrypt(opened, compose, '');
    await opened.evaluate(`document.querySelector('#shown').textContent = document.querySelector('#area').value`);

    const reveal = await openReveal(opened, '#shown');
    expect(await revealed(reveal)).toBe(text);
    await reveal.click('.revealed');
    await reveal.evaluate('new Promise((done) => setTimeout(done, 500))');
    expect(await reveal.evaluate(`document.querySelectorAll('.revealed *').length`)).toBe(0);
    expect(
      await reveal.evaluate(
        `[...document.querySelectorAll('*')].filter(({ attributes }) => [...attributes].some(({ value }) => value.includes('leak'))).length`,
      ),
    ).toBe(0);
    expect(leaks()).toEqual([]);
    // Where the same text is markup it loads: so it could have been seen.
    await opened.evaluate(`document.querySelector('#shown').innerHTML = ${JSON.stringify(text)}; undefined`);
    await until('what a page loads', () => leaks().length > 0);
    await opened.close();
  });
});
