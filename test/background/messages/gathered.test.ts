import { beforeEach, describe, expect, it } from 'vitest';
import { endpoints } from '../../../src/wire/index.ts';
import { acquaintedEach, alice, allSent, bob, isRead, people, seal, toAlice, toBob } from './support/two.ts';

/* When a commit reaches the own store tells it when a message came or was read: so they are gathered (protocol 8.8). */
acquaintedEach();

/** Commits that Bob's store got of him, and what his background waits for. */
let commits: number;
let pauses: { readonly ms: number; readonly end: () => void }[];

beforeEach(async () => {
  await bob.parts.messages.receive();
  await bob.settled();
  [commits, pauses] = [0, []];
  const { fetch } = people.bob;
  people.bob.fetch = (url, init) => {
    if (new URL(url).pathname === endpoints.commit.path) commits += 1;
    return fetch(url, init);
  };
  bob.machine.pause = (ms) =>
    new Promise((end) => {
      pauses.push({ ms, end });
    });
});

const comes = async (text: string): Promise<string> => {
  const armored = await seal(alice, toBob, text);
  await allSent(alice, toBob);
  await bob.parts.messages.receive();
  await isRead(bob, armored, text);
  return armored;
};
const unsent = async (): Promise<number> => {
  const status = await bob.status();
  return status.connected ? (status.unsent ?? 0) : Number.NaN;
};
/** So much later, in milliseconds. */
const after = (ms: number): void => {
  people.bob.store.clock.forward(ms);
  for (const pause of pauses.splice(0)) if (pause.ms <= ms) pause.end();
};

describe('what came', () => {
  it('is told the own store after half a minute, all of it at once', async () => {
    for (const text of ['one', 'two', 'three']) await comes(text);
    expect(commits).toBe(0);
    expect(await unsent()).toBeGreaterThan(0);
    expect(pauses.map(({ ms }) => ms)).toEqual([30_000]);
    // A background that is stopped meanwhile is woken for it.
    expect(bob.machine.alarms.get('messages')).toBeLessThanOrEqual(people.bob.store.clock.now() + 30_000);
    after(30_000);
    await bob.settled();
    expect(commits).toBe(1);
  });

  it('is told it sooner where it is twenty texts', async () => {
    for (let at = 0; at < 20; at += 1) await seal(alice, toBob, `text ${String(at)}`);
    await allSent(alice, toBob);
    await bob.parts.messages.receive();
    await bob.settled();
    expect(commits).toBeGreaterThan(0);
  });

  it('lies in the vault when the background dies, and the next one sends it at once', async () => {
    const armored = await comes('kept');
    expect(commits).toBe(0);
    await bob.restart();
    await bob.settled();
    expect(commits).toBe(1);
    await isRead(bob, armored, 'kept');
  });
});

describe('how far was read', () => {
  beforeEach(async () => {
    await comes('unread yet');
    after(30_000);
    await bob.settled();
    commits = 0;
    await bob.ask('conversations.markRead', { id: toAlice });
    expect((await bob.ask('conversations.unread', {})).unread).toBe(0);
  });

  it('waits five minutes', async () => {
    await bob.ask('conversations.markRead', { id: toAlice });
    await bob.parts.messages.receive();
    expect(commits).toBe(0);
    expect(pauses.map(({ ms }) => ms)).toEqual([300_000]);
    after(300_000);
    await bob.settled();
    expect(commits).toBe(1);
  });

  it('rides along with a text', async () => {
    await seal(bob, toAlice, 'an answer');
    await allSent(bob, toAlice);
    expect(commits).toBeGreaterThan(0);
    expect(await unsent()).toBe(0);
  });

  it('and with anything else that is kept', async () => {
    await bob.note('a note');
    await bob.settled();
    expect(commits).toBe(1);
  });
});
