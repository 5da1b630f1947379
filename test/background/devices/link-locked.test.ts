import { beforeEach, describe, expect, it } from 'vitest';
import { pullAll } from '../../../src/sync/index.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { handed, meet, outcome } from './linking.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

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

describe('a locked browser at the store', () => {
  beforeEach(async () => {
    const showing = await handed(person, old, fresh);
    await fresh.ask('link.accept', { ticket: showing, deviceName: 'second browser' });
    await fresh.settled();
    fresh.online = false;
    await fresh.note('not sent');
    await fresh.ask('lock', {});
    fresh.online = true;
  });

  const deviceOf = ({ parts }: Browser) => parts.session.vault().then(({ device }) => device.id);

  it('is let in by another one, as the device that it was, with what it had not sent', async () => {
    await old.note('Meanwhile');
    await old.settled();
    const showing = await handed(person, old, fresh);
    expect(await fresh.ask('status', {})).toMatchObject({ lock: 'locked' });
    await fresh.ask('link.accept', { ticket: showing, deviceName: 'not asked' });
    await fresh.settled();
    expect(await fresh.titles()).toEqual(['Alarm code', 'Meanwhile', 'not sent']);
    expect((await fresh.ask('devices.list', {})).map(({ name }) => name)).toEqual(['first browser', 'second browser']);
    await old.ask('account.sync', {});
    expect(await old.titles()).toContain('not sent');
  });

  it('is let in where nothing was written meanwhile, and after all keys were renewed by an event', async () => {
    const first = await handed(person, old, fresh);
    await fresh.ask('link.accept', { ticket: first, deviceName: 'x' });
    await fresh.settled();
    const before = await deviceOf(fresh);
    await fresh.ask('lock', {});
    await person.renew(old);
    await old.ask('ways.changePassword', { password: 'another horse battery staple' });
    const second = await handed(person, old, fresh);
    await fresh.ask('link.accept', { ticket: second, deviceName: 'x' });
    await fresh.settled();
    expect(await deviceOf(fresh)).toBe(before);
    expect(await fresh.titles()).toEqual(['Alarm code', 'not sent']);
  });

  it('is not let into the vault of somebody else, or while it is open', async () => {
    const stranger = await Person.arrive('eve@example.org', person.store);
    const theirs = await stranger.settledBrowser();
    const { showing, number } = await meet(stranger, theirs, fresh);
    expect(number).toEqual({ at: 'failed', code: 'other-account' });
    await fresh.ask('link.cancel', { ticket: showing });
    await fresh.ask('unlock.password', { password: person.password });
    expect(await outcome(fresh.ask('link.show', { address: person.address }))).toBe('vault-exists');
    expect(await outcome(fresh.ask('link.show', { address: 'http://localhost:9999' }))).toBe('vault-exists');
  });

  it('is not let into an older state than the other one vouches for', async () => {
    const honest = fresh.machine.fetch;
    let older: Response | undefined;
    fresh.machine.fetch = async (url, init) => {
      const answer = await honest(url, init);
      if (url.includes('/v1/pull')) older = answer.clone();
      return answer;
    };
    await pullAll(await fresh.parts.store.client(), (await fresh.parts.keeper.past()).head);
    if (!older) throw new Error('nothing was pulled');
    const said = { body: await older.arrayBuffer(), headers: older.headers };
    fresh.machine.fetch = honest;
    await old.note('Meanwhile');
    await old.settled();
    const showing = await handed(person, old, fresh);
    fresh.machine.fetch = (url, init) =>
      url.includes('/v1/pull')
        ? Promise.resolve(new Response(said.body, { headers: said.headers }))
        : honest(url, init);
    expect(await outcome(fresh.ask('link.accept', { ticket: showing, deviceName: 'x' }))).toBe('link-state');
    expect(await fresh.ask('status', {})).toMatchObject({ vault: 'present', lock: 'locked' });
    fresh.machine.fetch = honest;
    const again = await handed(person, old, fresh);
    await fresh.ask('link.accept', { ticket: again, deviceName: 'x' });
    await fresh.settled();
    expect(await fresh.titles()).toContain('Meanwhile');
  });

  it('that is asked to stop stays locked, with everything, and signed in', async () => {
    const showing = await handed(person, old, fresh);
    await fresh.ask('link.cancel', { ticket: showing });
    expect(await fresh.ask('status', {})).toMatchObject({ vault: 'present', lock: 'locked' });
    expect(await fresh.status()).toMatchObject({ state: { at: 'locked' } });
    await fresh.ask('unlock.password', { password: person.password });
    await fresh.settled();
    expect(await fresh.titles()).toEqual(['Alarm code', 'not sent']);
  });

  it('that was signed out before stays so, and nothing of the session that it got is left', async () => {
    await fresh.ask('unlock.password', { password: person.password });
    await fresh.ask('account.signOut', {});
    await fresh.ask('lock', {});
    const showing = await handed(person, old, fresh);
    await fresh.ask('link.cancel', { ticket: showing });
    expect(await fresh.status()).toMatchObject({ state: { at: 'stopped', code: 'signed-out' } });
    expect(await old.ask('account.sessions', {})).toHaveLength(1);
  });

  it('that dies once it is let in has the session of now, locked or open', async () => {
    const showing = await handed(person, old, fresh);
    const { machine } = fresh;
    const stored = machine.local.values.get('store');
    const begun = fresh.parts.session.unlocked.bind(fresh.parts.session);
    let before: string | undefined;
    fresh.parts.session.unlocked = async (vault) => {
      before = machine.local.values.get('store');
      await begun(vault);
    };
    await fresh.ask('link.accept', { ticket: showing, deviceName: 'x' });
    await fresh.settled();
    expect(before).toBeDefined();
    expect(before).not.toBe(stored);
  });
});
