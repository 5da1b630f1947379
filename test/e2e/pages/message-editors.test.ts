import { readFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { answerTo } from '../support/asking.ts';
import { describeInTurn, inTurn, startSite, until, type Site } from '../support/index.ts';
import { startStore, type Store } from '../support/store.ts';
import { chat } from './chat.ts';
import { editors } from './editors.ts';
import { encrypt, findFrameOrWindow, openByOrder, order, pressButton, revealed } from './in-page.ts';
import { arrive, join, leaked, password, readAt, recording, writeIn, type Writer } from './people.ts';

const names = { alice: 'Alicewombat', bob: 'Bobnarwhal' };
const armored = /^LK1:[A-Za-z0-9+/]+$/;
const words = ['canaryibex', 'canaryquokka', 'canarytapir', ...Object.values(names)];

/*
 * Two people at two stores write to each other in real editors, of which the page records everything that it can see.
 */
describeInTurn('messages in a real editor', (launch) => {
  let stores: readonly [Store, Store];
  let site: Site;
  let alice: Writer;
  let bob: Writer;
  let bobs: Page;

  beforeAll(async () => {
    stores = [await startStore(), await startStore()];
    site = await startSite(inject('pages'));
    alice = await arrive(await launch(), stores[0], names.alice);
    bob = await arrive(await launch(), stores[1], names.bob);
    await answerTo(alice.own, 'contacts.add', { text: bob.card });
    await answerTo(bob.own, 'contacts.add', { text: alice.card });
    bobs = await bob.session.open(site.put('/chat', chat()));
  });
  afterAll(() => Promise.all([...stores.map((store) => store.end()), site.close()]));

  const model = async (page: Page): Promise<string> => ((await page.evaluate('probe.model()')) as string).trim();

  async function visit(name: string): Promise<Page> {
    const place = `/editors/${name}.html`;
    const html = await readFile(path(inject('pages'), place), 'utf8');
    const page = await alice.session.open(site.put(place, recording(html)));
    await page.bringToFront();
    await until('the editor', () => page.evaluate('!!globalThis.probe?.field()'));
    await page.evaluate('probe.field().focus()');
    await page.evaluate('new Promise((done) => setTimeout(done, 200))');
    return page;
  }

  /** Opens her own text where it stands in the editor, and answers the frame to change it in. */
  async function reopen(page: Page, text: string): Promise<Frame> {
    const frame = await until('the frame to read in', async () => {
      await order(alice.own, page, 'read');
      return until('the frame', () => findFrameOrWindow(page, 'reveal'), 5_000).catch(() => undefined);
    });
    expect(await revealed(frame)).toBe(text);
    await pressButton(frame, 'footer .button:last-child');
    const compose = await until('the frame to change it in', () => findFrameOrWindow(page, 'compose'));
    await until('the text to be there', () =>
      compose.evaluate(`document.querySelector('textarea')?.value === ${JSON.stringify(text)}`),
    );
    return compose;
  }

  async function readByBob(page: Page, post: string): Promise<string> {
    await page.bringToFront();
    await page.goto(site.put('/chat', chat(post)));
    const text = await revealed(await readAt(page, '#post'));
    expect(await leaked(page, words)).toEqual([]);
    return text;
  }

  const written: string[] = [];
  // Each takes a while: in `npm test` the one whose turn it is.
  for (const name of process.env['LATCHKEY_RUNS'] ? editors : inTurn(editors).slice(0, 1)) {
    it(`${name}: written, sent, read, and written anew`, async () => {
      const page = await visit(name);
      await writeIn(page, await openByOrder(alice.own, page), names.bob, `canaryibex by ${name}`);
      await until('the text', async () => (await model(page)).includes('LK1:'));
      const first = await model(page);
      expect(first).toMatch(armored);
      expect(await leaked(page, words)).toEqual([]);
      expect(await readByBob(bobs, first)).toBe(`canaryibex by ${name}`);

      await page.bringToFront();
      const compose = await reopen(page, `canaryibex by ${name}`);
      await compose.$eval('textarea', (area) => {
        area.focus();
        area.setSelectionRange(area.value.length, area.value.length);
      });
      await encrypt(page, compose, ', canaryquokka');
      const second = await until('another text', async () => {
        const now = await model(page);
        return now.includes('LK1:') && now !== first && now;
      });
      expect(second).toMatch(armored);
      expect(await leaked(page, words)).toEqual([]);
      expect(await readByBob(bobs, second)).toBe(`canaryibex by ${name}, canaryquokka`);
      written.push(second);
      await page.close();
    });
  }

  it('reach somebody who was away, and a browser of his that comes later reads everything', async () => {
    await bob.session.restart();
    const page = await alice.session.open(site.put('/chat', chat()));
    await page.bringToFront();
    await page.focus('#area');
    await writeIn(page, await openByOrder(alice.own, page), names.bob, 'canarytapir while you were away');
    const late = await until('the text', () => page.evaluate(`document.querySelector('#area').value.trim()`));
    const own = await bob.session.page('vault');
    await answerTo(own, 'unlock.password', { password });
    bobs = await bob.session.open(site.put('/chat', chat()));
    expect(await readByBob(bobs, String(late))).toBe('canarytapir while you were away');

    const other = await launch();
    // It comes in front whenever it likes.
    await other.opened('welcome');
    await join(other, stores[1], bob.phrase);
    const there = await other.open(site.put('/chat', chat()));
    for (const [at, text] of [...written.slice(-1), String(late)].entries()) {
      expect(await readByBob(there, text)).toMatch(at === 0 && written.length > 0 ? /quokka$/ : /^canarytapir/);
    }
    expect(JSON.stringify(site.requests)).not.toMatch(/canary|wombat|narwhal/);
  });
});
