import { beforeEach, describe, expect, it } from 'vitest';
import { menuHandlers } from '../../../src/background/fill/menu.ts';
import { PageLogins } from '../../../src/background/items/for-page.ts';
import { newId } from '../../../src/crypto/index.ts';
import type { FrameAsker } from '../../../src/rpc/index.ts';
import type { Page } from './tab.ts';
import { signIn, Tab } from './tab.ts';

const frame: FrameAsker = { role: 'frame', tab: 7, frame: 12 };
const wantsNew = { ...signIn, kind: 'sign-up', types: ['username', 'new-password'] } as const;

describe('the menu beside a form', () => {
  let tab: Tab;
  let here: Page;
  let ticket: string;
  let popups: number;
  let made: () => Promise<string>;

  beforeEach(async () => {
    tab = await Tab.open();
    here = tab.page(3, 'https://shop.example/login');
    popups = 0;
    made = () => Promise.resolve('made-canary');
    ticket = await tab.parts.tickets.issue(here.asker, here.page, 'menu');
  });

  const menu = () =>
    menuHandlers(tab.parts, {
      logins: new PageLogins(tab.parts),
      filling: tab.filling,
      make: () => made(),
      actions: {
        ready: () => Promise.reject(new Error('not asked')),
        ask: () =>
          Promise.resolve({ kind: 'menu', site: 'shop.example', url: 'https://shop.example/login', asksForNew: true }),
        urlOf: () => Promise.resolve(tab.topUrl),
        openPopup: () => {
          popups += 1;
          return Promise.resolve(true);
        },
      },
    });

  it('names the logins of its document, and fills one into that document alone', async () => {
    const other = tab.page(0, 'https://shop.example/login');
    expect(await menu()['menu.task']({ ticket }, frame)).toMatchObject({
      host: 'shop.example',
      rows: [{ id: tab.id, username: 'mira' }],
      asksForNew: true,
    });
    await menu()['menu.fill']({ ticket, id: tab.id }, frame);
    expect([here.got?.login?.password, other.got, popups]).toEqual(['hunter2', undefined, 0]);
  });

  it('puts a password that it made into fields for a new one, and asks nothing there', async () => {
    here.form = wantsNew;
    await menu()['menu.make']({ ticket }, frame);
    expect([here.got?.login?.newPassword, popups]).toEqual(['made-canary', 0]);
    here.form = { ...wantsNew, targets: ['https://elsewhere.example'] };
    here.got = undefined;
    await menu()['menu.make']({ ticket }, frame);
    expect([here.got, popups]).toEqual([undefined, 1]);
  });

  it('acts for nobody but the frame that holds its ticket', async () => {
    await menu()['menu.task']({ ticket }, frame);
    const others = [{ ...frame, frame: 13 }, { ...frame, tab: 8 }, frame];
    const named = [ticket, ticket, await tab.parts.tickets.issue(here.asker, here.page, 'save')];
    for (const [at, asker] of others.entries()) {
      const asked = menu()['menu.fill']({ ticket: named[at] ?? '', id: tab.id }, asker);
      await expect(asked).rejects.toMatchObject({ code: 'ticket-gone' });
    }
    expect(here.got).toBeUndefined();
  });

  it.each([
    ['a login that is gone', () => menu()['menu.fill']({ ticket, id: newId() }, frame)],
    ['a password that can’t be kept', () => menu()['menu.make']({ ticket }, frame)],
  ])('comes up in the popup where nothing came of it: %s', async (_, press) => {
    made = () => Promise.reject(new Error('full'));
    await press();
    expect([here.got, popups]).toEqual([undefined, 1]);
  });
});
