import { beforeEach, describe, expect, it } from 'vitest';
import { soon } from '../../sync/support/soon.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { choose, handed, meet, numberOf, outcome } from './linking.ts';

const minute = 60_000;
let person: Person;
let old: Browser;
let fresh: Browser;

beforeEach(async () => {
  person = await Person.arrive();
  old = await person.settledBrowser();
  fresh = person.browser();
});

/** Nothing of a linking is left in the new browser, and nobody more is signed in. */
async function nothingCameOfIt(): Promise<void> {
  expect(await fresh.ask('status', {})).toMatchObject({ vault: 'none' });
  expect(await old.ask('account.sessions', {})).toHaveLength(1);
  expect(fresh.machine.shelf.kept).toBeUndefined();
}

describe('nothing is handed over', () => {
  it('where another number is chosen: it is over on both sides, and the code with it', async () => {
    const { showing, code, reading, number, asked } = await meet(person, old, fresh);
    const wrong = asked.at === 'choose' ? asked.numbers.find((one) => one !== numberOf(number)) : undefined;
    expect(await outcome(choose(old, reading, wrong))).toBe('link-number');
    expect(await old.ask('link.asked', { ticket: reading })).toEqual({ at: 'failed', code: 'link-number' });
    expect(await outcome(choose(old, reading, numberOf(number)))).toBe('link-over');
    expect(await fresh.ask('link.shown', { ticket: showing })).toEqual({ at: 'failed', code: 'link-over' });
    expect(await outcome(old.ask('link.read', { code }))).toBe('link-unknown');
    await nothingCameOfIt();
  });

  it('where somebody stops, on either side', async () => {
    const one = await meet(person, old, fresh);
    await fresh.ask('link.cancel', { ticket: one.showing });
    expect(await outcome(choose(old, one.reading, numberOf(one.number)))).toBe('link-over');
    await nothingCameOfIt();
    const two = await meet(person, old, fresh);
    await old.ask('link.refuse', { ticket: two.reading });
    expect(await fresh.ask('link.shown', { ticket: two.showing })).toEqual({ at: 'failed', code: 'link-over' });
    await nothingCameOfIt();
  });

  it('where the vault is not the one that was meant: the session ends with it', async () => {
    const showing = await handed(person, old, fresh);
    expect(await old.ask('account.sessions', {})).toHaveLength(2);
    await fresh.ask('link.cancel', { ticket: showing });
    await nothingCameOfIt();
  });

  it('once five minutes are over, whatever had been said', async () => {
    const shown = await fresh.ask('link.show', { address: person.address });
    person.store.clock.forward(5 * minute);
    await person.renew(old);
    expect(await outcome(old.ask('link.read', { code: shown.code }))).toBe('link-unknown');
    expect(await fresh.ask('link.shown', { ticket: shown.ticket })).toEqual({ at: 'failed', code: 'link-over' });
    const { showing, reading, number } = await meet(person, old, fresh);
    person.store.clock.forward(5 * minute);
    expect(await outcome(choose(old, reading, numberOf(number)))).toBe('link-over');
    expect(await fresh.ask('link.shown', { ticket: showing })).toEqual({ at: 'failed', code: 'link-over' });
    await nothingCameOfIt();
  });

  it('where a clock goes back: nobody knows how old the code is', async () => {
    const one = await meet(person, old, fresh);
    const { now } = person.store.clock;
    old.machine.clock = () => now() - minute;
    expect(await outcome(choose(old, one.reading, numberOf(one.number)))).toBe('link-over');
    old.machine.clock = now;
    const showing = await handed(person, old, fresh);
    fresh.machine.clock = () => now() - minute;
    expect(await fresh.ask('link.shown', { ticket: showing })).toEqual({ at: 'failed', code: 'link-over' });
    fresh.machine.clock = now;
    await nothingCameOfIt();
  });

  it('by a browser that is locked, or where nobody proved a way in lately', async () => {
    const { code } = await fresh.ask('link.show', { address: person.address });
    person.store.clock.forward(4.9 * minute);
    const again = await fresh.ask('link.show', { address: person.address });
    person.store.clock.forward(minute / 2);
    expect(await outcome(old.ask('link.read', { code: again.code }))).toBe('fresh-proof-needed');
    await old.ask('lock', {});
    expect(await outcome(old.ask('link.read', { code }))).toBe('locked');
    await old.ask('unlock.password', { password: person.password });
    await soon(() => old.settled());
    const { reading, number } = await meet(person, old, fresh);
    await old.ask('lock', {});
    await old.ask('unlock.password', { password: person.password });
    expect(await outcome(choose(old, reading, numberOf(number)))).toBe('no-ticket');
  });

  it('by a browser that is locked while it hands over, and the new one is told', async () => {
    const one = await meet(person, old, fresh);
    await old.ask('lock', {});
    await soon(async () =>
      expect(await fresh.ask('link.shown', { ticket: one.showing })).toEqual({ at: 'failed', code: 'link-over' }),
    );
    await old.ask('unlock.password', { password: person.password });
    await soon(() => old.settled());
    const two = await meet(person, old, fresh);
    // Nobody is let in afterwards either, though the store hears nothing of the lock.
    const honest = old.machine.fetch;
    old.machine.fetch = async (url, init) => {
      const { pathname } = new URL(url);
      const isFirst = pathname === '/v1/link/grant' && (await old.ask('status', {})).lock !== 'locked';
      if (!isFirst && pathname !== '/v1/link/refuse') return honest(url, init);
      if (isFirst) await old.ask('lock', {});
      return new Response(null, { status: 503 });
    };
    await outcome(choose(old, two.reading, numberOf(two.number)));
    expect(await fresh.ask('link.shown', { ticket: two.showing })).not.toMatchObject({ at: 'confirm' });
    await fresh.ask('link.cancel', { ticket: two.showing });
    await old.ask('unlock.password', { password: person.password });
    await soon(() => old.settled());
    await nothingCameOfIt();
  });

  it('by a browser that has no store, and to what is no code', async () => {
    const local = person.browser();
    await local.ask('vault.create', { password: person.password, deviceName: 'local' });
    const { code } = await fresh.ask('link.show', { address: person.address });
    expect(await outcome(local.ask('link.read', { code }))).toBe('signed-out');
    expect(await outcome(old.ask('link.read', { code: 'steam://JBSWY3DPEHPK3PXP' }))).toBe('link-code');
    expect(await outcome(old.ask('link.read', { code: code.slice(0, -1) }))).toBe('link-code');
  });

  it('to be kept where the keys were renewed before the yes: what was handed over opens nothing any more', async () => {
    const showing = await handed(person, old, fresh);
    await old.ask('ways.changePassword', { password: 'another one, by the sea' });
    expect(await outcome(fresh.ask('link.accept', { ticket: showing, deviceName: 'x' }))).toBe('link-state');
    expect(await fresh.ask('link.shown', { ticket: showing })).toEqual({ at: 'failed', code: 'link-state' });
    await nothingCameOfIt();
  });

  it('to a browser that got another vault meanwhile, which stays what it is', async () => {
    const showing = await handed(person, old, fresh);
    const mira = await Person.arrive('mira@example.org', person.store);
    await mira.settledBrowser();
    const { ticket } = await mira.enterByPassword(fresh);
    await fresh.ask('signin.accept', { ticket, deviceName: 'hers' });
    await fresh.settled();
    expect(await outcome(fresh.ask('link.accept', { ticket: showing, deviceName: 'x' }))).toBe('vault-exists');
    expect(await fresh.ask('account.status', {})).toMatchObject({ connected: true, email: mira.email });
    await mira.renew(fresh);
    await fresh.note('Still hers');
    await fresh.settled();
    expect(await old.ask('account.sessions', {})).toHaveLength(1);
  });

  it('where the keys were renewed between the code and the number', async () => {
    const { showing, reading, number } = await meet(person, old, fresh);
    await old.ask('ways.changePassword', { password: 'another one, by the sea' });
    expect(await outcome(choose(old, reading, numberOf(number)))).toBe('link-over');
    expect(await fresh.ask('link.shown', { ticket: showing })).toEqual({ at: 'failed', code: 'link-over' });
    await nothingCameOfIt();
  });
});
