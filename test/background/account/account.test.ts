import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/crypto/index.ts';
import { toBase64url, toJson } from '../../../src/encoding/index.ts';
import { soon } from '../../sync/support/soon.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

let person: Person;
let first: Browser;

beforeEach(async () => {
  person = await Person.arrive();
});

describe('a local vault gets an account', () => {
  beforeEach(async () => {
    first = person.browser();
    await first.ask('vault.create', { password: person.password, deviceName: 'first browser' });
  });

  it('takes everything along, and says how things stand', async () => {
    await first.note('written before');
    expect(await first.status()).toEqual({ connected: false });
    await person.signUp(first);
    await first.settled();
    expect(await first.status()).toMatchObject({ origin: person.address, email: person.email, unsent: 0 });
    expect(await first.titles()).toEqual(['written before']);
  });

  it('keeps a pasted address in the form that is looked up, and takes it typed', async () => {
    const pasted = await Person.arrive('Ada <\u202aAda@Bücher.example\u202c>,');
    const browser = pasted.browser();
    await browser.ask('vault.create', { password: pasted.password, deviceName: 'first browser' });
    await pasted.signUp(browser);
    await browser.settled();
    expect(await browser.status()).toMatchObject({ email: 'ada@xn--bcher-kva.example' });
    const other = pasted.browser();
    const { ticket } = await other.ask('signin.start', { address: pasted.address });
    const typed = { ticket, password: pasted.password };
    const entered = await other.ask('signin.password', { ...typed, email: 'ada@bücher.example' });
    expect(entered).toMatchObject({ at: 'second' });
    await expect(other.ask('signin.password', { ...typed, email: 'ada@' })).rejects.toMatchObject({
      code: 'email-address',
    });
    await expect(
      other.ask('signin.password', { ...typed, email: pasted.email, password: 'half \ud83d' }),
    ).rejects.toMatchObject({ code: 'text-malformed' });
  });

  it('saves nothing when the second factor is never confirmed', async () => {
    const before = [...first.machine.local.values];
    await first.ask('account.draw', { email: person.email });
    expect(await first.status()).toEqual({ connected: false });
    expect([...first.machine.local.values]).toEqual(before);
    expect(first.parts.session).toBeDefined();
    const vault = await first.parts.session.vault();
    expect(vault.replica.status).toBeUndefined();
  });

  it('is local as before when the second factor is wrong', async () => {
    const { secret, backupCodes } = await first.ask('account.draw', { email: person.email });
    const { address, email, password } = person;
    const wish = { address, email, password, totp: { secret, code: '000000' }, backupCodes: [...backupCodes] };
    await expect(first.ask('account.signUp', { kind: 'password', ...wish })).rejects.toMatchObject({
      code: 'second-factor-refused',
    });
    expect(await first.status()).toEqual({ connected: false });
    expect((await first.parts.session.vault()).replica.status).toBeUndefined();
    await person.signUp(first);
    await first.settled();
  });

  it('refuses a password that is not the vault’s, and one that is guessed too soon', async () => {
    const { address, email } = person;
    const { secret, backupCodes } = await first.ask('account.draw', { email });
    const wish = {
      kind: 'password' as const,
      address,
      email,
      backupCodes: [...backupCodes],
      totp: { secret, code: '123456' },
    };
    await expect(first.ask('account.signUp', { ...wish, password: 'another' })).rejects.toMatchObject({
      code: 'wrong-password',
    });
    await first.ask('ways.changePassword', { password: 'secret1' });
    await expect(first.ask('account.signUp', { ...wish, password: 'secret1' })).rejects.toMatchObject({
      code: 'password-weak',
    });
    expect(await first.status()).toEqual({ connected: false });
  });

  it('goes on after a lost answer, when asked for the same again', async () => {
    const { secret, backupCodes } = await first.ask('account.draw', { email: person.email });
    const { address, email, password } = person;
    const { totpCode } = await import('../../../src/sync/index.ts');
    const { fromBase32 } = await import('../../../src/encoding/index.ts');
    const code = await totpCode(fromBase32(secret.replaceAll(' ', '')), person.store.clock.now());
    const wish = {
      kind: 'password' as const,
      address,
      email,
      password,
      totp: { secret, code },
      backupCodes: [...backupCodes],
    };
    const reach = first.machine.fetch;
    first.machine.fetch = async (url, init) => {
      const response = await reach(url, init);
      if (url.endsWith('/v1/signup')) throw new TypeError('connection reset');
      return response;
    };
    await expect(first.ask('account.signUp', wish)).rejects.toMatchObject({ code: 'unreachable' });
    expect(await first.status()).toMatchObject({ connected: true, state: { at: 'connecting' } });
    // What is remembered of it until then helps nobody to guess the password.
    const { account } = await first.ask('about', {});
    const quick = toBase64url(sha256(toJson([address, account, wish])));
    expect(JSON.stringify([...first.machine.memory.values])).not.toContain(quick);
    first.machine.fetch = reach;
    await expect(first.ask('account.signUp', { ...wish, password: 'another' })).rejects.toMatchObject({
      code: 'wrong-password',
    });
    await first.ask('account.signUp', wish);
    await first.settled();
  });

  it('signs in by its passkey and phrase alone, where there is to be no password', async () => {
    const wish = { kind: 'keys' as const, address: person.address };
    await expect(first.ask('account.signUp', wish)).rejects.toMatchObject({ code: 'no-such-way' });
    await person.addPhrase(first);
    await first.ask('account.signUp', wish);
    await first.settled();
    expect(await first.ask('account.factors', {})).toMatchObject({
      password: false,
      totp: false,
      phrases: [expect.any(String)],
    });
  });

  it('needs the permission for the store’s host', async () => {
    const { pattern, permitted } = await first.ask('account.address', { address: person.address });
    expect(permitted).toBe(true);
    first.machine.forbidden.add(pattern);
    await expect(person.signUp(first)).rejects.toMatchObject({ code: 'store-permission' });
    await expect(first.ask('account.probe', { address: person.address })).rejects.toMatchObject({
      code: 'store-permission',
    });
    await expect(first.ask('account.address', { address: 'http://example.org' })).rejects.toMatchObject({
      code: 'store-address',
    });
  });
});

