import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTo, ask, moveClock } from '../support/asking.ts';
import { see, words } from '../support/hands.ts';
import { describeInTurn, findBarriers, startSite, until, type Site } from '../support/index.ts';
import { startStore, type Store } from '../support/store.ts';
import { chat } from './chat.ts';
import { armoredIn, encrypt, findFrame, openCompose, openReveal, pressButton, revealed } from './in-page.ts';
import { allLeft, arrive, choosePerson, leaked, password, readAt, type Writer } from './people.ts';

const HOUR = 3_600_000;
const names = { alice: 'Alicewombat', bob: 'Bobnarwhal' };
const texts = {
  ends: 'canaryibex until one',
  stays: 'canarytapir for good',
  taken: 'canaryquokka by mistake',
} as const;
const canaries = [...Object.values(texts), ...Object.values(names)].map((text) => text.split(' ')[0] ?? text);

/** Chooses in a menu of a frame. A driver may lose a click; a second one would close the menu again. */
async function choose(frame: Frame, within: string, item: string): Promise<void> {
  const button = `${within} [aria-haspopup=menu]`;
  await until(`“${item}” to choose`, async () => {
    const isOpen = await frame.$eval(button, (one) => one.ariaExpanded === 'true').catch(() => false);
    if (!isOpen) await frame.click(button);
    return frame.evaluate((wanted: string) => {
      const found = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')].find(
        (one) => one.checkVisibility() && one.innerText.includes(wanted),
      );
      found?.click();
      return found !== undefined;
    }, item);
  });
}

const mainOf = (frame: Frame): Promise<string> => frame.$eval('main', (main) => main.innerText).catch(() => '');

