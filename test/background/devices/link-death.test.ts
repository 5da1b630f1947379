import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patience, runs } from '../../support/runs.ts';
import { soon } from '../../sync/support/soon.ts';
import { live, someDeaths } from '../support/live.ts';
import { Life } from '../support/memory.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { choose, handed, meet, numberOf, outcome } from './linking.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

async function pair(): Promise<{ person: Person; old: Browser; fresh: Browser }> {
  const person = await Person.arrive();
  const old = await person.settledBrowser();
  await old.note('Alarm code');
  await old.settled();
  return { person, old, fresh: person.browser() };
}

/** How many steps the new browser's background takes from its code to the vault. */
async function stepsOfAll(): Promise<number> {
  const { person, old, fresh } = await pair();
  const life = new Life();
  void live(fresh, life);
  const ticket = await handed(person, old, fresh);
  await fresh.ask('link.accept', { ticket, deviceName: 'new browser' });
  return life.steps;
}

describe('the new browser’s background dying', () => {
  it(
    'at any step leaves no vault, or the whole one: and then another code, or a way in, goes on',
    async () => {
      const steps = await stepsOfAll();
      expect(steps).toBeGreaterThan(2);
      const outcomes = new Set<string>();
      const dies = async (step: number, after: boolean): Promise<void> => {
        const { person, old, ...rest } = await pair();
        let { fresh } = rest;
        const dead = live(fresh, new Life(step, after));
        const linked = handed(person, old, fresh)
          .then((ticket) => fresh.ask('link.accept', { ticket, deviceName: 'new browser' }))
          .catch(() => undefined);
        await Promise.race([linked, dead]);
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
      };
      const property = fc.asyncProperty(fc.integer({ min: 1, max: steps }), fc.boolean(), dies);
      await fc.assert(property, someDeaths(steps, runs(5)));
      expect(outcomes).toEqual(new Set(['none', 'present']));
    },
    patience(120_000),
  );

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
