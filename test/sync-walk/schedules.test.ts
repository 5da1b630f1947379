import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Id } from '../../src/encoding/index.ts';
import { patience, runs } from '../support/runs.ts';
import { Browser, newAccount } from '../support/synced.ts';
import { takeTurns } from '../support/turns.ts';

takeTurns();

type Loss = 'none' | 'request' | 'answer';

type Step =
  | { readonly do: 'write' | 'restart' | 'phrase'; readonly who: number }
  | { readonly do: 'edit' | 'remove'; readonly who: number; readonly note: number }
  | { readonly do: 'sync'; readonly who: number; readonly loss: Loss; readonly after: number };

const who = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), who }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('edit' as const), who, note: fc.nat(5) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('remove' as const), who, note: fc.nat(5) }) },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('sync' as const),
      who,
      loss: fc.constantFrom<Loss>('none', 'none', 'request', 'answer'),
      after: fc.nat(3),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restart' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('phrase' as const), who }) },
);

/** What must come of every note: each edit leaves a mark of its own in it, and a delete takes the marks that it saw. */
class Model {
  readonly marks = new Map<Id, Set<string>>();
  readonly covered = new Set<string>();
  #next = 0;

  mark(id: Id): string {
    const mark = `m${(this.#next += 1)}`;
    this.marks.set(id, (this.marks.get(id) ?? new Set()).add(mark));
    return mark;
  }

  check(notes: Record<Id, unknown>): void {
    for (const [id, marks] of this.marks) {
      const left = [...marks].filter((mark) => !this.covered.has(mark));
      if (left.length === 0) expect(notes).not.toHaveProperty(id);
      else expect(Object.keys(notes[id] ?? {})).toEqual(expect.arrayContaining(left));
    }
    expect(Object.keys(notes).every((id) => this.marks.has(id))).toBe(true);
  }
}

/** A round, as far as it gets; whoever is locked out gets in again by the current phrase. */
async function sync(browser: Browser): Promise<void> {
  try {
    await browser.sync();
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'unreachable') return;
    if (code !== 'rotated-away') throw error;
    lose(browser, 'none', 0);
    await browser.reopen();
    await sync(browser);
  }
}

/** The connection breaks with the request after so many, on its way there or back. */
function lose(browser: Browser, loss: Loss, after: number): void {
  let left = after;
  browser.meddle = async (url, init, send) => {
    left -= 1;
    if (loss === 'none' || left >= 0) return send(url, init);
    if (loss === 'answer') await send(url, init);
    throw new TypeError('connection lost');
  };
}

async function play(browsers: readonly Browser[], model: Model, taken: Step): Promise<void> {
  const browser = browsers[taken.who % browsers.length];
  if (!browser) throw new Error('nobody');
  browser.account.now += 1;
  if (taken.do === 'write') {
    const id = await browser.write('note');
    await browser.edit(id, { [model.mark(id)]: true });
  } else if (taken.do === 'edit' || taken.do === 'remove') {
    const ids = Object.keys(await browser.notes());
    const id = ids[taken.note % ids.length];
    if (id === undefined) return;
    if (taken.do === 'edit') return browser.edit(id, { [model.mark(id)]: true });
    const { body } = await browser.vault.records.read(id);
    for (const mark of Object.keys(body as object)) model.covered.add(mark);
    await browser.remove(id);
  } else if (taken.do === 'sync') {
    lose(browser, taken.loss, taken.after);
    await sync(browser);
    lose(browser, 'none', 0);
  } else if (taken.do === 'restart') {
    await browser.restart();
  } else {
    await sync(browser);
    await browser.newPhrase();
  }
}

async function run(steps: readonly Step[]): Promise<void> {
  const account = await newAccount();
  const first = await Browser.first(account, 'one');
  const browsers = [first, await Browser.joining(account, 'two'), await Browser.joining(account, 'three')];
  const model = new Model();
  for (const taken of steps) await play(browsers, model, taken);
  for (const browser of [...browsers, ...browsers]) await sync(browser);
  const notes = await first.notes();
  model.check(notes);
  for (const browser of browsers) {
    expect(await browser.notes()).toEqual(notes);
    expect(browser.vault.replica.status).toEqual({ ...first.vault.replica.status, unsent: 0 });
    expect(await browser.vault.records.check()).toEqual({ damaged: [] });
    await browser.restart();
    expect(await browser.notes()).toEqual(notes);
  }
  await account.store.close();
}

test(
  'whatever happens, all browsers come to one state: no edit is lost, nothing deleted comes back',
  async () => {
    const schedules = fc.array(step, { minLength: 5, maxLength: 30 });
    await fc.assert(fc.asyncProperty(schedules, run), { numRuns: runs(20), seed: 42 });
  },
  patience(60_000),
);
