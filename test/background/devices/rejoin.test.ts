import { beforeEach, describe, expect, it } from 'vitest';
import type { Removal } from '../../../src/wire/index.ts';
import { soon } from '../../sync/support/soon.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

let person: Person;
let laptop: Browser;
let phone: Browser;

beforeEach(async () => {
  person = await Person.arrive();
  laptop = await person.settledBrowser();
  phone = await person.joinedBrowser('phone');
  await laptop.note('Alarm code');
  await laptop.settled();
  await phone.settled();
});

/** As whatever removes for that reason does it: after a sign-in, at the store. */
async function remove(browser: Browser, device: string, reason: Removal['reason']): Promise<void> {
  await person.renew(browser);
  const { parts } = browser;
  const vault = await parts.session.vault();
  const { devices } = vault;
  await parts.store.bring({
    propose: () => devices.propose({ kind: 'removal', devices: [device], reason }),
    conclude: () => devices.conclude(),
  });
  await parts.session.rotated();
}

const deviceOf = async ({ parts }: Browser): Promise<string> => (await parts.session.vault()).device.id;
const locked = (browser: Browser, lockedBy: string): Promise<void> =>
  soon(async () => expect(await browser.ask('status', {})).toMatchObject({ vault: 'present', lockedBy }));

async function signIn(browser: Browser): Promise<unknown> {
  const { ticket } = await browser.ask('signin.start', {});
  await browser.ask('signin.password', { ticket, email: person.email, password: person.password });
  const code = await person.code();
  await browser.ask('signin.second', { ticket, kind: 'totp', code, password: person.password });
  return soon(async () => {
    const state = await browser.ask('signin.state', { ticket });
    if (state.at === 'pulling') throw new Error('not yet');
    return state;
  });
}

describe.each(['left', 'cloned', 'recovered'] as const)('a browser that is taken out as %s', (reason) => {
  it('locks, keeps everything, and comes back by a sign-in as another device, with what it had not sent', async () => {
    const before = await deviceOf(phone);
    phone.online = false;
    await phone.note('never sent');
    await remove(laptop, before, reason);
    phone.online = true;
    await phone.parts.store.start();
    phone.parts.store.nudge();
    await locked(phone, 'may-rejoin');
    expect(phone.machine.database.records.size).toBeGreaterThan(0);
    expect(await signIn(phone)).toEqual({ at: 'done' });
    await phone.settled();
    expect(await deviceOf(phone)).not.toBe(before);
    await laptop.settled();
    expect(await laptop.titles()).toEqual(['Alarm code', 'never sent']);
    expect((await laptop.ask('devices.list', {})).map(({ name }) => name)).toEqual(['first browser', 'phone']);
    const vault = await laptop.parts.session.vault();
    expect(vault.devices.removed).toMatchObject([{ device: before, reason }]);
  });

  it('does so also where it was locked, or off, and signs in before it heard of it', async () => {
    const before = await deviceOf(phone);
    await phone.ask('lock', {});
    await remove(laptop, before, reason);
    expect(await signIn(phone)).toEqual({ at: 'done' });
    await phone.settled();
    expect(await deviceOf(phone)).not.toBe(before);
    expect(await phone.titles()).toEqual(['Alarm code']);
  });
});

it('one that was revoked does not come back so', async () => {
  const before = await deviceOf(phone);
  phone.online = false;
  await phone.ask('lock', {});
  await remove(laptop, before, 'revoked');
  phone.online = true;
  expect(await signIn(phone)).toMatchObject({ at: 'failed', code: 'device-removed' });
});
