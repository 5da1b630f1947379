import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withBody } from '../e2e/pages/hard-pages.ts';
import { findFrame, openCompose } from '../e2e/pages/in-page.ts';
import { answerTo } from '../e2e/support/asking.ts';
import {
  describeInTurn,
  findBarriers,
  startSite,
  until,
  type Session,
  type Site,
  inTurn,
} from '../e2e/support/index.ts';

const password = 'a long enough password';
const secret = 'zqxjkvwy';

/** Listens before everything else of the page, where keys come by first, and keeps whatever it hears of them. */
const listening = `<script>
  globalThis.heard = [];
  for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'textInput', 'paste', 'compositionstart', 'compositionupdate', 'compositionend'])
    for (const target of [window, document])
      target.addEventListener(type, (event) => heard.push(event.key ?? event.data ?? event.clipboardData?.getData('text') ?? ''), true);
</script>`;
const area = '<textarea class="w" id="area" rows="3"></textarea>';
const find = `const area = document.querySelector('#area');`;
const page = (body: string, script: string): string => withBody(listening + body, script);
const child = `${listening}<textarea id="area"></textarea><script>${find} globalThis.hold = () => setInterval(() => area.focus(), 60)</script>`;
/** Begins only when the test says so, or nobody could press the mark. */
const later = (script: string): string => `${find} globalThis.hold = () => { ${script} }`;

/** Ten ways to hold the focus, or the keys. */
const holding: Readonly<Record<string, (origin: string) => string>> = {
  'takes the focus back as soon as it is lost': () =>
    page(area, later(`area.onblur = () => setTimeout(() => area.focus())`)),
  'takes it back in the very event': () => page(area, later(`area.onblur = () => area.focus(); area.focus()`)),
  'takes it every now and then': () => page(area, later(`setInterval(() => area.focus(), 90)`)),
  'takes it in every picture': () =>
    page(area, later(`const again = () => { area.focus(); requestAnimationFrame(again) }; again()`)),
  'traps it in a dialog': () =>
    page(
      `<div role="dialog" aria-modal="true">${area}<button>Send</button></div>`,
      later(
        `const dialog = area.parentElement; const back = (event) => { if (!dialog.contains(event.target)) area.focus() };
         document.addEventListener('focusin', back, true); document.addEventListener('focusout', () => setTimeout(() => dialog.contains(document.activeElement) || area.focus()), true)`,
      ),
    ),
  'lays a modal dialog over everything, again and again': () =>
    page(
      `${area}<dialog><textarea class="w" id="other"></textarea></dialog>`,
      later(
        `const dialog = document.querySelector('dialog'); setInterval(() => { dialog.close(); dialog.showModal(); document.querySelector('#other').focus() }, 150)`,
      ),
    ),
  'hides its editor in a closed root': () =>
    page(
      `${area}<div id="host"></div>`,
      later(
        `const root = document.querySelector('#host').attachShadow({ mode: 'closed' }); root.innerHTML = '<div contenteditable style="min-height: 40px"></div>';
         globalThis.hidden = root; setInterval(() => { root.firstChild.focus(); getSelection().collapse(root.firstChild, 0) }, 90)`,
      ),
    ),
  'is a game: the window itself has the keys': () =>
    page(
      `${area}<canvas width="300" height="100"></canvas>`,
      later(`setInterval(() => { document.activeElement?.blur(); window.focus() }, 90)`),
    ),
  'has an editor in a frame of its own': () =>
    page(`${area}<iframe src="/child"></iframe>`, later(`document.querySelector('iframe').contentWindow.hold()`)),
  'has one in a frame without an address': () =>
    page(
      `${area}<iframe srcdoc="<textarea id=area></textarea>"></iframe>`,
      later(
        `const inner = document.querySelector('iframe').contentWindow; setInterval(() => inner.document.querySelector('#area').focus(), 60)`,
      ),
    ),
  'has one in a frame from elsewhere': (origin) =>
    page(
      `${area}<iframe src="${origin.replace('127.0.0.1', 'localhost')}/child"></iframe>`,
      later(`document.querySelector('iframe').contentWindow.postMessage('hold', '*')`),
    ),
  'goes to its field at every key': () =>
    page(
      area,
      later(
        `addEventListener('keydown', () => area.focus(), true); setInterval(() => document.activeElement.blur(), 90)`,
      ),
    ),
};

/** All that any script of the page could have got hold of, a line each: keys, what stands in its fields, what it shows. */
const read = `[...(globalThis.heard ?? []), ...[...document.querySelectorAll('textarea, [contenteditable]')].map((field) => field.value ?? field.innerText),
  globalThis.hidden?.textContent ?? '', document.documentElement.innerHTML].join('\\n')`;
const pairs = Array.from({ length: secret.length - 1 }, (_, i) => secret.slice(i, i + 2));

