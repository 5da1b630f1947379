import type fc from 'fast-check';
import type { Life } from './memory.ts';
import type { Browser } from './person.ts';
import { windows } from './windows.ts';

/**
 * A background of this browser, in the place of the one before, that lives so long: once dead, it asks nobody anything and hears no answer. What it sends to the
 * store counts as a step: it may die before the store has it, or after that. Resolves when a dead one would have gone on there.
 */
export function live(browser: Browser, life: Life): Promise<void> {
  browser.end();
  const { fetch } = browser.machine;
  const dead = Promise.withResolvers<undefined>();
  const gone = (): Promise<never> => {
    dead.resolve(undefined);
    return new Promise(() => undefined);
  };
  browser.machine.fetch = async (url, init) => {
    if (life.isOver()) return gone();
    const ask = () => fetch(url, init);
    const asking = init.method === 'POST' ? life.step(ask) : ask();
    const answer = await asking.catch((error: unknown) => {
      if (!life.isOver()) throw error;
    });
    if (answer && !life.isOver()) return answer;
    return gone();
  };
  browser.parts = browser.machine.background(life);
  browser.ask = windows(browser.parts);
  return dead.promise;
}

/**
 * For a property of (step, whether it took effect): the first and the last death and some that are drawn, or each of them once
 * where so many runs are asked for.
 */
export function someDeaths(steps: number, count: number): fc.Parameters<[number, boolean]> {
  const all = Array.from({ length: steps }, (_, index): [number, boolean][] => [
    [index + 1, false],
    [index + 1, true],
  ]).flat();
  const examples = count < all.length ? [all.slice(0, 1), all.slice(-1)].flat() : all;
  return { examples, numRuns: Math.min(count, all.length), endOnFailure: true };
}
