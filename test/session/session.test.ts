import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Session } from '../../src/session/index.ts';
import { runs } from '../support/runs.ts';
import { minute, World } from './memory.ts';

async function unlocked() {
  const world = new World();
  const session = new Session(world.parts());
  const vault = world.open();
  await session.unlocked(vault);
  return { world, session, vault };
}

const lockOf = async (session: { state(): Promise<{ lock: string }> }) => (await session.state()).lock;

describe('a session', () => {
  it('is locked before anything was unlocked', async () => {
    const session = new Session(new World().parts());
    expect(await lockOf(session)).toBe('locked');
    await expect(session.vault()).rejects.toMatchObject({ code: 'locked' });
    await expect(session.messages()).rejects.toMatchObject({ code: 'locked' });
    await expect(session.requireFresh()).rejects.toMatchObject({ code: 'locked' });
  });

  it('gives its vault until it is locked', async () => {
    const { session, vault, world } = await unlocked();
    expect(await session.vault()).toBe(vault);
    await session.lock('demand');
    expect(vault.closed).toBe(true);
    expect(world.kept.key).toBeUndefined();
    expect(world.kept.kept).toBeUndefined();
    await expect(session.vault()).rejects.toMatchObject({ code: 'locked' });
    expect(world.changes.at(-1)).toEqual(['locked', 'demand']);
  });

  it('tells listeners of a lock before anybody else hears of it', async () => {
    const { session, world } = await unlocked();
    const order: string[] = [];
    session.onLock((what) => order.push(`${what} after ${String(world.changes.length)} changes`));
    await session.lock('os-lock');
    expect(order).toEqual(['full after 1 changes']);
  });

  it('never lets a use overtake a lock that was asked for first', async () => {
    const { session } = await unlocked();
    const locking = session.lock('demand');
    await expect(session.vault()).rejects.toMatchObject({ code: 'locked' });
    await locking;
  });

  it('keeps the new master key after a rotation', async () => {
    const { session, vault, world } = await unlocked();
    vault.masterKey = new Uint8Array(32).fill(9);
    await session.rotated();
    expect(world.kept.key).toEqual(vault.masterKey);
  });

  it('keeps the vault that is open when a way in is proven again, for somebody may be writing to it', async () => {
    const { session, vault, world } = await unlocked();
    const second = world.open();
    world.now += 4 * minute;
    await session.unlocked(second);
    expect([vault.closed, second.closed]).toEqual([false, true]);
    expect(await session.vault()).toBe(vault);
    expect(world.kept.kept?.provenAt).toBe(world.now);
  });

  it('takes the new vault when the time of the old one had run out', async () => {
    const { session, vault, world } = await unlocked();
    const second = world.open();
    world.now += 15 * minute;
    await session.unlocked(second);
    expect([vault.closed, second.closed]).toEqual([true, false]);
    expect(await session.vault()).toBe(second);
  });
});

describe('the background dying', () => {
  it('leaves the session unlocked', async () => {
    const { world } = await unlocked();
    const reborn = new Session(world.parts());
    expect(await lockOf(reborn)).toBe('unlocked');
    expect(await reborn.vault()).toBe(world.vaults.at(-1));
  });

  it('locks when the deadline passed meanwhile', async () => {
    const { world } = await unlocked();
    world.now += 15 * minute;
    const reborn = new Session(world.parts());
    await expect(reborn.vault()).rejects.toMatchObject({ code: 'locked' });
    expect(world.kept.key).toBeUndefined();
    expect(world.changes.at(-1)).toEqual(['locked', 'time']);
  });

  it('locks when the kept key does not open the vault any more', async () => {
    const { world } = await unlocked();
    world.resumes = false;
    const reborn = new Session(world.parts());
    await expect(reborn.vault()).rejects.toMatchObject({ code: 'locked' });
    expect(world.kept.key).toBeUndefined();
  });
});

