import { beforeEach, expect, it } from 'vitest';
import { soon } from '../sync/support/soon.ts';
import { Person } from './person.ts';
import type { Browser } from './person.ts';

let person: Person;
let original: Browser;
let copy: Browser;

function stateOf(browser: Browser) {
  return browser.status().then((status) => (status.connected ? status.state : undefined));
}

function deviceOf(browser: Browser) {
  return browser.house.session.vault().then(({ device }) => device);
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
  await original.ask('store.sync', {}).catch(() => undefined);
});

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
  await copy.ask('store.sync', {}).catch(() => undefined);
  await soon(async () => expect(await stateOf(copy)).toEqual({ at: 'stopped', code: 'signed-out' }));
  // Whoever knows the password may go on there, too: as the device that it was.
  await copy.ask('unlock.password', { password: person.password });
  await person.renew(copy);
  await copy.settled();
  expect(await copy.titles()).toEqual(['by the copy', 'by the original']);
  await original.note('afterwards');
  await soon(async () => expect(await copy.titles()).toContain('afterwards'));
});

it('is asked again where the sign-in was broken off', async () => {
  const { ticket } = await original.ask('store.enter', {});
  await original.ask('store.enter.cancel', { ticket });
  expect(await stateOf(original)).toEqual({ at: 'stopped', code: 'signed-out' });
  expect(await original.titles()).toEqual(['by the original']);
  await person.renew(original);
  await soon(async () => expect(await stateOf(original)).toEqual({ at: 'stopped', code: 'device-cloned' }));
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
  await original.ask('password.change', { password: person.password });
  await original.settled();
  await restored.ask('unlock.password', { password: old });
  await soon(async () => expect(await stateOf(restored)).toEqual({ at: 'stopped', code: 'device-cloned' }));
  await restored.note('by the restored one');
  const before = await deviceOf(restored);
  await person.renew(restored);
  await soon(async () => expect(await restored.ask('status', {})).toMatchObject({ lockedBy: 'rotated-away' }));
  await restored.ask('unlock.password', { password: person.password });
  await restored.settled();
  expect((await deviceOf(restored)).id).not.toBe(before.id);
  expect(await restored.titles()).toEqual(['by the copy', 'by the original', 'by the restored one']);
});
