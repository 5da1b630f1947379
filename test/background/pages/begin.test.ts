import { describe, expect, it } from 'vitest';
import { begin } from '../../../src/background/pages/begin.ts';
import type { Begun } from '../../../src/rpc/index.ts';

/** What a tab hears of a shortcut, and which windows are opened. `answer`: undefined, nothing there; null, the browser refuses. */
async function play(what: Begun, answer: true | undefined | null): Promise<{ heard: unknown[]; opened: string[] }> {
  const heard: unknown[] = [];
  const opened: string[] = [];
  const actions = {
    openSite: () => Promise.resolve(),
    openTab: () => Promise.resolve(),
    openWindow: ({ path }: { path: string }) => Promise.resolve(void opened.push(path)),
    message: String,
  };
  const page = {
    inject: () => (answer === null ? Promise.reject(new Error('no permission')) : Promise.resolve()),
    ask: (_tab: number, frame: number | undefined, push: string, data: unknown) => {
      heard.push([frame, push, data]);
      return Promise.resolve(answer);
    },
  };
  await begin({ actions }, page, { tab: 7, frame: 3 }, { what, marks: false });
  return { heard, opened };
}

describe('a shortcut or a menu entry', () => {
  it.each(['write', 'read', 'either'] as const)('has the page begin: %s', async (what) => {
    const { heard, opened } = await play(what, true);
    expect(heard).toEqual([[3, 'page', { order: 'begin', what, marks: false }]]);
    expect(opened).toEqual([]);
  });

  it.each(['read', 'either'] as const)('offers to paste a text where the page has none: %s', async (what) => {
    expect((await play(what, undefined)).opened).toEqual(['popup.html#read-instead']);
    expect((await play(what, null)).opened).toEqual(['popup.html#read-instead']);
  });

  it('opens nothing where somebody only wanted to write', async () => {
    expect((await play('write', undefined)).opened).toEqual([]);
    await expect(play('write', null)).rejects.toThrow('no permission');
  });
});
