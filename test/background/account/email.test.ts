import { beforeEach, describe, expect, it } from 'vitest';
import { soon } from '../../sync/support/soon.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

const old = 'ada@example.org';
const wanted = 'ada@elsewhere.example';

let person: Person;
let first: Browser;

beforeEach(async () => {
  person = await Person.arrive(old);
  first = await person.settledBrowser();
});

const change = (browser: Browser, email = wanted) => browser.ask('account.email.change', { email });

async function addressOf(browser: Browser): Promise<string | undefined> {
  const status = await browser.status();
  return status.connected ? status.email : undefined;
}

/** Which of these addresses sign in at the store. */
async function known(...addresses: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const address of addresses) {
    person.email = address;
    const entered = await person.enterByPassword(person.browser()).catch((error: unknown) => error);
    if (!(entered instanceof Error)) found.push(address);
    else expect(entered).toMatchObject({ code: 'wrong-sign-in' });
  }
  return found;
}

describe('another e-mail address', () => {
  it('signs in from then on, and the one before does not; every browser knows it', async () => {
    const second = await person.joinedBrowser();
    await change(first, ' Ada@ELSEWHERE.example ');
    expect(await addressOf(first)).toBe(wanted);
    await soon(async () => expect(await addressOf(second)).toBe(wanted));
    expect(await known(old, wanted)).toEqual([wanted]);
    expect(await first.ask('account.factors', {})).toMatchObject({ password: true, totp: true, backupCodes: 10 });
    await change(second, old);
    await soon(async () => expect(await addressOf(first)).toBe(old));
  });

  it('that somebody has is refused, and everything is as it was', async () => {
    const other = await Person.arrive(wanted, person.store);
    await other.settledBrowser();
    await expect(change(first)).rejects.toMatchObject({ code: 'email-taken' });
    expect(await addressOf(first)).toBe(old);
    await first.note('goes on');
    await first.settled();
    expect(await known(old)).toEqual([old]);
    await change(first, 'free@example.org');
  });

  it('takes a sign-in of the last five minutes, also of somebody who has just unlocked', async () => {
    person.store.clock.forward(6 * 60_000);
    await expect(change(first)).rejects.toMatchObject({ code: 'fresh-proof-needed' });
    await first.ask('unlock.password', { password: person.password });
    await expect(change(first)).rejects.toMatchObject({ code: 'signin-stale' });
    expect(await addressOf(first)).toBe(old);
    await person.renew(first);
    await change(first);
    expect(await addressOf(first)).toBe(wanted);
  });

  it('that is none is refused before anything is asked', async () => {
    await expect(change(first, 'ada@')).rejects.toMatchObject({ code: 'email-address' });
    await change(first, old);
    expect(await addressOf(first)).toBe(old);
  });

  it.each(['before', 'after'] as const)('is whole where the connection breaks %s the store took it', async (when) => {
    const reach = first.machine.fetch;
    let broken = false;
    first.machine.fetch = async (url, init) => {
      const isCommit = url.endsWith('/v1/commits');
      if (isCommit && when === 'before') broken = true;
      if (broken) throw new TypeError('connection reset');
      const response = await reach(url, init);
      if (isCommit) broken = true;
      if (broken) throw new TypeError('connection reset');
      return response;
    };
    const asked = change(first).catch((error: unknown) => error);
    await soon(() => expect(broken).toBe(true));
    // The background dies before it hears anything.
    await first.restart();
    first.machine.fetch = reach;
    await first.ask('account.sync', {});
    const is = when === 'before' ? old : wanted;
    expect(await addressOf(first)).toBe(is);
    expect(await known(old, wanted)).toEqual([is]);
    await change(first);
    expect(await addressOf(first)).toBe(wanted);
    expect(await known(old, wanted)).toEqual([wanted]);
    first.parts.store.stop();
    void asked;
  });

  it('of two browsers at once: one counts, in every browser and at the store', async () => {
    const second = await person.joinedBrowser();
    const addresses = ['one@example.org', 'two@example.org'];
    const outcomes = await Promise.allSettled([change(first, addresses[0]), change(second, addresses[1])]);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'stale-write' });
    await soon(async () => expect(await addressOf(first)).toBe(await addressOf(second)));
    expect(await known(...addresses)).toEqual([await addressOf(first)]);
  });
});

it('an account without a password takes no address: it would be nobody’s, and kept from everybody', async () => {
  const other = await Person.arrive(wanted, person.store);
  const browser = other.browser();
  await browser.ask('vault.create', { password: other.password, deviceName: 'first browser' });
  await other.addPhrase(browser);
  await browser.ask('account.signUp', { kind: 'keys', address: other.address });
  await browser.settled();
  await expect(change(browser)).rejects.toMatchObject({ code: 'malformed' });
  await change(first);
  expect(await known(wanted)).toEqual([wanted]);
});