describe('the two timers', () => {
  it('lock the messages first, then everything', async () => {
    const { session, world } = await unlocked();
    world.now += 5 * minute - 1;
    expect(await lockOf(session)).toBe('unlocked');
    world.now += 1;
    expect(await lockOf(session)).toBe('messages-locked');
    await expect(session.messages()).rejects.toMatchObject({ code: 'messages-locked' });
    world.now += 10 * minute;
    expect(await lockOf(session)).toBe('locked');
  });

  it('start anew with every use, but looking is no use', async () => {
    const { session, world } = await unlocked();
    world.now += 4 * minute;
    await session.vault();
    world.now += 4 * minute;
    expect(await lockOf(session)).toBe('unlocked');
    world.now += 1 * minute;
    expect(await lockOf(session)).toBe('messages-locked');
  });

  it('open locked messages again only when a way in is proven', async () => {
    const { session, vault, world } = await unlocked();
    world.now += 6 * minute;
    await session.vault();
    world.limits = { messages: 60 * minute, full: 60 * minute };
    await session.limitsChanged();
    expect(await lockOf(session)).toBe('messages-locked');
    await session.unlocked(vault);
    expect(await session.messages()).toBe(vault);
  });

  it('tell the messages’ listeners once', async () => {
    const { session, world } = await unlocked();
    const heard: string[] = [];
    session.onLock((what) => heard.push(what));
    world.now += 6 * minute;
    await session.state();
    await session.state();
    expect(heard).toEqual(['messages']);
  });

  it('count the clock going backwards as expiry, but not a correction of a second', async () => {
    const { session, world } = await unlocked();
    world.now -= 1_000;
    expect(await lockOf(session)).toBe('unlocked');
    world.now -= 10_000;
    expect(await lockOf(session)).toBe('locked');
    expect(world.changes.at(-1)).toEqual(['locked', 'clock']);
  });

  it('remember the latest time that was seen, not only the last use', async () => {
    const { session, world } = await unlocked();
    world.now += 4 * minute;
    await session.vault();
    world.now -= 3 * minute;
    expect(await lockOf(session)).toBe('locked');
  });

  it('remember it also when somebody only looked', async () => {
    const { session, world } = await unlocked();
    world.now += 4 * minute;
    await session.state();
    world.now -= 3 * minute;
    expect(await lockOf(session)).toBe('locked');
    expect(world.changes.at(-1)).toEqual(['locked', 'clock']);
  });

  it('take shorter limits over at once, from the last use on', async () => {
    const { session, world } = await unlocked();
    world.now += 3 * minute;
    world.limits = { messages: minute, full: 2 * minute };
    await session.limitsChanged();
    expect(await lockOf(session)).toBe('locked');
  });

  it('ring again when the vault was used since the alarm was set', async () => {
    const { session, world } = await unlocked();
    expect(world.alarm).toBe(world.now + 5 * minute);
    world.now += 3 * minute;
    await session.vault();
    world.now += 2 * minute;
    await session.woken();
    expect(await lockOf(session)).toBe('unlocked');
    expect(world.alarm).toBe(world.now + 3 * minute);
  });

  it('go on to the full lock after the messages’', async () => {
    const { session, world } = await unlocked();
    const began = world.now;
    world.now += 5 * minute;
    await session.woken();
    expect(world.alarm).toBe(began + 15 * minute);
    world.now = began + 15 * minute;
    await session.woken();
    expect(world.kept.key).toBeUndefined();
  });
});

describe('wrong secrets', () => {
  it('lock everything at the fifth, while the messages are locked', async () => {
    const { session, world } = await unlocked();
    world.now += 6 * minute;
    for (let tries = 0; tries < 4; tries++) await session.missed();
    expect(await lockOf(session)).toBe('messages-locked');
    await session.missed();
    expect(await lockOf(session)).toBe('locked');
  });

  it('lock nothing while everything is open', async () => {
    const { session } = await unlocked();
    for (let tries = 0; tries < 9; tries++) await session.missed();
    expect(await lockOf(session)).toBe('unlocked');
  });
});

describe('a fresh proof', () => {
  it('is good for five minutes, whatever is used meanwhile', async () => {
    const { session, vault, world } = await unlocked();
    world.now += 5 * minute - 1;
    await session.requireFresh();
    await session.vault();
    world.now += 1;
    await expect(session.requireFresh()).rejects.toMatchObject({ code: 'fresh-proof-needed' });
    await session.unlocked(vault);
    await session.requireFresh();
  });
});

describe('any history', () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant('wait' as const),
      ms: fc.oneof(fc.integer({ min: 0, max: minute }), fc.integer({ min: 0, max: 16 * minute })),
    }),
    fc.record({ do: fc.constant('set back' as const), ms: fc.integer({ min: 3_000, max: minute }) }),
    fc.constant({ do: 'use' as const }),
    fc.constant({ do: 'die' as const }),
    fc.constant({ do: 'lock' as const }),
    fc.constant({ do: 'ring' as const }),
    fc.constant({ do: 'unlock' as const }),
  );

  it('never opens a vault past its deadline, after the clock went back, or after a lock', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30, size: 'max' }), async (steps) => {
        const world = new World();
        let session = new Session(world.parts());
        let mayBeOpenUntil = 0;
        let latest = world.now;
        for (const next of steps) {
          if (next.do === 'wait') world.now += next.ms;
          if (next.do === 'set back') world.now -= next.ms;
          if (next.do === 'die') session = new Session(world.parts());
          if (next.do === 'ring') await session.woken();
          if (next.do === 'lock') {
            await session.lock('demand');
            mayBeOpenUntil = 0;
          }
          if (next.do === 'unlock') {
            await session.unlocked(world.open());
            mayBeOpenUntil = world.now + 15 * minute;
            latest = world.now;
          }
          if (next.do === 'use' || next.do === 'ring') {
            const allowed = world.now < mayBeOpenUntil && world.now >= latest - 2_000;
            if (!allowed) mayBeOpenUntil = 0;
            else latest = Math.max(latest, world.now);
            if (next.do === 'ring') continue;
            const opened = await session.vault().then(
              () => true,
              () => false,
            );
            expect(opened).toBe(allowed);
            if (opened) mayBeOpenUntil = world.now + 15 * minute;
          }
        }
      }),
      { numRuns: runs(1000), seed: 4 },
    );
  });
});
