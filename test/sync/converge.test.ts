import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Exchange } from '../../src/sync/index.ts';
import { runs } from '../support/runs.ts';
import type { Browser } from './support/browsers.ts';
import { browsers } from './support/browsers.ts';

/** What may happen to one of three browsers. */
const happening = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom('edit', 'edit', 'delete', 'round', 'round', 'lose', 'unanswer', 'heal', 'restart'),
  // A sealed record is never empty, and the wire refuses one that is.
  text: fc.string({ minLength: 1, maxLength: 20 }),
});

type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

async function happen(browser: Browser, { what, text }: Happening): Promise<Browser> {
  const { net, vault } = browser;
  const [some] = Object.keys(vault.texts());
  if (what === 'edit') vault.edit(text, text.length % 2 === 0 ? some : undefined);
  if (what === 'delete' && some !== undefined) vault.edit(null, some);
  if (what === 'lose') net.lost = '/v1/';
  if (what === 'unanswer') net.unanswered = '/v1/commits';
  if (what === 'heal') [net.lost, net.unanswered] = [undefined, undefined];
  // The background died: the exchange knows nothing any more, the vault what it had written down.
  if (what === 'restart') return { ...browser, exchange: new Exchange(vault, browser.stopping.signal) };
  if (what === 'round') await browser.exchange.round().catch(() => undefined);
  return browser;
}

test('three browsers that lose requests and answers, and restart, end up with the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 40 }), async (happenings) => {
      const [, ...made] = await browsers(3);
      const all = [...made];
      for (const next of happenings) {
        const browser = all[next.who];
        if (browser) all[next.who] = await happen(browser, next);
      }
      for (const [place, browser] of all.entries()) {
        const healed = await happen(browser, { who: place, what: 'heal', text: 'x' });
        await healed.exchange.round();
      }
      for (const { exchange } of all) await exchange.round();
      const [one, ...others] = all.map(({ vault }) => ({
        at: vault.at,
        texts: vault.texts(),
        edits: vault.edits.size,
      }));
      expect(one?.edits).toBe(0);
      for (const other of others) expect(other).toEqual(one);
    }),
    { numRuns: runs(8) },
  );
});
