import { beforeEach, describe, expect, it } from 'vitest';
import { siteHandlers, siteOf, sitesChanged, type SiteActions } from '../../../src/background/pages/sites.ts';
import type { AnswerOf, SitesMode } from '../../../src/rpc/index.ts';
import { Machine } from '../support/parts.ts';

const everywhere = '*://*/*';
const mail = '*://mail.example.com/*';
const asker = { role: 'window' } as const;

/** A browser's permissions, which its user can change behind our back. */
class Browser implements SiteActions {
  permitted = new Set<string>();
  registered: { matches: readonly string[]; exclude: readonly string[] } = { matches: [], exclude: [] };
  tab = { id: 1, url: 'https://mail.example.com/inbox' };
  readonly injected: string[] = [];
  changed: () => Promise<void> = () => Promise.resolve();

  granted = (): Promise<readonly string[]> => Promise.resolve([...this.permitted]);
  register = (matches: readonly string[], exclude: readonly string[]): Promise<void> =>
    Promise.resolve(void (this.registered = { matches, exclude }));
  readonly reached: string[][] = [];
  reach = (matches: readonly string[]): Promise<void> => Promise.resolve(void this.reached.push([...matches]));
  bring = (): Promise<void> => Promise.resolve();
  inject = (tab: number, frame: number): Promise<void> => Promise.resolve(void this.injected.push(`${tab}/${frame}`));
  activeTab = () => Promise.resolve(this.tab);
  pushToTabs = () => Promise.resolve();

  async grant(...patterns: string[]): Promise<void> {
    for (const pattern of patterns) this.permitted.add(pattern);
    await this.changed();
  }

  drop = async (patterns: readonly string[]): Promise<void> => {
    for (const pattern of patterns) this.permitted.delete(pattern);
    await this.changed();
  };
}

let browser: Browser;
let sites: ReturnType<typeof siteHandlers>;
let machine: Machine;
let local: Parameters<typeof siteOf>[0];

const read = (): Promise<AnswerOf<'sites.read'>> => sites['sites.read']({}, asker);
const choose = (mode: SitesMode): Promise<AnswerOf<'sites.mode'>> => sites['sites.mode']({ mode }, asker);

beforeEach(() => {
  machine = new Machine();
  browser = new Browser();
  const parts = machine.background();
  local = parts.local;
  sites = siteHandlers(parts, browser, () => undefined);
  browser.changed = () => sitesChanged(local, browser);
});

describe('where it may work', () => {
  it('is nowhere unasked at first', async () => {
    expect(await read()).toEqual({ mode: 'on-click', granted: [], off: [], lost: [] });
    expect(await siteOf(local, browser)).toEqual({ host: 'mail.example.com', on: true, granted: false });
  });

  it('follows what the browser grants', async () => {
    await browser.grant(mail);
    expect(await read()).toMatchObject({ mode: 'these', granted: [mail], lost: [] });
    expect(browser.registered.matches).toEqual([mail]);
    await browser.grant(everywhere);
    expect(await choose('all')).toMatchObject({ mode: 'all', lost: [] });
    expect(await siteOf(local, browser)).toMatchObject({ granted: true });
  });

  it('is at once in pages that were open before', async () => {
    await browser.grant(mail);
    expect(browser.reached).toEqual([[mail]]);
    await sites['sites.switch']({ host: 'mail.example.com', on: false }, asker);
    expect(browser.reached).toHaveLength(1);
    await sites['sites.switch']({ host: 'mail.example.com', on: true }, asker);
    expect(browser.reached).toEqual([[mail], [mail]]);
    await choose('on-click');
    expect(browser.reached).toHaveLength(2);
  });

  it('says what the browser took away, until it is allowed again or given up', async () => {
    await browser.grant(everywhere);
    await choose('all');
    await browser.drop([everywhere]);
    expect(await read()).toMatchObject({ mode: 'on-click', lost: [everywhere] });
    expect(browser.registered.matches).toEqual([]);
    await browser.grant(everywhere);
    expect((await read()).lost).toEqual([]);
    await browser.drop([everywhere]);
    expect((await sites['sites.forget']({ pattern: everywhere }, asker)).lost).toEqual([]);
  });

  it('does not call lost what the user took back here', async () => {
    await browser.grant(mail, everywhere);
    expect(await choose('these')).toMatchObject({ mode: 'these', granted: [mail], lost: [] });
    expect(await sites['sites.forget']({ pattern: mail }, asker)).toMatchObject({ mode: 'on-click', lost: [] });
    await browser.grant(mail);
    expect(await choose('on-click')).toMatchObject({ mode: 'on-click', granted: [], lost: [] });
  });

  it('leaves out sites that were switched off, and wakes nothing there', async () => {
    await browser.grant(everywhere);
    await sites['sites.switch']({ host: 'mail.example.com', on: false }, asker);
    expect(browser.registered).toEqual({ matches: [everywhere], exclude: [mail] });
    const page = {
      role: 'content',
      tab: 1,
      frame: 0,
      origin: 'https://mail.example.com',
      host: 'mail.example.com',
      path: '/',
    } as const;
    await sites['page.wake']({}, page);
    expect(browser.injected).toEqual([]);
    await sites['sites.switch']({ host: 'mail.example.com', on: true }, asker);
    await sites['page.wake']({}, page);
    expect(browser.injected).toEqual(['1/0']);
    await sites['page.switchOff']({}, page);
    expect((await read()).off).toEqual(['mail.example.com']);
  });
});
