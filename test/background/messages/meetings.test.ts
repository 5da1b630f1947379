import { beforeEach, expect, it } from 'vitest';
import { portsOf } from '../../../src/background/messages/ports.ts';
import { fromBase64url, toBase64url } from '../../../src/encoding/index.ts';
import { meetingCode, writtenMeeting } from '../../../src/typed/index.ts';
import type { Browser, Person } from '../support/person.ts';
import { acceptOnly, add, isRead, onlyContact, seal, stoppedEach, writer } from './support/two.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

/* Two people in one room (protocol 8.7): one shows a code for ten minutes, the other scans it. */
const browsers = stoppedEach();
let alice: Browser;
let bob: Browser;
let person: Person;

const MINUTE = 60_000;
const shown = async ({ ask }: Browser): Promise<string> => (await ask('meetings.show', {})).code;
const people = ({ ask }: Browser) => ask('contacts.list', {});

beforeEach(async () => {
  const first = await writer('Alice');
  const second = await writer('Bob', first.person);
  person = first.person;
  [alice, bob] = [first.browser, second.browser];
  browsers.push(alice, bob);
});

it('who scans has the other as compared at once; who shows hears of it as a request', async () => {
  const code = await shown(alice);
  expect(await bob.ask('meetings.look', { code })).toMatchObject({ name: 'Alice', is: 'new', isOwnStore: true });
  const { id, isSame } = await bob.ask('meetings.take', { code });
  expect(isSame).toBe(true);
  expect(await people(bob)).toMatchObject([{ id, name: 'Alice', state: 'compared' }]);
  await bob.parts.messages.send();
  await alice.parts.messages.receive();
  const toBob = await acceptOnly(alice);
  // The one who shows has compared nothing.
  expect(await people(alice)).toMatchObject([{ id: toBob, name: 'Bob', state: 'not-compared' }]);
  await isRead(alice, await seal(bob, id, 'from the same room'), 'from the same room');
  await isRead(bob, await seal(alice, toBob, 'and back'), 'and back');
});

it('a code is for one: whoever reads a picture of it is told that it is over, and has nobody', async () => {
  const code = await shown(alice);
  await bob.ask('meetings.take', { code });
  const { browser: carol } = await writer('Carol', person);
  browsers.push(carol);
  await expect(carol.ask('meetings.take', { code })).rejects.toMatchObject({ code: 'meeting-over' });
  expect(await people(carol)).toEqual([]);
  // Control: another code serves.
  await carol.ask('meetings.take', { code: await shown(alice) });
  expect(await people(carol)).toMatchObject([{ state: 'compared' }]);
});

it('a code is for ten minutes, by the store’s clock and, later, by its own', async () => {
  const code = await shown(alice);
  person.store.clock.forward(9 * MINUTE);
  expect(await bob.ask('meetings.look', { code })).toMatchObject({ is: 'new' });
  person.store.clock.forward(2 * MINUTE);
  await expect(bob.ask('meetings.take', { code })).rejects.toMatchObject({ code: 'meeting-over' });
  person.store.clock.forward(5 * MINUTE);
  await expect(bob.ask('meetings.look', { code })).rejects.toMatchObject({ code: 'meeting-over' });
  expect(await people(bob)).toEqual([]);
});

it('a contact who is known is compared by it, and closed where it is not who is known', async () => {
  const toAlice = await add(bob, alice);
  expect(await people(bob)).toMatchObject([{ id: toAlice, state: 'not-compared' }]);
  const { id, isSame } = await bob.ask('meetings.take', { code: await shown(alice) });
  expect([id, isSame]).toEqual([toAlice, true]);
  expect(await people(bob)).toMatchObject([{ id: toAlice, state: 'compared' }]);
  await bob.parts.messages.send();
  await alice.parts.messages.receive();
  expect(await onlyContact(bob)).toBe(toAlice);
});

it('a list that has gone on since is neither the same nor another: nothing is said of it', async () => {
  const code = await shown(alice);
  await add(bob, alice);
  browsers.push(await person.joinedBrowser('phone'));
  await expect(bob.ask('meetings.take', { code })).rejects.toMatchObject({ code: 'comparison-stale' });
  expect(await people(bob)).toMatchObject([{ state: 'not-compared' }]);
});

it('vouches only where it was scanned whole: neither pasted, nor changed, nor one’s own', async () => {
  const code = await shown(alice);
  await expect(bob.ask('contacts.look', { text: code })).rejects.toMatchObject({ code: 'card-text' });
  await expect(alice.ask('meetings.take', { code })).rejects.toMatchObject({ code: 'card-own' });
  const bytes = fromBase64url(meetingCode(code));
  for (let at = 0; at < bytes.length; at += 17) {
    const changed = bytes.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    const look = bob.ask('meetings.look', { code: writtenMeeting(toBase64url(changed)) });
    await expect(look).rejects.toHaveProperty('code');
  }
  await expect(bob.ask('meetings.look', { code: writtenMeeting('AAAA') })).rejects.toHaveProperty('code');
  // A card that may be shown anywhere is no code of a room.
  const card = await alice.ask('contacts.card', {});
  await expect(bob.ask('meetings.take', { code: card?.armored ?? '' })).rejects.toMatchObject({ code: 'card-text' });
  expect(await people(bob)).toEqual([]);
});

it('a code that is shown, or looked at, takes none of the one-time keys: only who takes it does', async () => {
  const left = async (): Promise<number> => {
    const mailbox = await portsOf(alice.parts, await alice.parts.session.vault()).mailbox();
    return (await mailbox.preKeys()).once;
  };
  const before = await left();
  await shown(alice);
  const code = await shown(alice);
  await bob.ask('meetings.look', { code });
  expect(await left()).toBe(before);
  // Control: they are counted.
  await bob.ask('meetings.take', { code });
  expect(await left()).toBeLessThan(before);
});
