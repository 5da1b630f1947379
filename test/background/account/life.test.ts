import { beforeEach, describe, expect, it } from 'vitest';
import { concat, fromBase64url, toBase64url } from '../../../src/encoding/index.ts';
import { endpoints } from '../../../src/wire/index.ts';
import { TestAuthenticator } from '../../server/support/authenticator.ts';
import { soon } from '../../sync/support/soon.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

const minute = 60_000;

let person: Person;
let first: Browser;

beforeEach(async () => {
  person = await Person.arrive();
  first = await person.settledBrowser();
});

function stateOf(browser: Browser) {
  return browser.status().then((status) => (status.connected ? status.state : undefined));
}

function lockOf(browser: Browser) {
  return browser.ask('status', {});
}

describe('two browsers of one account', () => {
  let second: Browser;

  beforeEach(async () => {
    second = await person.joinedBrowser();
  });

  it('merge what each wrote while neither could reach the store', async () => {
    const id = await first.note('shared', 'body');
    await soon(async () => expect(await second.titles()).toEqual(['shared']));
    first.online = false;
    second.online = false;
    const note = { kind: 'note' as const, favourite: false, tags: [], folder: '', fields: [] };
    await first.ask('items.save', { id, item: { ...note, title: 'shared', body: 'from the first' } });
    await second.ask('items.save', { id, item: { ...note, title: 'from the second', body: 'body' } });
    await first.note('only first');
    await second.note('only second');
    await soon(async () => expect(await stateOf(first)).toMatchObject({ at: 'waiting', code: 'unreachable' }));
    expect(first.machine.alarms.get('store')).toBeGreaterThan(0);
    first.online = true;
    second.online = true;
    await Promise.all([first.ask('account.sync', {}), second.ask('account.sync', {})]);
    const both = ['from the second', 'only first', 'only second'];
    await soon(async () => expect([await first.titles(), await second.titles()]).toEqual([both, both]));
    expect((await second.ask('items.read', { id })).item).toMatchObject({ body: 'from the first' });
  });

  it('end one another’s sessions: the ended one locks, keeps its edits, and comes back', async () => {
    second.online = false;
    await second.note('not sent yet');
    const sessions = await first.ask('account.sessions', {});
    const other = sessions.find(({ current }) => !current)?.id ?? '';
    await first.ask('account.sessions.end', { id: other });
    second.online = true;
    await second.ask('account.sync', {}).catch(() => undefined);
    await soon(async () => expect(await lockOf(second)).toMatchObject({ lock: 'locked', lockedBy: 'signed-out' }));
    expect(await stateOf(second)).toEqual({ at: 'stopped', code: 'signed-out' });
    await second.ask('unlock.password', { password: person.password });
    expect(await second.titles()).toEqual(['not sent yet']);
    await person.renew(second);
    await soon(async () => expect(await first.titles()).toEqual(['not sent yet']));
  });

  it('end all others at once', async () => {
    expect(await first.ask('account.sessions.endOthers', {})).toEqual({ ended: 1 });
    await soon(async () => expect(await lockOf(second)).toMatchObject({ lock: 'locked' }));
    await first.settled();
  });
});

describe('signing out everywhere', () => {
  it('ends every session, this one too, and locks the others', async () => {
    const second = await person.joinedBrowser();
    person.store.clock.forward(6 * minute);
    await expect(first.ask('account.signOutEverywhere', {})).rejects.toMatchObject({ code: 'fresh-proof-needed' });
    await first.ask('unlock.password', { password: person.password });
    await first.ask('account.signOutEverywhere', {});
    expect(await stateOf(first)).toEqual({ at: 'stopped', code: 'signed-out' });
    await soon(async () => expect(await lockOf(second)).toMatchObject({ lock: 'locked', lockedBy: 'signed-out' }));
    await person.renew(first);
    expect(await first.ask('account.sessions', {})).toHaveLength(1);
  });
});

