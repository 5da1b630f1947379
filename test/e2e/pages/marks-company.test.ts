import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { answerTo } from '../support/asking.ts';
const armored = `LK1:AQ${'AB0c'.repeat(24)}`;
import { focusField, markAt, openCompose } from './in-page.ts';
import { marksIn } from './marks-in.ts';
import { describeInTurn, startSite, until, type Session, type Site } from '../support/index.ts';

const empty = '<!doctype html><html><head><meta charset="utf-8"></head><body></body></html>';
const plain = '<textarea id="area" rows="3" style="width: 400px"></textarea>';

/** Dialogs, popovers and boxes that go when somebody presses or looks elsewhere, and what says that they are still there. */
const closing: Readonly<Record<string, readonly [body: string, script: string, isOpen: string]>> = {
  'a box that goes at a press outside': [
    `<div id="box" style="padding: 40px; width: 440px; background: beige">${plain}</div>`,
    `const box = document.querySelector('#box'); document.onpointerdown = (event) => box.contains(event.target) || box.remove();`,
    `document.querySelector('#box') !== null`,
  ],
  'a box that folds up when the focus leaves it': [
    `<div id="box" style="padding: 40px; width: 440px; background: beige">${plain}</div>`,
    `const box = document.querySelector('#box'); box.addEventListener('focusout', (event) => box.contains(event.relatedTarget) || (box.hidden = true));`,
    `!document.querySelector('#box').hidden`,
  ],
  'a popover': [
    `<div id="box" popover="auto" style="padding: 40px; width: 440px">${plain}</div>`,
    `document.querySelector('#box').showPopover();`,
    `document.querySelector('#box').matches(':popover-open')`,
  ],
  'a modal dialog that goes at a press outside': [
    `<dialog id="box" style="padding: 40px; width: 440px">${plain}</dialog>`,
    `const box = document.querySelector('#box'); box.showModal(); box.onclick = (event) => event.target === box && box.close();`,
    `document.querySelector('#box').matches(':modal')`,
  ],
  'a dialog beside which everything is inert': [
    `<div id="rest" style="height: 60px">Rest</div><div id="box" style="padding: 40px; width: 440px; background: beige">${plain}</div>`,
    `document.querySelector('#rest').inert = true; document.onfocusin = (event) => document.querySelector('#box').contains(event.target) || document.querySelector('#area').focus();`,
    `document.querySelector('#box') !== null`,
  ],
  'an element that fills the screen': [
    `<div id="box" style="padding: 40px; background: beige">${plain}</div>`,
    `document.querySelector('#box').onclick = (event) => event.currentTarget.requestFullscreen();`,
    `document.fullscreenElement?.id === 'box'`,
  ],
};

/** Firefox tells a field that it lost the focus before it can be known that a frame of ours got it. */
const notInFirefox: readonly string[] = ['a box that folds up when the focus leaves it'];

/** Dialogs of the packages that most pages use; test/pages/dialogs. */
const packaged = ['radix', 'headless', 'mui', 'bootstrap', 'focus-trap'];

const rounds = 'new Promise((done) => setTimeout(done, 900))';

