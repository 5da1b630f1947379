import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../browser.ts';
import { newTelling } from '../../../src/ui/frame/refusal.ts';
import type { Refusal, Tell } from '../../../src/ui/frame/refusal.ts';
import { judge } from '../../../src/ui/frame/shown.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('a press that comes to nothing', () => {
  const now = 10_000;

  beforeEach(() => {
    vi.advanceTimersByTime(now - performance.now());
  });

  it.each([
    ['by a pointer, long seen and long still', true, now - 500, now - 500, undefined],
    ['by a pointer, just moved', true, now - 500, now - 499, 'quick'],
    ['by a pointer, just moved and not seen', true, undefined, now - 499, 'quick'],
    ['by a pointer, just seen', true, now - 499, now - 500, 'quick'],
    ['by a pointer, not seen', true, undefined, now - 500, 'covered'],
    ['by a key, long seen, just moved', false, now - 500, now, undefined],
    ['by a key, just seen', false, now - 499, now, 'quick'],
    ['by a key, not seen', false, undefined, now, 'covered'],
  ] as const)('%s', (_name, byPointer, seen, still, refusal) => {
    expect(judge({ isTrusted: true, byPointer }, seen, still)).toBe(refusal);
  });

  it('was made by a script', () => {
    expect(judge({ isTrusted: false, byPointer: false }, now - 500, now - 500)).toBe('covered');
  });
});

describe('what a frame says of it', () => {
  let said: Refusal | undefined;
  let tell: Tell;

  beforeEach(() => {
    said = undefined;
    tell = newTelling((refusal) => (said = refusal));
  });

  it('goes away with the next press that counts', () => {
    tell('quick');
    expect(said).toBe('quick');
    tell(undefined);
    expect(said).toBeUndefined();
  });

  it('goes away by itself some seconds after the last press that was too quick', () => {
    tell('quick');
    vi.advanceTimersByTime(5_000);
    tell('quick');
    vi.advanceTimersByTime(5_000);
    expect(said).toBe('quick');
    vi.advanceTimersByTime(1_000);
    expect(said).toBeUndefined();
  });

  it('stays as long as something may cover the frame, whatever was said before', () => {
    tell('quick');
    tell('covered');
    vi.advanceTimersByTime(60_000);
    expect(said).toBe('covered');
  });
});
