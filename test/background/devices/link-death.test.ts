import { describe, expect, it } from 'vitest';
import { soon } from '../../sync/support/soon.ts';
import { Life } from '../support/memory.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { windows } from '../support/windows.ts';
import { choose, handed, meet, numberOf, outcome } from './linking.ts';

async function pair(): Promise<{ person: Person; old: Browser; fresh: Browser }> {
  const person = await Person.arrive();
  const old = await person.settledBrowser();
  await old.note('Alarm code');
  await old.settled();
  return { person, old, fresh: person.browser() };
}

/** A background of this browser that lives so long: once dead, it asks nobody anything. */
function live(browser: Browser, life: Life): void {
  const { fetch } = browser.machine;
  browser.machine.fetch = (url, init) => (life.isOver() ? Promise.reject(new TypeError('dead')) : fetch(url, init));
  browser.parts = browser.machine.background(life);
  browser.ask = windows(browser.parts);
}

/** How many steps the new browser's background takes from its code to the vault. */
async function stepsOfAll(): Promise<number> {
  const { person, old, fresh } = await pair();
  const life = new Life();
  live(fresh, life);
  const ticket = await handed(person, old, fresh);
  await fresh.ask('link.accept', { ticket, deviceName: 'new browser' });
  return life.steps;
}

describe('the new browser’s background dying', () => {
  it('at any step leaves no vault, or the whole one: and then another code, or a way in, goes on', async () => {
    const steps = await stepsOfAll();
    expect(steps).toBeGreaterThan(2);
    const outcomes = new Set<string>();
    for (let step = 1; step <= steps; step += 1) {
      const { person, old, ...rest } = await pair();
      let { fresh } = rest;
      live(fresh, new Life(step, step % 2 === 0));
      await handed(person, old, fresh)
        .then((ticket) => fresh.ask('link.accept', { ticket, deviceName: 'new browser' }))
        .catch(() => undefined);
      fresh.parts.store.stop();
      fresh = person.browser(fresh.machine);
      const { vault, lock } = await fresh.ask('status', {});
      outcomes.add(vault);
      if (vault === 'none') {
        const ticket = await handed(person, old, fresh);
        await fresh.ask('link.accept', { ticket, deviceName: 'new browser' });
      } else if (lock === 'locked') {
        await fresh.ask('unlock.password', { password: person.password });
      }
      await fresh.parts.store.start();
      await soon(() => fresh.settled());
      expect(await fresh.titles()).toEqual(['Alarm code']);
      expect(await (await fresh.parts.session.vault()).records.check()).toEqual({ damaged: [] });
      fresh.parts.store.stop();
    }
    expect(outcomes).toEqual(new Set(['none', 'present']));
  });

  it('while it shows code or number forgets both: nothing of them lay anywhere', async () => {
    const { person, old, fresh } = await pair();
    const { showing, reading, number } = await meet(person, old, fresh);
    await fresh.restart();
    expect(await outcome(fresh.ask('link.shown', { ticket: showing }))).toBe('no-ticket');
    expect([...fresh.machine.local.values, ...fresh.machine.memory.values]).toEqual([]);
    // What was handed over meanwhile is nobody's: only that background could open it.
    await choose(old, reading, numberOf(number));
    expect(await old.ask('account.sessions', {})).toHaveLength(1);
  });
});

describe('the old browser’s background dying', () => {
  it('before the number is chosen hands nothing over', async () => {
    const { person, old, fresh } = await pair();
    const { showing, reading, number } = await meet(person, old, fresh);
    await old.restart();
    expect(await outcome(choose(old, reading, numberOf(number)))).toBe('no-ticket');
    expect(await fresh.ask('link.shown', { ticket: showing })).toMatchObject({ at: 'number' });
    person.store.clock.forward(300_000);
    expect(await fresh.ask('link.shown', { ticket: showing })).toEqual({ at: 'failed', code: 'link-over' });
  });

  it('afterwards takes nothing back: the new one goes on alone', async () => {
    const { person, old, fresh } = await pair();
    const { showing, reading, number } = await meet(person, old, fresh);
    await choose(old, reading, numberOf(number));
    await old.restart();
    old.online = false;
    expect(await fresh.ask('link.shown', { ticket: showing })).toMatchObject({ at: 'confirm' });
    await fresh.ask('link.accept', { ticket: showing, deviceName: 'new browser' });
    expect(await fresh.titles()).toEqual(['Alarm code']);
  });
});
