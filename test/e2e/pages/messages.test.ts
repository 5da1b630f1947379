import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTime } from '../../support/until.ts';
import { answerTo } from '../support/asking.ts';
import { describeInTurn, findBarriers, startSite, until, type Site } from '../support/index.ts';
import { fill, press, see, words } from '../support/hands.ts';
import { startStore, type Store } from '../support/store.ts';
import { chat } from './chat.ts';
import { armoredIn, encrypt, findFrame, openCompose, openReveal, pressButton, revealed } from './in-page.ts';
import { marksIn } from './marks-in.ts';
import { allLeft, arrive, leaked, readAt, writeIn, type Writer } from './people.ts';
import { listenTo, plant } from './planted.ts';

const names = { alice: 'Alicewombat', bob: 'Bobnarwhal' };
const texts = ['canaryibex in the area', 'canaryquokka in the rich field', 'canarytapir comes back'] as const;
/** By these any text or name would be known. */
const canaries = [...texts, ...Object.values(names)].map((text) => text.split(' ')[0] ?? text);

/** Answers the armored text that stands in the field then. */
async function writeTo(page: Page, selector: string, name: string, text: string): Promise<string> {
  await writeIn(page, await openCompose(page, selector), name, text);
  return armoredIn(page, selector);
}

/** What the frame shows there. Looked for each time, and never waited for long: a driver may lose a frame, or an answer. */
async function inFrame(page: Page, selector: string): Promise<string> {
  const frame = await findFrame(page, 'reveal');
  const text = frame?.$eval(selector, (element) => element.textContent);
  return text ? inTime('the frame', text, 5_000).catch(() => '') : '';
}

