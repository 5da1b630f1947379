import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newOwnKeys } from '../../../src/ui/frame/own-keys.ts';
import type { OwnKeys } from '../../../src/ui/frame/own-keys.ts';

const down = { type: 'keydown', key: 'Enter', repeat: false };
const held = { ...down, repeat: true };
const up = { ...down, type: 'keyup' };

describe('a key in a frame', () => {
  let keys: OwnKeys;
  const hear = (...events: (typeof down)[]) => events.map((event) => keys.hear(event));

  beforeEach(() => {
    vi.useFakeTimers();
    keys = newOwnKeys();
  });
  afterEach(() => vi.useRealTimers());

  it('is too quick in the first half second, and good after it', () => {
    vi.advanceTimersByTime(499);
    expect(hear(down, up)).toEqual(['quick', 'rest']);
    vi.advanceTimersByTime(1);
    expect(hear(down, up)).toEqual(['own', 'own']);
  });

  it('is too quick again after the focus came back', () => {
    vi.advanceTimersByTime(500);
    keys.come();
    expect(hear(down, up)).toEqual(['quick', 'rest']);
  });

  it('that began elsewhere is never good while it is held, nor when it is let go', () => {
    vi.advanceTimersByTime(500);
    expect(hear(held, held, up)).toEqual(['quick', 'quick', 'rest']);
    expect(hear(down)).toEqual(['own']);
  });

  it('that only ends here says nothing: it opened the frame', () => {
    expect(hear(up)).toEqual(['rest']);
  });

  it('that began here presses once, however long it is held', () => {
    vi.advanceTimersByTime(500);
    expect(hear(down, held, held, up)).toEqual(['own', 'rest', 'rest', 'own']);
  });
});