describeInTurn('a text that ends, and one that is taken back', (launch) => {
  let store: Store;
  let site: Site;
  let alice: Writer;
  let bob: Writer;
  const posts = { ends: '', stays: '', taken: '' };
  const pages = new Map<Writer, Page>();
  let ahead = 0;

  const load = async (who: Writer, post = ''): Promise<Page> => {
    const page = pages.get(who) ?? (await who.session.open(site.put('/chat', chat())));
    pages.set(who, page);
    await page.bringToFront();
    await page.goto(site.put('/chat', chat(post)));
    return page;
  };
  const write = async (text: string, lives?: string): Promise<string> => {
    const page = await load(alice);
    const frame = await openCompose(page, '#area');
    await choosePerson(frame, names.bob);
    if (lives !== undefined) {
      await choose(frame, '.compose-aside', lives);
      await until('what an end comes to', async () => (await mainOf(frame)).includes(lives));
      expect(await findBarriers(frame)).toEqual([]);
      await frame.focus('textarea');
    }
    await encrypt(page, frame, text);
    return armoredIn(page, '#area');
  };
  const unlocked = async ({ own }: Writer): Promise<void> => {
    await until('everything to be open', async () => {
      if ((await ask(own, 'conversations.list')).ok && (await ask(own, 'contacts.list')).ok) {
        const { lock } = await answerTo<{ lock: string }>(own, 'status');
        if (lock === 'unlocked') return true;
      }
      await ask(own, 'unlock.password', { password });
      return false;
    });
  };
  /** So much later everywhere, and unlocked again. */
  const later = async (by: number): Promise<void> => {
    ahead += by;
    store.clock.forward(by);
    for (const who of [alice, bob]) {
      await moveClock(who.own, ahead);
      await unlocked(who);
    }
  };
  /** What the popup shows of the two's conversation, and what is found of all texts. */
  const archive = async ({ own, session }: Writer): Promise<string> => {
    const popup = await session.page('popup', '#messages');
    await popup.waitForSelector('.row-main');
    await popup.click('.row-main');
    // The other text is there, so all of them are.
    await see(popup, texts.stays);
    const shown = await words(popup);
    await popup.close();
    const found = await answerTo<object[]>(own, 'conversations.search', { query: 'canary' });
    return `${shown}\n${JSON.stringify(found)}`;
  };
  /** The frame over a post, once it says so. */
  const says = async (who: Writer, post: string, wanted: string): Promise<Frame> => {
    const page = await load(who, post);
    await openReveal(page, '#post');
    return until(`the frame to say ${wanted}`, async () => {
      const frame = await findFrame(page, 'reveal');
      return frame && (await mainOf(frame)).includes(wanted) ? frame : undefined;
    });
  };

  beforeAll(async () => {
    [store, site] = await Promise.all([startStore(), startSite()]);
    [alice, bob] = (await Promise.all(
      [names.alice, names.bob].map(async (name) => arrive(await launch(), store, name)),
    )) as [Writer, Writer];
    await answerTo(alice.own, 'contacts.add', { text: bob.card });
    await answerTo(bob.own, 'contacts.add', { text: alice.card });
  });
  afterAll(() => Promise.all([store.end(), site.close()]));

  it('is chosen where it is written, and counted down where it is read', async () => {
    posts.stays = await write(texts.stays);
    posts.ends = await write(texts.ends, 'Forgotten after 1 hour');
    expect(await leaked(pages.get(alice) as Page, canaries)).toEqual([]);
    await allLeft(alice.own);
    for (const who of [bob, alice]) {
      for (const post of [posts.stays, posts.ends]) {
        const frame = await readAt(await load(who, post), '#post');
        const isEnding = post === posts.ends;
        expect(await revealed(frame)).toBe(isEnding ? texts.ends : texts.stays);
        const said = await mainOf(frame);
        if (isEnding) expect(said).toMatch(/Forgotten in (1 hour|\d\d minutes)/);
        // Control: what stays counts nothing down.
        else expect(said).not.toContain('Forgotten');
      }
    }
    for (const who of [bob, alice]) expect(await archive(who)).toContain(texts.ends);
  });

  it('is gone from frame, popup and vault of both at the time, also after the background began anew', async () => {
    await later(HOUR);
    for (const who of [bob, alice]) {
      const frame = await says(who, posts.ends, 'This text has expired');
      expect(await mainOf(frame)).not.toContain('canaryibex');
      expect(await findBarriers(frame)).toEqual([]);
      expect(await archive(who)).not.toContain('canaryibex');
      await who.session.stopBackground();
      await unlocked(who);
      expect(await mainOf(await says(who, posts.ends, 'This text has expired'))).not.toContain('canaryibex');
      expect(await archive(who)).not.toContain('canaryibex');
      // Control: what stays is still read.
      expect(await revealed(await readAt(await load(who, posts.stays), '#post'))).toBe(texts.stays);
    }
  });

  it('is taken back by its writer, who is told first what that can’t force', async () => {
    posts.taken = await write(texts.taken);
    await allLeft(alice.own);
    expect(await revealed(await readAt(await load(bob, posts.taken), '#post'))).toBe(texts.taken);
    const page = await load(alice, posts.taken);
    const frame = await readAt(page, '#post');
    await choose(frame, 'header', 'Take this text back');
    await until('what it can’t force', async () => (await mainOf(frame)).includes('That can’t be forced'));
    expect(await findBarriers(frame)).toEqual([]);
    await pressButton(frame, 'main .notice .button');
    await until('the text to be gone', async () => !(await mainOf(frame)).includes('canaryquokka'));
    await allLeft(alice.own);
    await until('it to be gone on the other side', async () => {
      await ask(bob.own, 'conversations.check');
      return !(await archive(bob)).includes('canaryquokka');
    });
    const there = await says(bob, posts.taken, `${names.alice} took this text back`);
    expect(await mainOf(there)).not.toContain('canaryquokka');
    expect(await archive(alice)).not.toContain('canaryquokka');
  });

  it('tells the site nothing', () => {
    expect(JSON.stringify(site.requests)).not.toMatch(/canary|wombat|narwhal/);
  });
});
