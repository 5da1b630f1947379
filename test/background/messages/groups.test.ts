import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { soon } from '../../sync/support/soon.ts';
import type { Browser } from '../support/person.ts';
import { contactOf, onlyGroup, sealFor, three } from './support/three.ts';
import type { Three } from './support/three.ts';
import { isRead, read } from './support/two.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

let all: Three;

beforeEach(async () => {
  all = await three();
});

afterEach(() => {
  for (const { parts } of [all.alice, all.bob, all.carol]) parts.store.stop();
});

const names = async (browser: Browser): Promise<readonly string[]> =>
  ((await onlyGroup(browser)).with.several?.people ?? []).map(({ name }) => name).toSorted();

const pageOf = async (browser: Browser) => browser.ask('conversations.read', { id: (await onlyGroup(browser)).id });

/** Everything that came was opened, and everything that waits has left. */
async function settle(...browsers: readonly Browser[]): Promise<void> {
  for (const { parts } of browsers) await parts.messages.send();
  for (const { parts } of browsers) await parts.messages.receive();
}

describe('a text for several people', () => {
  it('is one text: each reads the same, and who else has it', async () => {
    const { alice, bob, carol } = all;
    const armored = await sealFor(alice, [await contactOf(alice, 'Bob'), await contactOf(alice, 'Carol')], 'quay 3');
    await isRead(bob, armored, 'quay 3');
    await isRead(carol, armored, 'quay 3');
    expect(await read(bob, armored)).toMatchObject({
      with: { name: 'Alice' },
      others: [{ name: 'Carol' }],
      strangers: 0,
    });
    expect(await read(carol, armored)).toMatchObject({ with: { name: 'Alice' }, others: [{ name: 'Bob' }] });
    expect(await read(alice, armored)).toMatchObject({
      isOwn: true,
      with: { name: 'Bob' },
      others: [{ name: 'Carol' }],
    });
    expect(await names(alice)).toEqual(['Bob', 'Carol']);
    expect(await names(bob)).toEqual(['Alice', 'Carol']);
    expect(await names(carol)).toEqual(['Alice', 'Bob']);
  });

  it('is answered to all, in the same conversation, which goes on by itself for the same people', async () => {
    const { alice, bob, carol } = all;
    const people = [await contactOf(alice, 'Bob'), await contactOf(alice, 'Carol')];
    const first = await sealFor(alice, people, 'quay 3');
    await isRead(bob, first, 'quay 3');
    const {
      with: from,
      others,
      conversation,
    } = (await read(bob, first)) as Extract<Awaited<ReturnType<typeof read>>, { kind: 'message' }>;
    const answer = await sealFor(
      bob,
      [from, ...others].map(({ id }) => id),
      'I bring the bicycles',
      { conversation },
    );
    await isRead(alice, answer, 'I bring the bicycles');
    await isRead(carol, first, 'quay 3');
    await isRead(carol, answer, 'I bring the bicycles');
    await sealFor(alice, people, 'good');
    for (const browser of [alice, bob, carol])
      await soon(async () => expect((await pageOf(browser)).texts).toHaveLength(3));
    expect((await pageOf(carol)).texts.map(({ by }) => by?.name)).toEqual(['Alice', 'Bob', 'Alice']);
    expect((await pageOf(carol)).changes).toEqual([]);
  });

  it('goes to whoever can be reached; it is said who gets it later, and they do', async () => {
    const { alice, bob, carol, people } = all;
    const to = [await contactOf(alice, 'Bob'), await contactOf(alice, 'Carol')];
    const { fetch } = people.alice;
    people.alice.fetch = (url, init) =>
      url.startsWith(people.carol.store.origin) ? Promise.reject(new TypeError('no route')) : fetch(url, init);
    const armored = await sealFor(alice, to, 'quay 3');
    await isRead(bob, armored, 'quay 3');
    await soon(async () =>
      expect((await pageOf(alice)).texts.at(-1)).toMatchObject({ later: ['Carol'], state: 'failed' }),
    );
    expect(await read(carol, armored)).toMatchObject({ kind: 'no-key' });
    people.alice.fetch = fetch;
    await alice.parts.messages.send();
    await isRead(carol, armored, 'quay 3');
    await soon(async () => expect((await pageOf(alice)).texts.at(-1)).toMatchObject({ state: 'sent' }));
    expect((await pageOf(alice)).texts.at(-1)?.later).toBeUndefined();
  });
});

it('somebody added is shown, and reads from then on; who is left out is out, and what he writes then is his own', async () => {
  const { alice, bob, carol } = all;
  const [toBob, toCarol] = [await contactOf(alice, 'Bob'), await contactOf(alice, 'Carol')];
  const first = await sealFor(alice, [toBob, toCarol], 'one');
  for (const browser of [bob, carol]) await isRead(browser, first, 'one');
  const { id } = await onlyGroup(alice);
  // Without Bob.
  await sealFor(alice, [toCarol], 'two', { conversation: id });
  await settle(alice, carol);
  expect((await pageOf(alice)).changes).toMatchObject([{ removed: ['Bob'], added: [] }]);
  await soon(async () => expect((await pageOf(carol)).changes).toMatchObject([{ by: 'Alice', removed: ['Bob'] }]));
  await sealFor(bob, [await contactOf(bob, 'Alice'), await contactOf(bob, 'Carol')], 'three', { conversation: id });
  await settle(bob, alice, carol);
  await soon(async () => {
    const rows = (await carol.ask('conversations.list', {})).rows.filter((row) => row.with.several);
    expect(rows.map((row) => (row.with.several?.people ?? []).map(({ name }) => name).toSorted())).toEqual([
      ['Alice', 'Bob'],
      ['Alice'],
    ]);
  });
  // And in again.
  await sealFor(alice, [toBob, toCarol], 'four', { conversation: id });
  await settle(alice, carol);
  await soon(async () => {
    const page = await carol.ask('conversations.read', { id });
    expect(page.changes.at(-1)).toMatchObject({ by: 'Alice', added: ['Bob'], removed: [] });
  });
});

it('who leaves is shown as gone, and reads nothing new until somebody names him again', async () => {
  const { alice, bob, carol } = all;
  const to = [await contactOf(alice, 'Bob'), await contactOf(alice, 'Carol')];
  const first = await sealFor(alice, to, 'one');
  for (const browser of [bob, carol]) await isRead(browser, first, 'one');
  const { id } = await onlyGroup(bob);
  await bob.ask('conversations.leave', { id });
  expect((await onlyGroup(bob)).with.several?.isLeft).toBe(true);
  await settle(bob, alice, carol);
  for (const browser of [alice, carol]) {
    await soon(async () => {
      await browser.parts.messages.receive();
      expect((await pageOf(browser)).changes).toMatchObject([{ by: 'Bob', isLeave: true }]);
    });
  }
  expect(await names(alice)).toEqual(['Carol']);
  await alice.ask('conversations.write', { to: id, text: 'two' });
  await settle(alice, bob);
  expect((await pageOf(bob)).texts).toHaveLength(1);
  const third = await sealFor(alice, to, 'three', { conversation: id });
  await isRead(bob, third, 'three');
  expect((await pageOf(bob)).texts.map(({ text }) => text)).toEqual(['one', 'three']);
  expect((await onlyGroup(bob)).with.several?.isLeft).toBe(false);
});
