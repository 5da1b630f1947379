import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTo } from '../support/asking.ts';
import { press, see } from '../support/hands.ts';
import { describeInTurn, findBarriers, startSite, until, type Session, type Site } from '../support/index.ts';
import { startStore, type Store } from '../support/store.ts';
import { signUp } from '../store/store-hands.ts';
import { chat } from './chat.ts';
import { armoredIn, encrypt, findFrame, markAt, openCompose, openReveal, pressButton, revealed } from './in-page.ts';
import { inviteIn } from './invite-in.ts';
import { marksIn } from './marks-in.ts';

const password = 'seven quiet harbours under snow';
const names = { alice: 'Alicewombat', bob: 'Bobnarwhal' };
const text = 'canaryibex hangs behind the second plant';

describeInTurn('a text for somebody without Latchkey', (launch) => {
  let store: Store;
  let site: Site;
  let alice: { readonly session: Session; readonly own: Page };
  /** What each pressed of ours since the text was typed, and since it was seen. */
  const presses = { alice: [] as string[], bob: [] as string[] };

  const arrive = async (name: string): Promise<typeof alice> => {
    const session = await launch();
    const own = await session.page('vault', '#settings/store');
    await answerTo(own, 'vault.create', { password, deviceName: 'Laptop' });
    await signUp(own, store, { email: `${name.toLowerCase()}@example.org`, password });
    return { session, own };
  };
  const leaked = async (page: Page): Promise<string[]> => {
    const seen = (await page.evaluate('latchkeyRecorder.seen()')) as string;
    expect(seen).toContain('LK1:');
    return ['canaryibex', ...Object.values(names)].filter((word) => seen.includes(word));
  };

  beforeAll(async () => {
    [store, site] = await Promise.all([startStore(), startSite()]);
    alice = await arrive(names.alice);
    await answerTo(alice.own, 'contacts.card.make', { name: names.alice });
  });
  afterAll(() => Promise.all([store.end(), site.close()]));

  it('is there before he has it: two presses each, and the page reads none of it', async () => {
    const alices = await alice.session.open(site.put('/chat', chat()));
    await alices.bringToFront();
    const compose = await openCompose(alices, '#area');
    await inviteIn(compose, names.bob, async () => expect(await findBarriers(compose)).toEqual([]));
    expect(await findBarriers(compose)).toEqual([]);
    await encrypt(alices, compose, text);
    presses.alice.push('Encrypt');
    const post = await armoredIn(alices, '#area');
    expect(post).toContain(`${store.origin}/i`);
    expect(post.match(/LK1:/g)).toHaveLength(2);
    expect(await leaked(alices)).toEqual([]);

    // He installs, and makes a vault and an account, with no card as yet.
    const bob = await arrive(names.bob);
    const bobs = await bob.session.open(site.put('/chat', chat(post)));
    await bobs.bringToFront();
    // Card and text are one thing, with one mark. Nothing is looked for before somebody is there.
    await bobs.mouse.move(3, 3);
    await markAt(bobs, '#post');
    expect(await marksIn(bobs, '#post')).toHaveLength(1);
    const reveal = await openReveal(bobs, '#post');
    presses.bob.push('mark');
    await reveal.waitForSelector('.reveal-state');
    expect(await reveal.$eval('.reveal-state', (state) => (state as HTMLElement).innerText)).toContain(names.alice);
    expect(await findBarriers(reveal)).toEqual([]);
    await reveal.type('.reveal-name input', names.bob);
    await pressButton(reveal, '.button.primary');
    presses.bob.push('Add and read');
    await until('that she has been told', () =>
      reveal.evaluate(`document.querySelector('.reveal-state')?.innerText.includes('has been told') === true`),
    );
    expect(await findBarriers(reveal)).toEqual([]);
    expect(await leaked(bobs)).toEqual([]);

    const popup = await alice.session.page('popup', '#messages');
    await see(popup, `${names.bob} answered your invitation on ${new URL(site.put('/chat', chat())).host}.`);
    await see(popup, 'canaryibex');
    expect(await findBarriers(popup)).toEqual([]);
    await press(popup, `Give it to ${names.bob}`);
    presses.alice.push('Give it');
    await see(popup, `You: ${text}`);

    const shown = await until(
      'the text to be read',
      async () => {
        const frame = await findFrame(bobs, 'reveal');
        if (!frame) return undefined;
        if (await frame.$('.revealed')) return frame;
        // It comes by itself where the browser lets our frame hear of it; a look does the same.
        await pressButton(frame, '.frame > footer .button').catch(() => undefined);
        return undefined;
      },
      60_000,
    );
    expect(await revealed(shown)).toBe(text);
    expect(await leaked(bobs)).toEqual([]);
    expect(presses).toEqual({ alice: ['Encrypt', 'Give it'], bob: ['mark', 'Add and read'] });
    // Nothing of it, and no name, went to the site, by whatever way.
    expect(JSON.stringify(site.requests)).not.toMatch(/canary|wombat|narwhal/);
    // A sign-up is among it.
  }, 300_000);
});
