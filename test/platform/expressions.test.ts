import { describe, expect, it } from 'vitest';
import { expressionsOver } from '../../src/platform/workers/expressions.ts';
import type { Connect } from '../../src/platform/workers/line.ts';

/** A worker that answers when the test says so, or never. */
function worker(patience: number) {
  const log: string[] = [];
  const asked: number[] = [];
  let hear: (message: unknown) => void = () => {};
  const connect: Connect = (hears) => {
    log.push('open');
    hear = hears;
    return Promise.resolve({
      post: (job) => asked.push((job as { number: number }).number),
      end: () => log.push('end'),
    });
  };
  const expressions = expressionsOver(connect, () => Promise.resolve(void log.push('idle')), patience);
  const answer = (result: unknown): void => hear({ number: asked.shift(), ok: true, result });
  return { expressions, log, answer, break: () => hear({ number: asked.shift(), ok: false, code: 'work-failed' }) };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const page = { scheme: 'https', host: 'example.com', port: '', path: '/' };

describe('the worker for regular expressions', () => {
  it('is started for a question, and ended with its answer', async () => {
    const { expressions, log, answer } = worker(60_000);
    expect(log).toEqual([]);
    const comparing = expressions.compare(page, ['.*']);
    await settle();
    answer(['match']);
    expect(await comparing).toEqual(['match']);
    await settle();
    expect(log).toEqual(['open', 'end', 'idle']);
  });

  it('serves two who ask at once', async () => {
    const { expressions, log, answer } = worker(60_000);
    const both = [expressions.compare(page, ['a']), expressions.compare(page, ['b'])];
    await settle();
    answer(['none']);
    answer(['match']);
    expect(await Promise.all(both)).toEqual([['none'], ['match']]);
    await settle();
    expect(log).toEqual(['open', 'end', 'idle']);
  });

  it('is given up when it does not answer, and started anew for the next question', async () => {
    const { expressions, log, answer } = worker(1);
    expect(await expressions.compare(page, ['.*'])).toBeUndefined();
    await settle();
    expect(log).toEqual(['open', 'end', 'idle']);
    const again = expressions.compare(page, ['.*']);
    answer(['match']);
    await again;
    expect(log.slice(3, 4)).toEqual(['open']);
  });

  it('says nothing when it fails', async () => {
    const failing = worker(60_000);
    const comparing = failing.expressions.compare(page, ['.*']);
    await settle();
    failing.break();
    expect(await comparing).toBeUndefined();
  });
});
