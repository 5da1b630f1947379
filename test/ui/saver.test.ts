import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Typed } from '../../src/rpc/index.ts';
import { Saver } from '../../src/ui/compose/saver.ts';

const typed = (text: string): Typed => ({ text, replace: false });

describe('what is typed in a compose box', () => {
  let kept: string[];
  let isLocked: boolean;
  let saver: Saver;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    kept = [];
    isLocked = false;
    saver = new Saver(({ text }) => {
      if (isLocked) return Promise.reject(new Error('locked'));
      kept.push(text);
      return Promise.resolve();
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is kept once typing pauses, and at once when the box is left', async () => {
    saver.begin();
    saver.change(typed('a'));
    await vi.advanceTimersByTimeAsync(499);
    saver.change(typed('ab'));
    await vi.advanceTimersByTimeAsync(499);
    expect(kept).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(kept).toEqual(['ab']);
    saver.change(typed('abc'));
    await saver.flush();
    expect(kept).toEqual(['ab', 'abc']);
    await saver.flush();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(kept).toEqual(['ab', 'abc']);
  });

  it('takes the place of nothing that is not known yet', async () => {
    saver.change(typed('a'));
    await vi.advanceTimersByTimeAsync(2_000);
    await expect(saver.flush()).rejects.toThrow();
    expect(kept).toEqual([]);
    saver.begin();
    await vi.advanceTimersByTimeAsync(500);
    expect(kept).toEqual(['a']);
  });

  it('is not lost by a lock: it waits', async () => {
    saver.begin();
    isLocked = true;
    saver.change(typed('a'));
    await vi.advanceTimersByTimeAsync(500);
    await expect(saver.flush()).rejects.toThrow('locked');
    isLocked = false;
    await saver.flush();
    expect(kept).toEqual(['a']);
  });

  it('is kept no more once it stands where it belongs', async () => {
    saver.begin();
    saver.change(typed('a'));
    await saver.drop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(kept).toEqual([]);
  });
});
