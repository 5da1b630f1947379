import { beforeEach, describe, expect, it } from 'vitest';
import { soon } from '../../sync/support/soon.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { choose, handed, meet, numberOf, outcome } from './linking.ts';

let person: Person;
let old: Browser;
let fresh: Browser;

beforeEach(async () => {
  person = await Person.arrive();
  old = await person.settledBrowser();
  await old.note('Alarm code');
  await old.settled();
  fresh = person.browser();
});

describe('a new browser', () => {
  it('gets in by a code that another one reads, and by no secret', async () => {
    const { showing, reading, number, asked } = await meet(person, old, fresh);
    expect(number).toMatchObject({ at: 'number', number: expect.stringMatching(/^\d{6}$/) as string });
    expect(asked).toMatchObject({ at: 'choose', numbers: expect.arrayContaining([numberOf(number)]) as string[] });
    await old.ask('link.choose', { ticket: reading, number: numberOf(number) });
    expect(await old.ask('link.asked', { ticket: reading })).toEqual({ at: 'handed' });
    const confirm = await fresh.ask('link.shown', { ticket: showing });
    expect(confirm).toMatchObject({
      at: 'confirm',
      vault: { name: person.email, device: 'first browser', others: [], devices: 1, items: 1 },
    });
    expect(await fresh.ask('status', {})).toMatchObject({ vault: 'none' });
    await fresh.ask('link.accept', { ticket: showing, deviceName: 'new browser' });
    expect(await fresh.ask('link.shown', { ticket: showing })).toEqual({ at: 'done' });
    await fresh.settled();
    expect(await fresh.titles()).toEqual(['Alarm code']);
    await fresh.note('Bike lock');
    await fresh.settled();
    await old.ask('account.sync', {});
    expect(await old.titles()).toEqual(['Alarm code', 'Bike lock']);
    expect(await old.ask('about', {})).toMatchObject({ head: (await fresh.ask('about', {})).head });
  });

  it('opens by the vault’s own ways in afterwards, and lets others in itself, all of them named', async () => {
    const showing = await handed(person, old, fresh);
    await fresh.ask('link.accept', { ticket: showing, deviceName: 'new browser' });
    await fresh.settled();
    await fresh.ask('lock', {});
    await fresh.ask('unlock.password', { password: person.password });
    await soon(() => fresh.settled());
    const third = person.browser();
    const ticket = await handed(person, fresh, third);
    expect(await third.ask('link.shown', { ticket })).toMatchObject({
      vault: { device: 'new browser', others: ['first browser'], devices: 2 },
    });
    await third.ask('link.accept', { ticket, deviceName: 'third browser' });
    await third.settled();
    expect(await third.titles()).toEqual(['Alarm code']);
  });

  it('is in a session that changes nothing of what signs in before somebody signs in there', async () => {
    const showing = await handed(person, old, fresh);
    await fresh.ask('link.accept', { ticket: showing, deviceName: 'new browser' });
    await fresh.settled();
    const backupCodes = [...(await fresh.ask('account.draw', { email: person.email })).backupCodes];
    await fresh.ask('unlock.password', { password: person.password });
    expect(await outcome(fresh.ask('account.backupCodes.replace', { backupCodes }))).toBe('signin-stale');
    await person.renew(fresh);
    expect(await outcome(fresh.ask('account.backupCodes.replace', { backupCodes }))).toBe('done');
    const named = (await old.ask('account.sessions', {})).map(({ how }) => how);
    expect(named).toContain('password');
  });

  it('is shown what another browser wrote meanwhile, too', async () => {
    const second = await person.joinedBrowser();
    const showing = await handed(person, old, fresh);
    await second.note('Written meanwhile');
    await second.settled();
    await fresh.ask('link.accept', { ticket: showing, deviceName: 'new browser' });
    expect(await fresh.titles()).toEqual(['Alarm code', 'Written meanwhile']);
  });

  it('stays signed in also where an earlier code was shown and left', async () => {
    await fresh.ask('link.show', { address: person.address });
    const showing = await handed(person, old, fresh);
    await fresh.ask('link.accept', { ticket: showing, deviceName: 'new browser' });
    await fresh.settled();
    await fresh.restart();
    await fresh.ask('unlock.password', { password: person.password });
    await soon(() => fresh.settled());
  });

  it('stays signed in also where a sign-in was left for the code', async () => {
    const { ticket: entry } = await fresh.ask('signin.start', { address: person.address });
    await fresh.ask('signin.password', { ticket: entry, email: person.email, password: person.password });
    const [{ ticket: showing, code }] = await Promise.all([
      fresh.ask('link.show', { address: person.address }),
      fresh.ask('signin.cancel', { ticket: entry }),
    ]);
    const { ticket: reading } = await old.ask('link.read', { code });
    const number = numberOf(await fresh.ask('link.shown', { ticket: showing }));
    await old.ask('link.asked', { ticket: reading });
    await choose(old, reading, number);
    await fresh.ask('link.shown', { ticket: showing });
    await fresh.ask('link.accept', { ticket: showing, deviceName: 'new browser' });
    await fresh.settled();
    await fresh.restart();
    await fresh.ask('unlock.password', { password: person.password });
    await soon(() => fresh.settled());
  });

  it('gets in where the other one has not sent everything yet', async () => {
    await old.note('Not sent yet');
    const showing = await handed(person, old, fresh);
    await fresh.ask('link.accept', { ticket: showing, deviceName: 'new browser' });
    expect(await fresh.titles()).toEqual(['Alarm code', 'Not sent yet']);
  });

  it('that has a local vault takes it along: nothing of it is lost, and nothing goes before the yes', async () => {
    await fresh.ask('vault.create', { password: 'another one altogether', deviceName: 'Kitchen' });
    await fresh.note('Written here');
    const showing = await handed(person, old, fresh);
    expect(await fresh.ask('link.shown', { ticket: showing })).toMatchObject({ vault: { items: 1, adds: 1 } });
    expect(await fresh.titles()).toEqual(['Written here']);
    await fresh.ask('link.accept', { ticket: showing, deviceName: 'Kitchen' });
    await fresh.settled();
    expect(await fresh.titles()).toEqual(['Alarm code', 'Written here']);
    await old.ask('account.sync', {});
    expect(await old.titles()).toEqual(['Alarm code', 'Written here']);
    await fresh.ask('lock', {});
    await fresh.ask('unlock.password', { password: person.password });
  });

  it('that has a vault at a store shows no code; a locked one neither', async () => {
    await fresh.ask('vault.create', { password: 'another one altogether', deviceName: 'Kitchen' });
    await fresh.ask('lock', {});
    expect(await outcome(fresh.ask('link.show', { address: person.address }))).toBe('locked');
    expect(await outcome(old.ask('link.show', { address: person.address }))).toBe('vault-exists');
  });
});

