import { beforeEach, describe, expect, it } from 'vitest';
import { siteHandlers, siteOf, syncSites } from '../../../src/background/pages/sites.ts';
import type { SiteActions } from '../../../src/background/pages/sites.ts';
import { Machine } from '../support/parts.ts';

const window = { role: 'window' } as const;
const page = {
  role: 'content',
  tab: 7,
  frame: 2,
  origin: 'https://shop.example',
  host: 'shop.example',
  path: '/',
} as const;

/** A browser that grants what the test says; `keeps`: it gives nothing back. */
class Browser implements SiteActions {
  origins: readonly string[] = [];
  keeps = false;
  url: string | undefined = 'https://shop.example/cart';
  registered: readonly [readonly string[], readonly string[]] = [[], []];
  readonly injected: [number, number][] = [];
  readonly pushed: unknown[] = [];
  granted = () => Promise.resolve(this.origins);
  drop = () => (this.keeps ? Promise.reject(new Error('required')) : Promise.resolve(true));
  register = (...registered: [readonly string[], readonly string[]]) =>
    Promise.resolve(void (this.registered = registered));
  reach = (): Promise<void> => Promise.resolve();
  bring = (): Promise<void> => Promise.resolve();
  inject = (tab: number, frame: number) => Promise.resolve(void this.injected.push([tab, frame]));
  activeTab = () => Promise.resolve({ id: 7, ...(this.url === undefined ? {} : { url: this.url }) });
  pushToTabs = (push: string, data: unknown) => Promise.resolve(void this.pushed.push([push, data]));
}

let machine: Machine;
let browser: Browser;
let sites: ReturnType<typeof siteHandlers>;
const local = () => machine.background().local;

beforeEach(() => {
  machine = new Machine();
  browser = new Browser();
  sites = siteHandlers(machine.background(), browser, () => undefined);
});

describe('the mode', () => {
  it.each([
    [[], 'on-click'],
    [['https://shop.example/*'], 'these'],
    [['*://*/*'], 'all'],
    [['<all_urls>', 'https://shop.example/*'], 'all'],
  ])('with %j granted is %s', async (granted, mode) => {
    browser.origins = granted;
    expect(await sites['sites.read']({}, window)).toMatchObject({ mode, granted });
    await syncSites(local(), browser);
    expect(browser.registered).toEqual([granted, []]);
  });

  it('on click holds even where the browser will not take a permission back', async () => {
    [browser.origins, browser.keeps] = [['*://*/*'], true];
    expect(await sites['sites.mode']({ mode: 'on-click' }, window)).toMatchObject({ mode: 'on-click' });
    expect(browser.registered).toEqual([[], []]);
    expect(await siteOf(local(), browser)).toEqual({ host: 'shop.example', on: true, granted: false });
  });
});

describe('a site that is switched off', () => {
  beforeEach(async () => {
    browser.origins = ['*://*/*'];
    await sites['page.switchOff']({}, page);
  });

  it('is told, and remembered by a later background', async () => {
    expect(browser.pushed).toEqual([['site', { host: 'shop.example', on: false }]]);
    sites = siteHandlers(machine.background(), browser, () => undefined);
    expect(await sites['sites.tab']({}, window)).toEqual({ host: 'shop.example', on: false, granted: true });
  });

  it('leaves its neighbours alone', async () => {
    await sites['page.wake']({}, { ...page, origin: 'https://www.shop.example', host: 'www.shop.example' });
    expect(browser.injected).toEqual([[7, 2]]);
  });

  it('is refused when it wakes, where browsers know no pattern for its host', async () => {
    const v6 = { ...page, origin: 'http://[::1]:8080', host: '[::1]' };
    await sites['page.switchOff']({}, v6);
    expect(browser.registered[1]).toEqual(['*://shop.example/*']);
    await sites['page.wake']({}, v6);
    expect(browser.injected).toEqual([]);
  });
});

describe('the tab that the user looks at', () => {
  it.each([
    ['https://shop.example/*', true],
    ['https://*.shop.example/*', true],
    ['*://*.example/*', true],
    ['https://other.example/*', false],
    ['https://*.op.example/*', false],
    ['https://www.shop.example/*', false],
  ])('is covered by %s: %s', async (pattern, granted) => {
    browser.origins = [pattern];
    expect(await siteOf(local(), browser)).toEqual({ host: 'shop.example', on: true, granted });
  });

  it.each([undefined, 'about:blank', 'file:///x', 'chrome://settings'])('is no site: %s', async (url) => {
    browser.url = url;
    expect(await siteOf(local(), browser)).toEqual({ on: false, granted: false });
  });
});

describe('a frame that needs the vault', () => {
  it('opens a window of ours, where secrets may be typed', async () => {
    await sites['unlock.window']({}, { role: 'frame', frame: 1 });
    expect(machine.opened).toEqual(['popup.html']);
  });
});
