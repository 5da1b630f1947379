import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runs } from '../../support/runs.ts';
import { live, someDeaths } from '../support/live.ts';
import { Life } from '../support/memory.ts';
import type { Browser } from '../support/person.ts';
import { acquaintedEach, alice, allSent, bob, isRead, people, seal, toAlice, toBob } from './support/two.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

/*
 * The background dies at any step of sending or receiving, before it took effect or after: what was written comes, once, and the
 * sessions of both go on.
 */
class Mortal extends Life {
  #isKilled = false;

  kill(): void {
    this.#isKilled = true;
  }

  override isOver(): boolean {
    return this.#isKilled || super.isOver();
  }
}

acquaintedEach();
let count = 0;
const lives = new Map<Browser, Mortal>();

/** Another background takes the place of the one before, which does nothing more. Resolves when a dead one would have gone on. */
async function begun(browser: Browser, life = new Mortal()): Promise<{ readonly dead: Promise<void> }> {
  lives.get(browser)?.kill();
  browser.parts.store.stop();
  lives.set(browser, life);
  Object.assign(browser, (browser === alice ? people.alice : people.bob).browser(browser.machine));
  const dead = live(browser, life);
  await browser.parts.store.start();
  return { dead };
}

beforeEach(async () => {
  for (const browser of [alice, bob]) {
    await browser.parts.messages.receive();
    await browser.parts.messages.send();
    await browser.settled();
    await begun(browser);
  }
});

afterEach(() => {
  for (const browser of [alice, bob]) {
    lives.get(browser)?.kill();
  }
});

const nextText = (): string => `text ${String((count += 1))}`;

/** Does it in a background that lives so long, and then what it has still to do. */
async function dying<T>(browser: Browser, life: Mortal, work: () => Promise<T>): Promise<T | undefined> {
  const { dead } = await begun(browser, life);
  const told = await Promise.race([work().catch(() => undefined), dead.then(() => undefined)]);
  await Promise.race([browser.parts.messages.send(), dead]);
  return told;
}

/** As after the browser's next start. */
async function reopened(browser: Browser): Promise<void> {
  await begun(browser);
  const { password } = browser === alice ? people.alice : people.bob;
  await browser.ask('lock', {});
  await browser.ask('unlock.password', { password });
  await browser.parts.messages.receive();
}

const textsOf = async ({ ask }: Browser, contact: string): Promise<readonly string[]> =>
  (await ask('conversations.read', { id: contact })).texts.map(({ text }) => text);

/** Both write and read as if nothing had been. */
async function goesOn(): Promise<void> {
  for (const [from, to, contact] of [[alice, bob, toBob] as const, [bob, alice, toAlice] as const]) {
    const text = nextText();
    await isRead(to, await seal(from, contact, text), text);
    await allSent(from, contact);
  }
}

const sending = async (text: string): Promise<string> => {
  const armored = await seal(alice, toBob, text);
  await alice.parts.messages.send();
  return armored;
};

const receiving = async (): Promise<void> => {
  await bob.parts.messages.receive();
};

async function stepsOf(work: (life: Mortal) => Promise<unknown>): Promise<number> {
  const life = new Mortal();
  await work(life);
  expect(life.steps).toBeGreaterThan(3);
  return life.steps;
}

describe('the background dying', () => {
  it('while it sends: what was put into the page is read', async () => {
    const steps = await stepsOf((life) => dying(alice, life, () => sending(nextText())));
    await reopened(alice);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: steps }), fc.boolean(), async (step, after) => {
        const text = nextText();
        const armored = await dying(alice, new Mortal(step, after), () => sending(text));
        await reopened(alice);
        await allSent(alice, toBob);
        const written = await textsOf(alice, toBob);
        expect(written.filter((one) => one === text).length).toBeLessThan(2);
        if (armored !== undefined) await isRead(bob, armored, text);
        await goesOn();
      }),
      someDeaths(steps, runs(4)),
    );
  }, 120_000);

  it('while it receives: what came is there once, and the store has nothing left', async () => {
    const away = async (text: string): Promise<string> => {
      lives.get(bob)?.kill();
      bob.parts.store.stop();
      const armored = await seal(alice, toBob, text);
      await allSent(alice, toBob);
      return armored;
    };
    await away(nextText());
    const steps = await stepsOf((life) => dying(bob, life, receiving));
    await reopened(bob);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: steps }), fc.boolean(), async (step, after) => {
        const text = nextText();
        const armored = await away(text);
        await dying(bob, new Mortal(step, after), receiving);
        await reopened(bob);
        await isRead(bob, armored, text);
        expect((await textsOf(bob, toAlice)).filter((one) => one === text)).toHaveLength(1);
        expect(await (await bob.parts.session.vault()).rows.list('inbox')).toEqual([]);
        await goesOn();
      }),
      someDeaths(steps, runs(4)),
    );
  }, 120_000);
});
