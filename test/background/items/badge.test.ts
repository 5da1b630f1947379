import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Badge } from '../../../src/background/items/badge.ts';
import type { Count, Mark, ShownTab } from '../../../src/background/items/badge.ts';
import type { OpenVault } from '../../../src/vault/index.ts';
import { runs } from '../../support/runs.ts';

/** A browser with tabs, and a vault that counts as the test says. */
class Browser {
  tabs: ShownTab[] = [];
  vault: OpenVault | undefined = {} as OpenVault;
  counts = new Map<string, number>();
  counted: (url: string) => Promise<unknown> = () => Promise.resolve();
  asked = 0;
  watching = true;
  isOffering = false;
  isAlarmed = false;
  readonly shown = new Map<number, Count>();
  readonly marks = new Map<number, Mark>();
  everywhere: Mark | undefined;
  readonly badge = new Badge(
    {
      open: () => {
        this.asked += 1;
        return Promise.resolve(this.vault);
      },
      state: () => Promise.resolve({ lock: this.vault ? 'unlocked' : 'locked' }),
    },
    {
      count: async (_, url) => {
        await this.counted(url);
        return this.counts.get(url) ?? 0;
      },
      isOffering: () => Promise.resolve(this.isOffering),
      isAlarmed: () => Promise.resolve(this.isAlarmed),
    },
    {
      inFront: () => Promise.resolve(this.tabs),
      write: (tab, count, mark) => {
        this.shown.set(tab, count);
        if (mark) this.marks.set(tab, mark);
        else this.marks.delete(tab);
        return Promise.resolve();
      },
      watch: (on) => {
        this.watching = on;
      },
      wipe: (isAlarmed) => {
        this.shown.clear();
        this.everywhere = isAlarmed ? 'alarm' : undefined;
        return Promise.resolve();
      },
    },
  );
}

const url = 'https://example.com/';

describe('the number on the button', () => {
  it('is the count of logins for the page in front', async () => {
    const browser = new Browser();
    browser.counts.set(url, 3);
    await browser.badge.look({ id: 1, url });
    await browser.badge.look({ id: 2, url: 'https://example.org/' });
    expect([...browser.shown]).toEqual([
      [1, 3],
      [2, 0],
    ]);
  });

  it('is none where we may not know the page, and nothing is opened for it', async () => {
    const browser = new Browser();
    browser.shown.set(1, 3);
    await browser.badge.look({ id: 1 });
    expect(browser.shown.get(1)).toBe('unknown');
    expect(browser.asked).toBe(0);
  });

  it('has a dot beside it while something is offered, also where the page may not be known, and none while locked', async () => {
    const browser = new Browser();
    browser.tabs = [{ id: 1, url }, { id: 2 }];
    browser.isOffering = true;
    await browser.badge.lookAgain();
    expect([...browser.marks]).toEqual([
      [1, 'offer'],
      [2, 'offer'],
    ]);
    browser.isOffering = false;
    await browser.badge.lookAgain();
    expect(browser.marks.size).toBe(0);
    browser.isOffering = true;
    browser.vault = undefined;
    await browser.badge.look({ id: 1, url });
    expect(browser.marks.size).toBe(0);
  });

  it('gives way where somebody asks for the vault, locked or not, until nobody does', async () => {
    const browser = new Browser();
    browser.tabs = [{ id: 1, url }, { id: 2 }];
    browser.isOffering = true;
    browser.isAlarmed = true;
    await browser.badge.lookAgain();
    expect([...browser.marks.values()]).toEqual(['alarm', 'alarm']);
    browser.vault = undefined;
    await browser.badge.lookAgain();
    expect(browser.everywhere).toBe('alarm');
    await browser.badge.look({ id: 3, url });
    expect(browser.marks.get(3)).toBe('alarm');
    browser.isAlarmed = false;
    await browser.badge.lookAgain();
    await browser.badge.look({ id: 3, url });
    expect(browser.everywhere).toBeUndefined();
    expect(browser.marks.has(3)).toBe(false);
  });

  it('follows items and locks, in every window', async () => {
    const browser = new Browser();
    browser.tabs = [{ id: 1, url }, { id: 2, url }, { id: 3 }];
    browser.counts.set(url, 1);
    await browser.badge.lookAgain();
    expect(browser.shown).toEqual(new Map<number, Count>([[1, 1], [2, 1], [3, 'unknown']])); // prettier-ignore
    browser.vault = undefined;
    await browser.badge.lookAgain();
    expect(browser.shown.size).toBe(0);
    for (const tab of browser.tabs) await browser.badge.look(tab);
    expect([...browser.shown.values()]).toEqual(['locked', 'locked', 'locked']);
  });

  it('hears of no tab while there is nothing to count', async () => {
    const browser = new Browser();
    browser.badge.rest();
    expect(browser.watching).toBe(false);
    await browser.badge.lookAgain();
    expect(browser.watching).toBe(true);
    browser.vault = undefined;
    await browser.badge.lookAgain();
    expect(browser.watching).toBe(false);
  });

  it('does not come back when all was locked while it was counted', async () => {
    const browser = new Browser();
    browser.counts.set(url, 2);
    browser.counted = async () => {
      browser.vault = undefined;
      await browser.badge.lookAgain();
    };
    await browser.badge.look({ id: 1, url });
    expect(browser.shown.get(1)).toBe('locked');
  });

  it('is that of the last page, however long the one before took to count', async () => {
    const browser = new Browser();
    browser.counts.set(url, 2);
    let counted = (): void => {};
    browser.counted = (at) => (at === url ? new Promise<void>((resolve) => (counted = resolve)) : Promise.resolve());
    const looks = [browser.badge.look({ id: 1, url }), browser.badge.look({ id: 1, url: 'https://example.org/' })];
    await new Promise((resolve) => setTimeout(resolve));
    counted();
    await Promise.all(looks);
    expect(browser.shown.get(1)).toBe(0);
  });

  it('is right in the end, whatever happened in between', async () => {
    const urls = [url, 'https://example.org/', undefined];
    const step = fc.oneof(
      fc.record({ go: fc.nat({ max: 2 }), to: fc.nat({ max: 2 }) }),
      fc.record({ lock: fc.boolean() }),
      fc.record({ count: fc.nat({ max: 3 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const browser = new Browser();
        browser.counted = () => new Promise((resolve) => setTimeout(resolve));
        browser.tabs = [{ id: 0 }, { id: 1 }, { id: 2 }];
        const going: Promise<void>[] = [];
        for (const one of steps) {
          if ('go' in one) {
            const at = urls[one.to];
            const tab = { id: one.go, ...(at === undefined ? {} : { url: at }) };
            browser.tabs = browser.tabs.map((each) => (each.id === tab.id ? tab : each));
            going.push(browser.badge.look(tab));
          } else {
            if ('lock' in one) browser.vault = one.lock ? undefined : (browser.vault ?? ({} as OpenVault));
            else browser.counts.set(url, one.count);
            going.push(browser.badge.lookAgain());
          }
        }
        await Promise.all(going);
        for (const { id, url: at } of browser.tabs) {
          const known = at === undefined ? 'unknown' : (browser.counts.get(at) ?? 0);
          const expected = browser.vault ? known : 'locked';
          // What nobody looked at, or was wiped, shows nothing.
          expect([expected, undefined]).toContain(browser.shown.get(id));
          if (browser.vault && typeof known === 'number' && known > 0) expect(browser.shown.get(id)).toBe(known);
        }
      }),
      { numRuns: runs(50) },
    );
  });
});
