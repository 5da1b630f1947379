import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { backoff } from '../../src/sync/exchange/backoff.ts';
import { serveStore } from '../server/support/store.ts';
import { live, two } from './support/browsers.ts';
import { soon } from './support/soon.ts';

describe('an exchange that runs', () => {
  test('hears of what another browser wrote, and asks for nothing in between', async () => {
    const { one, other } = await live();
    const running = [one.exchange.run(), other.exchange.run()];
    await soon(() => expect([one.vault.at, one.vault.at]).toEqual([other.vault.at, expect.any(String)]));
    const id = one.vault.edit('live');
    one.exchange.nudge();
    await soon(() => expect(other.vault.texts()).toEqual({ [id]: 'live' }));
    await soon(() => expect([one, other].map(({ exchange }) => exchange.state.at)).toEqual(['idle', 'idle']));
    for (const { net } of [one, other]) net.asked.length = 0;
    // Known to be where we are: nothing is asked before a commit is sent.
    one.vault.edit('again');
    one.exchange.nudge();
    await soon(() => expect(Object.keys(other.vault.texts())).toHaveLength(2));
    expect(one.net.asked).toEqual(['/v1/commits']);
    expect(other.net.asked).toEqual(['/v1/pull']);
    for (const { stopping } of [one, other]) stopping.abort();
    await Promise.all(running);
  });

  test('waits while the store cannot be reached, longer each time, and comes back by itself', async () => {
    const { one } = await live();
    one.net.lost = '/v1/';
    one.vault.edit('offline');
    const running = one.exchange.run();
    await soon(() => expect(one.vault.states.filter(({ at }) => at === 'waiting').length).toBeGreaterThan(2));
    one.net.lost = undefined;
    await soon(() => expect(one.vault.edits.size).toBe(0));
    one.stopping.abort();
    await running;
  });

  test('tries at once when nudged', async () => {
    const { one } = await live();
    Object.assign(one.vault, { pace: { first: 3_600_000, most: 3_600_000 } });
    one.net.lost = '/v1/';
    one.vault.edit('offline');
    const running = one.exchange.run();
    await soon(() => expect(one.exchange.state.at).toBe('waiting'));
    one.net.lost = undefined;
    one.exchange.nudge();
    await soon(() => expect(one.vault.edits.size).toBe(0));
    one.stopping.abort();
    await running;
  });

  test('stops when the session is ended from another browser', async () => {
    const { owner, one } = await live();
    const running = one.exchange.run();
    await soon(() => expect(one.exchange.state).toEqual({ at: 'idle' }));
    await owner.ask('sessionRevoke', { session: one.session });
    await running;
    expect(one.exchange.state).toEqual({ at: 'stopped', code: 'signed-out' });
  });

  test('stops where the vault refuses what the store tells, and can be run again', async () => {
    const { one } = await live();
    one.vault.failing = 'follow';
    await one.exchange.run();
    expect(one.exchange.state).toEqual({ at: 'stopped', code: 'follow-failed' });
    const running = one.exchange.run();
    await soon(() => expect(one.exchange.state).toEqual({ at: 'idle' }));
    one.stopping.abort();
    await running;
  });

  test('goes on after the store was stopped and started again', async () => {
    const { store, one } = await live();
    const running = one.exchange.run();
    await soon(() => expect(one.exchange.state).toEqual({ at: 'idle' }));
    await store.running.stop();
    one.vault.edit('while it was away');
    one.exchange.nudge();
    await soon(() => expect(one.exchange.state).toMatchObject({ at: 'waiting', code: 'unreachable' }));
    await serveStore({ LATCHKEY_PORT: String(store.port) }, store.folder);
    await soon(() => expect(one.vault.edits.size).toBe(0));
    one.stopping.abort();
    await running;
  });
});

describe('a store whose events are held back', () => {
  const MINUTE = 60_000;
  const STEP = 5_000;

  /** Two browsers, and a time that only the test moves: with the heartbeats that a store sends meanwhile. */
  async function held() {
    const { store, one, other } = await two();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      one.stopping.abort();
      vi.useRealTimers();
    });
    const pass = async (time: number) => {
      for (let passed = 0; passed < time; passed += STEP) {
        store.app.events.beat();
        await vi.advanceTimersByTimeAsync(STEP);
        // Whatever was asked is answered before the time goes on: nothing here is slow.
        await soon(() => expect(one.net.open).toBe(0));
      }
    };
    const becomes = (state: object) => soon(() => expect(one.exchange.state).toEqual(state));
    return { one, other, pass, becomes };
  }

  test('is asked every few minutes, and that is told until they come again', async () => {
    const { one, other, pass, becomes } = await held();
    one.net.held = '/v1/events';
    void one.exchange.run();
    await becomes({ at: 'idle' });
    // After two streams that said nothing: signing is as slow as it is, so time passes until then.
    await soon(async () => {
      await pass(STEP);
      expect(one.exchange.state).toEqual({ at: 'idle', unheard: true });
    });
    const id = other.vault.edit('not heard of');
    void other.exchange.round();
    await soon(() => expect(other.vault.edits.size).toBe(0));
    one.net.asked.length = 0;
    await pass(4 * MINUTE);
    await soon(() => expect(one.vault.texts()).toEqual({ [id]: 'not heard of' }));
    expect(one.net.count('/v1/pull')).toBeLessThanOrEqual(2);
    one.net.held = undefined;
    await soon(async () => {
      await pass(STEP);
      expect(one.exchange.state).toEqual({ at: 'idle' });
    });
  });

  test('and one that is heard is asked nothing', async () => {
    const { one, pass, becomes } = await held();
    void one.exchange.run();
    await soon(() => expect(one.net.count('/v1/events')).toBe(1));
    await becomes({ at: 'idle' });
    await pass(MINUTE);
    one.net.asked.length = 0;
    await pass(15 * MINUTE);
    expect(one.net.asked).toEqual([]);
    expect(one.exchange.state).toEqual({ at: 'idle' });
  });
});

describe('the time between tries', () => {
  test('doubles up to a bound, and is spread by chance', () => {
    const pace = { first: 1_000, most: 300_000 };
    const most = [1, 2, 3, 9, 10, 1_000].map((failures) => backoff(pace, failures, () => 1));
    expect(most).toEqual([1_000, 2_000, 4_000, 256_000, 300_000, 300_000]);
    expect(backoff(pace, 3, () => 0)).toBe(2_000);
  });
});
