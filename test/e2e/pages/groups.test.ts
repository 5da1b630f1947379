import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTo } from '../support/asking.ts';
import { see } from '../support/hands.ts';
import { describeInTurn, findBarriers, startSite, until, type Site } from '../support/index.ts';
import { startStore, type Store } from '../support/store.ts';
import { chat } from './chat.ts';
import { armoredIn, encrypt, findFrame, openCompose, pressButton, revealed } from './in-page.ts';
import { arrive, choosePerson, leaked, readAt, type Writer } from './people.ts';

const names = { alice: 'Alicewombat', bob: 'Bobnarwhal', carol: 'Carolaxolotl' };
const texts = ['canaryibex at quay three', 'canaryquokka brings the bicycles'] as const;
const canaries = [...texts, ...Object.values(names)].map((text) => text.split(' ')[0] ?? text);

const headOf = (frame: { $eval: Page['$eval'] }): Promise<string> =>
  frame.$eval('header', (head) => head.innerText).catch(() => '');

describeInTurn('three people on a page, at two stores', (launch) => {
  let stores: readonly Store[];
  let site: Site;
  const people: Writer[] = [];
  const pages: Page[] = [];

  const load = async (page: Page, post?: string): Promise<void> => {
    await page.bringToFront();
    await page.goto(site.put('/chat', chat(post)));
  };
  beforeAll(async () => {
    stores = await Promise.all([startStore(), startStore()]);
    site = await startSite();
    const [here, there] = stores;
    if (!here || !there) throw new Error('no stores');
    for (const [name, store] of [
      [names.alice, here],
      [names.bob, here],
      [names.carol, there],
    ] as const)
      people.push(await arrive(await launch(), store, name));
    for (const one of people) {
      for (const other of people) if (other !== one) await answerTo(one.own, 'contacts.add', { text: other.card });
      pages.push(await one.session.open(site.put('/chat', chat())));
    }
  });
  afterAll(() => Promise.all([...stores.map((store) => store.end()), site.close()]));

  it('read one text, each the same, and see who else has it; all are answered', async () => {
    const [alices, bobs, carols] = pages as [Page, Page, Page];
    await load(alices);
    const frame = await openCompose(alices, '#area');
    for (const name of [names.bob, names.carol]) await choosePerson(frame, name);
    expect(await headOf(frame)).toContain(names.bob);
    expect(await findBarriers(frame)).toEqual([]);
    await encrypt(alices, frame, texts[0]);
    const post = await armoredIn(alices, '#area');
    expect(await leaked(alices, canaries)).toEqual([]);
    for (const [page, other] of [
      [bobs, names.carol],
      [carols, names.bob],
    ] as const) {
      await load(page, post);
      const shown = await readAt(page, '#post');
      expect(await revealed(shown)).toBe(texts[0]);
      expect(await headOf(shown)).toContain(names.alice);
      expect(await shown.$eval('main', (main) => main.innerText)).toContain(`To you and ${other}`);
      expect(await findBarriers(shown)).toEqual([]);
    }
    const shown = await findFrame(bobs, 'reveal');
    if (!shown) throw new Error('no frame');
    await bobs.bringToFront();
    await pressButton(shown, '.button.primary');
    const compose = await until('the frame to answer in', () => findFrame(bobs, 'compose'));
    await until('who is answered', async () => {
      const head = await headOf(compose);
      return head.includes(names.alice) && head.includes(names.carol);
    });
    await compose.focus('textarea');
    await encrypt(bobs, compose, texts[1]);
    const answer = await until('the answer in the page', async () => {
      const value = await bobs.evaluate(
        `[document.querySelector('#area').value, document.querySelector('#rich').innerText].find((it) => it.includes('LK1:'))`,
      );
      return typeof value === 'string' ? value.trim() : undefined;
    });
    for (const page of [alices, carols]) {
      await load(page, answer);
      expect(await revealed(await readAt(page, '#post'))).toBe(texts[1]);
      expect(await leaked(page, canaries)).toEqual([]);
    }
  });

  it('find it as one conversation, without barriers', async () => {
    const popup = await people[2]?.session.page('popup', '#messages');
    if (!popup) throw new Error('no popup');
    await see(popup, names.bob);
    expect(await findBarriers(popup)).toEqual([]);
    await popup.click('.row-main');
    await popup.waitForSelector('.bubble');
    await see(popup, texts[1]);
    expect(await findBarriers(popup)).toEqual([]);
  });

  it('tell the site nothing, by whatever way', () => {
    expect(JSON.stringify(site.requests)).not.toMatch(/canary|wombat|narwhal|axolotl/);
  });
});