describe('a new browser', () => {
  let second: Browser;

  beforeEach(async () => {
    first = await person.settledBrowser();
    await person.addPhrase(first);
    await person.addPasskey(first);
    await first.note('from the first');
    await first.settled();
    second = person.browser();
  });

  const ways = {
    'password and app': () => person.enterByPassword(second),
    'password and backup code': () => person.enterByPassword(second, 'backup'),
    phrase: () => person.enterByPhrase(second),
    passkey: () => person.enterByPasskey(second),
  };
  it.each(Object.keys(ways) as (keyof typeof ways)[])('gets everything back by %s', async (way) => {
    const { ticket, state } = await ways[way]();
    expect(state).toMatchObject({ at: 'preview', adds: 0, state: { device: 'first browser' } });
    expect(await second.ask('status', {})).toMatchObject({ vault: 'none' });
    await second.ask('signin.accept', { ticket, deviceName: 'second browser' });
    expect(await second.titles()).toEqual(['from the first']);
    await second.settled();
    expect(await second.status()).toMatchObject({ email: person.email });
    await soon(async () => {
      const names = (await second.ask('account.sessions', {})).map(({ name }) => name);
      expect(names.toSorted()).toEqual(['first browser', 'second browser']);
    });
  });

  it('hears of a change in the other at once, both ways', async () => {
    const { ticket } = await person.enterByPassword(second);
    await second.ask('signin.accept', { ticket, deviceName: 'second browser' });
    await second.settled();
    await first.note('live from the first');
    await soon(async () => expect(await second.titles()).toContain('live from the first'));
    await second.note('live from the second');
    await soon(async () => expect(await first.titles()).toContain('live from the second'));
  });

  it('says the same for a wrong password and an unknown address, and lets a wrong code be tried again', async () => {
    const { ticket } = await second.ask('signin.start', { address: person.address });
    const wrong = { code: 'wrong-sign-in' };
    const { email, password } = person;
    await expect(second.ask('signin.password', { ticket, email, password: 'wrong' })).rejects.toMatchObject(wrong);
    await expect(second.ask('signin.password', { ticket, email: 'eve@example.org', password })).rejects.toMatchObject(
      wrong,
    );
    const proven = await second.ask('signin.password', { ticket, email, password });
    expect(proven).toEqual({ at: 'second', factors: expect.arrayContaining(['totp', 'backup']) as unknown });
    const second2 = { ticket, kind: 'totp' as const, password };
    await expect(second.ask('signin.second', { ...second2, code: '000000' })).rejects.toMatchObject({
      code: 'second-factor-refused',
    });
    const state = await second.ask('signin.second', { ...second2, code: await person.code() });
    expect(state).toMatchObject({ at: 'preview' });
  });

  it('goes on after the background died while the code was looked up', async () => {
    const { ticket } = await second.ask('signin.start', { address: person.address });
    const { email, password } = person;
    await second.ask('signin.password', { ticket, email, password });
    await second.restart();
    expect(await second.ask('signin.state', { ticket })).toMatchObject({ at: 'second' });
    const code = await person.code();
    const state = await second.ask('signin.second', { ticket, kind: 'totp', code, password });
    expect(state).toMatchObject({ at: 'preview' });
  });

  it('keeps nothing of an entry that is given up, and is signed out again', async () => {
    const { ticket } = await person.enterByPhrase(second);
    expect(await first.ask('account.sessions', {})).toHaveLength(2);
    await second.ask('signin.cancel', { ticket });
    expect(await first.ask('account.sessions', {})).toHaveLength(1);
    expect(second.machine.local.values.size).toBe(0);
    expect(second.machine.shelf.kept).toBeUndefined();
    await expect(second.ask('signin.state', { ticket })).rejects.toMatchObject({ code: 'no-ticket' });
  });

  it('with a vault of its own brings that along', async () => {
    await second.ask('vault.create', { password: 'a password for here only', deviceName: 'second browser' });
    await second.note('was here alone');
    const { ticket, state } = await person.enterByPhrase(second);
    expect(state).toMatchObject({ at: 'preview', adds: 1 });
    await second.ask('signin.accept', { ticket, deviceName: 'second browser' });
    expect(await second.titles()).toEqual(['from the first', 'was here alone']);
    await soon(async () => expect(await first.titles()).toEqual(['from the first', 'was here alone']));
    await second.ask('lock', {});
    await second.ask('unlock.password', { password: person.password });
  });
});