describeInTurn('two people on a page', (launch) => {
  let store: Store;
  let site: Site;
  let alice: Writer;
  let bob: Writer;
  let alices: Page;
  let bobs: Page;
  const posts: string[] = [];

  // One text a page: of two that are alike the nearer mark could be the other one's.
  const load = async (page: Page, post?: string): Promise<void> => {
    await page.bringToFront();
    await page.goto(site.put('/chat', chat(post)));
  };
  beforeAll(async () => {
    [store, site] = await Promise.all([startStore(), startSite()]);
    [alice, bob] = (await Promise.all(
      [names.alice, names.bob].map(async (name) => arrive(await launch(), store, name)),
    )) as [Writer, Writer];
    await answerTo(alice.own, 'contacts.add', { text: bob.card });
    await answerTo(bob.own, 'contacts.add', { text: alice.card });
    alices = await alice.session.open(site.put('/chat', chat()));
    bobs = await bob.session.open(site.put('/chat', chat()));
  });
  afterAll(() => Promise.all([store.end(), site.close()]));

  it('write in a textarea and in a rich field, and are read on the other side', async () => {
    await load(alices);
    posts.push(await writeTo(alices, '#area', names.bob, texts[0]));
    // Who was written to here is preselected.
    posts.push((await writeTo(alices, '#rich', names.bob, texts[1])).trim());
    expect(await leaked(alices, canaries)).toEqual([]);
    for (const [at, text] of [texts[0], texts[1]].entries()) {
      await load(bobs, posts[at]);
      const frame = await readAt(bobs, '#post');
      expect(await revealed(frame)).toBe(text);
      expect(await frame.$eval('header', (head) => head.innerText)).toContain(names.alice);
      expect(await findBarriers(frame)).toEqual([]);
      await frame.click('header .icon-button:last-child');
      await until('the frame to go', async () => !(await findFrame(bobs, 'reveal')));
      expect(await leaked(bobs, canaries)).toEqual([]);
    }
  });

  it('answer where they read, and the writer reads that and their own', async () => {
    await load(bobs, posts[1]);
    const frame = await readAt(bobs, '#post');
    await pressButton(frame, '.button.primary');
    const compose = await until('the frame to answer in', () => findFrame(bobs, 'compose'));
    await until('who is answered', async () =>
      (await compose.$eval('header', (head) => head.innerText).catch(() => '')).includes(names.alice),
    );
    await compose.focus('textarea');
    await encrypt(bobs, compose, texts[2]);
    const answer = await until('the answer in the page', async () => {
      const values = await bobs.evaluate(
        `[document.querySelector('#area').value, document.querySelector('#rich').innerText].find((it) => it.includes('LK1:'))`,
      );
      return typeof values === 'string' ? values.trim() : undefined;
    });
    expect(await leaked(bobs, canaries)).toEqual([]);
    await load(alices, answer);
    expect(await revealed(await readAt(alices, '#post'))).toBe(texts[2]);
    expect(await leaked(alices, canaries)).toEqual([]);
  });

  it('ask for a key that was lost and give it again, each by a press', async () => {
    const [writer] = await answerTo<{ id: string }[]>(bob.own, 'contacts.list');
    const id = writer?.id ?? '';
    // Of what comes by a token that was replaced, as by a block, the store takes one envelope a day: none may be on its way still.
    for (const { own } of [alice, bob]) await allLeft(own);
    // What comes of somebody who is blocked is thrown away.
    await answerTo(bob.own, 'contacts.block', { id, block: true });
    await load(alices);
    const lost = await writeTo(alices, '#area', names.bob, texts[0]);
    await allLeft(alice.own);
    await answerTo(bob.own, 'conversations.check');
    await answerTo(bob.own, 'contacts.block', { id, block: false });
    await load(bobs, lost);
    const frame = await openReveal(bobs, '#post');
    await frame.waitForSelector('.reveal-state');
    // Asked for only once a look found nothing.
    expect(await frame.$$('footer .button')).toHaveLength(1);
    await pressButton(frame, '.button.primary');
    // It may be there before the look is through: busy, it takes no press.
    const askButton = 'footer .button:not(.primary, [aria-disabled])';
    await frame.waitForSelector(askButton);
    expect(await findBarriers(frame)).toEqual([]);
    await pressButton(frame, askButton);
    await until('the word that it was asked', async () =>
      (await inFrame(bobs, 'main')).includes('was asked for the key'),
    );
    await alice.own.bringToFront();
    await alice.own.evaluate(`location.hash = '#contacts'`);
    await until(
      'the ask to come',
      async () => {
        await answerTo(alice.own, 'conversations.check').catch(() => undefined);
        return (await words(alice.own)).includes(`${names.bob} asks for a text again`);
      },
      60_000,
    );
    expect(await words(alice.own)).toContain(texts[0]);
    expect(await findBarriers(alice.own)).toEqual([]);
    await press(alice.own, 'Give');
    await until('the line to go', async () => !(await words(alice.own)).includes('asks for a text again'));
    await bobs.bringToFront();
    // By itself, as the frame has said.
    await until('the text to open by itself', async () => (await inFrame(bobs, '.revealed')) === texts[0], 60_000);
    expect(await leaked(bobs, canaries)).toEqual([]);
  });

  it('find it all in windows of ours, without barriers', async () => {
    const popup = await alice.session.page('popup', '#messages');
    await see(popup, names.bob);
    expect(await findBarriers(popup)).toEqual([]);
    await popup.click('.row-main');
    await popup.waitForSelector('.bubble');
    await see(popup, texts[1]);
    expect(await findBarriers(popup)).toEqual([]);
    await popup.close();
    await alice.own.bringToFront();
    await fill(alice.own, 'Search messages', 'IBEX');
    await see(alice.own, texts[0]);
    expect(await findBarriers(alice.own)).toEqual([]);
    const [contact] = await answerTo<{ id: string }[]>(alice.own, 'contacts.list');
    await alice.own.evaluate(`location.hash = '#contacts/${contact?.id ?? ''}'`);
    await see(alice.own, 'Save the conversation');
    expect(await findBarriers(alice.own)).toEqual([]);
    await press(alice.own, 'As text');
    await see(alice.own, 'wrote to you in confidence');
    expect(await findBarriers(alice.own)).toEqual([]);
    await press(alice.own, 'Cancel');
  });

  it('tell the site nothing, by whatever way', () => {
    expect(JSON.stringify(site.requests)).not.toMatch(/canary|wombat|narwhal/);
  });

  it('plant a thousand texts and cards: nothing is asked by their appearance', async () => {
    // Nobody else asks this store any more, and nothing is on its way: an envelope leaves up to ten seconds after its text.
    await Promise.all([alice.session.close(), bob.own.close()]);
    const { asked, end } = listenTo(store.origin);
    const fetched = (): string[] => asked.filter((path) => /^\/v1\/(contact|mailbox)/.test(path));
    await until(
      'what was on its way',
      async () => {
        const many = fetched().length;
        await new Promise((done) => setTimeout(done, 11_000));
        return fetched().length === many;
      },
      60_000,
    );
    asked.length = 0;
    await bobs.bringToFront();
    await bobs.goto(site.put('/planted', await plant(1_000, site.origin)));
    const before = site.requests.length;
    // As somebody who reads: a press, and from one end to the other.
    await bobs.mouse.click(20, 300);
    for (let step = 0; step < 12; step += 1) {
      await bobs.mouse.wheel({ deltaY: step < 6 ? 4_000 : -4_000 });
      await until('the page to be drawn', () =>
        bobs.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))'),
      );
    }
    await bobs.evaluate('scrollTo(0, 0)');
    await until('marks', async () => (await marksIn(bobs)).length > 2);
    const frame = await openReveal(bobs, '#p0');
    await frame.waitForSelector('.reveal-state');
    expect(fetched()).toEqual([]);
    expect(site.requests.slice(before).filter(({ path }) => path !== '/favicon.ico')).toEqual([]);
    // Control: a press fetches.
    await pressButton(frame, '.button.primary');
    await until('the mailbox to be asked', () => fetched().includes('/v1/mailbox'));
    end();
  });
});