describeInTurn('a mark in company', (launch, kind) => {
  let session: Session;
  let site: Site;
  let own: Page;

  const visit = async (path: string, html: string): Promise<Page> => {
    const opened = await session.open(site.put(path, html));
    await opened.bringToFront();
    return opened;
  };
  beforeAll(async () => {
    session = await launch();
    site = await startSite(inject('pages'));
    own = await session.page('popup');
    await answerTo(own, 'vault.create', { password: 'a long enough password', deviceName: 'Test browser' });
  });
  afterAll(() => site.close());

  describe('opens a box that has the focus, and does not close', () => {
    const write = async (where: Page, isOpen: string): Promise<void> => {
      const frame = await openCompose(where, '#area');
      await until('the focus', () => frame.evaluate('document.hasFocus()'));
      await typeInto(where, frame);
      expect(await where.evaluate(isOpen), 'the dialog is there').toBe(true);
    };

    for (const [name, [body, script, isOpen]] of Object.entries(closing)) {
      it.skipIf(kind === 'firefox' && notInFirefox.includes(name))(name, async () => {
        const opened = await visit('/closing', `${empty.replace('</body>', body)}<script>${script}</script></body>`);
        await write(opened, isOpen);
        await opened.close();
      });
    }

    for (const name of packaged) {
      it(`a dialog of ${name}`, async () => {
        const opened = await session.open(`${site.origin}/dialogs/${name}.html`);
        await opened.bringToFront();
        await until('the dialog', () =>
          opened.evaluate('globalThis.probe?.isOpen() && !!document.querySelector("#area")'),
        );
        await write(opened, 'probe.isOpen()');
        await opened.close();
      });
    }
  });

  it('changes nothing of a page that has rules for everything', async () => {
    const css = `::backdrop { background: rgb(0 0 0 / 0.6) } *::before, div::after { content: 'x'; position: fixed; inset: 400px 0 0 0; background: red }
      [popover] { inset: 0; width: 100vw; height: 100vh; background: red } div { animation: none; transition: all 5s; border: 4px solid red !important; display: block !important }
      * { outline: none; caret-color: transparent } body > :last-child { margin-top: 100px }`;
    const body = `<textarea id="area" style="width: 400px"></textarea><p style="overflow-wrap: anywhere">${armored}</p><p style="overflow-wrap: anywhere">${armored}</p>`;
    const opened = await visit(
      '/rules',
      empty.replace('</head>', `<style>${css}</style></head>`).replace('</body>', `${body}</body>`),
    );
    const clip = { x: 0, y: 420, width: 900, height: 250 };
    const before = await opened.screenshot({ clip });
    await focusField(opened, '#area');
    await until('three marks', async () => (await marksIn(opened)).length === 3);
    expect(await opened.evaluate('document.documentElement.children.length')).toBe(3);
    expect(Buffer.compare(before, await opened.screenshot({ clip }))).toBe(0);
    // BiDi has no way to ask for the look of paper.
    if (kind === 'chromium') {
      await opened.emulateMediaType('print');
      expect(await marksIn(opened)).toEqual([]);
      await opened.emulateMediaType('screen');
      await until('three marks again', async () => (await marksIn(opened)).length === 3);
    }
    await opened.close();
  });

  for (const [name, isWoken] of [
    ['before anybody touched it', false],
    ['after it had a mark', true],
  ] as const) {
    it(`is there again in a document that was written anew ${name}`, async () => {
      const opened = await visit('/anew', empty.replace('</body>', `${plain}</body>`));
      if (isWoken) {
        await focusField(opened, '#area');
        await markAt(opened, '#area');
      }
      await opened.evaluate(`document.open(); document.write(${JSON.stringify(plain)}); document.close()`);
      await until('the mark', async () => {
        await opened.mouse.move(5, 5);
        await focusField(opened, '#area');
        return until('the mark', async () => (await marksIn(opened, '#area'))[0], 1_500).catch(() => false);
      });
      await opened.close();
    });
  }

  it('is no reason to write into a field that went meanwhile', async () => {
    const opened = await visit('/went', empty.replace('</body>', `${plain}</body>`));
    const frame = await openCompose(opened, '#area');
    await frame.type('textarea', 'second drawer');
    await opened.evaluate(`document.querySelector('#area').style.display = 'none'`);
    await until('the way out', async () => {
      await frame.click('.button.primary').catch(() => undefined);
      return frame.evaluate(`document.querySelector('textarea[readonly]')?.value.startsWith('LK1:')`);
    });
    expect(await opened.evaluate(`document.querySelector('#area').value`)).toBe('');
    await opened.close();
  });

  it('is there without a reload where the site is switched on again', async () => {
    const opened = await visit('/on', empty.replace('</body>', `${plain}</body>`));
    await answerTo(own, 'sites.switch', { host: '127.0.0.1', on: false });
    await opened.reload();
    await focusField(opened, '#area');
    await opened.evaluate(rounds);
    expect(await marksIn(opened)).toEqual([]);
    await answerTo(own, 'sites.switch', { host: '127.0.0.1', on: true });
    await until('the mark', async () => {
      await opened.mouse.move(5, 5);
      await focusField(opened, '#area');
      return (await marksIn(opened, '#area'))[0];
    });
    await opened.close();
  });
});

async function typeInto(page: Page, frame: Frame): Promise<void> {
  await page.keyboard.type('typed');
  await until('what was typed', () => frame.evaluate(`document.querySelector('textarea').value.includes('typed')`));
}