describeInTurn('keys that a page holds', (launch) => {
  let session: Session;
  let site: Site;

  beforeAll(async () => {
    session = await launch();
    site = await startSite();
    site.put('/child', `<!doctype html>${child}<script>onmessage = () => hold()</script>`);
    await answerTo(await session.page('popup'), 'vault.create', { password, deviceName: 'Test browser' });
  });
  afterAll(() => site.close());

  let visits = 0;
  /** Each time at an address of its own: what was typed in a box before comes back at the same field. */
  const visit = async (html: string): Promise<Page> => {
    visits += 1;
    const opened = await session.open(site.put(`/holding/${visits}`, html));
    await opened.bringToFront();
    return opened;
  };
  /** A key after the other, at a person's speed: it goes wherever the browser sends it. */
  const type = (opened: Page): Promise<void> => opened.keyboard.type(secret, { delay: 50 });
  /** What every document of the page has seen, all but ours. */
  const seen = async (opened: Page, ours?: Frame): Promise<string> => {
    const frames = opened.frames().filter((frame) => frame !== ours);
    const texts = await Promise.all(frames.map((frame) => frame.evaluate(read).catch(() => '')));
    return texts.map(String).join('\n');
  };
  const said = `[...document.querySelectorAll('[role=alert]')].map((notice) => notice.textContent).join()`;

  for (const [name, html] of inTurn(Object.entries(holding))) {
    describe(`a page that ${name}`, () => {
      it('gets none of what is typed while a box is open', async () => {
        const opened = await visit(html(site.origin));
        const ours = await openCompose(opened, '#area');
        await until('the box to have the keys', () => ours.evaluate('document.hasFocus()'));
        await opened.evaluate('hold()');
        await type(opened);
        const all = await seen(opened, ours);
        for (const key of secret) expect(all.split('\n')).not.toContain(key);
        for (const pair of pairs) expect(all).not.toContain(pair);
        const [text, words] = (await ours.evaluate(`[document.querySelector('textarea').value, ${said}]`)) as [
          string,
          string,
        ];
        // Either all of it is in the box, or the box says that it isn't.
        if (text !== secret)
          expect(words).toMatch(/Keys go to the page, not into this box\.|What you typed then was stopped/);
        await opened.close();
      });
    });
  }

  it('are heard by such a page without a box of ours, or this would prove nothing', async () => {
    for (const html of inTurn(Object.values(holding))) {
      const opened = await visit(html(site.origin));
      await opened.mouse.click(3, 3);
      await opened.focus('#area');
      await opened.evaluate('hold()');
      await type(opened);
      const all = await seen(opened);
      const typed = all.split('\n').filter((line) => /^[zqxjkvwy]+$/.test(line));
      expect(new Set(typed.join('')), all).toEqual(new Set(secret));
      await opened.close();
    }
  });

  it('are its own again when the box is closed', async () => {
    const opened = await visit(page(`${area}<iframe src="/child"></iframe>`, later('')));
    const ours = await openCompose(opened, '#area');
    await ours.click('header .icon-button:last-of-type');
    await until('the box to go', async () => !(await findFrame(opened, 'compose')));
    await opened.focus('#area');
    await type(opened);
    expect(await opened.evaluate(`document.querySelector('#area').value`)).toBe(secret);
    const inner = await until('the frame', () =>
      opened.frames().find((frame) => frame.url().endsWith('/child') || frame.parentFrame()),
    );
    await inner.focus('#area');
    await type(opened);
    expect(await inner.evaluate(`document.querySelector('#area').value`)).toBe(secret);
    await opened.close();
  });

  it('are asked for by the box, empty as it is, when somebody pressed the page', async () => {
    const opened = await visit(page(area, later('')));
    const ours = await openCompose(opened, '#area');
    await opened.click('#area');
    await until('the words', async () => (await ours.evaluate(said)) === 'Keys go to the page, not into this box.');
    await type(opened);
    expect(await opened.evaluate(`document.querySelector('#area').value`)).toBe('');
    // What is typed goes to nobody's spelling, correcting, suggesting or translating service.
    const served = `(({ spellcheck, autocapitalize, autocomplete }, html) => [spellcheck, autocapitalize, autocomplete, html.translate])`;
    expect(await ours.evaluate(`${served}(document.querySelector('textarea'), document.documentElement)`)).toEqual([
      false,
      'none',
      'off',
      false,
    ]);
    expect(
      await ours.evaluate(
        `['autocorrect', 'writingsuggestions'].map((name) => document.querySelector('textarea').getAttribute(name))`,
      ),
    ).toEqual(['off', 'false']);
    expect(await findBarriers(ours)).toEqual([]);
    await ours.click('.keys-gone > button');
    await until('the keys', async () => (await ours.evaluate(said)) !== 'Keys go to the page, not into this box.');
    await type(opened);
    expect(await ours.evaluate(`document.querySelector('textarea').value`)).toBe(secret);
    await opened.close();
  });

  it('go on in a window of our own, with what was typed', async () => {
    const opened = await visit(page(area, later('')));
    const ours = await openCompose(opened, '#area');
    await type(opened);
    await opened.click('#area');
    await ours.waitForSelector('.keys-gone .button');
    await ours.evaluate('new Promise((done) => setTimeout(done, 700))');
    await ours.click('.keys-gone .button');
    const own = await session.opened('compose-window');
    const text = await own.waitForSelector('textarea');
    await until('the text', () => text?.evaluate((field, wanted) => field.value === wanted, secret));
    await until('the frame to go', async () => !(await findFrame(opened, 'compose')));
    await opened.close();
  });
});
