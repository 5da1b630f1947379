import { expect, it } from 'vitest';
import type { RowTable } from '../../../src/records/index.ts';
import { OwnMailbox } from '../../../src/sync/index.ts';
import type { Browser } from '../support/person.ts';
import {
  acceptOnly,
  acquaintedEach,
  add,
  alice,
  allSent,
  bob,
  isRead,
  people,
  seal,
  toAlice,
  toBob,
  writer,
} from './support/two.ts';

/* What a disk may do to the rows of a device: what was in them is lost, and nothing that comes after it. */
const DAY = 86_400_000;

const others = acquaintedEach();

/** A byte of each row of a table is another one; as after the next start. */
async function damage(browser: Browser, table: RowTable): Promise<void> {
  for (const row of browser.machine.database.rows.values()) {
    if (row.table === table) row.sealed[20] = (row.sealed[20] ?? 0) ^ 1;
  }
  await browser.ask('lock', {});
  await browser.ask('unlock.password', { password: people.bob.password });
}

const mailboxOf = async ({ parts }: Browser) =>
  new OwnMailbox(await parts.store.client(), (await parts.session.vault()).device.id);
const preKeyRows = async ({ parts }: Browser) => (await parts.session.vault()).rows.list('prekeys');

it('sessions that can’t be read begin anew, and hold up nobody', async () => {
  await damage(bob, 'sessions');
  await seal(alice, toBob, 'into the void');
  await allSent(alice, toBob);
  await bob.parts.messages.receive();
  const answer = await seal(bob, toAlice, 'say that again');
  await isRead(alice, answer, 'say that again');
  const again = await seal(alice, toBob, 'again');
  await isRead(bob, again, 'again');
});

it('pre-keys that can’t be read are published anew, all of them: whoever begins with one is read', async () => {
  const before = await (await mailboxOf(bob)).preKeys();
  await damage(bob, 'prekeys');
  expect(await preKeyRows(bob)).toEqual([]);
  await bob.parts.messages.receive();
  const after = await (await mailboxOf(bob)).preKeys();
  expect(after.once).toBe(100);
  expect([after.signed, after.kem]).not.toEqual([before.signed, before.kem]);
  expect(await preKeyRows(bob)).toHaveLength(102);
  const { browser: carol } = await writer('Carol', people.alice);
  others.push(carol);
  const armored = await seal(carol, await add(carol, bob), 'by a fresh key');
  await acceptOnly(bob);
  await isRead(bob, armored, 'by a fresh key');
});

it('one-time keys that were given away are kept for 45 days', async () => {
  const mailbox = await mailboxOf(bob);
  const given = (await mailbox.preKeys()).once;
  // As if all had been fetched, and nobody had written.
  await mailbox.putPreKeys({ anew: true });
  await bob.parts.messages.receive();
  const both = (await preKeyRows(bob)).length;
  expect(both).toBe(102 + given);
  const later = async (days: number): Promise<number> => {
    people.bob.store.clock.forward(days * DAY);
    await bob.ask('unlock.password', { password: people.bob.password });
    await bob.parts.messages.receive();
    return (await preKeyRows(bob)).length;
  };
  expect(await later(44)).toBe(both + 2);
  // The former pair was replaced 44 days later.
  expect(await later(1)).toBe(both + 2 - given);
});
