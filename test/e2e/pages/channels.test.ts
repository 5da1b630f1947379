import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerTo } from '../support/asking.ts';
import { fill, press, see } from '../support/hands.ts';
import { describeInTurn, findBarriers, startSite, until, type Session, type Site } from '../support/index.ts';
import { chat } from './chat.ts';
import { chooseIn, ourWindow } from './channel-hands.ts';
import { armoredIn, encrypt, openCompose, openReveal, pressButton, revealed } from './in-page.ts';

const password = 'seven quiet harbours under snow';
const text = 'canaryibex meets at the boathouse';
const answer = 'canaryoryx brings the oars';
const name = 'Rowingwombat';

/** People who share only a chat password, with no store: all that they tell each other stands in the page. */
describeInTurn('a channel over the page alone', (launch) => {
  let site: Site;
  let alice: { readonly session: Session; readonly own: Page };
  let bob: typeof alice;
  let words = '';
  let post = '';

  const arrive = async (): Promise<typeof alice> => {
    const session = await launch();
    const own = await session.page('popup');
    await answerTo(own, 'vault.create', { password, deviceName: 'Laptop' });
    return { session, own };
  };
  const open = async ({ session }: typeof alice, shown = ''): Promise<Page> => {
    const page = await session.open(site.put('/chat', chat(shown)));
    await page.bringToFront();
    return page;
  };
  const leaks = async (page: Page): Promise<string[]> => {
    const seen = (await page.evaluate('latchkeyRecorder.seen()')) as string;
    expect(seen).toContain('LK1:');
    return ['canaryibex', 'canaryoryx', name, words].filter((word) => seen.includes(word));
  };
  const channelOf = async ({ own }: typeof alice) => {
    const [row] = await answerTo<{ id: string; keys: string }[]>(own, 'channels.list');
    if (!row) throw new Error('no channel');
    return row;
  };
  /** Writes into the channel, which is chosen already, and answers what stands in the field. */
  const write = async (who: typeof alice, what: string): Promise<string> => {
    const page = await open(who);
    const frame = await openCompose(page, '#area');
    await until('the channel to be chosen', () =>
      frame.$eval('.face-button', (face) => (face as HTMLElement).innerText.includes('channel')),
    );
    await encrypt(page, frame, what);
    const armored = await armoredIn(page, '#area');
    expect(await leaks(page)).toEqual([]);
    await page.close();
    return armored;
  };
  const reads = async (who: typeof alice, armored: string): Promise<string> => {
    const page = await open(who, armored);
    const shown = await revealed(await openReveal(page, '#post'));
    expect(await leaks(page)).toEqual([]);
    await page.close();
    return shown;
  };

  beforeAll(async () => {
    site = await startSite();
    alice = await arrive();
    bob = await arrive();
  });
  afterAll(() => site.close());

  it('is made in two presses, from the box in which its first text is written', async () => {
    const page = await open(alice);
    const frame: Frame = await openCompose(page, '#area');
    await chooseIn(frame, 'New channel');
    const window = await ourWindow(alice.session, '#channel');
    await see(window, 'Five words, made here.');
    words = await until('the five words', async () => {
      const shown: unknown = await window.evaluate(`document.querySelector('.channel-words .mono')?.textContent ?? ''`);
      return typeof shown === 'string' && shown.split('-').length === 5 ? shown : undefined;
    });
    expect(await findBarriers(window)).toEqual([]);
    await fill(window, 'Name, for you only', name);
    await press(window, 'Create');
    await until('the channel', async () => (await answerTo<unknown[]>(alice.own, 'channels.list')).length === 1);
    await page.bringToFront();
    await until('the box to be for the channel', () =>
      frame.$eval('.face-button', (face, wanted) => (face as HTMLElement).innerText.includes(wanted), name),
    );
    expect(await findBarriers(frame)).toEqual([]);
    await encrypt(page, frame, text);
    post = await armoredIn(page, '#area');
    expect(await leaks(page)).toEqual([]);
    await page.close();
  });

  it('is joined in two presses, by its password in a window of ours', async () => {
    const page = await open(bob, post);
    const reveal = await openReveal(page, '#post');
    await reveal.waitForSelector('.reveal-state');
    expect(await findBarriers(reveal)).toEqual([]);
    await pressButton(reveal, '.button.primary');
    const window = await ourWindow(bob.session, '#join-');
    await see(window, 'belongs to a channel you don’t have yet');
    await fill(window, 'Chat password', `${words}x`);
    await press(window, 'Join');
    await see(window, 'This chat password isn’t right.');
    expect(await findBarriers(window)).toEqual([]);
    await fill(window, 'Chat password', words);
    await press(window, 'Join');
    await until('the channel', async () => (await answerTo<unknown[]>(bob.own, 'channels.list')).length === 1);
    await page.bringToFront();
    expect(await revealed(reveal)).toBe(text);
    expect(await leaks(page)).toEqual([]);
    await page.close();
  });

  it('is answered, and has one key after both renewed it at once', async () => {
    // He has written to nobody from there: the channel is chosen once, and remembered for that page.
    const page = await open(bob);
    const frame = await openCompose(page, '#area');
    await chooseIn(frame, '· channel');
    await encrypt(page, frame, answer);
    const his = await armoredIn(page, '#area');
    await page.close();
    expect(await reads(alice, his)).toBe(answer);
    for (const who of [alice, bob]) {
      const { id } = await channelOf(who);
      await answerTo(who.own, 'channels.refresh', { id });
      expect((await channelOf(who)).keys).toBe('pending');
    }
    const both = [await write(alice, text), await write(bob, answer)] as const;
    expect(await reads(bob, both[0])).toBe(text);
    expect(await reads(alice, both[1])).toBe(answer);
    for (const who of [alice, bob]) expect((await channelOf(who)).keys).toBe('refreshed');
  });

  it('comes back by the password alone after cleared browser data', async () => {
    const late = await arrive();
    await answerTo(late.own, 'channels.join', { armored: post, name: 'Back again', password: words });
    expect(await reads(late, await write(alice, 'canaryibex again'))).toBe('canaryibex again');
  });

  it('shows its keys, its password and the way out in the popup', async () => {
    const popup = await alice.session.page('popup', '#messages');
    await see(popup, name);
    expect(await findBarriers(popup)).toEqual([]);
    await press(popup, name);
    await see(popup, 'refreshed');
    expect(await findBarriers(popup)).toEqual([]);
    await press(popup, 'Refresh keys');
    await see(popup, 'pending sync');
    await press(popup, 'Show password');
    await see(popup, words);
    await press(popup, 'Leave');
    await see(popup, `Leave ${name}?`);
    expect(await findBarriers(popup)).toEqual([]);
    await press(popup, 'Cancel');
    expect(await answerTo<unknown[]>(alice.own, 'channels.list')).toHaveLength(1);
  });
});
