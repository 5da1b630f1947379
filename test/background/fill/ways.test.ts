import { beforeEach, describe, expect, it } from 'vitest';
import { beginFilling } from '../../../src/background/fill/begin.ts';
import { LeftFields } from '../../../src/background/fill/left-fields.ts';
import { PageLogins } from '../../../src/background/items/for-page.ts';
import type { Parts } from '../../../src/background/parts.ts';
import { Machine } from '../support/parts.ts';
import { login, Tab } from './tab.ts';

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
