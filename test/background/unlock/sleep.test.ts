import { beforeEach, describe, expect, it } from 'vitest';
import type { NoteFields } from '../../../src/rpc/index.ts';
import { Life } from '../support/memory.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';

/*
 * The two timers together, five minutes for messages and fifteen for everything, over a sleep: a computer that sleeps runs no alarm, and
 * wakes with another time. Whoever asks first then, before any alarm rings, gets what the time since the last use says.
 */
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const password = 'correct horse battery staple';
const note: NoteFields = { kind: 'note', title: 'T', body: 'B', favourite: false, tags: [], folder: '', fields: [] };

let machine: Machine;
let parts: ReturnType<Machine['background']>;
let ask: Ask;
let item: string;
let life: Life | undefined;

/** Another background takes the place of the one before. */
function begun(): void {
  life?.end();
  life = new Life();
  parts = machine.background(life);
  ask = windows(parts);
}

beforeEach(async () => {
  machine = new Machine();
  begun();
  await ask('vault.create', { password, deviceName: 'This browser' });
  ({ id: item } = await ask('items.save', { item: note }));
});

/** What a popup that opens now is told, in the order in which it asks; the code in place of what is refused. */
async function popup(): Promise<readonly unknown[]> {
  const { lock, lockedBy } = await ask('status', {});
  const told = (asked: Promise<unknown>, show: (answer: never) => unknown): Promise<unknown> =>
    asked.then(show as (answer: unknown) => unknown, (error: unknown) => (error as { code: string }).code);
  return [
    lock,
    lockedBy,
    await told(ask('conversations.list', {}), ({ isLocked }: { isLocked: boolean }) => (isLocked ? 'names' : 'all')),
    await told(ask('conversations.search', { query: 'x' }), () => 'bodies'),
    await told(ask('items.read', { id: item }), () => 'items'),
  ];
}

const open = ['unlocked', undefined, 'all', 'bodies', 'items'];
const shut = ['messages-locked', 'messages-time', 'names', 'messages-locked', 'items'];
const closed = (by: string) => ['locked', by, 'locked', 'locked', 'locked'];

const sleeps: readonly (readonly [string, number, readonly unknown[]])[] = [
  ['a moment less than five minutes', 5 * minute - 1, open],
  ['five minutes', 5 * minute, shut],
  ['a moment less than fifteen', 15 * minute - 1, shut],
  ['fifteen', 15 * minute, closed('time')],
  ['a night', 9 * hour, closed('time')],
  ['a correction of the clock by a second', -second, open],
  ['a clock that was set back by an hour', -hour, closed('clock')],
];

describe.each([
  ['that sleeps with the computer', () => undefined],
  ['that was stopped meanwhile', () => begun()],
])('a background %s', (_, woken) => {
  it.each(sleeps)('wakes after %s, and the first popup is told so', async (_what, ms, told) => {
    machine.now += ms;
    woken();
    expect(await popup()).toEqual(told);
    // The alarm that was missed rings late, and changes nothing of it.
    await parts.session.woken();
    expect((await popup()).slice(0, 2)).toEqual(told.slice(0, 2));
  });
});

it('two sleeps are no longer than they were: a use between them puts both off, a look neither', async () => {
  machine.now += 4 * minute;
  await ask('items.read', { id: item });
  machine.now += 4 * minute;
  expect((await popup())[0]).toBe('unlocked');
  // It read an item: fifteen minutes count from here.
  machine.now += 10 * minute;
  expect((await ask('status', {})).lock).toBe('messages-locked');
  machine.now += 5 * minute;
  expect(await popup()).toEqual(closed('time'));
});

it('times that a person chose are kept over a sleep, and what was locked by it opens by a way in alone', async () => {
  await ask('settings.save', { lockMessagesAfter: 1, lockEverythingAfter: 60 });
  machine.now += 59 * minute;
  expect(await popup()).toEqual(shut);
  // Using the vault doesn't open messages.
  expect((await popup())[3]).toBe('messages-locked');
  await ask('unlock.password', { password });
  expect(await popup()).toEqual(open);
  machine.now += hour;
  begun();
  expect(await popup()).toEqual(closed('time'));
});
