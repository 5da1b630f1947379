import { beforeEach, describe, expect, it } from 'vitest';
import { soon } from '../../sync/support/soon.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

let person: Person;
let original: Browser;
let copy: Browser;

function stateOf(browser: Browser) {
  return browser.status().then((status) => (status.connected ? status.state : undefined));
}

function deviceOf(browser: Browser) {
  return browser.parts.session.vault().then(({ device }) => device);
}

beforeEach(async () => {
  person = await Person.arrive();
  original = await person.settledBrowser();
  copy = person.browser(original.machine.copy());
  await copy.ask('unlock.password', { password: person.password });
  await copy.settled();
  // What the copy writes is followed by nobody of the same name.
  original.online = false;
  await copy.note('by the copy');
  await copy.settled();
  await original.note('by the original');
  original.online = true;
  await original.ask('account.sync', {}).catch(() => undefined);
});

/** A browser whose device a copy has left and taken off the list. */
async function comesBack(browser: Browser, before: string): Promise<void> {
  expect(await signInLocked(browser)).toEqual({ at: 'done' });
  await browser.settled();
  expect((await deviceOf(browser)).id).not.toBe(before);
  const vault = await browser.parts.session.vault();
  expect(vault.devices.removed).toContainEqual(expect.objectContaining({ device: before, reason: 'cloned' }));
}

it('stops at the first commit of a copy, with everything kept', async () => {
  expect(await stateOf(original)).toEqual({ at: 'stopped', code: 'device-cloned' });
  expect(await original.titles()).toEqual(['by the original']);
});

it('becomes a device of its own by a new sign-in, and the session that both held ends', async () => {
  const [before, key] = [await deviceOf(original), original.machine.shelf.kept];
  await person.renew(original);
  await original.settled();
  expect((await deviceOf(original)).id).not.toBe(before.id);
  expect(original.machine.shelf.kept).not.toBe(key);
  expect(await original.titles()).toEqual(['by the copy', 'by the original']);
  await copy.ask('account.sync', {}).catch(() => undefined);
  await soon(async () => expect(await stateOf(copy)).toEqual({ at: 'stopped', code: 'signed-out' }));
  // The device that both were is off the list; whoever knows the password may go on there, too, as one more.
  await comesBack(copy, before.id);
  expect(await copy.titles()).toEqual(['by the copy', 'by the original']);
  await original.note('afterwards');
  await soon(async () => expect(await copy.titles()).toContain('afterwards'));
});

it('becomes one though a sign-in was broken off before', async () => {
  const { ticket } = await original.ask('signin.start', {});
  await original.ask('signin.cancel', { ticket });
  expect(await stateOf(original)).toEqual({ at: 'stopped', code: 'signed-out' });
  expect(await original.titles()).toEqual(['by the original']);
  await person.renew(original);
  await original.settled();
  expect(await original.titles()).toEqual(['by the copy', 'by the original']);
});

it('from before a change of password made by the original opens, says what it is, and comes back as a device of its own', async () => {
  await person.renew(original);
  await original.settled();
  const restored = person.browser(original.machine.copy());
  const old = person.password;
  person.password = 'another horse, other batteries';
  await original.ask('ways.changePassword', { password: person.password });
  await original.settled();
  await restored.ask('unlock.password', { password: old });
  await soon(async () => expect(await stateOf(restored)).toEqual({ at: 'stopped', code: 'device-cloned' }));
  await restored.note('by the restored one');
  const before = await deviceOf(restored);
  await person.renew(restored);
  await restored.settled();
  expect((await deviceOf(restored)).id).not.toBe(before.id);
  expect(await restored.titles()).toEqual(['by the copy', 'by the original', 'by the restored one']);
});

describe('from before a change of password made by the original, and locked', () => {
  let restored: Browser;
  let before: string;

  beforeEach(async () => {
    await person.renew(original);
    await original.settled();
    restored = person.browser(original.machine.copy());
    await restored.ask('unlock.password', { password: person.password });
    restored.online = false;
    await restored.note('by the restored one');
    before = (await deviceOf(restored)).id;
    await restored.ask('lock', {});
    restored.online = true;
    person.password = 'another horse, other batteries';
    await original.ask('ways.changePassword', { password: person.password });
    await original.settled();
  });

  it('is told by the new password what it is, and comes back by a sign-in as a device of its own', async () => {
    const [stored, key] = [restored.machine.database.contents(), restored.machine.shelf.kept];
    const typed = { password: person.password };
    await expect(restored.ask('unlock.password', typed)).rejects.toMatchObject({ code: 'device-cloned' });
    expect(await restored.ask('status', {})).toMatchObject({ lock: 'locked', lockedBy: 'device-cloned' });
    expect(restored.machine.database.contents()).toEqual(stored);
    expect(await signInLocked(restored)).toEqual({ at: 'done' });
    await restored.settled();
    const { id, name } = await deviceOf(restored);
    expect(id).not.toBe(before);
    expect(name).toBe('first browser');
    expect(restored.machine.shelf.kept).not.toBe(key);
    expect(await restored.titles()).toEqual(['by the copy', 'by the original', 'by the restored one']);
    // The original shared the session that ended, and the device that both were is off the list.
    await soon(async () => expect(await stateOf(original)).toEqual({ at: 'stopped', code: 'signed-out' }));
    await comesBack(original, before);
    await original.note('afterwards');
    await soon(async () => expect(await restored.titles()).toContain('afterwards'));
    expect(await original.titles()).toContain('by the restored one');
    await restored.restart();
    await restored.ask('lock', {});
    await restored.ask('unlock.password', typed);
    await restored.settled();
    expect(await restored.parts.session.vault().then((vault) => vault.records.check())).toEqual({ damaged: [] });
  });

  it('is told so, too, where it signs in first; and once more it comes back', async () => {
    expect(await signInLocked(restored)).toEqual({ at: 'failed', code: 'device-cloned' });
    expect(await signInLocked(restored)).toEqual({ at: 'done' });
    await restored.settled();
    expect((await deviceOf(restored)).id).not.toBe(before);
  });

  it('is asked again where the sign-in was broken off', async () => {
    const typed = { password: person.password };
    await expect(restored.ask('unlock.password', typed)).rejects.toMatchObject({ code: 'device-cloned' });
    const { ticket } = await restored.ask('signin.start', {});
    await restored.ask('signin.cancel', { ticket });
    expect(await signInLocked(restored)).toEqual({ at: 'done' });
    await restored.settled();
    expect((await deviceOf(restored)).id).not.toBe(before);
  });
});

async function signInLocked(browser: Browser) {
  return (await person.enterByPassword(browser)).state;
}
