import { expect, it } from 'vitest';
import { soon } from '../../sync/support/soon.ts';
import { acquaintedEach, alice, allSent, bob, isRead, people, seal, toAlice, toBob } from './support/two.ts';

/* The messages' own lock: who wrote, when, and how much is unread stays; what was written goes. */
acquaintedEach();

const MINUTE = 60_000;

it('keeps names, times and numbers, also of what comes meanwhile, and no word of a text', async () => {
  await bob.ask('conversations.markRead', { id: toAlice });
  const armored = await seal(alice, toBob, 'canary heron');
  await isRead(bob, armored, 'canary heron');
  const open = await bob.ask('conversations.list', {});
  expect(open).toMatchObject({ isLocked: false, unread: 1, rows: [{ last: { text: 'canary heron' } }] });
  people.alice.store.clock.forward(5 * MINUTE);
  const locked = await bob.ask('conversations.list', {});
  const [row] = open.rows;
  expect(locked).toEqual({
    ...{ isLocked: true, unread: 1, requests: 0, answers: 0 },
    rows: [{ id: toAlice, with: row?.with, at: row?.at, unread: 1 }],
  });
  for (const asked of [
    bob.ask('conversations.read', { id: toAlice }),
    bob.ask('conversations.search', { query: 'heron' }),
    bob.ask('conversations.asks', {}),
  ])
    await expect(asked).rejects.toMatchObject({ code: 'messages-locked' });
  await alice.ask('unlock.password', { password: people.alice.password });
  await seal(alice, toBob, 'and another');
  await allSent(alice, toBob);
  await soon(async () => {
    await bob.parts.messages.receive();
    expect((await bob.ask('conversations.unread', {})).unread).toBe(2);
  });
  const later = await bob.ask('conversations.list', {});
  expect(later).toMatchObject({ isLocked: true, unread: 2 });
  expect(later.rows[0]?.at).toBeGreaterThan(row?.at ?? 0);
  await bob.ask('unlock.password', { password: people.bob.password });
  expect(await bob.ask('conversations.list', {})).toMatchObject({ isLocked: false, unread: 2, rows: [{ last: {} }] });
});

it('looking at the list puts off neither lock', async () => {
  for (const _ of [1, 2]) {
    people.alice.store.clock.forward(7 * MINUTE);
    expect(await bob.ask('conversations.list', {})).toMatchObject({ isLocked: true });
  }
  people.alice.store.clock.forward(2 * MINUTE);
  await expect(bob.ask('conversations.list', {})).rejects.toMatchObject({ code: 'locked' });
  expect(await bob.ask('conversations.unread', {})).toEqual({ unread: 0, requests: 0, answers: 0 });
});