describe('a connected vault', () => {
  it('asks for a new sign-in before anything that signs in changes, and that is a fresh proof too', async () => {
    person.store.clock.forward(6 * minute);
    await first.ask('unlock.password', { password: person.password });
    const wish = { password: 'another horse, other batteries' };
    await expect(first.ask('ways.changePassword', wish)).rejects.toMatchObject({ code: 'signin-stale' });
    await first.settled();
    person.store.clock.forward(6 * minute);
    await first.ask('unlock.password', { password: person.password });
    await person.renew(first);
    await first.ask('ways.changePassword', wish);
    person.password = wish.password;
    await first.settled();
    await first.ask('lock', {});
    await first.ask('unlock.password', wish);
  });

  it('is told of another store at the same address, stays open, and goes on once its own is back', async () => {
    const { fetch } = person;
    const another = await Person.arrive();
    first.online = false;
    await first.note('kept here');
    person.fetch = another.fetch;
    first.online = true;
    await first.ask('account.sync', {}).catch(() => undefined);
    await soon(async () => expect(await stateOf(first)).toEqual({ at: 'stopped', code: 'another-store' }));
    expect(await lockOf(first)).toMatchObject({ lock: 'unlocked' });
    person.fetch = fetch;
    await first.ask('account.sync', {});
    const second = await person.joinedBrowser();
    expect(await second.titles()).toEqual(['kept here']);
  });

  it('gives no new password to a store that proves itself by another key', async () => {
    const honest = person.fetch;
    person.fetch = async (url, init) => {
      const answer = await honest(url, init);
      if (!url.endsWith(endpoints.accessPassword.path)) return answer;
      const { response } = (await answer.json()) as { response: string };
      const element = fromBase64url(response).subarray(0, 32);
      return Response.json({ response: toBase64url(concat(element, element)) }, answer);
    };
    const change = () => first.ask('ways.changePassword', { password: 'another horse, other batteries' });
    await expect(change()).rejects.toMatchObject({ code: 'store-key-changed' });
    person.fetch = honest;
    await change();
    await first.settled();
  });

  it('changes the app and the backup codes', async () => {
    const drawn = await first.ask('account.draw', { email: person.email });
    const wrong = first.ask('account.totp.replace', { secret: drawn.secret, code: '000000' });
    await expect(wrong).rejects.toMatchObject({ code: 'second-factor-refused' });
    person.secret = drawn.secret;
    await first.ask('account.totp.replace', { secret: drawn.secret, code: await person.code() });
    await first.ask('account.backupCodes.replace', { backupCodes: [...drawn.backupCodes] });
    const spent = person.browser();
    await expect(person.enterByPassword(spent, 'backup')).rejects.toMatchObject({ code: 'second-factor-refused' });
    person.codes = drawn.backupCodes;
    await person.enterByPassword(spent, 'backup');
    expect(await first.ask('account.factors', {})).toMatchObject({ totp: true, backupCodes: 9 });
    await person.enterByPassword(person.browser());
    await expect(first.ask('account.totp.remove', {})).rejects.toMatchObject({ code: 'second-factor-needed' });
  });

  it('takes a security key as second factor', async () => {
    const key = new TestAuthenticator();
    await person.addSecurityKey(first, key);
    const { credential } = key;
    expect(await first.ask('account.factors', {})).toMatchObject({ securityKeys: [{ credential, name: 'blue key' }] });

    const second = person.browser();
    const entry = (await second.ask('signin.start', { address: person.address })).ticket;
    const { email, password } = person;
    const proven = await second.ask('signin.password', { ticket: entry, email, password });
    expect(proven).toMatchObject({ factors: expect.arrayContaining(['key']) as unknown });
    const window = await second.ask('passkey.start', { purpose: 'second', entry });
    const touch = await second.ask('passkey.job', window);
    if (touch.purpose !== 'second') throw new Error('another job');
    expect(touch.allow).toEqual([credential]);
    const assertion = key.answer(fromBase64url(touch.challenge));
    await second.ask('passkey.done', { ...window, credentialId: credential, assertion });
    expect(await second.ask('signin.state', { ticket: entry })).toEqual({ at: 'secret' });
    expect(await second.ask('signin.secret', { ticket: entry, password })).toMatchObject({ at: 'preview' });
    await first.ask('account.securityKey.remove', { credential });
    expect(await first.ask('account.factors', {})).toMatchObject({ securityKeys: [] });
  });

  it('gets a password after it had only a phrase', async () => {
    const other = await Person.arrive();
    const browser = other.browser();
    await browser.ask('vault.create', { password: other.password, deviceName: 'first browser' });
    await other.addPhrase(browser);
    await browser.ask('account.signUp', { kind: 'keys', address: other.address });
    await browser.settled();
    const { secret, backupCodes } = await browser.ask('account.draw', { email: other.email });
    other.secret = secret;
    other.password = 'another horse, other batteries';
    const { email, password } = other;
    const totp = { secret, code: await other.code() };
    await browser.ask('account.password.add', { email, password, totp, backupCodes: [...backupCodes] });
    await browser.settled();
    expect(await browser.status()).toMatchObject({ email });
    expect((await other.enterByPassword(other.browser())).state).toMatchObject({ at: 'preview' });
  });

  it('removes a way in here and at the store', async () => {
    await person.addPhrase(first);
    const phrase = (await first.ask('ways.list', {})).find(({ kind }) => kind === 'phrase')?.id ?? '';
    expect(await first.ask('account.factors', {})).toMatchObject({ phrases: [phrase] });
    await first.ask('ways.remove', { id: phrase });
    expect(await first.ask('account.factors', {})).toMatchObject({ phrases: [] });
    await expect(person.enterByPhrase(person.browser())).rejects.toMatchObject({ code: 'signin-refused' });
  });

  it('goes on by itself after the background died', async () => {
    const second = await person.joinedBrowser();
    await second.restart();
    await first.note('while it slept');
    await soon(async () => expect(await second.titles()).toEqual(['while it slept']));
  });

  it('stops with the permission, and goes on with it', async () => {
    const { pattern } = await first.ask('account.address', { address: person.address });
    first.machine.forbidden.add(pattern);
    await first.parts.store.start();
    expect(await stateOf(first)).toEqual({ at: 'stopped', code: 'store-permission' });
    await expect(first.ask('account.sync', {})).rejects.toMatchObject({ code: 'store-permission' });
    first.machine.forbidden.clear();
    await first.parts.store.start();
    await first.settled();
  });

  it('signs out without locking, and in again', async () => {
    await first.ask('account.signOut', {});
    expect(await stateOf(first)).toEqual({ at: 'stopped', code: 'signed-out' });
    expect(await lockOf(first)).toMatchObject({ lock: 'unlocked' });
    await expect(first.ask('account.sessions', {})).rejects.toMatchObject({ code: 'signed-out' });
    await first.note('meanwhile');
    await person.renew(first);
    await first.settled();
  });

  it('refuses another account’s sign-in', async () => {
    const stranger = person.browser();
    await stranger.ask('vault.create', { password: 'eve has a horse as well', deviceName: 'hers' });
    await person.addPhrase(stranger);
    await stranger.ask('account.signUp', { kind: 'keys', address: person.address });
    const { ticket } = await first.ask('signin.start', {});
    const typed = { ticket, phrase: person.phrase ?? '' };
    await expect(first.ask('signin.phrase', typed)).rejects.toMatchObject({ code: 'other-account' });
    await first.ask('account.sync', {});
    expect(await stranger.ask('account.sessions', {})).toHaveLength(1);
  });

  it('leaves the store and is a local vault', async () => {
    await first.note('kept');
    await first.settled();
    await first.ask('account.disconnect', {});
    expect(await first.status()).toEqual({ connected: false });
    expect(await first.titles()).toEqual(['kept']);
    expect(first.machine.shelf.kept).toBeUndefined();
    await first.ask('ways.changePassword', { password: 'another horse, other batteries' });
  });

  it('has its account erased: every other browser is signed out and keeps what it has', async () => {
    const second = await person.joinedBrowser();
    await first.note('kept');
    await soon(async () => expect(await second.titles()).toEqual(['kept']));
    await first.ask('account.delete', {});
    expect(await first.status()).toEqual({ connected: false });
    expect(await lockOf(first)).toMatchObject({ lock: 'unlocked' });
    await soon(async () => expect(await lockOf(second)).toMatchObject({ lock: 'locked', lockedBy: 'signed-out' }));
    await second.ask('unlock.password', { password: person.password });
    expect(await second.titles()).toEqual(['kept']);
  });

  it('makes a new account after the old one was erased', async () => {
    await first.ask('account.delete', {});
    await person.signUp(first);
    await first.settled();
  });
});
