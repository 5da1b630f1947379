import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Passing } from '../../../src/background/context/index.ts';
import type { Context } from '../../../src/background/context/index.ts';

/** A session of which only locks matter, and a clock that need not agree with any timer: a machine sleeps. */
function passing() {
  const locked: ((what: 'messages' | 'full') => void)[] = [];
  const session = { onLock: (listener: (what: 'messages' | 'full') => void) => void locked.push(listener) };
  const clock = { now: 1_000_000 };
  const kept = new Passing<string>(
    { session: session as unknown as Context['session'], clock: () => clock.now },
    60_000,
  );
  const lock = (what: 'messages' | 'full'): void => locked.forEach((listener) => listener(what));
  return { kept, clock, lock };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('is there until its time is over, and again after the next use', () => {
  const { kept } = passing();
  kept.keep('secret');
  vi.advanceTimersByTime(59_999);
  expect(kept.get()).toBe('secret');
  kept.keep('secret');
  vi.advanceTimersByTime(59_999);
  expect(kept.get()).toBe('secret');
  vi.advanceTimersByTime(1);
  expect(kept.get()).toBeUndefined();
});

it.each([60_001, -1])('is gone when the clock went by %i ms without the timer', (ms) => {
  const { kept, clock } = passing();
  kept.keep('secret');
  clock.now += ms;
  expect(kept.get()).toBeUndefined();
  clock.now -= ms;
  expect(kept.get()).toBeUndefined();
});

it('goes with the lock of everything, not with that of messages', () => {
  const { kept, lock } = passing();
  kept.keep('secret');
  lock('messages');
  expect(kept.get()).toBe('secret');
  lock('full');
  expect(kept.get()).toBeUndefined();
});
