import { beforeEach, describe, expect, it } from 'vitest';
import { beginFilling } from '../../../src/background/fill/begin.ts';
import { fillHandlers } from '../../../src/background/fill/handlers.ts';
import { LeftFields } from '../../../src/background/fill/left-fields.ts';
import { itemHandlers } from '../../../src/background/items/items.ts';
import { PageLogins } from '../../../src/background/items/for-page.ts';
import type { Parts } from '../../../src/background/parts.ts';
import { Machine } from '../support/parts.ts';
import { login, Tab } from './tab.ts';

const noActions = {
  ready: () => Promise.resolve([]),
  ask: () => Promise.resolve(undefined),
  openPopup: () => Promise.resolve(true),
  urlOf: () => Promise.resolve(undefined),
};

describe('the shortcut and the menu entry', () => {
  let tab: Tab;
  /** Popups that came up, and windows in their place. */
  let popups: number;
  let opensPopup: boolean;

  beforeEach(async () => {
    tab = await Tab.open();
    popups = 0;
    opensPopup = true;
  });

  const begin = async (): Promise<void> => {
    const actions = {
      urlOf: () => Promise.resolve(tab.topUrl),
      openPopup: () => {
        popups += opensPopup ? 1 : 0;
        return Promise.resolve(opensPopup);
      },
    };
    await beginFilling(tab.parts, new PageLogins(tab.parts), tab.filling, actions, 7);
  };

  it('fill at once where exactly one login is this page’s', async () => {
    const here = tab.page(0, 'https://shop.example/login');
    await begin();
    expect([here.got?.login?.password, popups]).toEqual(['hunter2', 0]);
  });

  it.each([
    ['two are', () => tab.ask('items.save', { item: { ...login, title: 'Another' } })],
    ['none is', () => tab.ask('items.trash', { id: tab.id })],
    ['all is locked', () => tab.ask('lock', {})],
  ])('open the popup where %s', async (_, change) => {
    const here = tab.page(0, 'https://shop.example/login');
    await change();
    await begin();
    expect([here.got, popups]).toEqual([undefined, 1]);
  });

  it('open the popup where something is to be asked, or nothing takes it', async () => {
    const here = tab.page(0, 'https://shop.example/login');
    here.form = { ...here.form, targets: ['https://evil.example'] } as typeof here.form;
    await begin();
    here.form = undefined;
    await begin();
    expect([here.got, popups]).toEqual([undefined, 2]);
  });

  it('open a window for this tab where the browser opens no popup', async () => {
    opensPopup = false;
    tab.topUrl = 'https://other.example';
    await begin();
    expect(tab.machine.opened).toEqual(['popup.html#tab=7']);
  });
});

describe('fields that are left alone', () => {
  it('are those that were named, on their host, and nobody reads which from the disk', async () => {
    const machine = new Machine();
    const parts: Parts = machine.background();
    const left = new LeftFields(parts);
    expect(await left.has('shop.example', 'user name')).toBe(false);
    await left.add('shop.example', 'user name');
    const anew = new LeftFields(machine.background());
    expect(await anew.has('shop.example', 'user name')).toBe(true);
    expect(await anew.has('shop.example', 'password')).toBe(false);
    expect(await anew.has('other.example', 'user name')).toBe(false);
    expect(JSON.stringify([...machine.local.values])).not.toMatch(/shop\.example|user name/);
  });
});

describe('an address that a person agrees to for good', () => {
  const sub = 'https://pay.shop.example';
  let tab: Tab;
  beforeEach(async () => {
    tab = await Tab.open();
    const urls = [{ url: 'https://shop.example', match: 'domain' as const }];
    const { revision, item } = await tab.ask('items.read', { id: tab.id });
    await tab.ask('items.save', { id: tab.id, revision, base: item, item: { ...login, urls } });
    tab.topUrl = sub;
  });

  const asked = { tab: 7, part: 'all' as const, replace: false };
  const fill = (more: object) => {
    const parts = tab.parts;
    const handlers = fillHandlers(parts, tab.filling, noActions, itemHandlers(parts));
    return handlers['fill.item']({ id: tab.id, ...asked, agreed: [], ...more }, { role: 'window' });
  };
  const urlsOf = async (): Promise<unknown> => {
    const { item } = await tab.ask('items.read', { id: tab.id });
    return item.kind === 'login' ? item.urls : undefined;
  };
  const own = { url: 'https://shop.example', match: 'domain' };

  it('is the login’s own from then on, and nobody is asked there again', async () => {
    tab.page(0, sub);
    const { questions } = await fill({});
    expect(questions).toEqual([{ doubt: 'domain', origin: sub }]);
    expect((await fill({ agreed: questions, remember: true })).fields).toHaveLength(2);
    expect(await urlsOf()).toEqual([own, { url: sub, match: 'host' }]);
    expect(await fill({})).toMatchObject({ questions: [] });
    // No other host of the domain with it.
    tab.topUrl = 'https://blog.shop.example';
    tab.pages.length = 0;
    tab.page(0, 'https://blog.shop.example');
    expect((await fill({})).questions).toHaveLength(1);
  });

  it('is not kept without that wish, nor where nothing was filled in, nor for another doubt', async () => {
    const agreed = [{ doubt: 'domain', origin: sub }];
    const page = tab.page(0, sub);
    await fill({ agreed });
    page.form = undefined;
    await fill({ agreed, remember: true });
    expect(await urlsOf()).toEqual([own]);
    tab.pages.length = 0;
    tab.topUrl = 'https://news.example';
    tab.page(3, 'https://shop.example');
    const frame = [{ doubt: 'frame', origin: 'https://shop.example' }];
    expect((await fill({ agreed: frame, remember: true })).fields).toHaveLength(2);
    expect(await urlsOf()).toEqual([own]);
  });
});