describe('a network that fails', () => {
  it('costs time, and else nothing: what was lost is asked again', async () => {
    const shown = await fresh.ask('link.show', { address: person.address });
    fresh.online = false;
    expect(await fresh.ask('link.shown', { ticket: shown.ticket })).toMatchObject({ at: 'code' });
    fresh.online = true;
    const { ticket } = await old.ask('link.read', { code: shown.code });
    old.online = false;
    expect(await old.ask('link.asked', { ticket })).toMatchObject({ at: 'waiting' });
    old.online = true;
    const number = numberOf(await fresh.ask('link.shown', { ticket: shown.ticket }));
    expect(await old.ask('link.asked', { ticket })).toMatchObject({ at: 'choose' });
    await choose(old, ticket, number);
    expect(await fresh.ask('link.shown', { ticket: shown.ticket })).toMatchObject({ at: 'confirm' });
  });

  it('that loses answers leads nobody in twice: each message may come again', async () => {
    const honest = old.machine.fetch;
    const lost = new Set<string>();
    const losing: typeof honest = async (url, init) => {
      const { pathname } = new URL(url);
      const answer = await honest(url, init);
      if (!pathname.startsWith('/v1/link/') || lost.has(pathname)) return answer;
      lost.add(pathname);
      throw new TypeError('connection reset');
    };
    [old.machine.fetch, fresh.machine.fetch] = [losing, losing];
    expect(await outcome(fresh.ask('link.show', { address: person.address }))).toBe('unreachable');
    const shown = await fresh.ask('link.show', { address: person.address });
    const { ticket } = await old.ask('link.read', { code: shown.code });
    const number = await soon(async () => {
      const state = await fresh.ask('link.shown', { ticket: shown.ticket });
      if (state.at !== 'number') throw new Error(state.at);
      return state.number;
    });
    await soon(async () => expect(await old.ask('link.asked', { ticket })).toMatchObject({ at: 'choose' }));
    await choose(old, ticket, number);
    expect(lost).toContain('/v1/link/grant');
    // What was taken, and whose answer was lost, is gone: begin again.
    const last = await soon(async () => {
      const state = await fresh.ask('link.shown', { ticket: shown.ticket });
      if (state.at === 'number') throw new Error(state.at);
      return state;
    });
    expect(last).toEqual({ at: 'failed', code: 'link-over' });
    expect(await fresh.ask('status', {})).toMatchObject({ vault: 'none' });
    const showing = await handed(person, old, fresh);
    await fresh.ask('link.accept', { ticket: showing, deviceName: 'new browser' });
    expect(await fresh.titles()).toEqual(['Alarm code']);
  });
});
